"""The edits that lie between two versions, each of a kind and by a rule."""

from __future__ import annotations

from collections.abc import Iterator

from storage.revising.changes import is_same_date, words_of
from storage.revising.kinds import EditKind, FoundEdit
from storage.revising.notices import iter_notice_edits
from storage.revising.titles import describe_line, iter_title_edits
from storage.revising.version import Version
from storage.revising.weight import weigh


def classify(before: Version, after: Version) -> tuple[FoundEdit, ...]:
    """The edits of a revision in the order of the page's fields; at least one where `changed_fields` names any."""
    return tuple(_iter_edits(before, after))


def _iter_edits(before: Version, after: Version) -> Iterator[FoundEdit]:
    yield from _iter_state_edits(before, after)
    yield from iter_title_edits(before.title, after.title)
    if before.standfirst != after.standfirst:
        rule = describe_line(before.standfirst, after.standfirst)
        yield FoundEdit(EditKind.STANDFIRST, "standfirst", rule)
    if before.byline != after.byline:
        yield FoundEdit(EditKind.BYLINE, "byline_printed", describe_line(before.byline, after.byline))
    if not is_same_date(before.published, after.published):
        yield FoundEdit(EditKind.DATE, "published_at", _describe_date(before, after))
    if not after.is_cut:
        yield from _iter_text_edits(before, after)


def _iter_state_edits(before: Version, after: Version) -> Iterator[FoundEdit]:
    if after.is_cut and not before.is_cut:
        yield FoundEdit(EditKind.PAYWALLED, "text_state", f"state: {before.text_state} before, {after.text_state} now")
    elif before.is_cut and not after.is_cut:
        yield FoundEdit(EditKind.UNLOCKED, "text_state", f"state: the text is there again, {after.text_state}")


def _iter_text_edits(before: Version, after: Version) -> Iterator[FoundEdit]:
    yield from iter_notice_edits(before, after)
    weight = weigh(words_of(before, after), words_of(after, before), language=after.language)
    if weight is not None:
        yield FoundEdit(weight.kind, "text", weight.rule)


def _describe_date(before: Version, after: Version) -> str:
    if before.published is None or after.published is None:
        return "added: none was stated" if before.published is None else "removed: none is stated now"
    word = "later" if after.published.at > before.published.at else "earlier"
    return f"moved: {abs(after.published.at - before.published.at)} {word}"
