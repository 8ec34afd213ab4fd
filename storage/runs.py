"""Runs: begun, ended, and their reports."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from storage import models
from storage.account import Account
from storage.ledger import count_leased, release_leases
from storage.upsert import get_or_add


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did, and how the books stand after it.

    Attributes:
        ended: `finished`, `interrupted`, or what stopped it.
        visited: pages settled, by outcome.
        new: articles that were not there before.
        lost: pages that the run took and left in no known state, with those whose last visit ended in a fault of ours.
        fetched: responses by status.
    """

    publication: str
    run: int
    started_at: datetime
    ended_at: datetime
    ended: str
    announced: int
    due_again: int
    new: int
    visited: dict[str, int]
    lost: int
    fetched: dict[str, int]
    bytes_received: int
    sources: dict[str, int]
    adopted: int
    failures: list[str] = field(default_factory=list)
    books: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Times as ISO 8601."""
        values = asdict(self)
        for name in ("started_at", "ended_at"):
            values[name] = values[name].isoformat()
        return values


def begin_run(
    session: Session,
    publication: str,
    *,
    name: str,
    timezone: str,
    kind: str,
    version: str,
    definition: str | None,
    now: datetime,
) -> int:
    """A new run's id. What an earlier run of the publication left leased is due again.

    By another definition the same answers may announce more, so its sources are asked without conditions.
    """
    title = get_or_add(session, models.Publication, {"slug": publication}, name=name, timezone=timezone, added_at=now)
    title.name, title.timezone = name, timezone
    release_leases(session, publication)
    session.execute(
        update(models.Run)
        .where(models.Run.publication == publication, models.Run.ended_at.is_(None))
        .values(ended="killed", ended_at=now)
    )
    if definition is not None and definition != _last_definition(session, publication):
        _forget_answers(session, publication)
    run = models.Run(publication=publication, kind=kind, started_at=now, version=version, definition=definition)
    session.add(run)
    session.flush()
    return run.id


def _last_definition(session: Session, publication: str) -> str | None:
    query = select(models.Run.definition).where(
        models.Run.publication == publication, models.Run.definition.is_not(None)
    )
    return session.scalar(query.order_by(models.Run.id.desc()).limit(1))


def _forget_answers(session: Session, publication: str) -> None:
    session.execute(
        update(models.Source)
        .where(models.Source.publication == publication)
        .values(etag=None, last_modified=None, polled_for=None)
    )


def end_run(session: Session, report: Report) -> int:
    """Closes a run with its report; gives the number of pages it took and did not settle, which are due again."""
    run = session.get_one(models.Run, report.run)
    run.ended_at, run.ended, run.report = report.ended_at, report.ended, report.as_json()
    left = count_leased(session, run.id)
    release_leases(session, run.publication)
    return left


def has_finished_run(session: Session, publication: str) -> bool:
    """Whether a crawl of the publication ever came to its end."""
    query = select(func.count()).where(
        models.Run.publication == publication, models.Run.kind == "crawl", models.Run.ended == "finished"
    )
    return bool(session.scalar(query))


def books_of(account: Account) -> dict[str, Any]:
    """The account for a report."""
    return {**asdict(account), "balances": account.balances, "unexplained": account.unexplained}
