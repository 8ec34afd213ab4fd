"""Sources: which are to be polled, and what a poll came to."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from storage import models
from storage.announcing import Announced
from storage.archive import Archive
from storage.items import CaptureRole, Sighting, SourceKind, Validators
from storage.sources import (
    DueSource,
    ListedSource,
    Poll,
    announce_ahead,
    due_children,
    list_sources,
    part_poll,
    record_poll,
)
from tests.storage.builders import (
    AT,
    PUBLICATION,
    SITE,
    address,
    begin,
    capture_page,
    later,
    warc_writer,
    writing,
)

FEED = ListedSource(SourceKind.FEED, f"{SITE}/feed/", every=timedelta(hours=1))
INDEX = ListedSource(SourceKind.SITEMAP, f"{SITE}/sitemap.xml", reach=1)


def child(number: int, modified_at: datetime | None = None) -> ListedSource:
    return ListedSource(SourceKind.SITEMAP, f"{SITE}/sitemap-{number}.xml", modified_at=modified_at)


def list_one(session: Session, source: ListedSource, *, now: datetime = AT) -> DueSource:
    (due,) = list_sources(session, PUBLICATION, [source], now=now)
    return due


def poll(
    session: Session, source_id: int, outcome: str = "changed", *, now: datetime = AT, **brought: tuple[object, ...]
) -> Announced:
    return record_poll(session, Poll(source_id, outcome, **brought), run_id=None, now=now)  # type: ignore[arg-type]


def get_source(session: Session, source_id: int) -> models.Source:
    return session.get_one(models.Source, source_id)


def test_a_source_is_polled_at_its_interval(archive: Archive) -> None:
    with writing(archive) as session:
        begin(session)
        source = list_one(session, FEED)
        assert source == DueSource(source.id, SourceKind.FEED, FEED.url)
        poll(session, source.id)
        assert list_sources(session, PUBLICATION, [FEED], now=later(0.9)) == []
        assert list_one(session, FEED, now=later(1)).id == source.id
        assert session.scalar(select(func.count()).select_from(models.Source)) == 1


def test_a_poll_keeps_the_validators_of_its_answer(archive: Archive) -> None:
    with warc_writer(archive) as warc:
        answer = capture_page(warc, FEED.url, headers=((b"ETag", b'"f1"'),), role=CaptureRole.SOURCE)
    with writing(archive) as session:
        begin(session)
        source = list_one(session, FEED)
        announced = poll(session, source.id, captures=(answer,), sightings=(Sighting(address(1)),))
        assert announced == Announced(new=1, due_again=0, named=1)
    with writing(archive) as session:
        again = list_one(session, FEED, now=later(1))
        assert again.validators == Validators('"f1"', None, answer)
        assert session.scalars(select(models.Capture.role)).all() == ["source"]


def test_a_source_whose_answer_is_gone_keeps_its_validators(archive: Archive) -> None:
    with warc_writer(archive) as warc:
        answer = capture_page(warc, FEED.url, headers=((b"ETag", b'"f1"'),), role=CaptureRole.SOURCE)
    with writing(archive) as session:
        begin(session)
        poll(session, list_one(session, FEED).id, captures=(answer,))
    with writing(archive) as session:
        session.execute(delete(models.Capture))
        assert list_one(session, FEED, now=later(1)).validators == Validators('"f1"')


def test_an_unchanged_source_keeps_its_validators_and_announces_nothing(archive: Archive) -> None:
    with warc_writer(archive) as warc:
        answer = capture_page(warc, FEED.url, headers=((b"ETag", b'"f1"'),), role=CaptureRole.SOURCE)
    with writing(archive) as session:
        begin(session)
        source = list_one(session, FEED)
        poll(session, source.id, captures=(answer,))
        assert poll(session, source.id, "unchanged", now=later(1)) == Announced()
        row = get_source(session, source.id)
        assert (row.etag, row.polled_at, row.changed_at, row.outcome) == ('"f1"', later(1), AT, "unchanged")


def test_failures_are_counted_until_a_poll_goes_well(archive: Archive) -> None:
    with writing(archive) as session:
        begin(session)
        source = list_one(session, FEED)
        for hour in range(2):
            record_poll(session, Poll(source.id, "failed", "503"), run_id=None, now=later(hour))
        row = get_source(session, source.id)
        assert (row.failures, row.outcome, row.reason, row.changed_at) == (2, "failed", "503", None)
        poll(session, source.id, now=later(2))
        assert (row.failures, row.reason) == (0, None)


def test_children_are_due_when_new_failed_or_changed_since(archive: Archive) -> None:
    with writing(archive) as session:
        begin(session)
        parent = list_one(session, INDEX)
        children = (child(1, AT), child(2, AT), child(3), child(4, AT))
        poll(session, parent.id, children=children)
        due = due_children(session, parent.id)
        assert [source.url for source in due] == [source.url for source in children]
        for source, outcome in zip(due, ("changed", "changed", "changed", "failed"), strict=True):
            poll(session, source.id, outcome)
        poll(session, parent.id, children=(child(1, AT), child(2, later(1)), child(3), child(4, AT)), now=later(1))
        assert [source.url[-5] for source in due_children(session, parent.id)] == ["2", "3", "4"]


def test_a_child_that_could_not_be_polled_stays_due_for_its_date(archive: Archive) -> None:
    with writing(archive) as session:
        begin(session)
        parent = list_one(session, INDEX)
        poll(session, parent.id, children=(child(1, AT),))
        (due,) = due_children(session, parent.id)
        poll(session, due.id)
        poll(session, parent.id, children=(child(1, later(1)),), now=later(1))
        poll(session, due.id, "failed", now=later(1))
        assert [source.id for source in due_children(session, parent.id)] == [due.id]
        poll(session, due.id, "unchanged", now=later(2))
        assert due_children(session, parent.id) == []


def test_a_source_read_in_part_keeps_what_it_announced_and_is_asked_for_whole(archive: Archive) -> None:
    with warc_writer(archive) as warc:
        answer = capture_page(warc, FEED.url, headers=((b"ETag", b'"f1"'),), role=CaptureRole.SOURCE)
    with writing(archive) as session:
        begin(session)
        parent = list_one(session, INDEX)
        poll(session, parent.id, children=(child(1, AT),))
        (due,) = due_children(session, parent.id)
        poll(session, due.id, captures=(answer,))
        brought = Poll(due.id, "partial", "broken-xml", (answer,), (Sighting(address(1)),), (child(2),))
        assert record_poll(session, brought, run_id=None, now=later(1)).new == 1
        row = get_source(session, due.id)
        assert (row.etag, row.last_modified, row.polled_for) == (None, None, AT)
        assert (row.outcome, row.reason, row.failures) == ("partial", "broken-xml", 1)
        assert [source.id for source in due_children(session, parent.id)] == [due.id]
        poll(session, due.id, captures=(answer,), now=later(2))
        assert (row.etag, row.failures, row.reason) == ('"f1"', 0, None)
        assert due_children(session, parent.id) == []


def test_children_of_an_index_that_is_not_due_are_due_themselves(archive: Archive) -> None:
    with writing(archive) as session:
        begin(session)
        root = list_one(session, ListedSource(SourceKind.SITEMAP, INDEX.url, reach=2))
        poll(session, root.id, children=(child(1, AT),))
        (middle,) = due_children(session, root.id)
        poll(session, middle.id, children=(child(2, AT), child(3, AT), child(4, AT)))
        read, failed, unread = due_children(session, middle.id)
        poll(session, read.id)
        poll(session, failed.id, "failed")
        poll(session, root.id, "unchanged", now=later(1))
        assert [source.id for source in due_children(session, root.id)] == [failed.id, unread.id]
        poll(session, root.id, children=(child(1, later(2)),), now=later(2))
        assert [source.id for source in due_children(session, root.id)] == [middle.id]


def test_what_is_said_of_each_page_is_kept_as_it_was_said(archive: Archive) -> None:
    said = (
        Sighting(address(1), title="Docks reopen", modified_at=AT, dated="today"),
        Sighting(address(2), published_at=AT),
        Sighting(address(3)),
    )
    columns = (models.Sighting.title, models.Sighting.dated, models.Sighting.published_at, models.Sighting.modified_at)
    with writing(archive) as session:
        begin(session)
        source = list_one(session, FEED)
        for hour in range(2):
            poll(session, source.id, sightings=said, now=later(hour))
        poll(session, source.id, sightings=said[:1], now=later(2))
    with archive.read() as session:
        rows = session.execute(select(*columns).join(models.Page).order_by(models.Page.url)).all()
        assert rows == [("Docks reopen", "today", None, AT), (None, None, AT, None), (None, None, None, None)]
        times = select(models.Sighting.first_seen_at, models.Sighting.last_seen_at).order_by(models.Sighting.id)
        assert session.execute(times).all() == [(AT, later(2)), (AT, later(1)), (AT, later(1))]


def test_a_part_announced_ahead_leaves_the_source_as_if_not_polled(archive: Archive) -> None:
    sightings = [Sighting(address(number)) for number in range(5)]
    with writing(archive) as session:
        begin(session)
        source = list_one(session, FEED)
        assert announce_ahead(session, sightings[:3], source_id=source.id, now=AT).new == 3
    with writing(archive) as session:
        row = get_source(session, list_one(session, FEED).id)
        assert (row.polled_at, row.outcome, row.changed_at) == (None, None, None)
        assert poll(session, row.id, sightings=tuple(sightings)) == Announced(new=2, named=5)
        assert session.scalar(select(func.count()).select_from(models.Sighting)) == 5


@pytest.mark.parametrize(("count", "sizes"), [(0, [0]), (2_000, [2_000]), (2_001, [2_000, 1]), (4_000, [2_000] * 2)])
def test_a_poll_is_parted_into_pieces_of_which_the_last_settles_it(count: int, sizes: list[int]) -> None:
    whole = Poll(7, "changed", sightings=tuple(Sighting(address(number)) for number in range(count)))
    ahead, rest = part_poll(whole)
    assert [len(piece) for piece in (*ahead, rest.sightings)] == sizes
    assert tuple(one for piece in (*ahead, rest.sightings) for one in piece) == whole.sightings
    assert (rest.source_id, rest.outcome) == (7, "changed")


@pytest.mark.parametrize(("reach", "levels"), [(0, 0), (1, 1), (2, 2)])
def test_sources_list_sources_only_as_far_as_their_reach(archive: Archive, reach: int, levels: int) -> None:
    with writing(archive) as session:
        begin(session)
        source = list_one(session, ListedSource(SourceKind.SITEMAP, f"{SITE}/sitemap.xml", reach=reach))
        found = 0
        for level in range(4):
            poll(session, source.id, children=(child(level),))
            due = due_children(session, source.id)
            if not due:
                break
            found, source = found + 1, due[0]
    assert found == levels
