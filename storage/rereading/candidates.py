"""Which captures are to be read again: those that articles rest on and that the extractor of today did not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from storage import models
from storage.archive import Archive
from storage.capture_index import as_item
from storage.errors import NotFound
from storage.events import EventKind, key_of
from storage.items import Capture, CaptureRole

AT_ONCE = 200
"""Captures that are looked up together."""


@dataclass(frozen=True, slots=True)
class Span:
    """A time whose captures are read by the same rules.

    Attributes:
        begins_at: the first moment of it, aware UTC; None for the oldest span.
        ends_at: the first moment after it; None for the span of today.
        extractor: who reads its captures now.
    """

    begins_at: datetime | None
    ends_at: datetime | None
    extractor: str


@dataclass(frozen=True, slots=True)
class Selection:
    """Which of a publication's captures are asked for.

    Attributes:
        since: the first moment of capture, aware UTC.
        until: the first moment that is too late.
        article: a public id.
    """

    publication: str
    since: datetime | None = None
    until: datetime | None = None
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A capture to be read again, and the article that rests on it; `is_taken_down` where its words are not for all."""

    capture: Capture
    article: str
    is_taken_down: bool = False


def iter_candidates(archive: Archive, selection: Selection, spans: Iterable[Span]) -> Iterator[Candidate]:
    """The captures of a selection that the extractor of their span did not read, in the order they were kept.

    A capture comes up where a reading or an observation of related stories rests on it. Each batch is a short
    transaction of its own, so nothing is held while captures are read.

    Raises:
        NotFound: the archive has no such article.
    """
    with archive.read() as session:
        article_id = _find_article_id(session, selection)
    for span in spans:
        after = 0
        while True:
            with archive.read() as session:
                rows = _list(session, selection, span, article_id, after)
                found = [Candidate(as_item(row), *named) for row, named in _unread(session, rows, span)]
            yield from found
            if len(rows) < AT_ONCE:
                break
            after = rows[-1].id


def _find_article_id(session: Session, selection: Selection) -> int | None:
    if selection.article is None:
        return None
    found = session.scalar(select(models.Article.id).where(models.Article.public_id == selection.article))
    if found is None:
        raise NotFound(f"the archive has no article {selection.article!r}")
    return found


def _list(
    session: Session, selection: Selection, span: Span, article_id: int | None, after: int
) -> Sequence[models.Capture]:
    capture = models.Capture
    extractor = session.scalar(select(models.Extractor.id).where(models.Extractor.identity == span.extractor))
    query = (
        select(capture)
        .options(joinedload(capture.warc_file))
        .where(
            capture.id > after,
            capture.publication == selection.publication,
            capture.role == str(CaptureRole.PAGE),
            *_within(selection.since, selection.until),
            *_within(span.begins_at, span.ends_at),
            _rests_on(article_id, extractor),
        )
        .order_by(capture.id)
        .limit(AT_ONCE)
    )
    return session.scalars(query).all()


def _within(since: datetime | None, until: datetime | None) -> Iterator[ColumnElement[bool]]:
    if since is not None:
        yield models.Capture.captured_at >= since
    if until is not None:
        yield models.Capture.captured_at < until


def _rests_on(article_id: int | None, extractor: int | None) -> ColumnElement[bool]:
    """A reading rests on the capture, and none of this extractor; or only an observation does, likewise."""
    read = exists().where(models.Reading.capture_id == models.Capture.id)
    seen = exists().where(models.Observation.capture_id == models.Capture.id)
    if article_id is not None:
        ours = read.where(models.Reading.article_id == article_id)
        observed = seen.where(models.Observation.article_id == article_id)
    else:
        ours, observed = read, seen
    read_now = read.where(models.Reading.extractor_id == extractor)
    seen_now = seen.where(models.Observation.extractor_id == extractor)
    return or_(and_(ours, ~read_now), and_(observed, ~read, ~seen_now))


def _unread(
    session: Session, rows: Sequence[models.Capture], span: Span
) -> Iterator[tuple[models.Capture, tuple[str, bool]]]:
    """Leaves out what was read without leaving a row: it showed what had been seen, or no article."""
    keys = {key_of(EventKind.REEXTRACTION, row.record_id, span.extractor): row for row in rows}
    event = models.Event
    done = set(session.scalars(select(event.public_id).where(event.public_id.in_(keys))))
    articles = _articles_of(session, [row.id for row in rows])
    for key, row in keys.items():
        if key not in done:
            yield row, articles[row.id]


def _articles_of(session: Session, captures: list[int]) -> dict[int, tuple[str, bool]]:
    """By capture the public id, and whether the article, or the one it was merged into, is taken down."""
    found: dict[int, tuple[str, bool]] = {}
    root = aliased(models.Article)
    for resting in (models.Observation, models.Reading):
        rows = session.execute(
            select(resting.capture_id, models.Article.public_id, root.taken_down)
            .join(models.Article, models.Article.id == resting.article_id)
            .join(root, root.id == func.coalesce(models.Article.merged_into_id, models.Article.id))
            .where(resting.capture_id.in_(captures))
            .order_by(resting.id)
        )
        found.update((number, (public_id, level is not None)) for number, public_id, level in rows)
    return found
