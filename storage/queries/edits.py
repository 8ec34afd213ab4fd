"""What publishers changed: an article's revisions, and revisions across the archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from storage.article_json import history_entry
from storage.models import Article, Edit, Reading, Revision
from storage.overlays import is_shown, overlaid_columns, overlay_of
from storage.queries.days import begins_at, ends_at

STEALTH = "stealth"
"""Asks for stealth edits, in place of a kind."""


@dataclass(frozen=True, slots=True)
class EditFilters:
    """Which revisions are asked for; `since` and `until` are days in UTC, both included.

    `kind` is one of `storage.revising.kinds.EditKind`, or `STEALTH`.
    """

    kind: str | None = None
    publication: str | None = None
    since: date | None = None
    until: date | None = None


def list_edited(session: Session, filters: EditFilters, *, limit: int) -> Sequence[tuple[Article, Revision]]:
    """The revisions after the first of articles that may be shown, the newest first."""
    query = (
        select(Article, Revision)
        .join(Article, Article.id == Revision.article_id)
        .where(Revision.number > 1)
        .options(selectinload(Revision.edits), selectinload(Article.corrections), selectinload(Article.takedowns))
        .options(joinedload(Article.reading).load_only(Reading.title))
        .order_by(Revision.seen_at.desc(), Revision.id.desc())
        .limit(limit)
    )
    return [(row[0], row[1]) for row in session.execute(_filtered(query, filters))]


def _filtered(query: Select[Article, Revision], filters: EditFilters) -> Select[Article, Revision]:
    query = query.where(is_shown(Article.taken_down))
    if filters.kind == STEALTH:
        query = query.where(Revision.is_stealth.is_(True))
    elif filters.kind is not None:
        query = query.where(Revision.id.in_(select(Edit.revision_id).where(Edit.kind == filters.kind)))
    if filters.publication is not None:
        query = query.where(Article.publication == filters.publication)
    if filters.since is not None:
        query = query.where(Revision.seen_at >= begins_at(filters.since, "UTC"))
    if filters.until is not None:
        query = query.where(Revision.seen_at < ends_at(filters.until, "UTC"))
    return query


def edited_json(article: Article, revision: Revision) -> dict[str, Any]:
    """A revision for programs, with the article that it is of, as it is titled now."""
    title = article.reading.title if article.reading is not None else None
    overlay = overlay_of(article.corrections, article.takedowns)
    return {
        "id": article.public_id,
        "publication": article.publication,
        "url": article.url,
        "title": overlaid_columns({"title": title}, overlay)["title"],
        **history_entry(revision),
    }


def find_compared(session: Session, revision: Revision, other: Revision) -> Reading:
    """The reading of an earlier revision that `revision` is compared with: by its extractor, where there is one."""
    if revision.before is not None and revision.number == other.number + 1:
        return revision.before
    reading = other.reading
    if reading.extractor_id == revision.reading.extractor_id:
        return reading
    anew = select(Reading).where(
        Reading.capture_id == reading.capture_id, Reading.extractor_id == revision.reading.extractor_id
    )
    return session.scalar(anew) or reading
