"""Corrections, notes and update labels that came, went or were changed; and the text without them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from storage.items import NoticeKind
from storage.revising.folding import fold_marks
from storage.revising.kinds import EditKind, FoundEdit
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
    """One edit for each kind of notice that is not the same in both; that a notice moved is none."""
    one, other = Counter(map(_key, before.notices)), Counter(map(_key, after.notices))
    added, removed = other - one, one - other
    for kind in NoticeKind:
        counts = _count(added, kind), _count(removed, kind)
        if any(counts):
            where = "text" if _is_inside(after if counts[0] else before, kind) else "notices"
            yield FoundEdit(_KINDS[kind], where, f"notice: {kind} {_said(*counts)}")


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


def _count(found: Counter[_Key], kind: NoticeKind) -> int:
    return sum(number for (of, _), number in found.items() if of == kind)


def _is_inside(version: Version, kind: NoticeKind) -> bool:
    return any(said.passage is not None for said in version.notices if said.kind == kind)


def _said(added: int, removed: int) -> str:
    return "changed" if added and removed else "added" if added else "removed"
