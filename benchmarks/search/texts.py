"""Invented articles whose words are as frequent as those of real texts: few are everywhere, most are rare."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from storage.search.analyser import stem
from storage.search.document import FIELD_BREAK, IndexedForm

DIFFERENT_WORDS = 30_000
WORDS_OF_TITLE = 8
WORDS_OF_TEXT = 300
NAMES = 3_000
PUBLICATIONS = tuple(f"title-{number:02}" for number in range(20))

_FIRST_AT = datetime(1996, 1, 1, tzinfo=UTC)
_DAYS = 30 * 365
_SYLLABLES = [onset + rhyme for onset in "bdfgklmnprstvz" for rhyme in ("a", "e", "i", "o", "u", "an", "er", "ost")]


@dataclass(frozen=True, slots=True)
class InventedArticle:
    """One article, with the form that search indexes of it."""

    number: int
    publication: str
    title: str
    author: str
    text: str
    published_at: datetime
    form: IndexedForm


class Vocabulary:
    """Words by rank, the most frequent first; word of rank n is about 1/n as frequent (Zipf's law)."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)
        words: dict[str, str] = {}
        while len(words) < DIFFERENT_WORDS:
            word = "".join(self._random.choices(_SYLLABLES, k=self._random.randint(1, 4)))
            words[word] = stem(word)
        self.words = list(words)
        self.names = [f"{self._invent_name()} {self._invent_name()}" for _ in range(NAMES)]
        self._stems = words
        self._weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(DIFFERENT_WORDS)))

    def iter_articles(self, number: int) -> Iterator[InventedArticle]:
        """So many articles; the same ones every time."""
        for place in range(1, number + 1):
            yield self._invent_article(place)

    def _invent_article(self, number: int) -> InventedArticle:
        words = self._random.choices(self.words, cum_weights=self._weights, k=WORDS_OF_TITLE + WORDS_OF_TEXT)
        title, text = words[:WORDS_OF_TITLE], words[WORDS_OF_TITLE:]
        author = self._random.choice(self.names)
        return InventedArticle(
            number=number,
            publication=self._random.choice(PUBLICATIONS),
            title=" ".join(title),
            author=author,
            text=" ".join(text),
            published_at=_FIRST_AT + timedelta(days=self._random.randrange(_DAYS), minutes=number % 1440),
            form=self._analyse(title, [], ["by", *author.lower().split()], text),
        )

    def _analyse(self, *fields: list[str]) -> IndexedForm:
        """As `storage.search.document.indexed_form`, from stems that are known."""
        stems = [token for field in fields for token in (*(self._stem(word) for word in field), FIELD_BREAK)]
        words = sorted({word for field in fields for word in field})
        return IndexedForm(f" {' '.join(stems)} ", " ".join(words))

    def _stem(self, word: str) -> str:
        known = self._stems.get(word)
        return known if known is not None else stem(word)

    def _invent_name(self) -> str:
        return "".join(self._random.choices(_SYLLABLES, k=2)).title()
