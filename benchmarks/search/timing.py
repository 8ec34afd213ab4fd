"""Searches as people make them, and how long they take."""

from __future__ import annotations

import statistics
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from benchmarks.search.texts import PUBLICATIONS, Vocabulary
from storage.archive import Archive
from storage.queries.filters import Filters
from storage.queries.hits import find_hits

SHOWN = 20
"""Articles that a search lists."""


@dataclass(frozen=True, slots=True)
class Timing:
    """How long one search took.

    Attributes:
        found: articles.
        first: milliseconds of the first time, before the database has read what it needs.
        again: median milliseconds of the times after it.
        worst: most milliseconds of those.
    """

    found: int
    first: float
    again: float
    worst: float

    @property
    def milliseconds(self) -> tuple[float, float, float]:
        """First, again, worst."""
        return self.first, self.again, self.worst


def list_searches(vocabulary: Vocabulary, *, phrase: str) -> Mapping[str, Filters]:
    """Searches by what is hard about them; the two words of `phrase` follow one another in some article."""
    word = vocabulary.words
    return {
        "a rare word": Filters(word[20_000]),
        "a word of one article in ten": Filters(word[250]),
        "a word of most articles": Filters(word[5]),
        "two words": Filters(f"{word[100]} {word[2000]}"),
        "three frequent words": Filters(f"{word[3]} {word[8]} {word[15]}"),
        "a phrase": Filters(f'"{phrase}"'),
        "a phrase of frequent words": Filters(f'"{word[4]} {word[7]}"'),
        "the beginning of a word": Filters(f"{word[300][:3]}*"),
        "either of two words": Filters(f"{word[1000]} OR {word[3000]}"),
        "one word without another": Filters(f"{word[200]} -{word[50]}"),
        "a name": Filters(by=vocabulary.names[7]),
        "a word and a name": Filters(word[40], by=vocabulary.names[11]),
        "a word in one title": Filters(word[400], publication=PUBLICATIONS[3]),
        "a word in one month": Filters(word[100], since=date(2020, 5, 1), until=date(2020, 5, 31)),
        "one month": Filters(since=date(2015, 2, 1), until=date(2015, 2, 28)),
    }


def measure(archive: Archive, filters: Filters, times: int) -> Timing:
    """One search, so many times after the first; wall-clock time, of the newest articles with count and snippets."""
    spent = []
    total = 0
    for _ in range(times + 1):
        began = time.perf_counter()
        with archive.connect() as connection:
            total = find_hits(connection, filters, limit=SHOWN).total
        spent.append((time.perf_counter() - began) * 1000)
    return Timing(total, spent[0], statistics.median(spent[1:]), max(spent[1:]))
