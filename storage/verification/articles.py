"""Articles: each has its text, the text is what its digest says, and revisions are numbered without gaps."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, load_only

from storage import models
from storage.archive import Archive
from storage.normal_form import text_digest
from storage.overlays import Level
from storage.verification.findings import CheckResult

_AT_ONCE = 200


def check_articles(archive: Archive, result: CheckResult) -> None:
    """Reads every text once, in short transactions."""
    with archive.read() as session:
        _check_readings_there(session, result)
        _check_numbers(session, result)
    after = 0
    while True:
        with archive.read() as session:
            last = _check_texts(session, after, result)
        if last is None:
            return
        after = last


def _check_readings_there(session: Session, result: CheckResult) -> None:
    article, reading = models.Article, models.Reading
    rows = session.execute(
        select(article.public_id)
        .outerjoin(reading, reading.id == article.reading_id)
        .where(or_(reading.id.is_(None), reading.article_id != article.id), _is_kept())
        .limit(1000)
    )
    for (public_id,) in rows.all():
        result.find(f"article {public_id}", "has no reading of its own")
    rows = session.execute(
        select(article.public_id)
        .join(reading, reading.id == article.reading_id)
        .where(article.text_digest != reading.text_digest)
        .limit(1000)
    )
    for (public_id,) in rows.all():
        result.find(f"article {public_id}", "has another digest than the text it shows")
    result.count("articles", session.scalar(select(func.count()).select_from(article)) or 0)


def _is_kept() -> ColumnElement[bool]:
    """The condition that an article was neither purged nor merged: then it need have nothing of its own."""
    article = models.Article
    return and_(article.taken_down.is_distinct_from(Level.PURGE), article.merged_into_id.is_(None))


def _check_numbers(session: Session, result: CheckResult) -> None:
    """Numbers are unique, so 1 to n have the least 1 and the greatest n."""
    article, number = models.Article, models.Revision.number
    rows = session.execute(
        select(article.public_id, func.count(number), func.min(number), func.max(number))
        .outerjoin(models.Revision, models.Revision.article_id == article.id)
        .where(_is_kept())
        .group_by(article.id, article.public_id)
        .having(or_(func.count(number) == 0, func.min(number) != 1, func.max(number) != func.count(number)))
        .limit(1000)
    )
    for public_id, count, least, greatest in rows.all():
        problem = f"{count} revisions are numbered {least} to {greatest}" if count else "has no revision"
        result.find(f"article {public_id}", problem)


def _check_texts(session: Session, after: int, result: CheckResult) -> int | None:
    reading = models.Reading
    rows = session.scalars(
        select(reading)
        .options(load_only(reading.id, reading.text, reading.text_digest))
        .where(reading.id > after)
        .order_by(reading.id)
        .limit(_AT_ONCE)
    ).all()
    for row in rows:
        result.count("readings")
        if text_digest(row.text) != row.text_digest:
            result.find(f"reading {row.id}", "the text is not what its digest says")
    return rows[-1].id if rows else None
