"""The page for operators says of exit codes, reports and outcomes what the program does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime, timedelta

import pytest

from crawler.commands.crawl import crawl
from storage import errors
from storage.account import Account
from storage.outcomes import Outcome
from storage.runs import Report, books_of
from storage.schedule import RETRY_AFTER, next_retry
from tests.docs.pages import DOCS, bare, read, rows, sections

SECTIONS = sections(DOCS / "schedule.md")


def table(section: str) -> dict[str, list[str]]:
    return {bare(name): row for names, *row in rows(SECTIONS[section]) for name in names.split(", ")}


def subclasses(error: type[errors.BackfileError]) -> Iterator[type[errors.BackfileError]]:
    for found in error.__subclasses__():
        yield found
        yield from subclasses(found)


def test_every_exit_code_that_a_crawl_states_is_explained():
    stated = re.findall(r"\d+", (crawl.__doc__ or "").partition("Exit codes:")[2])
    assert set(stated) <= table("Exit codes").keys()


def test_every_explained_exit_code_is_one_the_program_has():
    codes = {str(error.exit_code) for error in subclasses(errors.BackfileError)}
    signals = {str(128 + 2), str(128 + 15)}
    assert table("Exit codes").keys() <= codes | signals | {"0", "1"}


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (errors.UsageError, "option"),
        (errors.CrawlLost, "lost"),
        (errors.ArchiveUnavailable, "database"),
        (errors.SourcesUnavailable, "sources"),
        (errors.CannotWrite, "rights"),
        (errors.DiskFull, "room"),
        (errors.ArchiveBusy, "another process"),
        (errors.BadDefinition, "definition"),
        (errors.UnknownPublication, "slug"),
        (errors.WrongSchema, "schema"),
    ],
)
def test_exit_codes_mean_what_the_errors_say(error: type[errors.BackfileError], words: str):
    assert words in table("Exit codes")[str(error.exit_code)][0]


def test_every_field_of_the_report_is_explained():
    explained = [
        bare(name)
        for names, *_ in rows(SECTIONS["The report"].partition("| field of")[0])
        for name in names.split(", ")
    ]
    assert explained == [field.name for field in fields(Report)]


def test_every_field_of_the_books_is_explained():
    explained = [bare(row[0]) for row in rows("| field of" + SECTIONS["The report"].partition("| field of")[2])]
    assert explained == list(books_of(Account("variety")))


def test_every_outcome_is_explained():
    assert list(table("Outcomes")) == [str(outcome) for outcome in Outcome]


def test_outcomes_that_are_retried_are_said_to_be():
    retried = {outcome for outcome, (_, following) in table("Outcomes").items() if following == "retry"}
    assert retried == {str(outcome) for outcome in Outcome if outcome.is_transient}


def test_the_waits_of_retries_are_those_of_the_program():
    assert "after 1 hour, 6 hours, 1 day and 7 days" in SECTIONS["Outcomes"]
    assert [wait / timedelta(hours=1) for wait in RETRY_AFTER] == [1, 6, 24, 168]
    assert next_retry(len(RETRY_AFTER) + 1, datetime.now(UTC)) is None


def test_settings_that_are_named_have_the_defaults_that_are_said():
    from crawler import settings
    from crawler.extensions.stopping import GRACE

    text = read(DOCS / "schedule.md")
    assert f"(`BACKFILE_WORKERS`, {settings.BACKFILE_WORKERS} by default)" in text
    assert f"`BACKFILE_MIN_FREE` bytes ({settings.BACKFILE_MIN_FREE // 2**30} GiB)" in text
    assert "get five seconds" in text
    assert GRACE == 5.0
