"""The lead of a group: the article that the others were copied from, as far as can be told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from storage import models
from storage.search import name_key

_LAST = datetime.max.replace(tzinfo=UTC)
_ARTICLES = frozenset({"the", "die", "der", "das", "le", "la", "les", "il", "el"})


def choose_lead(session: Session, lead_id: int) -> int:
    """Makes the member that comes first the lead of the group that is known by `lead_id`; gives it.

    First comes what stands in a publication that another member credits; then what was published first; of what was
    published at one time, or has no date, what was captured first; then the smaller public id.
    """
    members = _list_members(session, lead_id)
    credited = _credited(members)
    first = min(members, key=lambda row: _order(row, is_credited=row.publication in credited))
    lead: int = first.id
    if lead != lead_id:
        row = models.CopyMember
        session.execute(update(row).where(row.lead_id == lead_id).values(lead_id=lead))
    return lead


def _list_members(session: Session, lead_id: int) -> Sequence[Any]:
    article, reading, capture = models.Article, models.Reading, models.Capture
    first = select(func.min(capture.captured_at)).join(reading, reading.capture_id == capture.id)
    captured_at = first.where(reading.article_id == article.id).correlate(article).scalar_subquery()
    columns = (
        article.id, article.public_id, article.publication, article.published_at, models.Publication.name,
        models.Fingerprint.credit, captured_at.label("captured_at"),
    )  # fmt: skip
    query = (
        select(*columns)
        .join(models.CopyMember, models.CopyMember.article_id == article.id)
        .join(models.Publication, models.Publication.slug == article.publication)
        .join(models.Fingerprint, models.Fingerprint.article_id == article.id)
        .where(models.CopyMember.lead_id == lead_id)
    )
    return session.execute(query).all()


def _order(row: Any, *, is_credited: bool) -> tuple[bool, datetime, datetime, str]:
    return not is_credited, row.published_at or _LAST, row.captured_at or _LAST, row.public_id


def _credited(members: Sequence[Any]) -> set[str]:
    """The publications, by slug, that an article of another one gives as where it is from."""
    said_by = {(_plain(row.credit), row.publication) for row in members if row.credit}
    known = {row.publication: {_plain(row.name), row.publication.replace("-", " ")} for row in members}
    return {slug for slug, names in known.items() if any(said in names and by != slug for said, by in said_by)}


def _plain(name: str) -> str:
    """A name without its article, folded."""
    words = name_key(name).split()
    return " ".join(words[1:] if words[:1] and words[0] in _ARTICLES and len(words) > 1 else words)
