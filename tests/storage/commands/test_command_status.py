"""`backfile status` and `backfile runs`."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

import pytest

from storage.archive import Archive
from storage.ledger import lease_due
from storage.outcomes import Outcome
from storage.settlement import Visit, settle_miss
from tests.storage.builders import AT, add_source, announce_pages, begin, later, writing

PAGES = [f"https://harbour-gazette.test/{number}/" for number in range(4)]


@pytest.fixture
def gazette(archive: Archive) -> Archive:
    """A publication with four pages: one gone, one that failed, two pending; and a run under way."""
    with writing(archive) as session:
        run = begin(session)
        ids = announce_pages(session, PAGES)
        lease_due(session, "harbour-gazette", run, due_by=AT, limit=4)
        settle_miss(session, ids[PAGES[0]], Outcome.NOT_FOUND, "HTTP 404", Visit(later(1), run))
        settle_miss(session, ids[PAGES[1]], Outcome.TIMEOUT, None, Visit(later(2), run))
    return archive


def test_the_books_of_all_are_a_table(gazette: Archive, backfile: Any) -> None:
    head, row = (line.split("\t") for line in backfile("status", on=gazette).out.splitlines())
    assert dict(zip(head, row, strict=True)) == {
        "publication": "harbour-gazette",
        "announced": "4",
        "archived": "0",
        "missed": "2",
        "pending": "2",
        "books": "balanced",
        "last run (UTC)": "2026-03-04 05:06, under way",
        "failing": "0",
        "next due (UTC)": "3 now",
    }


def test_one_publication_shows_what_it_misses_newest_first(gazette: Archive, backfile: Any) -> None:
    lines = backfile("status", "harbour-gazette", on=gazette).out.splitlines()
    assert lines[:2] == [
        "Harbour Gazette (harbour-gazette)",
        "books     4 announced = 0 archived + 2 missed + 2 pending: balanced",
    ]
    assert lines[-4:] == [
        "2026-03-04 07:06 UTC  timeout; next visit 2026-03-04 08:06 UTC",
        f"    {PAGES[1]}",
        "2026-03-04 06:06 UTC  not-found; not visited again (HTTP 404)",
        f"    {PAGES[0]}",
    ]


def test_json_has_books_and_missed_pages(gazette: Archive, backfile: Any) -> None:
    (listed,) = backfile("status", "--json", on=gazette).json()
    shown = backfile("status", "harbour-gazette", "--json", "--limit", "1", on=gazette).json()
    assert listed["books"] == {
        "announced": 4,
        "otherwise": 0,
        "archived": 0,
        "missed": {"not-found": 1, "timeout": 1},
        "pending": 2,
        "balances": True,
        "unexplained": 0,
    }
    assert [page["outcome"] for page in shown.pop("missed")] == ["timeout"]
    assert shown == listed


def test_a_cut_list_says_so(gazette: Archive, backfile: Any) -> None:
    done = backfile("status", "harbour-gazette", "--limit", "1", on=gazette)
    assert done.out.endswith("1 of 2 missed pages; --limit shows more.\n")


def test_runs_are_listed_newest_first(gazette: Archive, backfile: Any) -> None:
    with writing(gazette) as session:
        second = begin(session, now=later(3))
    runs = backfile("runs", "harbour-gazette", "--json", on=gazette).json()
    assert [(run["run"], run["ended"]) for run in runs] == [(second, None), (second - 1, "killed")]
    assert [run["run"] for run in backfile("runs", "--limit", "1", "--json", on=gazette).json()] == [second]
    assert backfile("runs", on=gazette).out.splitlines()[1].split("\t")[3:6] == ["2026-03-04 08:06", "", "under way"]


@pytest.mark.parametrize("command", ["status", "runs"])
def test_an_unknown_publication_is_one_sentence(gazette: Archive, backfile: Any, command: str) -> None:
    done = backfile(command, "potter", on=gazette)
    assert (done.code, done.err) == (
        1,
        "backfile: the archive has no publication 'potter'; it has harbour-gazette\n",
    )


def test_an_empty_archive_says_so(archive: Archive, backfile: Any) -> None:
    assert backfile("status", on=archive).out == "The archive has no publication yet.\n"
    assert backfile("runs", on=archive).out == "No run yet.\n"
    assert backfile("status", "--json", on=archive).json() == backfile("runs", "--json", on=archive).json() == []


def test_sources_that_fail_are_said_to_be_asked_again(archive: Archive, backfile: Any) -> None:
    with writing(archive) as session:
        begin(session)
        source = add_source(session)
        source.failures, source.outcome, source.reason = 1, "failed", "HTTP 503"
    listed = backfile("status", on=archive)
    assert listed.out.splitlines()[1].split("\t")[-2:] == ["1", "nothing planned"]
    assert listed.err == (
        "Sources fail: see `backfile status harbour-gazette`. Sources that fail are asked with every crawl.\n"
    )
    assert backfile("status", "harbour-gazette", on=archive).out.splitlines()[-3:] == [
        "next due  nothing planned",
        f"failing   {source.url} (1 time, HTTP 503)",
        "          Sources that fail are asked with every crawl.",
    ]


def test_the_version_is_printed(backfile: Any) -> None:
    done = backfile("--version")
    assert (done.code, done.out) == (0, f"backfile {version('backfile')}\n")
