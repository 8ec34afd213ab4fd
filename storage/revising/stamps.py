"""Lines that change by themselves: the time of an update, minutes to read, numbers of comments."""

from __future__ import annotations

import re
from collections.abc import Iterable

from storage.revising.folding import fold_marks

_LONGEST = 100
_TIMES = """
january february march april may june july august september october november december jan feb mar apr jun jul aug sep
sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
am pm a.m p.m noon midnight et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst cet cest ist jst hkt aest aedt
second seconds sec secs minute minutes min mins hour hours hr hrs day days week weeks month months year years today
yesterday now just ago st nd rd th t z h
"""
_MOVING = """
updated update published posted modified read reading comment comments share shares view views like likes today
yesterday now ago
"""
_BESIDE = "last first originally on at as of the by date time this story article was about an a"
_TIME_WORDS = frozenset(_TIMES.split())
_SAYING = frozenset(_MOVING.split())
_KNOWN = _TIME_WORDS | _SAYING | frozenset(_BESIDE.split())
_WORDS = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*")


def is_stamp(passage: str, *, heads_text: bool = False) -> bool:
    """Whether a passage says nothing but when, how long or how many: `Updated May 5, 3:15 PM`, `4 min read`.

    A date or a time alone, `May 5, 3:15 PM`, is one before the text; below that it belongs to the text, as in a list
    of key dates.
    """
    if len(passage) > _LONGEST:
        return False
    words = set(_WORDS.findall(fold_marks(passage).casefold()))
    if not words or not words <= _KNOWN or not (heads_text or words & _SAYING):
        return False
    return any(sign.isdigit() for sign in passage) or bool({"now", "ago", "today", "yesterday"} & words)


def without_stamps(passages: Iterable[str]) -> tuple[str, ...]:
    """The passages that only a hand changes."""
    return tuple(passage for place, passage in enumerate(passages) if not is_stamp(passage, heads_text=place == 0))
