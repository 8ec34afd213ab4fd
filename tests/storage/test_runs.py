"""Runs: begun, killed, ended with a report."""

from __future__ import annotations

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import models
from storage.account import open_account
from storage.archive import Archive
from storage.ledger import lease_due
from storage.runs import Report, begin_run, books_of, end_run, has_finished_run
from tests.storage.builders import AT, PUBLICATION, add_source, address, announce_pages, begin, later, writing


def report(run: int, *, ended: str = "finished") -> Report:
    return Report(
        publication=PUBLICATION,
        run=run,
        started_at=AT,
        ended_at=later(1),
        ended=ended,
        announced=2,
        due_again=0,
        new=1,
        visited={"archived": 1},
        lost=0,
        fetched={"200": 1},
        bytes_received=10,
        sources={"changed": 1},
        adopted=0,
    )


def test_a_run_that_never_ended_was_killed(archive: Archive) -> None:
    with writing(archive) as session:
        killed = begin(session)
    with writing(archive) as session:
        run = begin(session, now=later(1))
    with archive.read() as session:
        runs = {one.id: (one.ended, one.ended_at) for one in session.scalars(select(models.Run))}
    assert runs == {killed: ("killed", later(1)), run: (None, None)}


def test_a_run_of_another_publication_goes_on(archive: Archive) -> None:
    with writing(archive) as session:
        other = begin(session, "tide-weekly")
        begin(session)
        assert session.get_one(models.Run, other).ended is None


def test_a_publication_follows_its_definition(archive: Archive) -> None:
    with writing(archive) as session:
        begin(session)
        begin_run(
            session,
            PUBLICATION,
            name="The Harbour Gazette",
            timezone="Europe/Oslo",
            kind="crawl",
            version="1",
            definition="0" * 64,
            now=later(1),
        )
    with archive.read() as session:
        row = session.get_one(models.Publication, PUBLICATION)
        assert (row.name, row.timezone, row.added_at) == ("The Harbour Gazette", "Europe/Oslo", AT)


def test_by_another_definition_sources_are_asked_without_conditions(archive: Archive) -> None:
    def run_by(session: Session, definition: str | None) -> tuple[object, ...]:
        title = {"name": "Harbour Gazette", "timezone": "UTC", "kind": "crawl", "version": "0"}
        begin_run(session, PUBLICATION, **title, definition=definition, now=AT)
        columns = (models.Source.etag, models.Source.last_modified, models.Source.polled_for)
        return tuple(session.execute(select(*columns).where(models.Source.publication == PUBLICATION)).one())

    with writing(archive) as session:
        begin(session)
        begin(session, "tide-weekly")
        sources = [add_source(session), add_source(session, "tide-weekly", "tides")]
        run_by(session, "0" * 64)
        for source in sources:
            source.etag, source.last_modified, source.polled_for = '"f1"', "today", AT
        session.flush()
        for definition in ("0" * 64, None, "0" * 64):
            assert run_by(session, definition) == ('"f1"', "today", AT)
        assert run_by(session, "1" * 64) == (None, None, None)
        assert sources[1].etag == '"f1"'


def test_a_run_ends_with_its_report_and_frees_what_it_left(archive: Archive) -> None:
    with writing(archive) as session:
        run = begin(session)
        announce_pages(session, [address(1), address(2)])
        lease_due(session, PUBLICATION, run, due_by=AT, limit=9)
        assert not has_finished_run(session, PUBLICATION)
        assert end_run(session, report(run)) == 2
    with writing(archive) as session:
        row = session.get_one(models.Run, run)
        assert (row.ended, row.ended_at) == ("finished", later(1))
        assert row.report == json.loads(json.dumps(report(run).as_json()))
        assert has_finished_run(session, PUBLICATION)
        assert len(lease_due(session, PUBLICATION, begin(session), due_by=AT, limit=9)) == 2


def test_an_interrupted_run_is_no_finished_one(archive: Archive) -> None:
    with writing(archive) as session:
        end_run(session, report(begin(session), ended="interrupted"))
        assert not has_finished_run(session, PUBLICATION)


def test_the_books_of_a_report_are_json(archive: Archive) -> None:
    with writing(archive) as session:
        begin(session)
        announce_pages(session, [address(1)])
        books = books_of(open_account(session, PUBLICATION))
    assert json.loads(json.dumps(books)) == {
        "publication": PUBLICATION,
        "announced": 1,
        "archived": 0,
        "missed": {},
        "pending": 1,
        "balances": True,
        "unexplained": 0,
        "otherwise": 0,
    }
