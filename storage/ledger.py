"""The ledger: every URL a publication ever announced, with exactly one state. It is the frontier and the account."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, joinedload

from storage import models
from storage.capture_index import as_item
from storage.items import Validators
from storage.outcomes import Outcome
from storage.schedule import Schedule, next_retry
from storage.states import state_of
from storage.urls import CANONICAL_RULES, url_key


@dataclass(frozen=True, slots=True)
class LeasedPage:
    """A page to visit now.

    Attributes:
        validators: of the last capture of it that was archived.
    """

    id: int
    url: str
    validators: Validators = field(default_factory=Validators)


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
    page = models.Page(**new_page_values(publication, url_key(url), url, now, post_id_of, due=due))
    session.add(page)
    return page


def new_page_values(
    publication: str, key: str, url: str, now: datetime, post_id_of: Callable[[str], str | None], *, due: bool = True
) -> dict[str, Any]:
    """The columns of a page not visited yet."""
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
        select(page, models.Capture)
        .outerjoin(models.Capture, models.Capture.id == page.capture_id)
        .options(joinedload(models.Capture.warc_file))
        .where(
            page.publication == publication,
            page.next_visit_at <= due_by,
            page.leased_by.is_(None),
            page.visited_at.is_(None) if is_new else page.visited_at.is_not(None),
        )
        .order_by(page.next_visit_at, page.id)
        .limit(limit)
    ).all()
    for row, _ in rows:
        row.leased_by = run_id
    session.flush()
    return [LeasedPage(row.id, row.url, _validators(answer)) for row, answer in rows]


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
    return LeasedPage(page.id, page.url, _validators(answer))


def _validators(answer: models.Capture | None) -> Validators:
    return Validators.of(as_item(answer)) if answer is not None else Validators()


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
        if page.since_at is None or state_of(page.outcome) is not state_of(outcome):
            page.since_at = seen_at
        page.outcome, page.reason, page.visited_at = str(outcome), reason, seen_at
        page.evidence_id = capture.id if capture is not None else None
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
    if outcome is Outcome.BARRED:
        return None
    if outcome is Outcome.MOVED and status in {None, 301, 308}:
        return None
    if outcome.is_transient:
        return next_retry(page.failures, now)
    return schedule.next_visit(page.visits, now)


def _is_visited(session: Session, page: models.Page, capture: models.Capture) -> bool:
    query = select(models.Visit.id).where(models.Visit.page_id == page.id, models.Visit.capture_id == capture.id)
    return session.scalar(query) is not None
