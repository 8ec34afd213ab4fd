"""Decisions on which pages are one article, carried out again at their place among the visits."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import models
from storage.errors import NotFound, UsageError
from storage.events import EventKind
from storage.identity_decisions import redo


def redo_decisions(session: Session, publication: str, *, by: datetime | None = None) -> list[str]:
    """Carries out again what was decided by a moment and not redone yet, in the order in which it was decided.

    What the program itself found to be one article, or parted, it finds again. Gives the events of decisions that do
    not fit what was made: an article or a page of theirs is another today, or none.
    """
    title, event = session.get_one(models.Publication, publication), models.Event
    decided = (
        select(event)
        .where(event.publication == publication, event.kind.in_([EventKind.MERGE, EventKind.SPLIT]))
        .where(event.record_id.is_not(None), event.id > (title.redone_to or 0))
        .order_by(event.id)
    )
    unfit = []
    for one in session.scalars(decided).all():
        if by is not None and one.happened_at > by:
            break
        try:
            with session.begin_nested():
                redo(session, one, last_visit=title.rebuilt_to if by is not None else None)
        except (NotFound, UsageError):
            unfit.append(one.public_id)
        title.redone_to = one.id
    session.flush()
    return unfit
