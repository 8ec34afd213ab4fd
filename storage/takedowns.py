"""Articles taken down: hidden, or redacted field by field, until that is undone. What was captured stays.

`storage.purging` removes one for good.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import models
from storage.dating import iso_time
from storage.decisions import decide
from storage.errors import NotFound, UsageError
from storage.events import EventKind
from storage.overlays import BLANKS, Level
from storage.public_ids import parse_beginning
from storage.showing import refresh


def take_down(
    session: Session,
    article: models.Article,
    level: Level,
    *,
    actor: str,
    reason: str,
    now: datetime,
    fields: Iterable[str] = (),
) -> models.Takedown:
    """Hides an article or redacts fields of it, in what was read and in what will be.

    Args:
        session: of `storage.decisions.deciding`.
        article: whose it is.
        level: `hide` or `redact`.
        actor: who decides.
        reason: why; readers are told.
        now: when.
        fields: names of `BLANKS`, to redact.

    Raises:
        UsageError: no field or an unknown one is to be redacted; the article is hidden or purged already.
    """
    named = sorted(set(fields))
    _require(article, level, named)
    event = decide(
        session, kind=EventKind.TAKEDOWN, actor=actor, reason=reason, now=now, article=article.public_id,
        publication=article.publication, details={"fields": named}, outcome=str(level),
    )  # fmt: skip
    row = models.Takedown(
        article_id=article.id,
        level=str(level),
        fields=named,
        reason=event.reason,
        actor=event.actor,
        made_at=now,
        event=event.public_id,
    )
    session.add(row)
    refresh(session, article)
    return row


def undo(session: Session, event: str, *, actor: str, reason: str, now: datetime) -> models.Takedown:
    """Ends a takedown: what was shown before is shown again.

    Args:
        session: of `storage.decisions.deciding`.
        event: the takedown's id, or the beginning of it.
        actor: who decides.
        reason: why.
        now: when.

    Raises:
        NotFound: there is no such takedown in force.
        UsageError: it is a purge, which nothing undoes.
    """
    row = _get_in_force(session, event)
    if row.level == Level.PURGE:
        raise UsageError(f"{row.event} is a purge: nothing is left to be shown again")
    article = session.get_one(models.Article, row.article_id)
    decide(
        session, kind=EventKind.TAKEDOWN, actor=actor, reason=reason, now=now, article=article.public_id,
        publication=article.publication, outcome="undone", undoes=row.event,
    )  # fmt: skip
    row.undone_at = now
    refresh(session, article)
    return row


def list_takedowns(session: Session, *, even_undone: bool) -> Sequence[dict[str, Any]]:
    """The takedowns, oldest first, for programs."""
    taken = models.Takedown
    query = select(taken, models.Article).join(models.Article, models.Article.id == taken.article_id).order_by(taken.id)
    rows = session.execute(query if even_undone else query.where(taken.undone_at.is_(None)))
    return [_json(row, article) for row, article in rows]


def _json(row: models.Takedown, article: models.Article) -> dict[str, Any]:
    return {
        "id": row.event,
        "article": article.public_id,
        "publication": article.publication,
        "level": row.level,
        "fields": list(row.fields),
        "by": row.actor,
        "reason": row.reason,
        "made_at": iso_time(row.made_at),
        "undone_at": iso_time(row.undone_at),
    }


def _require(article: models.Article, level: Level, fields: Sequence[str]) -> None:
    if article.taken_down == Level.PURGE or article.taken_down == level == Level.HIDE:
        raise UsageError(f"article {article.public_id} is taken down already ({article.taken_down})")
    if unknown := [name for name in fields if name not in BLANKS]:
        raise UsageError(f"--field {unknown[0]!r} cannot be redacted; what can: {', '.join(BLANKS)}")
    if level is Level.REDACT and not fields:
        raise UsageError(f"there is nothing to redact: name a --field of {', '.join(BLANKS)}")


def _get_in_force(session: Session, event: str) -> models.Takedown:
    taken = models.Takedown
    beginning = parse_beginning(event)
    query = select(taken).where(taken.undone_at.is_(None), taken.event.startswith(beginning, autoescape=True))
    found = session.scalars(query.limit(2)).all()
    if len(found) != 1:
        how_many = "several takedowns in force have" if found else "no takedown in force has"
        raise NotFound(f"{how_many} the id {event!r}: `backfile takedown list` lists them")
    return found[0]
