"""The coverage account of every publication, and pages that a run left leased."""

from __future__ import annotations

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from storage import models
from storage.account import open_account
from storage.archive import Archive
from storage.collation import by_code_point
from storage.locks import is_held
from storage.outcomes import Outcome
from storage.verification.findings import CheckResult


def check_books(archive: Archive, result: CheckResult) -> None:
    """Announced = archived + missed + pending, for each publication; and each page's columns agree."""
    with archive.read() as session:
        slug_of = models.Publication.slug
        for slug in session.scalars(select(slug_of).order_by(by_code_point(slug_of))).all():
            _check_account(session, slug, result)
        _check_pages(session, result)
        left = _leased(session)
    for slug, run, pages in left:
        if not is_held(slug, directory=archive.lock_directory, engine=archive.engine):
            result.note(slug, f"{pages} pages are leased by run {run}, which is over: due again with the next crawl")


def _check_account(session: Session, slug: str, result: CheckResult) -> None:
    account = open_account(session, slug)
    result.count("publications")
    result.count("pages", account.announced + account.otherwise)
    if not account.balances:
        missed = sum(account.missed.values())
        result.find(
            slug,
            f"{account.announced} pages announced and {account.otherwise} found otherwise, but {account.archived} "
            f"archived, {missed} missed "
            f"and {account.pending} pending",
        )
    for outcome in account.missed:
        if outcome not in set(Outcome):
            result.find(slug, f"{account.missed[outcome]} pages have the unknown outcome {outcome!r}")


def _check_pages(session: Session, result: CheckResult) -> None:
    page = models.Page
    good = [outcome for outcome in Outcome if outcome.is_good]
    wrong = {
        "was archived and has no article": page.outcome.in_(good) & page.article_id.is_(None),
        "has an outcome and was never visited": page.outcome.is_not(None)
        & or_(page.visited_at.is_(None), ~exists().where(models.Visit.page_id == page.id)),
        "was visited and has no outcome": page.visited_at.is_not(None) & page.outcome.is_(None),
    }
    for problem, condition in wrong.items():
        for number, url in session.execute(select(page.id, page.url).where(condition).limit(1000)).all():
            result.find(f"page {number}", f"{problem} ({url[:200]})")


def _leased(session: Session) -> list[tuple[str, int, int]]:
    rows = session.execute(
        select(models.Page.publication, models.Page.leased_by, func.count())
        .where(models.Page.leased_by.is_not(None))
        .group_by(models.Page.publication, models.Page.leased_by)
    )
    return [(slug, run or 0, pages) for slug, run, pages in rows.all()]
