"""How far two titles of one story agree."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_WORD = re.compile(r"[\w’']+")


def titles_agree(one: str, other: str) -> bool:
    """Whether two titles are forms of the same: equal words, one within the other, or at most a quarter different."""
    return agreement(one, other) >= 0.6


def agreement(one: str, other: str) -> float:
    """How far two titles agree, 0 to 1: 1 for the same words, 0.8 and above for one within the other."""
    left, right = _words(one), _words(other)
    if not left or not right:
        return 0.0
    if left == right:
        return 1.0
    shorter, longer = sorted((" ".join(left), " ".join(right)), key=len)
    if f" {shorter} " in f" {longer} ":
        share = len(shorter) / len(longer)
        return 0.8 + share / 5 if share >= 0.4 or len(shorter.split()) >= 4 else share
    if len(set(left) & set(right)) * 2 < min(len(left), len(right)):
        return 0.0
    return SequenceMatcher(None, left[:80], right[:80], autojunk=False).ratio() * 0.85


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold()[:1000])
