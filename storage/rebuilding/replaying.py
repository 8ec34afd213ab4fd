"""A visit settled again: what it brought is made, and the visit itself stays as it is noted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import models
from storage.items import PageItem
from storage.outcomes import Outcome
from storage.rebuilding.redoing import redo_decisions
from storage.rebuilding.visits import Replay
from storage.settlement import Settled, Visit, settle_page

_OF_TWO_PAGES = (Outcome.MOVED, Outcome.REDIRECTED_AWAY)


@dataclass(slots=True)
class ReplayItem(PageItem):
    """An item of a visit that is settled again.

    Attributes:
        turn: its place in the order in which visits were settled, from 0.
        unfit: events of decisions that were to be carried out again before it, and do not fit what was made.
    """

    replay: Replay | None = None
    turn: int = 0
    unfit: Sequence[str] = ()


def settle_replay(session: Session, item: ReplayItem) -> Settled:
    """Settles the visit of an item as if those after it had not been; the publication remembers that it came so far.

    What was decided before it is carried out first.

    Raises:
        NotFound: the ledger does not have the page.
    """
    replay = _get_replay(item)
    if replay.visit is None:
        return settle_page(session, item, Visit(replay.settled_at, replay.run_id, schedule=None))
    item.unfit = redo_decisions(session, item.publication, by=_began_at(session, replay))
    settled = settle_page(session, item, Visit(replay.settled_at, replay.run_id, schedule=None, replays=replay.visit))
    if settled.article is None:
        _restate_refused(session, item, settled.outcome)
    else:
        _restate(session, session.get_one(models.Visit, replay.visit), item, settled.outcome)
    session.get_one(models.Publication, item.publication).rebuilt_to = replay.visit
    return settled


def refuse_replay(session: Session, item: ReplayItem, outcome: Outcome, reason: str | None) -> None:
    """Notes what the visit of an item came to, whose answer the rules of today refuse before it is read."""
    item.reason = reason
    _restate_refused(session, item, outcome)


def _get_replay(item: ReplayItem) -> Replay:
    if item.replay is None:
        raise ValueError("the item is of no visit")
    return item.replay


def _began_at(session: Session, replay: Replay) -> datetime:
    """Nobody decides while a run is under way; an import's visits are of the time of their captures."""
    run = session.get(models.Run, replay.run_id) if replay.run_id is not None else None
    return max(replay.settled_at, run.started_at) if run is not None else replay.settled_at


def _restate(session: Session, visit: models.Visit, item: PageItem, outcome: Outcome) -> None:
    """What the visit came to, where the extractor of today takes the page for something else."""
    is_same = visit.page_id != item.page_id or outcome in _OF_TWO_PAGES or visit.outcome in _OF_TWO_PAGES
    if not is_same:
        _set_outcome(session, visit, outcome, item.reason)


def _restate_refused(session: Session, item: ReplayItem, outcome: Outcome) -> None:
    """What the visit came to that brings no article today, and that of the page which led there."""
    replay = _get_replay(item)
    visit, capture = models.Visit, models.Capture
    records = [one.record_id for one in (*replay.hops, replay.capture)]
    led = (
        select(visit)
        .join(capture, capture.id == visit.capture_id)
        .where(visit.page_id == replay.page_id, visit.run_id == replay.run_id, capture.record_id.in_(records))
    )
    for row in {session.get_one(visit, replay.visit), *session.scalars(led)}:
        _set_outcome(session, row, outcome, item.reason)


def _set_outcome(session: Session, visit: models.Visit, outcome: Outcome, reason: str | None) -> None:
    if visit.outcome == outcome:
        return
    page = session.get_one(models.Page, visit.page_id)
    if page.visited_at == visit.visited_at and page.outcome == visit.outcome:
        page.outcome, page.reason = str(outcome), reason
    visit.outcome, visit.reason = str(outcome), reason
