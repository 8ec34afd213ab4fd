"""A visit settled again: what it brought is made, and the visit itself stays as it is noted."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from storage import models
from storage.items import PageItem
from storage.outcomes import Outcome
from storage.rebuilding.visits import Replay
from storage.settlement import Settled, Visit, settle_page

_OF_TWO_PAGES = (Outcome.MOVED, Outcome.REDIRECTED_AWAY)


@dataclass(slots=True)
class ReplayItem(PageItem):
    """An item of a visit that is settled again.

    Attributes:
        turn: its place in the order in which visits were settled, from 0.
    """

    replay: Replay | None = None
    turn: int = 0


def settle_replay(session: Session, item: ReplayItem) -> Settled:
    """Settles the visit of an item as if those after it had not been; the publication remembers that it came so far.

    Raises:
        NotFound: the ledger does not have the page.
    """
    replay = item.replay
    if replay is None:
        raise ValueError("the item is of no visit")
    visit = Visit(replay.settled_at, replay.run_id, schedule=None, replays=replay.visit)
    settled = settle_page(session, item, visit)
    if replay.visit is not None:
        _restate(session, session.get_one(models.Visit, replay.visit), item, settled.outcome)
        session.get_one(models.Publication, item.publication).rebuilt_to = replay.visit
    return settled


def _restate(session: Session, visit: models.Visit, item: PageItem, outcome: Outcome) -> None:
    """What the visit came to, where the extractor of today takes the page for something else."""
    is_same = visit.outcome == outcome or visit.page_id != item.page_id or outcome in _OF_TWO_PAGES
    if is_same or visit.outcome in _OF_TWO_PAGES:
        return
    page = session.get_one(models.Page, visit.page_id)
    if page.visited_at == visit.visited_at and page.outcome == visit.outcome:
        page.outcome, page.reason = str(outcome), item.reason
    visit.outcome, visit.reason = str(outcome), item.reason
