"""Which fields differ by the publisher's hand, what is held back, and what is a stealth edit."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.items import NoticeKind, Precision, TextState
from storage.revising.changes import changed_fields, is_cut_down, is_same_date
from storage.revising.edits import classify
from storage.revising.kinds import EditKind
from storage.revising.stamps import is_stamp
from storage.revising.stealth import is_stealth
from storage.revising.version import StatedDate, StatedNotice, Version

AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
TEXT = ("The kiln was lit on Monday.", "It had been cold for a year.", "Nobody at the works would say why.")
VERSION = Version("Kiln lit", "After a year", "By Mira Holt", StatedDate(AT, Precision.MINUTE), None, TEXT)


def day(at: datetime) -> StatedDate:
    return StatedDate(at.replace(hour=0, minute=0), Precision.DAY)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Updated May 5, 2026, 3:15 PM ET", True),
        ("4 min read", True),
        ("12 Comments", True),
        ("3 hours ago", True),
        ("Just now", True),
        ("Last updated on Monday at 9:40 a.m.", True),
        ("May the kiln burn", False),
        ("Updated: the kiln is lit at 9", False),
        ("12 kilns", False),
        ("Friday, May 5", False),
        ("5 hours", False),
        ("", False),
        ("March", False),
    ],
)
def test_lines_that_move_by_themselves(line: str, *, expected: bool) -> None:
    assert is_stamp(line) is expected


@pytest.mark.parametrize(
    ("before", "after", "fields"),
    [
        (("May 5, 3:15 PM", *TEXT), ("May 5, 4:30 PM", *TEXT), ()),
        ((*TEXT, "Updated 3:15 PM"), (*TEXT, "Updated 4:30 PM"), ()),
        ((*TEXT, "Friday, May 5", "The end"), (*TEXT, "Friday, May 12", "The end"), ("text",)),
        ((*TEXT, "Key dates: May 5, May 9"), (*TEXT, "Key dates: May 5, May 12"), ("text",)),
    ],
)
def test_a_date_in_the_text_is_no_stamp(before: tuple[str, ...], after: tuple[str, ...], fields: tuple[str]) -> None:
    shown = [replace(VERSION, passages=passages) for passages in (before, after)]
    assert changed_fields(*shown) == fields
    assert [edit.kind for edit in classify(*shown)] == ([EditKind.SUBSTANTIVE] if fields else [])


def test_a_headline_that_the_text_repeats_still_is_an_edit_of_the_headline_alone() -> None:
    before = replace(VERSION, passages=("Kiln lit", *TEXT))
    for passages in (before.passages, ("Kiln cold", *TEXT)):
        after = replace(before, title="Kiln cold", passages=passages)
        assert changed_fields(before, after) == ("title",)
        assert [edit.kind for edit in classify(before, after)] == [EditKind.HEADLINE]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (StatedDate(AT, Precision.MINUTE), StatedDate(AT + timedelta(seconds=40), Precision.SECOND), True),
        (StatedDate(AT, Precision.MINUTE), StatedDate(AT + timedelta(hours=1), Precision.MINUTE), False),
        (StatedDate(AT, Precision.MINUTE), day(AT), True),
        (StatedDate(AT, Precision.MINUTE), day(AT + timedelta(days=3)), False),
        (day(AT), day(AT + timedelta(days=1)), False),
        (StatedDate(AT, Precision.MINUTE), None, False),
        (None, None, True),
    ],
)
def test_dates_are_the_same_as_far_as_the_coarser_goes(
    before: StatedDate | None, after: StatedDate | None, *, expected: bool
) -> None:
    assert is_same_date(before, after) is expected
    assert is_same_date(after, before) is expected


@pytest.mark.parametrize(
    ("before", "after", "passages", "expected"),
    [
        (TextState.COMPLETE, TextState.STUB, TEXT[:1], True),
        (TextState.PARTIAL, TextState.NONE, (), True),
        (TextState.COMPLETE, TextState.PARTIAL, TEXT[:1], True),
        (TextState.COMPLETE, TextState.PARTIAL, TEXT, False),
        (TextState.COMPLETE, TextState.PARTIAL, ("Another text.",), False),
        (TextState.PARTIAL, TextState.PARTIAL, TEXT[:1], False),
        (TextState.COMPLETE, TextState.UNKNOWN, TEXT[:1], False),
        (TextState.STUB, TextState.STUB, TEXT[:1], False),
    ],
)
def test_text_that_is_held_back(
    before: TextState, after: TextState, passages: tuple[str, ...], *, expected: bool
) -> None:
    shown = replace(VERSION, text_state=after, passages=passages)
    assert is_cut_down(replace(VERSION, text_state=before), shown) is expected


def notice(kind: NoticeKind, text: str, **where: object) -> StatedNotice:
    return StatedNotice(kind, text, **where)  # type: ignore[arg-type]


UPDATE = notice(NoticeKind.UPDATE, f"UPDATED, 3 PM: {TEXT[0]}", label="UPDATED", time_printed="3 PM", passage=0)
LATER = notice(NoticeKind.UPDATE, f"UPDATED, 5 PM: {TEXT[0]}", label="UPDATED", time_printed="5 PM", passage=0)


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        ((), (UPDATE,), ["update-label"]),
        ((UPDATE,), (LATER,), ["update-label"]),
        ((UPDATE,), (), ["update-label"]),
    ],
)
def test_a_label_before_the_text_is_told_from_it(
    before: tuple[StatedNotice, ...], after: tuple[StatedNotice, ...], kinds: list[str]
) -> None:
    def shown(notices: tuple[StatedNotice, ...]) -> Version:
        first = notices[0].text if notices else TEXT[0]
        return replace(VERSION, notices=notices, passages=(first, *TEXT[1:]))

    assert [edit.kind for edit in classify(shown(before), shown(after))] == kinds


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (NoticeKind.CORRECTION, EditKind.CORRECTION_NOTICE),
        (NoticeKind.CLARIFICATION, EditKind.CORRECTION_NOTICE),
        (NoticeKind.EDITORS_NOTE, EditKind.EDITORS_NOTE),
        (NoticeKind.RETRACTION, EditKind.RETRACTION),
    ],
)
def test_notices_in_and_beside_the_text(kind: NoticeKind, expected: EditKind) -> None:
    said = "Note: The kiln was lit on Tuesday."
    beside = replace(VERSION, notices=(notice(kind, said, label="Note"),))
    inside = replace(
        VERSION,
        passages=(*TEXT, "Note", said),
        notices=(notice(kind, said, label="Note", passage=4),),
    )
    assert (changed_fields(VERSION, beside), changed_fields(VERSION, inside)) == (("notices",), ("text",))
    for after in (beside, inside):
        assert [edit.kind for edit in classify(VERSION, after)] == [expected]


def test_a_notice_that_moves_into_the_text_and_a_head_that_stands_in_it_are_no_edits() -> None:
    said = "Correction: The kiln was lit on Tuesday."
    beside = replace(VERSION, notices=(notice(NoticeKind.CORRECTION, said, label="Correction"),))
    inside = replace(
        VERSION,
        passages=(VERSION.standfirst or "", *TEXT, said),
        notices=(notice(NoticeKind.CORRECTION, said, label="Correction", passage=4),),
    )
    assert (changed_fields(beside, inside), classify(beside, inside)) == ((), ())


def test_a_label_and_other_words_of_a_headline_are_two_edits() -> None:
    after = replace(VERSION, title="UPDATED: Kiln cold")
    assert [edit.kind for edit in classify(VERSION, after)] == [EditKind.UPDATE_LABEL, EditKind.HEADLINE]


def test_of_a_text_that_is_held_back_nothing_is_said() -> None:
    cut = replace(VERSION, passages=TEXT[:1], text_state=TextState.STUB, is_cut=True)
    assert changed_fields(VERSION, cut) == ("text_state",)
    assert [edit.kind for edit in classify(VERSION, cut)] == [EditKind.PAYWALLED]
    assert next(edit.kind for edit in classify(cut, VERSION)) is EditKind.UNLOCKED


@pytest.mark.parametrize(
    ("precision", "hours", "expected"),
    [(Precision.DAY, 20, None), (Precision.DAY, 80, True), (Precision.MINUTE, 20, True)],
)
def test_a_day_of_change_on_which_both_may_have_happened_says_nothing(
    precision: Precision, hours: int, *, expected: bool | None
) -> None:
    stated = replace(VERSION, modified=StatedDate(AT, precision))
    seen = AT + timedelta(hours=hours)
    assert is_stealth(stated, stated, ("text",), last_seen_at=AT, seen_at=seen) is expected


lines = st.none() | st.sampled_from(["", "Kiln lit", "UPDATED: Kiln lit", "Kiln cold", "By Mira Holt"])
dates = st.none() | st.builds(StatedDate, st.sampled_from([AT, AT + timedelta(days=40)]), st.sampled_from(Precision))
texts = st.lists(st.sampled_from([*TEXT, "Updated May 5", "Correction: It was Port Ansel."]), max_size=4).map(tuple)
notices = st.lists(
    st.builds(
        StatedNotice,
        st.sampled_from(NoticeKind),
        st.sampled_from(["Correction: It was Port Ansel.", "Update: more"]),
        st.none() | st.just("Update"),
        st.none(),
        st.none() | st.integers(0, 3),
    ),
    max_size=2,
).map(tuple)
versions = st.builds(Version, lines, lines, lines, dates, dates, texts, notices)


@settings(max_examples=300)
@given(versions, versions, st.booleans())
def test_what_changed_has_edits_and_each_edit_a_rule(before: Version, after: Version, is_cut: bool) -> None:
    after = replace(after, is_cut=is_cut)
    fields, edits = changed_fields(before, after), classify(before, after)
    if fields:
        assert edits
    assert all(edit.rule.partition(": ")[2] for edit in edits)
    assert {edit.field for edit in edits} - {"text", "notices"} <= set(fields)


@given(versions)
def test_a_version_is_no_edit_of_itself(version: Version) -> None:
    assert (changed_fields(version, version), classify(version, version)) == ((), ())
