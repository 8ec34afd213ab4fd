"""The ledger: what is announced, leased and due."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from storage import models
from storage.announcing import Announced, announce
from storage.archive import Archive
from storage.items import Sighting, Validators
from storage.ledger import (
    add_page,
    count_leased,
    find_page,
    lease_due,
    record_visit,
    release_leases,
)
from storage.outcomes import Outcome
from storage.schedule import RETRY_AFTER, Schedule
from tests.storage.builders import (
    AT,
    PUBLICATION,
    SITE,
    add_source,
    address,
    announce_pages,
    begin,
    capture_page,
    get_page,
    later,
    page_item,
    settle,
    warc_writer,
    writing,
)


def count(session: Session, model: type[models.Base]) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def visit(
    session: Session, url: str, outcome: Outcome, *, hours: float = 0, schedule: Schedule | None = None
) -> models.Page:
    page = get_page(session, url)
    record_visit(
        session, page, outcome, reason=None, run_id=None, capture=None, now=later(hours), schedule=schedule or Schedule()
    )  # fmt: skip
    return page


def test_what_is_announced_is_a_row_and_due_at_once(archive: Archive) -> None:
    with writing(archive) as session:
        begin(session)
        source = add_source(session)
        announced = announce(
            session, source, [Sighting(address(1)), Sighting(address(2))], now=AT, post_id_of=lambda url: url[-2]
        )
        assert announced == Announced(new=2, due_again=0, named=2)
    with archive.read() as session:
        page = get_page(session, address(2))
        assert (page.next_visit_at, page.outcome, page.visits, page.post_id) == (AT, None, 0, "2")


def test_variants_of_a_url_are_one_page(archive: Archive) -> None:
    variants = [address(1), f"http://www.{address(1).removeprefix('https://')}?utm_source=feed", f"{address(1)}#top"]
    with writing(archive) as session:
        begin(session)
        assert announce(session, add_source(session), map(Sighting, variants), now=AT).new == 1
        assert count(session, models.Page) == 1
        assert get_page(session, variants[1]).id == get_page(session, address(1)).id


def test_what_is_known_is_not_announced_twice(archive: Archive) -> None:
    with writing(archive) as session:
        begin(session)
        announce_pages(session, [address(1)])
        announced = announce(session, add_source(session, name="front"), [Sighting(address(1))], now=later(1))
        assert announced == Announced(new=0, due_again=0, named=1)
        assert count(session, models.Page) == 1
        assert get_page(session, address(1)).announced_at == AT


def test_two_publications_keep_their_own_pages(archive: Archive) -> None:
    with writing(archive) as session:
        for slug in (PUBLICATION, "tide-weekly"):
            begin(session, slug)
            assert add_source(session, slug, name=slug) is not None
            announce(session, add_source(session, slug, name=slug), [Sighting(address(1))], now=AT)
        assert count(session, models.Page) == 2
        assert find_page(session, "elsewhere", address(1)) is None


@pytest.mark.parametrize(
    ("before", "now_said", "is_due"),
    [
        (None, None, False),
        (None, AT - timedelta(hours=1), False),
        (None, AT + timedelta(hours=1), True),
        (AT - timedelta(days=9), AT - timedelta(days=9), False),
        (AT - timedelta(days=9), AT - timedelta(days=10), False),
        (AT - timedelta(days=9), AT - timedelta(days=8), True),
        (AT + timedelta(days=1), None, False),
    ],
)
def test_a_visited_page_is_due_again_by_a_newer_date_only(
    archive: Archive, before: datetime | None, now_said: datetime | None, is_due: bool
) -> None:
    with writing(archive) as session:
        begin(session)
        source = add_source(session)
        announce(session, source, [Sighting(address(1), modified_at=before)], now=AT)
        visit(session, address(1), Outcome.ARCHIVED)
        announced = announce(session, source, [Sighting(address(1), modified_at=now_said)], now=later(2))
        assert announced.due_again == is_due
        assert get_page(session, address(1)).next_visit_at == (later(2) if is_due else None)


def test_a_date_said_twice_makes_a_page_due_once(archive: Archive) -> None:
    with writing(archive) as session:
        begin(session)
        source = add_source(session)
        announce(session, source, [Sighting(address(1))], now=AT)
        visit(session, address(1), Outcome.ARCHIVED)
        said = [Sighting(address(1), modified_at=later(1))]
        assert announce(session, source, said, now=later(2)).due_again == 1
        visit(session, address(1), Outcome.UNCHANGED, hours=3)
        assert announce(session, source, said, now=later(4)).due_again == 0
        assert announce(session, add_source(session, name="front"), said, now=later(5)).due_again == 0


def test_sightings_are_history(archive: Archive) -> None:
    with writing(archive) as session:
        begin(session)
        source = add_source(session)
        for hour, title in enumerate(["Docks reopen", "Docks reopen", "Docks reopen at last", "Docks reopen"]):
            announce(session, source, [Sighting(address(1), title=title)], now=later(hour))
    with archive.read() as session:
        rows = session.scalars(select(models.Sighting).order_by(models.Sighting.id)).all()
        said = [(row.title, row.first_seen_at, row.last_seen_at) for row in rows]
    assert said == [("Docks reopen", AT, later(3)), ("Docks reopen at last", later(2), later(2))]


def test_more_is_announced_than_one_query_may_name(archive: Archive) -> None:
    sightings = [Sighting(address(number)) for number in range(1203)]
    with writing(archive) as session:
        begin(session)
        source = add_source(session)
        assert announce(session, source, sightings, now=AT) == Announced(1203, 0, 1203)
        assert announce(session, source, sightings, now=later(1)) == Announced(0, 0, 1203)
        assert count(session, models.Sighting) == 1203


def test_a_lease_is_bounded_and_never_given_twice(archive: Archive) -> None:
    with writing(archive) as session:
        run = begin(session)
        announce_pages(session, [address(number) for number in range(5)])
    taken: list[str] = []
    for expected in (2, 2, 1, 0):
        with writing(archive) as session:
            leased = lease_due(session, PUBLICATION, run, due_by=later(1), limit=2)
            assert len(leased) == expected
            taken += [page.url for page in leased]
    assert sorted(taken) == [address(number) for number in range(5)]


def test_pages_never_visited_come_first_then_the_longest_due(archive: Archive) -> None:
    with writing(archive) as session:
        run = begin(session)
        announce_pages(session, [address(number) for number in range(4)])
        visit(session, address(0), Outcome.SERVER_ERROR, hours=-9)
        visit(session, address(1), Outcome.SERVER_ERROR, hours=-10)
        leased = lease_due(session, PUBLICATION, run, due_by=later(1), limit=9)
    assert [page.url for page in leased] == [address(number) for number in (2, 3, 1, 0)]


def test_leasing_sorts_nothing(tmp_path: Path) -> None:
    """On SQLite, whose plans do not change with how full a table is."""
    archive = Archive(tmp_path)
    archive.prepare()
    plans: list[str] = []

    def explain(connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.startswith("SELECT") and "next_visit_at <=" in statement:
            plans.append(" ".join(row[3] for row in cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)))

    with writing(archive) as session:
        run = begin(session)
        event.listen(archive.engine, "before_cursor_execute", explain)
        lease_due(session, PUBLICATION, run, due_by=later(1), limit=9)
    new, known = plans
    assert "ix_page_new (publication=? AND next_visit_at<?)" in new
    assert "ix_page_publication_next_visit_at (publication=? AND next_visit_at<?)" in known
    assert "TEMP B-TREE" not in new + known
    archive.close()


def test_what_is_not_due_is_not_leased(archive: Archive) -> None:
    with writing(archive) as session:
        run = begin(session)
        announce_pages(session, [address(1), address(2)])
        visit(session, address(1), Outcome.ARCHIVED)
        visit(session, address(2), Outcome.TIMEOUT)
        assert lease_due(session, PUBLICATION, run, due_by=later(0.5), limit=9) == []
        assert [page.url for page in lease_due(session, PUBLICATION, run, due_by=later(1), limit=9)] == [address(2)]
        assert lease_due(session, "elsewhere", run, due_by=later(9), limit=9) == []


def test_a_lease_carries_the_validators_of_the_last_good_capture(archive: Archive) -> None:
    headers = ((b"ETag", b'"a1"'), (b"Last-Modified", b"Wed, 04 Mar 2026 05:00:00 GMT"))
    with warc_writer(archive) as warc:
        good = capture_page(warc, address(1), headers=headers)
        bad = capture_page(warc, address(1), b"", status=500, at=later(1))
    with writing(archive) as session:
        run = begin(session)
        page_id = announce_pages(session, [address(1)])[address(1)]
    settle(archive, page_item(good, url=address(1), page_id=page_id))
    settle(archive, page_item(bad, url=address(1), page_id=page_id, outcome="server-error"))
    with writing(archive) as session:
        (leased,) = lease_due(session, PUBLICATION, run, due_by=later(3), limit=9)
    assert leased.validators == Validators('"a1"', "Wed, 04 Mar 2026 05:00:00 GMT", good)


def test_the_leases_of_a_killed_run_are_released(archive: Archive) -> None:
    with writing(archive) as session:
        killed = begin(session)
        announce_pages(session, [address(1), address(2)])
        lease_due(session, PUBLICATION, killed, due_by=AT, limit=1)
        assert count_leased(session, killed) == 1
    with writing(archive) as session:
        run = begin(session, now=later(1))
        assert count_leased(session, killed) == 0
        assert len(lease_due(session, PUBLICATION, run, due_by=later(1), limit=9)) == 2
        assert release_leases(session, PUBLICATION) == 2
        assert release_leases(session, PUBLICATION) == 0


def test_releasing_leaves_other_publications_alone(archive: Archive) -> None:
    with writing(archive) as session:
        runs = {slug: begin(session, slug) for slug in (PUBLICATION, "tide-weekly")}
        for slug, run in runs.items():
            add_page(session, slug, f"{SITE}/{slug}", now=AT)
            session.flush()
            assert len(lease_due(session, slug, run, due_by=AT, limit=9)) == 1
        release_leases(session, PUBLICATION)
        assert count_leased(session, runs["tide-weekly"]) == 1


def test_failures_are_tried_again_at_growing_intervals_and_then_given_up(archive: Archive) -> None:
    with writing(archive) as session:
        begin(session)
        announce_pages(session, [address(1)])
        waits = [visit(session, address(1), Outcome.TIMEOUT).next_visit_at for _ in range(len(RETRY_AFTER) + 1)]
        page = get_page(session, address(1))
        assert waits == [*(AT + wait for wait in RETRY_AFTER), None]
        assert (page.failures, page.visits) == (5, 0)
        assert visit(session, address(1), Outcome.NOT_FOUND).failures == 0


def test_good_visits_follow_the_schedule_and_moved_pages_rest(archive: Archive) -> None:
    schedule = Schedule((timedelta(days=1), timedelta(days=7)))
    with writing(archive) as session:
        begin(session)
        announce_pages(session, [address(1), address(2)])
        nexts = [visit(session, address(1), Outcome.UNCHANGED, schedule=schedule).next_visit_at for _ in range(3)]
        assert nexts == [AT + timedelta(days=1), AT + timedelta(days=7), None]
        assert visit(session, address(2), Outcome.MOVED, schedule=schedule).next_visit_at is None


def test_a_visit_ends_the_lease_and_is_history(archive: Archive) -> None:
    with writing(archive) as session:
        run = begin(session)
        announce_pages(session, [address(1)])
        lease_due(session, PUBLICATION, run, due_by=AT, limit=1)
        visit(session, address(1), Outcome.TIMEOUT)
        visit(session, address(1), Outcome.NOT_FOUND, hours=1)
        assert count_leased(session, run) == 0
    with archive.read() as session:
        history = session.scalars(select(models.Visit.outcome).order_by(models.Visit.id)).all()
    assert history == ["timeout", "not-found"]
