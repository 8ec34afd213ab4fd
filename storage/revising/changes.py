"""Which fields differ between two versions by the publisher's hand."""

from __future__ import annotations

from datetime import timedelta

from storage.items import Precision, TextState
from storage.revising.notices import changed_notices, text_without_notices
from storage.revising.stamps import without_stamps
from storage.revising.version import StatedDate, Version

MOST_KEPT = 0.7
"""Share of the former text above which a partial text is not held back but edited."""

_SPANS = {
    Precision.YEAR: timedelta(days=366),
    Precision.MONTH: timedelta(days=31),
    Precision.DAY: timedelta(days=1),
    Precision.MINUTE: timedelta(minutes=1),
    Precision.SECOND: timedelta(minutes=1),
}
_ZONES = timedelta(hours=14)
_COARSE = frozenset({Precision.YEAR, Precision.MONTH, Precision.DAY})
_WHOLE = frozenset({TextState.COMPLETE, TextState.UNKNOWN})
_NOTHING = frozenset({TextState.STUB, TextState.NONE})


def changed_fields(before: Version, after: Version) -> tuple[str, ...]:
    """The fields that make a revision, of those `title standfirst byline_printed text published_at notices text_state`.

    Neither a line that moves by itself nor a date of change counts. Of a text that is held back nothing else is told.
    """
    notices = [said for found in changed_notices(before, after) for said in found]
    differing = {
        "title": before.title != after.title,
        "standfirst": before.standfirst != after.standfirst,
        "byline_printed": before.byline != after.byline,
        "text": not after.is_cut
        and (words_of(before, after) != words_of(after, before) or any(said.passage is not None for said in notices)),
        "published_at": not is_same_date(before.published, after.published),
        "notices": not after.is_cut and any(said.passage is None for said in notices),
        "text_state": before.is_cut != after.is_cut,
    }
    return tuple(name for name, differs in differing.items() if differs)


def is_cut_down(before: Version, after: Version) -> bool:
    """Whether a page that had its text now shows a stub in its place, or of its whole text only the beginning."""
    if before.text_state in _NOTHING or after.text_state in _WHOLE:
        return False
    if after.text_state in _NOTHING:
        return True
    if before.text_state not in _WHOLE:
        return False
    length = sum(map(len, after.passages))
    known = set(before.passages)
    kept = sum(len(passage) for passage in after.passages if passage in known)
    return length < MOST_KEPT * sum(map(len, before.passages)) and kept >= length / 2


def is_same_date(before: StatedDate | None, after: StatedDate | None) -> bool:
    """Whether two statements can be of one moment, as far as the less precise one goes, in whatever time zone."""
    if before is None or after is None:
        return before is after
    coarser, finer = sorted((before, after), key=lambda date: _SPANS[date.precision], reverse=True)
    if coarser.precision not in _COARSE or coarser.precision == finer.precision:
        return abs(coarser.at - finer.at) < timedelta(minutes=1)
    return coarser.at - _ZONES <= finer.at < coarser.at + _SPANS[coarser.precision] + _ZONES


def words_of(version: Version, other: Version) -> tuple[str, ...]:
    """The passages that are the article's own words, where a version is compared with another.

    Notices, labels and lines that move are left out, and the head of either version, which pages print again.
    """
    head = {version.title, version.standfirst, other.title, other.standfirst}
    return tuple(passage for passage in without_stamps(text_without_notices(version)) if passage not in head)
