"""Which texts carry words of an article: runs of them, long enough not to stand there by chance.

Passages are known by their digests, which can be kept when the article is gone: so a purge that is given again finds
what came since.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from storage import models
from storage.purging.wording import iter_wordings, words_of

RUN = 8
"""Words in a row that make a passage."""
SHORTEST = 4
"""Words of a title or standfirst that is shorter than a run and still taken for a passage as a whole."""

_DIGEST_SIZE = 8


class Passages:
    """Passages by their number of words, as digests."""

    def __init__(self, digests: Mapping[int, Iterable[str]]) -> None:
        self._digests = {length: frozenset(found) for length, found in digests.items()}

    @classmethod
    def of(cls, readings: Iterable[models.Reading]) -> Passages:
        """The passages of what was read of some articles."""
        found: dict[int, set[str]] = defaultdict(set)
        for reading in readings:
            for words in _iter_lines(reading):
                length = min(RUN, len(words))
                if length >= SHORTEST:
                    found[length].update(_digests_of(words, length))
        return cls(found)

    @classmethod
    def from_json(cls, value: Mapping[str, Iterable[str]]) -> Passages:
        """Those that a takedown keeps."""
        return cls({int(length): digests for length, digests in value.items()})

    def as_json(self) -> dict[str, list[str]]:
        """For a takedown to keep: nobody reads the words out of them."""
        return {str(length): sorted(digests) for length, digests in sorted(self._digests.items()) if digests}

    def __bool__(self) -> bool:
        return any(self._digests.values())

    def __or__(self, other: Passages) -> Passages:
        lengths = {*self._digests, *other._digests}
        none: frozenset[str] = frozenset()
        return Passages({n: self._digests.get(n, none) | other._digests.get(n, none) for n in lengths})

    def without(self, common: frozenset[str]) -> Passages:
        """Those that tell the article from others."""
        return Passages({length: digests - common for length, digests in self._digests.items()})

    def in_words(self, words: Sequence[str]) -> frozenset[str]:
        """Those that stand in a text, by their digests."""
        return frozenset(
            digest
            for length, digests in self._digests.items()
            for digest in _digests_of(words, length)
            if digest in digests
        )

    def in_reading(self, reading: models.Reading) -> frozenset[str]:
        """Those that another article's text has too."""
        return frozenset().union(*(self.in_words(words) for words in _iter_lines(reading)))

    def stand_in(self, payload: bytes, content_type: str | None) -> bool:
        """Whether a page, feed, sitemap or answer in JSON carries one of them."""
        return any(self.in_words(words) for words in iter_wordings(payload, content_type))


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


def _digests_of(words: Sequence[str], length: int) -> Iterator[str]:
    for start in range(len(words) - length + 1):
        run = " ".join(words[start : start + length])
        yield hashlib.blake2b(run.encode("utf-8", "replace"), digest_size=_DIGEST_SIZE).hexdigest()
