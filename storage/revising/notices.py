"""Corrections, notes and update labels that came, went or were changed; and the text without them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from storage.items import NoticeKind
from storage.revising.folding import fold_marks
from storage.revising.kinds import EditKind, FoundEdit
from storage.revising.stamps import is_stamp
from storage.revising.version import StatedNotice, Version

_KINDS = {
    NoticeKind.CORRECTION: EditKind.CORRECTION_NOTICE,
    NoticeKind.CLARIFICATION: EditKind.CORRECTION_NOTICE,
    NoticeKind.EDITORS_NOTE: EditKind.EDITORS_NOTE,
    NoticeKind.RETRACTION: EditKind.RETRACTION,
    NoticeKind.UPDATE: EditKind.UPDATE_LABEL,
    NoticeKind.PREVIOUSLY: EditKind.UPDATE_LABEL,
}
_HEADS_TEXT = frozenset({NoticeKind.UPDATE, NoticeKind.PREVIOUSLY})
_PARTING = " \t:.,|()[]*_–—-：（）"

_Key = tuple[NoticeKind, str]


def iter_notice_edits(before: Version, after: Version) -> Iterator[FoundEdit]:
    """One edit for each kind of notice that is not the same in both."""
    added, removed = changed_notices(before, after)
    for kind in NoticeKind:
        new, gone = ([said for said in found if said.kind == kind] for found in (added, removed))
        if new or gone:
            where = "text" if any(said.passage is not None for said in new or gone) else "notices"
            yield FoundEdit(_KINDS[kind], where, f"notice: {kind} {_said(len(new), len(gone))}")


def changed_notices(before: Version, after: Version) -> tuple[list[StatedNotice], list[StatedNotice]]:
    """The notices that only the later version has, and those that only the earlier one has.

    That one moved is no change. Beside the text a labelled update is its date line, and a line that says only when
    moves by itself.
    """
    one, other = (Counter(_key(said) for said in _told(version)) for version in (before, after))
    return _only(after, other - one), _only(before, one - other)


def _only(version: Version, keys: Counter[_Key]) -> list[StatedNotice]:
    left = Counter(keys)
    found = []
    for said in _told(version):
        if left[_key(said)] > 0:
            left[_key(said)] -= 1
            found.append(said)
    return found


def _told(version: Version) -> list[StatedNotice]:
    return [said for said in version.notices if _is_told(said)]


def _is_told(said: StatedNotice) -> bool:
    is_date_line = said.passage is None and said.kind in _HEADS_TEXT and said.label is not None
    return not is_date_line and not is_stamp(said.text)


def text_without_notices(version: Version) -> tuple[str, ...]:
    """The passages, without those that are notices and without the labels before those that are text."""
    notices = {said.passage: said for said in version.notices if said.passage is not None}
    kept: list[str] = []
    for place, passage in enumerate(version.passages):
        said, heads = notices.get(place), notices.get(place + 1)
        if said is None and not (heads and heads.label and _bare(passage) == _bare(heads.label)):
            kept.append(passage)
        elif said is not None and said.kind in _HEADS_TEXT and said.label and (rest := _after_label(said, passage)):
            kept.append(rest)
    return tuple(kept)


def _key(said: StatedNotice) -> _Key:
    """What makes a notice the same: all its words, or label and time of one that heads text."""
    if said.kind in _HEADS_TEXT and said.label:
        return said.kind, f"{_bare(said.label)} {_bare(said.time_printed or '')}"
    return said.kind, fold_marks(said.text)


def _after_label(said: StatedNotice, passage: str) -> str:
    rest = passage
    for words in (said.label, said.time_printed):
        place = rest.find(words) if words else -1
        if words and place >= 0:
            rest = rest[place + len(words) :]
    return rest.lstrip(_PARTING)


def _bare(words: str) -> str:
    return fold_marks(words).strip(_PARTING).casefold()


def _said(added: int, removed: int) -> str:
    return "changed" if added and removed else "added" if added else "removed"
