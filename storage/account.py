"""The coverage account: announced = archived + never archived, by reason, + pending."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage import models
from storage.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Account:
    """One publication's books.

    Attributes:
        announced: distinct pages.
        archived: those with an article, whatever their last visit came to.
        missed: those visited and without an article, by outcome.
        pending: those never visited.
    """

    publication: str
    announced: int = 0
    archived: int = 0
    missed: dict[str, int] = field(default_factory=dict)
    pending: int = 0

    @property
    def balances(self) -> bool:
        """Whether every announced page is in exactly one of the other columns."""
        return self.announced == self.archived + sum(self.missed.values()) + self.pending

    @property
    def unexplained(self) -> int:
        """Pages missed for a reason that is not known: losses."""
        return sum(count for outcome, count in self.missed.items() if not Outcome(outcome).is_explained)


def open_account(session: Session, publication: str) -> Account:
    """The books as they stand."""
    has_article = models.Page.article_id.is_not(None)
    rows = session.execute(
        select(has_article, models.Page.outcome, func.count())
        .where(models.Page.publication == publication)
        .group_by(has_article, models.Page.outcome)
    ).all()
    announced = session.scalar(
        select(func.count(func.distinct(models.Page.url_key))).where(models.Page.publication == publication)
    )
    missed = {str(outcome): count for archived, outcome, count in rows if not archived and outcome is not None}
    return Account(
        publication=publication,
        announced=announced or 0,
        archived=sum(count for archived, _, count in rows if archived),
        missed=dict(sorted(missed.items())),
        pending=sum(count for archived, outcome, count in rows if not archived and outcome is None),
    )
