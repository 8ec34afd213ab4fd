"""The ledger: every URL a publication ever announced, with exactly one state. It is the frontier and the account."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, insert, select, update
from sqlalchemy.orm import Session

from storage import models
from storage.items import Sighting
from storage.outcomes import Outcome
from storage.schedule import RETRY_AFTER, Schedule, next_retry
from storage.urls import CANONICAL_RULES, url_key

_AT_ONCE = 500
_WITH_NULLS = {"render_nulls": True}
"""Without it rows are inserted apart by which of their values are None."""


@dataclass(frozen=True, slots=True)
class Announced:
    """What a poll brought: pages not known before, pages due again because of a newer date, and all it named."""

    new: int = 0
    due_again: int = 0
    named: int = 0


@dataclass(frozen=True, slots=True)
class LeasedPage:
    """A page to visit now, with what a conditional request for it needs."""

    id: int
    url: str
    etag: str | None = None
    last_modified: str | None = None


def announce(
    session: Session,
    source: models.Source,
    sightings: Iterable[Sighting],
    *,
    now: datetime,
    post_id_of: Callable[[str], str | None] = lambda _: None,
) -> Announced:
    """Writes what a source announced: a row for each URL not known, and what was said of it.

    A known page becomes due again when the source gives it a newer date of change than any before.
    """
    by_key = {url_key(sighting.url): sighting for sighting in sightings}
    new = due_again = 0
    for keys in _portions(list(by_key)):
        known = _pages_by_key(session, source.publication, keys)
        said = _dates_said(session, source, known.values())
        for key, page in known.items():
            if _is_due_again(page, by_key[key], said, now):
                page.next_visit_at = now
                due_again += 1
        session.flush()
        urls = {key: by_key[key].url for key in keys if key not in known}
        added = _add_pages(session, source.publication, urls, now, post_id_of)
        new += len(added)
        ids = added | {key: page.id for key, page in known.items()}
        _note_sightings(session, source, {ids[key]: by_key[key] for key in keys}, now)
    return Announced(new, due_again, len(by_key))


def add_page(
    session: Session,
    publication: str,
    url: str,
    *,
    now: datetime,
    post_id_of: Callable[[str], str | None] = lambda _: None,
    due: bool = True,
) -> models.Page:
    """A new row of the ledger, due at once unless the page comes with its capture."""
    page = models.Page(**_new_page(publication, url_key(url), url, now, post_id_of, due=due))
    session.add(page)
    return page


def _new_page(
    publication: str, key: str, url: str, now: datetime, post_id_of: Callable[[str], str | None], *, due: bool = True
) -> dict[str, Any]:
    return {
        "publication": publication,
        "url": url,
        "url_key": key,
        "key_rules": CANONICAL_RULES,
        "post_id": post_id_of(url),
        "announced_at": now,
        "next_visit_at": now if due else None,
        "visits": 0,
        "failures": 0,
    }


def _add_pages(
    session: Session, publication: str, urls: dict[str, str], now: datetime, post_id_of: Callable[[str], str | None]
) -> dict[str, int]:
    """Rows for URLs by key; gives their ids."""
    if not urls:
        return {}
    rows = [_new_page(publication, key, url, now, post_id_of) for key, url in urls.items()]
    adding = insert(models.Page).returning(models.Page.url_key, models.Page.id)
    return dict(session.execute(adding, rows, execution_options=_WITH_NULLS).all())


def find_page(session: Session, publication: str, url: str) -> models.Page | None:
    """The page of a URL, by its key."""
    return session.scalar(
        select(models.Page).where(models.Page.publication == publication, models.Page.url_key == url_key(url))
    )


def lease_due(session: Session, publication: str, run_id: int, *, due_by: datetime, limit: int) -> list[LeasedPage]:
    """Up to `limit` pages due by `due_by` and not under way, now leased by `run_id`; never visited ones first."""
    leased: list[LeasedPage] = []
    for is_new in (True, False):
        if len(leased) < limit:
            leased += _lease(session, publication, run_id, due_by, limit - len(leased), is_new=is_new)
    return leased


def _lease(
    session: Session, publication: str, run_id: int, due_by: datetime, limit: int, *, is_new: bool
) -> list[LeasedPage]:
    """Pages never visited, or those visited before, each in the order of an index: nothing is sorted."""
    page = models.Page
    rows = session.execute(
        select(page, models.Capture.etag, models.Capture.last_modified)
        .outerjoin(models.Capture, models.Capture.id == page.capture_id)
        .where(
            page.publication == publication,
            page.next_visit_at <= due_by,
            page.leased_by.is_(None),
            page.visited_at.is_(None) if is_new else page.visited_at.is_not(None),
        )
        .order_by(page.next_visit_at, page.id)
        .limit(limit)
    ).all()
    for row, _, _ in rows:
        row.leased_by = run_id
    session.flush()
    return [LeasedPage(row.id, row.url, etag, modified) for row, etag, modified in rows]


def lease_page(
    session: Session,
    publication: str,
    url: str,
    run_id: int,
    *,
    now: datetime,
    post_id_of: Callable[[str], str | None] = lambda _: None,
) -> LeasedPage:
    """One page, due or not, known or not, leased by `run_id`."""
    page = find_page(session, publication, url) or add_page(session, publication, url, now=now, post_id_of=post_id_of)
    page.leased_by = run_id
    session.flush()
    answer = session.get(models.Capture, page.capture_id) if page.capture_id else None
    validators = (answer.etag, answer.last_modified) if answer else (None, None)
    return LeasedPage(page.id, page.url, *validators)


def release_leases(session: Session, publication: str) -> int:
    """Makes pages due that a run which ended early left leased; the crawl's lock says that none is under way."""
    freed = session.execute(
        update(models.Page)
        .where(models.Page.publication == publication, models.Page.leased_by.is_not(None))
        .values(leased_by=None)
        .returning(models.Page.id)
    )
    return len(freed.all())


def count_leased(session: Session, run_id: int) -> int:
    """Pages that a run leased and did not settle."""
    return session.scalar(select(func.count()).where(models.Page.leased_by == run_id)) or 0


def record_visit(
    session: Session,
    page: models.Page,
    outcome: Outcome,
    *,
    reason: str | None,
    run_id: int | None,
    capture: models.Capture | None,
    now: datetime,
    schedule: Schedule | None,
) -> None:
    """Settles a page: its state, the visit in its history, the end of the lease and the next visit's time.

    With a capture it does nothing the second time. Without a schedule the capture was imported: the plan stays as it
    is, and so does what a later visit came to.
    """
    if capture is not None and _is_visited(session, page, capture):
        return
    seen_at = capture.captured_at if capture is not None and schedule is None else now
    if schedule is not None:
        page.visits += 0 if outcome.is_transient else 1
        page.failures = page.failures + 1 if outcome.is_transient else 0
        status = capture.status if capture is not None else None
        page.next_visit_at, page.leased_by = _next_visit(page, outcome, status, now, schedule), None
    if page.visited_at is None or page.visited_at <= seen_at:
        page.outcome, page.reason, page.visited_at = str(outcome), reason, seen_at
        if capture is not None and outcome in {Outcome.ARCHIVED, Outcome.UNCHANGED} and capture.status != 304:
            page.capture_id = capture.id
    session.add(
        models.Visit(
            page_id=page.id,
            run_id=run_id,
            capture_id=capture.id if capture is not None else None,
            visited_at=seen_at,
            outcome=str(outcome),
            reason=reason,
        )
    )


def _next_visit(
    page: models.Page, outcome: Outcome, status: int | None, now: datetime, schedule: Schedule
) -> datetime | None:
    if outcome is Outcome.MOVED and status in {None, 301, 308}:
        return None
    if outcome.is_transient:
        return next_retry(page.failures, now)
    return schedule.next_visit(page.visits, now)


def _is_visited(session: Session, page: models.Page, capture: models.Capture) -> bool:
    query = select(models.Visit.id).where(models.Visit.page_id == page.id, models.Visit.capture_id == capture.id)
    return session.scalar(query) is not None


def _pages_by_key(session: Session, publication: str, keys: Sequence[str]) -> dict[str, models.Page]:
    query = select(models.Page).where(models.Page.publication == publication, models.Page.url_key.in_(keys))
    return {page.url_key: page for page in session.scalars(query)}


def _dates_said(session: Session, source: models.Source, pages: Iterable[models.Page]) -> dict[int, datetime | None]:
    """The newest date of change this source gave of each page; a page that no source announced yet is left out."""
    ids = [page.id for page in pages if page.visited_at is not None]
    own = case((models.Sighting.source_id == source.id, models.Sighting.modified_at))
    query = (
        select(models.Sighting.page_id, func.max(own))
        .where(models.Sighting.page_id.in_(ids))
        .group_by(models.Sighting.page_id)
    )
    return dict(session.execute(query).all())


def _is_due_again(page: models.Page, sighting: Sighting, said: dict[int, datetime | None], now: datetime) -> bool:
    """A date is compared with those of the same source: their clocks, and their zones, are not ours.

    A page without an article that is given up is tried once more when a source announces it for the first time, and
    now and then while one still does.
    """
    if page.visited_at is None:
        return False
    newest = said.get(page.id) or page.visited_at
    if sighting.modified_at is not None and sighting.modified_at > newest:
        return True
    is_given_up = page.article_id is None and page.next_visit_at is None and page.moved_to_id is None
    return is_given_up and (page.id not in said or page.visited_at + RETRY_AFTER[-1] <= now)


def _note_sightings(session: Session, source: models.Source, said: dict[int, Sighting], now: datetime) -> None:
    """A row for each thing said; said again, only its time moves."""
    row = models.Sighting
    query = select(row.page_id, row.digest, row.id).where(row.source_id == source.id, row.page_id.in_(list(said)))
    known = {(page_id, digest): sighting_id for page_id, digest, sighting_id in session.execute(query)}
    digests = {page_id: _digest(sighting) for page_id, sighting in said.items()}
    again = [known[one] for one in digests.items() if one in known]
    if again:
        session.execute(update(row).where(row.id.in_(again)).values(last_seen_at=now))
    fresh = [
        _new_sighting(page_id, source.id, digest, said[page_id], now)
        for page_id, digest in digests.items()
        if (page_id, digest) not in known
    ]
    if fresh:
        session.execute(insert(row), fresh, execution_options=_WITH_NULLS)


def _new_sighting(page_id: int, source_id: int, digest: str, sighting: Sighting, now: datetime) -> dict[str, Any]:
    return {
        "page_id": page_id,
        "source_id": source_id,
        "digest": digest,
        "title": sighting.title,
        "dated": sighting.dated,
        "published_at": sighting.published_at,
        "modified_at": sighting.modified_at,
        "first_seen_at": now,
        "last_seen_at": now,
    }


def _digest(sighting: Sighting) -> str:
    said = (sighting.title, sighting.dated, sighting.published_at, sighting.modified_at)
    return hashlib.sha256(repr(said).encode("utf-8", "replace")).hexdigest()


def _portions(keys: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield keys[start : start + _AT_ONCE]
