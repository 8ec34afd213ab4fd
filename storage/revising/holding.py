"""Text that a page holds back: which revision is shown meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from storage.revising.kinds import EditKind

_OF_WHOLE_TEXT = frozenset({EditKind.UNLOCKED, EditKind.TYPO, EditKind.WORDING, EditKind.SUBSTANTIVE})
"""Kinds of edits that are told only where the text is there."""


def last_shown(history: Iterable[tuple[int, Collection[str]]]) -> int | None:
    """The number of the last revision that does not hold text back, from each one's number and kinds, in order.

    An edit of the text shows that it is there, also where a later extractor finds that it never was held back.
    """
    shown = None
    is_cut = False
    for number, kinds in history:
        is_cut = EditKind.PAYWALLED in kinds or (is_cut and _OF_WHOLE_TEXT.isdisjoint(kinds))
        shown = shown if is_cut else number
    return shown
