"""Whether two words are two spellings of one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from storage.revising.dictionary import is_word
from storage.revising.meaning import is_reversal, numbers_in

SHORTEST, LONG = 3, 8
"""Letters from which on one letter may differ, and two."""

_ARTICLES = frozenset({"a", "an", "the"})


@dataclass(frozen=True, slots=True)
class Spelling:
    """What is known of the words of two versions, all in small letters.

    Attributes:
        language: of the text, BCP 47.
        kept: the words that both versions have elsewhere, where nothing changed.
        names: the words that are names in one of them.
    """

    language: str | None = None
    kept: Collection[str] = frozenset()
    names: Collection[str] = frozenset()

    def is_same(self, before: Sequence[str], after: Sequence[str]) -> bool:
        """Whether the words of one place were only spelt anew: a word, a blank or hyphen, an article."""
        one, other = "".join(before).replace("-", ""), "".join(after).replace("-", "")
        if any(sign.isdigit() for sign in one + other):
            return one.replace(",", "") == other.replace(",", "")
        if one == other or _is_article(before, after):
            return True
        if len(before) == len(after) > 1:
            return all(self.is_same([word], [new]) for word, new in zip(before, after, strict=True))
        return len(before) == len(after) == 1 and _is_near(one, other) and self._is_slip(one, other)

    def _is_slip(self, one: str, other: str) -> bool:
        """Whether one of two words that look alike is a word, and the other is none.

        A word is what the text has elsewhere too, or the dictionary; a name must stand elsewhere. Where neither is
        one, letters that changed places or were doubled are a slip.
        """
        if is_reversal(one, other) or (numbers_in([one]) and numbers_in([other])):
            return False
        if (one in self.names or other in self.names) and one not in self.kept and other not in self.kept:
            return False
        known = [word in self.kept or bool(is_word(word, self.language)) for word in (one, other)]
        if any(known):
            return not all(known)
        return sorted(one) == sorted(other) or _undoubled(one) == _undoubled(other)


def _is_article(before: Sequence[str], after: Sequence[str]) -> bool:
    """One article for another, or one put in or left out."""
    words = [*before, *after]
    return len(before) <= 1 and len(after) <= 1 and bool(words) and all(word in _ARTICLES for word in words)


def _is_near(one: str, other: str) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    allowed = 2 if shorter >= LONG else 1 if longer >= SHORTEST else 0
    return bool(OSA.distance(one, other, score_cutoff=allowed) <= allowed)


def _undoubled(word: str) -> str:
    return "".join(letter for place, letter in enumerate(word) if place == 0 or word[place - 1] != letter)
