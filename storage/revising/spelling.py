"""Whether two words are two spellings of one."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import OSA

SHORTEST, LONG = 3, 8
"""Letters from which on one letter may differ, and two."""

_FUNCTION_WORDS = """
a about above after against all along also although am among an and any are around as at be because been before being
below between both but by can can't cannot could couldn't did didn't do does doesn't don't down during each either few
for from had has hasn't have he her here hers him his how i if in into is isn't it its less may me might mine more most
much must my near neither never no nor not now of off on once one only or other our ours out over own per same she
should since so some such than that the their theirs them then there these they this those through to too toward under
until up upon us very via was wasn't we were what when where whether which while who whom whose why will with within
without won't would you your yours
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
_ARTICLES = frozenset({"a", "an", "the"})


def is_respelling(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether the words of one place were only spelt anew: a letter or two, a blank or hyphen, an article.

    Two words that both have a grammatical office (now, not; could, would) are never spellings of one, and numbers
    are not spelt.
    """
    one, other = "".join(before).replace("-", ""), "".join(after).replace("-", "")
    if any(sign.isdigit() for sign in one + other):
        return one.replace(",", "") == other.replace(",", "")
    if one == other or _is_article(before, after):
        return True
    if len(before) == len(after) > 1:
        return all(is_respelling([word], [new]) for word, new in zip(before, after, strict=True))
    if len(before) != 1 or len(after) != 1 or {one, other} <= FUNCTION_WORDS:
        return False
    return _is_near(one, other)


def _is_article(before: Sequence[str], after: Sequence[str]) -> bool:
    """One article for another, or one put in or left out."""
    words = [*before, *after]
    return len(before) <= 1 and len(after) <= 1 and bool(words) and all(word in _ARTICLES for word in words)


def _is_near(one: str, other: str) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    allowed = 2 if shorter >= LONG else 1 if longer >= SHORTEST else 0
    return bool(OSA.distance(one, other, score_cutoff=allowed) <= allowed)
