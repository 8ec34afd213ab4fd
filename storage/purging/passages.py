"""Which texts carry words of an article: runs of them, long enough not to stand there by chance.

Digests of some of them outlive the article, so that a purge that is given again finds what came since. They do not
overlap: from digests of every run, one who knows a few words of the text could work out the next, and so all of it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, islice

from storage import models
from storage.purging.wording import iter_wordings, words_of

RUN = 8
"""Words in a row that make a passage."""
SHORTEST = 4
"""Words of a title or standfirst that is shorter than a run and still taken for a passage as a whole."""

_DIGEST_SIZE = 8

ByLength = Mapping[int, frozenset[str]]


class Passages:
    """Passages by their number of words: the words themselves, and digests of such as are kept no more.

    Args:
        runs: words in a row, folded, with a blank between them.
        apart: those of them that do not overlap.
        digests: of passages whose words are not known.
    """

    def __init__(self, runs: ByLength, apart: ByLength, digests: ByLength) -> None:
        self._runs, self._apart, self._digests = runs, apart, digests

    @classmethod
    def of(cls, readings: Iterable[models.Reading]) -> Passages:
        """The passages of what was read of some articles."""
        runs: dict[int, set[str]] = defaultdict(set)
        apart: dict[int, set[str]] = defaultdict(set)
        for reading in readings:
            for words in _iter_lines(reading):
                length = min(RUN, len(words))
                if length >= SHORTEST:
                    runs[length].update(_iter_runs(words, length))
                    apart[length].update(islice(_iter_runs(words, length), 0, None, length))
        return cls(_frozen(runs), _frozen(apart), {})

    @classmethod
    def from_json(cls, value: Mapping[str, Iterable[str]]) -> Passages:
        """Those that a takedown keeps."""
        return cls({}, {}, {int(length): frozenset(digests) for length, digests in value.items()})

    def as_json(self) -> dict[str, list[str]]:
        """For a takedown to keep: digests of those that do not overlap."""
        return {str(length): sorted(map(_digest, runs)) for length, runs in sorted(self._apart.items()) if runs}

    def __bool__(self) -> bool:
        return any(self._runs.values()) or any(self._digests.values())

    def __or__(self, other: Passages) -> Passages:
        pairs = zip(self._parts, other._parts, strict=True)
        return Passages(*(_joined(one, another) for one, another in pairs))

    def without(self, common: frozenset[str]) -> Passages:
        """Those that tell the article from others."""
        runs, apart = ({length: found - common for length, found in part.items()} for part in self._parts[:2])
        return Passages(runs, apart, self._digests)

    def in_words(self, words: Sequence[str]) -> frozenset[str]:
        """Those that stand in a text."""
        found = {run for length, runs in self._runs.items() for run in runs.intersection(_iter_runs(words, length))}
        for length, digests in self._digests.items():
            found.update(run for run in _iter_runs(words, length) if _digest(run) in digests)
        return frozenset(found)

    def in_reading(self, reading: models.Reading) -> frozenset[str]:
        """Those that another article's text has too."""
        return frozenset().union(*(self.in_words(words) for words in _iter_lines(reading)))

    def stand_in(self, payload: bytes, content_type: str | None) -> bool:
        """Whether a page, feed, sitemap or answer in JSON carries one of them."""
        return any(self.in_words(words) for words in iter_wordings(payload, content_type))

    @property
    def _parts(self) -> tuple[ByLength, ByLength, ByLength]:
        return self._runs, self._apart, self._digests


def _iter_lines(reading: models.Reading) -> Iterator[list[str]]:
    """The words of a reading. Blocks are read on, for a short one is told only by what stands around it."""
    for line in (reading.title, reading.standfirst):
        yield words_of(line or "")
    yield words_of("\n".join(str(block["text"]) for block in reading.blocks))
    apart = [
        reading.kicker,
        *(notice.get("text") for notice in reading.notices),
        (reading.lead_image or {}).get("caption"),
    ]
    for text in apart:
        words = words_of(str(text or ""))
        yield words if len(words) >= RUN else []


def _iter_runs(words: Sequence[str], length: int) -> Iterator[str]:
    text = " ".join(words)
    starts = [0, *accumulate(len(word) + 1 for word in words)]
    return (text[start : end - 1] for start, end in zip(starts, starts[length:], strict=False))


def _digest(run: str) -> str:
    return hashlib.blake2b(run.encode("utf-8", "replace"), digest_size=_DIGEST_SIZE).hexdigest()


def _frozen(found: Mapping[int, set[str]]) -> ByLength:
    return {length: frozenset(runs) for length, runs in found.items()}


def _joined(one: ByLength, other: ByLength) -> ByLength:
    none: frozenset[str] = frozenset()
    return {length: one.get(length, none) | other.get(length, none) for length in {*one, *other}}
