"""Text that a page holds back: which revision is shown meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from storage.revising.kinds import EditKind


def last_shown(history: Iterable[tuple[int, Collection[str]]]) -> int | None:
    """The number of the last revision that does not hold text back, from each one's number and kinds, in order."""
    shown = None
    is_cut = False
    for number, kinds in history:
        is_cut = EditKind.PAYWALLED in kinds or (is_cut and EditKind.UNLOCKED not in kinds)
        shown = shown if is_cut else number
    return shown
