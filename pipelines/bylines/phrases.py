"""Phrases of several words, found in a list of words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

Value = TypeVar("Value")

_EDGES = ".,:;!?®™'’\"“”„()"


def fold(word: str) -> str:
    """The word as phrases are compared: case folded, without dots and quotation marks at its edges."""
    return word.casefold().replace("’", "'").strip(_EDGES)


def fold_words(text: str) -> tuple[str, ...]:
    """The folded words of a text."""
    return tuple(fold(word) for word in text.split())


class PhraseTable(Generic[Value]):
    """Values by phrase; the longest phrase wins, so that "additional reporting by" is not read as "reporting by"."""

    def __init__(self, entries: Mapping[str, Value]) -> None:
        self._entries = {fold_words(phrase): value for phrase, value in entries.items()}
        self._longest = max(map(len, self._entries), default=0)

    def match(self, words: Sequence[str], start: int = 0) -> tuple[Value, int] | None:
        """The value of the longest phrase that begins at `start`, and how many words it has."""
        folded = tuple(fold(word) for word in words[start : start + self._longest])
        for length in range(len(folded), 0, -1):
            if folded[:length] in self._entries:
                return self._entries[folded[:length]], length
        return None

    def match_end(self, words: Sequence[str]) -> tuple[Value, int] | None:
        """The value of the longest phrase that the words end in, and how many words it has."""
        folded = tuple(fold(word) for word in words[-self._longest :]) if self._longest else ()
        for length in range(len(folded), 0, -1):
            if folded[-length:] in self._entries:
                return self._entries[folded[-length:]], length
        return None

    def get(self, words: Sequence[str]) -> Value | None:
        """The value of exactly these words."""
        if len(words) > self._longest:
            return None
        return self._entries.get(tuple(fold(word) for word in words))

    def __contains__(self, words: Sequence[str]) -> bool:
        return self.get(words) is not None


def phrase_set(phrases: Iterable[str]) -> PhraseTable[bool]:
    """A table that only says whether a phrase is in it."""
    return PhraseTable(dict.fromkeys(phrases, True))


def word_set(text: str) -> frozenset[str]:
    """The words of a list that is kept as text."""
    return frozenset(text.split())
