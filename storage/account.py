"""The coverage account: announced + found otherwise = archived + never archived, by reason, + pending."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from storage import models
from storage.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Account:
    """One publication's books.

    Attributes:
        announced: distinct pages that a source announced.
        otherwise: pages that none did: where a redirect led, and imports.
        archived: those with an article that can be read, whatever their last visit came to.
        missed: those visited and without an article, by outcome.
        pending: those never visited.
    """

    publication: str
    announced: int = 0
    otherwise: int = 0
    archived: int = 0
    missed: dict[str, int] = field(default_factory=dict)
    pending: int = 0

    @property
    def balances(self) -> bool:
        """Whether every page is in exactly one of the other columns."""
        return self.announced + self.otherwise == self.archived + sum(self.missed.values()) + self.pending

    @property
    def unexplained(self) -> int:
        """Pages missed for a reason that is not known: losses."""
        return sum(count for outcome, count in self.missed.items() if not Outcome(outcome).is_explained)


def describe_books(books: dict[str, Any]) -> str:
    """The account as one line: `58 announced = 50 archived + 8 missed + 0 pending: balanced`."""
    otherwise = f" + {books['otherwise']} found otherwise" if books["otherwise"] else ""
    missed = sum(books["missed"].values())
    return (
        f"{books['announced']} announced{otherwise} = {books['archived']} archived + {missed} missed"
        f" + {books['pending']} pending: {describe_verdict(books)}"
    )


def describe_verdict(books: dict[str, Any]) -> str:
    """Whether the books balance, and how many pages are lost."""
    lost = f", {books['unexplained']} lost" if books["unexplained"] else ""
    return ("balanced" if books["balances"] else "NOT BALANCED") + lost


def open_account(session: Session, publication: str) -> Account:
    """The books as they stand. Each side is counted from tables of its own, so that a fault in one shows."""
    page = models.Page
    announced = exists().where(models.Sighting.page_id == page.id)
    pages = session.scalar(select(func.count()).where(page.publication == publication)) or 0
    sighted = session.scalar(select(func.count()).where(page.publication == publication, announced)) or 0
    rows = session.execute(
        select(page.article_id.is_not(None), page.outcome, func.count())
        .where(page.publication == publication)
        .group_by(page.article_id.is_not(None), page.outcome)
    ).all()
    missed = {str(outcome): count for archived, outcome, count in rows if not archived and outcome is not None}
    return Account(
        publication=publication,
        announced=sighted,
        otherwise=pages - sighted,
        archived=_count_readable(session, publication),
        missed=dict(sorted(missed.items())),
        pending=sum(count for archived, outcome, count in rows if not archived and outcome is None),
    )


def _count_readable(session: Session, publication: str) -> int:
    """Pages whose article shows a reading of a capture."""
    query = (
        select(func.count())
        .select_from(models.Page)
        .join(models.Article, models.Article.id == models.Page.article_id)
        .join(models.Reading, models.Reading.id == models.Article.reading_id)
        .join(models.Capture, models.Capture.id == models.Reading.capture_id)
        .where(models.Page.publication == publication)
    )
    return session.scalar(query) or 0
