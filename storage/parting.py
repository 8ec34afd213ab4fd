"""Parting a page from an article: what was read from its captures goes with it, and comes back when that is undone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, Select, or_, select, true
from sqlalchemy.orm import Session

from storage import models
from storage.errors import UsageError
from storage.observations import find_observation, repeat_observation
from storage.outcomes import Outcome
from storage.overlays import Level
from storage.public_ids import mint
from storage.revisions import AT_FIRST, shown_number
from storage.settlement import show_reading


@dataclass(slots=True)
class Parted:
    """What went where.

    Attributes:
        article: the page's own; None where nothing was ever read there.
        records: of the captures whose readings went.
        first: of the articles that got a first revision, for theirs went or stayed: the record that it is of, by public
            id.
        showed: the record of what the article showed before.
    """

    article: models.Article | None
    records: list[str] = field(default_factory=list)
    first: dict[str, str] = field(default_factory=dict)
    showed: str | None = None


def part(
    session: Session, page: models.Page, article: models.Article, *, now: datetime, last_visit: int | None = None
) -> Parted:
    """Moves what was read of and seen around a page's captures out of an article, into the page's own.

    That is the one it was before a merge, else a new one. Where all captures of the page were found unchanged, it has
    a copy of what was then shown, and of what had been seen around it. Visits after `last_visit` do not count.

    Raises:
        UsageError: the article would be left with nothing.
    """
    here = models.Capture.url_key == page.url_key
    moving, seen = _readings(session, article, here), _observations(session, article, here)
    former = _find_former(session, page, article)
    if former is None and len(moving) == len(_readings(session, article)):
        way_out = "split off its other addresses" if len(article.pages) > 1 else "it has no other address"
        raise UsageError(f"all of article {article.public_id} was read from {page.url}: {way_out}")
    capture = _find_capture(session, page, last_visit)
    if former is None and not moving and capture is None:
        return Parted(None)
    own = former or _add_own(session, page, article, now)
    parted = Parted(own, showed=article.reading.capture.record_id if article.reading else None)
    gone = [row.capture.record_id for row in moving] + [row.capture.record_id for row in seen]
    parted.records = list(dict.fromkeys(gone))
    _move(session, moving, seen, article, own)
    if capture is not None and not _readings(session, own):
        _copy(session, capture, article, own, now)
    if former is None:
        _copy_seen(session, article, own)
    own.merged_into_id = None
    for one in (article, own):
        if (first := _ensure_first(session, one)) is not None:
            parted.first[one.public_id] = first.capture.record_id
        show_best(session, one)
    return parted


def rejoin(session: Session, page: models.Page, own: models.Article, article: models.Article, parted: Parted,
           *, since: datetime, spare: Collection[str]) -> None:  # fmt: skip
    """Undoes `part`, which was done at `since`; what was read of the page later goes along.

    First revisions of the `spare` records go: they were made for splits that are all undone.
    """
    came, here = models.Capture.record_id.in_(parted.records), models.Capture.url_key == page.url_key
    moving = _readings(session, own, or_(came, (models.Reading.read_at > since) & here))
    seen = _observations(session, own, or_(came, (models.Capture.captured_at > since) & here))
    _move(session, moving, seen, own, article)
    _drop_first(session, (article, own), spare)
    own.merged_into_id = article.id
    left = _readings(session, own)
    own.reading = left[-1] if left else None
    session.flush()
    show_best(session, article, record=parted.showed, since=since)


def hand_back(
    session: Session, pages: Iterable[models.Page], article: models.Article, own: models.Article, *, since: datetime
) -> None:
    """Undoes a merge of `own` into an article at `since`: what was read of `own`'s pages meanwhile goes with them."""
    here = models.Capture.url_key.in_([page.url_key for page in pages])
    moving = _readings(session, article, (models.Reading.read_at >= since) & here)
    staying = {reading.capture_id for reading in _readings(session, article)} - {row.capture_id for row in moving}
    seen = [one for one in _observations(session, article, here) if one.capture_id not in staying]
    _move(session, moving, seen, article, own)
    if moving:
        own.reading = None
    session.flush()
    for one in (article, own):
        show_best(session, one)


def show_best(
    session: Session, article: models.Article, *, record: str | None = None, since: datetime | None = None
) -> None:
    """Shows what an article ought to show: of its readings, that of its last revision that does not hold text back.

    Args:
        session: where it is done.
        article: one with readings.
        record: of the capture it showed before `since`, which is shown again where nothing was read later.
        since: when it showed that.
    """
    session.refresh(article, ["revisions", "reading"])
    readings = _readings(session, article)
    if record is not None and not any(since is not None and reading.read_at > since for reading in readings):
        wanted = [reading for reading in readings if reading.capture.record_id == record]
    elif article.reading is not None and article.reading.article_id == article.id and record is None:
        wanted = [article.reading]
    else:
        number = shown_number(article.revisions)
        captures = {one.reading.capture_id for one in article.revisions if one.number == number}
        wanted = [reading for reading in readings if reading.capture_id in captures]
    if wanted or readings:
        show_reading(session, article, (wanted or readings)[-1])
    seen = models.Observation
    newest = select(seen).where(seen.article_id == article.id).order_by(seen.observed_at.desc(), seen.id.desc())
    article.observation = session.scalar(newest.limit(1))
    session.flush()


def _find_former(session: Session, page: models.Page, article: models.Article) -> models.Article | None:
    """The article that a page was before it was merged into this one."""
    row, former = models.Alias, models.Article
    merged = (
        select(former)
        .join(row, row.article_id == former.id)
        .where(row.page_id == page.id, row.ended_at.is_not(None), former.merged_into_id == article.id)
    )
    return session.scalar(merged.order_by(row.id.desc()).limit(1))


def _add_own(session: Session, page: models.Page, article: models.Article, now: datetime) -> models.Article:
    """The article that is minted for the page alone; the one of an earlier split that was undone where there is one."""
    known = models.Article
    for identity in (page.url_key, f"{page.url_key}\n{article.public_id}"):
        public_id = mint(page.publication, identity)
        found = session.scalar(select(known).where(known.public_id == public_id))
        if found is None:
            own = models.Article(
                public_id=public_id, publication=page.publication, url=page.url, url_key=page.url_key,
                text_digest=article.text_digest, archived_at=now,
            )  # fmt: skip
            session.add(own)
            session.flush()
            return own
        if found.merged_into_id == article.id or _is_empty(found):
            return found
    raise UsageError(f"{page.url} was split from article {article.public_id} before")


def _is_empty(article: models.Article) -> bool:
    """Whether a rebuild kept the row for what was decided on it, and nothing is made of it yet."""
    return article.reading_id is None and article.merged_into_id is None and article.taken_down != Level.PURGE


def _readings(
    session: Session, article: models.Article, condition: ColumnElement[bool] | None = None
) -> list[models.Reading]:
    """An article's readings by the time of capture, those of one capture in the order they were made."""
    reading, capture = models.Reading, models.Capture
    query = select(reading).join(capture, capture.id == reading.capture_id).where(reading.article_id == article.id)
    if condition is not None:
        query = query.where(condition)
    return list(session.scalars(query.order_by(capture.captured_at, reading.id)))


def _observations(
    session: Session, article: models.Article, condition: ColumnElement[bool]
) -> Sequence[models.Observation]:
    """What was seen around an article by captures that meet a condition."""
    seen, capture = models.Observation, models.Capture
    query = select(seen).join(capture, capture.id == seen.capture_id).where(seen.article_id == article.id, condition)
    return session.scalars(query.order_by(seen.id)).all()


def _move(
    session: Session,
    readings: Iterable[models.Reading],
    seen: Iterable[models.Observation],
    article: models.Article,
    to: models.Article,
) -> None:
    """Gives readings to another article, with their revisions and what was seen around them."""
    moving = list(readings)
    for reading in moving:
        reading.article_id = to.id
    for observation in seen:
        observation.article_id = to.id
    session.flush()
    revision = models.Revision
    for one in session.scalars(select(revision).where(revision.reading_id.in_([row.id for row in moving]))).all():
        one.article_id, one.number = to.id, -one.id
    session.flush()
    for one_article in (article, to):
        _renumber(session, one_article)


def _renumber(session: Session, article: models.Article) -> None:
    """Numbers revisions in the order they were noted; numbers are unique at every moment."""
    rows = session.scalars(_revisions(article)).all()
    if [row.number for row in rows] == list(range(1, len(rows) + 1)):
        return
    for sign in (-1, 1):
        for place, row in enumerate(rows, 1):
            row.number = sign * place if sign > 0 else -row.id
        session.flush()


def _revisions(article: models.Article) -> Select[models.Revision]:
    revision = models.Revision
    return select(revision).where(revision.article_id == article.id).order_by(revision.id)


def _ensure_first(session: Session, article: models.Article) -> models.Reading | None:
    """Gives an article whose revisions went or stayed a first one, and gives its reading; None where it has some."""
    readings = _readings(session, article)
    if not readings or session.scalar(_revisions(article).limit(1)) is not None:
        return None
    session.add(
        models.Revision(
            article_id=article.id, number=1, reading_id=readings[0].id, seen_at=readings[0].capture.captured_at,
            changed=list(AT_FIRST),
        )
    )  # fmt: skip
    session.flush()
    return readings[0]


def _drop_first(session: Session, articles: Iterable[models.Article], records: Collection[str]) -> None:
    """Takes the first revisions away that articles were given, those of the records."""
    revision, reading, capture = models.Revision, models.Reading, models.Capture
    for article in articles:
        made = (
            _revisions(article)
            .join(reading, reading.id == revision.reading_id)
            .join(capture, capture.id == reading.capture_id)
            .where(capture.record_id.in_(records), revision.before_id.is_(None))
        )
        for row in session.scalars(made).all():
            session.delete(row)
        session.flush()
        _renumber(session, article)


def _find_capture(session: Session, page: models.Page, last_visit: int | None) -> models.Capture | None:
    """The newest capture of a page that showed its article."""
    capture, visit = models.Capture, models.Visit
    query = (
        select(capture)
        .join(visit, visit.capture_id == capture.id)
        .where(visit.page_id == page.id, visit.outcome.in_([Outcome.ARCHIVED, Outcome.UNCHANGED]))
        .where(capture.url_key == page.url_key, capture.status != 304)
    )
    if last_visit is not None:
        query = query.where(visit.id <= last_visit)
    return session.scalar(query.order_by(capture.captured_at.desc(), capture.id.desc()).limit(1))


def _copy(
    session: Session, capture: models.Capture, article: models.Article, own: models.Article, now: datetime
) -> None:
    """Gives the page's own article what was found unchanged there: the reading that was compared with its capture."""
    shown = article.reading
    if shown is None:
        return
    same = [one for one in _readings(session, article) if one.capture.captured_at <= capture.captured_at] or [shown]
    columns = {
        column.key: getattr(same[-1], column.key) for column in models.Reading.__table__.columns if column.key != "id"
    }
    columns.update(article_id=own.id, capture_id=capture.id, read_at=now)
    copy = models.Reading(**columns)
    copy.contributors = [_copy_of(contributor) for contributor in same[-1].contributors]
    session.add(copy)
    session.flush()


def _copy_seen(session: Session, article: models.Article, own: models.Article) -> None:
    """Gives a new article what had been seen around the other when it was captured, if that was not seen anew."""
    readings = _readings(session, own)
    if not readings or _observations(session, own, true()):
        return
    capture = readings[0].capture
    before = find_observation(session, article, by=capture.captured_at)
    if before is not None and before.capture_id != capture.id:
        repeat_observation(session, own, before, capture)


def _copy_of(contributor: models.Contributor) -> models.Contributor:
    columns = models.Contributor.__table__.columns
    values = {column.key: getattr(contributor, column.key) for column in columns}
    return models.Contributor(**{name: value for name, value in values.items() if name not in {"id", "reading_id"}})
