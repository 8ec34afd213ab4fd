"""The visits that articles are made of, in the order in which they were settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from storage import models
from storage.archive import Archive
from storage.capture_index import as_item
from storage.events import EventKind
from storage.items import Capture, CaptureRole
from storage.outcomes import Outcome
from storage.urls import url_key

AT_ONCE = 200
"""Visits that are looked up together."""

_NOT_MODIFIED = 304
_LED_ON = (Outcome.MOVED, Outcome.REDIRECTED_AWAY)


@dataclass(frozen=True, slots=True)
class Replay:
    """A visit whose page was read, to be settled again.

    Attributes:
        visit: its row; None for a dump that has no URL, and so no page.
        page_id: of the page that was asked.
        url: of that page.
        hops: captures of the redirects that led on.
        settled_at: when it was settled the first time, as its event says.
        is_import: whether it was imported, and not fetched.
    """

    capture: Capture
    settled_at: datetime
    visit: int | None = None
    page_id: int | None = None
    url: str | None = None
    run_id: int | None = None
    hops: tuple[Capture, ...] = ()
    is_import: bool = True


def iter_replays(archive: Archive, publication: str, *, after: int) -> Iterator[Replay]:
    """The visits of a publication after one, whose answer was a page. Each batch is a short transaction of its own.

    An imported 304 may have confirmed another page than the one before it, and then was read.
    """
    rows: Sequence[models.Visit] = ()
    while True:
        with archive.read() as session:
            rows = _list(session, publication, after)
            found = [replay for row in rows if (replay := _find_replay(session, row)) is not None]
        yield from found
        if len(rows) < AT_ONCE:
            return
        after = rows[-1].id


def iter_dumps(archive: Archive, publication: str) -> Iterator[Replay]:
    """The dumps that name no URL, in the order they were imported."""
    after = 0
    while True:
        with archive.read() as session:
            rows = session.scalars(
                select(models.Capture)
                .options(joinedload(models.Capture.warc_file))
                .where(
                    models.Capture.id > after,
                    models.Capture.publication == publication,
                    models.Capture.record_type == "resource",
                    models.Capture.role == str(CaptureRole.PAGE),
                    models.Capture.url.startswith("urn:"),
                )
                .order_by(models.Capture.id)
                .limit(AT_ONCE)
            ).all()
            found = [
                Replay(as_item(row), _settled_at(session, row) or row.captured_at, run_id=row.run_id) for row in rows
            ]
        yield from found
        if len(rows) < AT_ONCE:
            return
        after = rows[-1].id


def _list(session: Session, publication: str, after: int) -> Sequence[models.Visit]:
    visit, page, capture, run = models.Visit, models.Page, models.Capture, models.Run
    return session.scalars(
        select(visit)
        .join(page, page.id == visit.page_id)
        .join(capture, capture.id == visit.capture_id)
        .where(page.publication == publication, visit.id > after, capture.truncated.is_(None))
        .outerjoin(run, run.id == visit.run_id)
        .where(
            (capture.status == 0)
            | capture.status.between(200, 299)
            | ((capture.status == _NOT_MODIFIED) & run.kind.startswith("import") & (capture.run_id == visit.run_id))
        )
        .order_by(visit.id)
        .limit(AT_ONCE)
    ).all()


def _find_replay(session: Session, visit: models.Visit) -> Replay | None:
    """None for the side of a redirect that was asked, as the page that answered stands for both, and for a 304."""
    capture = session.get_one(models.Capture, visit.capture_id)
    if capture.status == _NOT_MODIFIED and not _is_news(session, capture):
        return None
    page = session.get_one(models.Page, visit.page_id)
    asked, hops = _find_asked(session, visit, page, capture)
    if asked is None:
        return None
    run = session.get(models.Run, visit.run_id) if visit.run_id is not None else None
    return Replay(
        as_item(capture),
        _settled_at(session, capture) or visit.visited_at,
        visit=visit.id,
        page_id=asked.id,
        url=asked.url,
        run_id=visit.run_id,
        hops=tuple(as_item(hop) for hop in hops),
        is_import=run is not None and run.kind.startswith("import") and capture.run_id == visit.run_id,
    )


def _is_news(session: Session, capture: models.Capture) -> bool:
    """Whether a 304 confirmed another page than the one seen last before it."""
    one = models.Capture
    last = (
        select(one.payload_digest)
        .where(
            one.url_key == capture.url_key,
            one.publication == capture.publication,
            one.role == str(CaptureRole.PAGE),
            one.truncated.is_(None),
            one.captured_at < capture.captured_at,
            one.status.in_([0, 200, _NOT_MODIFIED]),
        )
        .order_by(one.captured_at.desc(), one.id.desc())
    )
    return session.scalar(last.limit(1)) not in {None, capture.payload_digest}


def _find_asked(
    session: Session, visit: models.Visit, page: models.Page, capture: models.Capture
) -> tuple[models.Page | None, Sequence[models.Capture]]:
    """The page whose visit ended at another one, and the redirects between them; the page itself without a redirect."""
    if _is_led_on(visit) and page.url_key != capture.url_key:
        return None, ()
    requested = capture.requested_url
    if requested is None or url_key(requested) == page.url_key:
        return page, _list_hops(session, capture)
    asked = session.scalar(
        select(models.Page).where(
            models.Page.publication == page.publication, models.Page.url_key == url_key(requested)
        )
    )
    hops = _list_hops(session, capture)
    numbers = [capture.id, *(hop.id for hop in hops)]
    if asked is None or not _was_led_on(session, asked, visit, numbers):
        return page, ()
    return asked, hops


def _is_led_on(visit: models.Visit) -> bool:
    return visit.outcome in _LED_ON


def _was_led_on(session: Session, asked: models.Page, visit: models.Visit, captures: Sequence[int]) -> bool:
    """Whether a visit of the page that was asked was settled together with this one."""
    led = select(models.Visit.id).where(
        models.Visit.page_id == asked.id,
        models.Visit.run_id == visit.run_id,
        models.Visit.capture_id.in_(captures),
        models.Visit.outcome.in_(_LED_ON),
    )
    return session.scalar(led.limit(1)) is not None


def _list_hops(session: Session, capture: models.Capture) -> Sequence[models.Capture]:
    """What the same run was answered before when it asked for the same page."""
    hop = models.Capture
    if capture.run_id is None or capture.requested_url is None:
        return ()
    return session.scalars(
        select(hop)
        .where(
            hop.run_id == capture.run_id,
            hop.id < capture.id,
            hop.role == str(CaptureRole.PAGE),
            hop.requested_url == capture.requested_url,
            hop.location.is_not(None),
        )
        .order_by(hop.id)
    ).all()


def _settled_at(session: Session, capture: models.Capture) -> datetime | None:
    event = models.Event
    first = select(event.happened_at).where(event.record_id == capture.record_id, event.kind == EventKind.EXTRACTION)
    return session.scalar(first.order_by(event.id).limit(1))
