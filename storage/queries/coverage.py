"""How the books of each publication stand, and what is missing from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage import models
from storage.account import Account, open_account
from storage.collation import by_code_point
from storage.dating import iso_time
from storage.errors import NotFound
from storage.runs import books_of
from storage.states import PageState, state_of


@dataclass(frozen=True, slots=True)
class Coverage:
    """One publication as it stands.

    Attributes:
        states: pages by how they stand at the publisher.
        last_run: the newest crawl or import.
        failing: sources whose last polls failed.
        due: pages to visit now.
        next_visit_at: when the next page is due; None when none is planned.
    """

    slug: str
    name: str
    account: Account
    states: dict[str, int]
    last_run: models.Run | None
    failing: Sequence[models.Source]
    due: int
    next_visit_at: datetime | None

    def as_json(self) -> dict[str, Any]:
        """Times as ISO 8601."""
        return {
            "publication": self.slug,
            "name": self.name,
            "books": {name: value for name, value in books_of(self.account).items() if name != "publication"},
            "states": self.states,
            "last_run": run_json(self.last_run) if self.last_run else None,
            "failing_sources": [_source_json(source) for source in self.failing],
            "due": self.due,
            "next_visit_at": iso_time(self.next_visit_at),
        }


def list_coverage(session: Session, *, now: datetime, slug: str | None = None) -> list[Coverage]:
    """The publications by slug, or only one.

    Raises:
        NotFound: the archive has no such publication.
    """
    titles = session.scalars(select(models.Publication).order_by(by_code_point(models.Publication.slug))).all()
    chosen = [title for title in titles if slug in (None, title.slug)]
    if slug is not None and not chosen:
        known = ", ".join(title.slug for title in titles) or "none yet"
        raise NotFound(f"the archive has no publication {slug!r}; it has {known}")
    return [_coverage(session, title, now) for title in chosen]


def _coverage(session: Session, title: models.Publication, now: datetime) -> Coverage:
    page, source = models.Page, models.Source
    due = select(func.count()).where(page.publication == title.slug, page.next_visit_at <= now)
    failing = select(source).where(source.publication == title.slug, source.failures > 0)
    return Coverage(
        slug=title.slug,
        name=title.name,
        account=open_account(session, title.slug),
        states=_count_states(session, title.slug),
        last_run=next(iter(list_runs(session, slug=title.slug, limit=1)), None),
        failing=session.scalars(failing.order_by(by_code_point(source.url))).all(),
        due=session.scalar(due) or 0,
        next_visit_at=session.scalar(select(func.min(page.next_visit_at)).where(page.publication == title.slug)),
    )


def _count_states(session: Session, slug: str) -> dict[str, int]:
    page = models.Page
    counted = Counter[str]()
    for outcome, number in session.execute(
        select(page.outcome, func.count()).where(page.publication == slug).group_by(page.outcome)
    ):
        counted[str(state_of(outcome))] += number
    return {state: counted[state] for state in map(str, PageState) if counted[state]}


def list_missed(session: Session, slug: str, *, limit: int) -> Sequence[models.Page]:
    """Pages that were visited and have no article, the newest visit first."""
    page = models.Page
    query = (
        select(page)
        .where(page.publication == slug, page.article_id.is_(None), page.outcome.is_not(None))
        .order_by(page.visited_at.desc(), page.id.desc())
        .limit(limit)
    )
    return session.scalars(query).all()


def list_runs(session: Session, *, slug: str | None = None, limit: int) -> Sequence[models.Run]:
    """Runs, the newest first."""
    query = select(models.Run).order_by(models.Run.started_at.desc(), models.Run.id.desc()).limit(limit)
    return session.scalars(query.where(models.Run.publication == slug) if slug is not None else query).all()


def run_json(run: models.Run) -> dict[str, Any]:
    """A run for programs, with its report where it came to write one."""
    return {
        "run": run.id,
        "publication": run.publication,
        "kind": run.kind,
        "started_at": iso_time(run.started_at),
        "ended_at": iso_time(run.ended_at),
        "ended": run.ended,
        "version": run.version,
        "definition": run.definition,
        "report": run.report,
    }


def missed_json(page: models.Page) -> dict[str, Any]:
    """A page that has no article, for programs."""
    return {
        "url": page.url,
        "outcome": page.outcome,
        "reason": page.reason,
        "visited_at": iso_time(page.visited_at),
        "visits": page.visits,
        "next_visit_at": iso_time(page.next_visit_at),
    }


def _source_json(source: models.Source) -> dict[str, Any]:
    return {
        "kind": source.kind,
        "url": source.url,
        "failures": source.failures,
        "outcome": source.outcome,
        "reason": source.reason,
        "polled_at": iso_time(source.polled_at),
    }
