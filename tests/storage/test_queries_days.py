"""Days as readers type them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.errors import UsageError
from storage.queries.days import begins_at, ends_at, parse_first_day, parse_last_day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-05-14", date(2026, 5, 14), date(2026, 5, 14)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        (" 2026-05-14 ", date(2026, 5, 14), date(2026, 5, 14)),
    ],
)
def test_a_date_stands_for_its_first_and_last_day(text: str, first: date, last: date) -> None:
    assert (parse_first_day(text, "--from"), parse_last_day(text, "--to")) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2026-13",
        "2026-00",
        "2026-02-30",
        "2026-05-00",
        "14.5.2026",
        "0000",
        "9999",
        "２０２６",
        "2026-5-1",
    ],
)
def test_what_is_no_date_is_refused_by_name(text: str) -> None:
    for parse in (parse_first_day, parse_last_day):
        with pytest.raises(UsageError, match=r"--from .* is no date: write a day as 2026-05-14"):
            parse(text, "--from")


@given(st.text(max_size=12) | st.from_regex(r"\d{4}(-\d\d(-\d\d)?)?", fullmatch=True))
@settings(max_examples=200, deadline=None)
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        first, last = parse_first_day(text, "--from"), parse_last_day(text, "--from")
    except UsageError:
        return
    assert first <= last
    assert begins_at(first, "Pacific/Kiritimati") < ends_at(last, "Pacific/Kiritimati")


def test_a_day_is_that_of_its_time_zone() -> None:
    assert begins_at(date(2026, 4, 1), "Asia/Tokyo") == datetime(2026, 3, 31, 15, tzinfo=UTC)
    assert ends_at(date(2026, 4, 1), "America/Los_Angeles") == datetime(2026, 4, 2, 7, tzinfo=UTC)


def test_the_day_on_which_clocks_change_has_23_hours() -> None:
    day = date(2026, 3, 8)
    assert ends_at(day, "America/Los_Angeles") - begins_at(day, "America/Los_Angeles") == timedelta(hours=23)
