"""What another extractor made of a stored capture, kept: a reading beside the one that is there, and no revision."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import models
from storage.errors import NotFound
from storage.events import EventKind, key_of, record_event
from storage.items import PageItem
from storage.observations import observe_related
from storage.outcomes import Outcome
from storage.readings import add_reading, find_newest_reading, find_reading, get_extractor, reading_values
from storage.settlement import show_reading


class Reread(StrEnum):
    """What reading a capture again came to.

    CHANGED: the new reading differs in what a publisher's edit would change. SAME: it does not. NO_ARTICLE: the
    extractor of today takes the page for none; what was read before stays. FAILED: it could not be read this time.
    """

    CHANGED = "changed"
    SAME = "same"
    NO_ARTICLE = "no-article"
    FAILED = "failed"


def settle_reread(session: Session, item: PageItem, *, now: datetime) -> Reread:
    """Adds what `item` says of its capture, which the archive has; done twice, it changes nothing.

    The article shows it where it showed that capture. A capture without a text of its own, which looked as the one
    before did, gets none now: only what it showed of related stories is noted.

    Raises:
        NotFound: the archive has no such capture, or nothing rests on it.
    """
    capture = get_capture(session, item.capture.record_id)
    article = get_article(session, capture)
    extractor = get_extractor(session, item.extractor or "unknown", now=now)
    outcome = Outcome(item.outcome or Outcome.FAILED)
    if find_reading(session, capture, extractor) is not None:
        return Reread.SAME
    if outcome in {Outcome.EXTRACTION_FAILED, Outcome.FAILED}:
        return Reread.FAILED
    earlier = find_newest_reading(session, capture)
    is_shown = _is_shown(article, capture)
    if is_no_article(article, capture, outcome):
        _note(session, capture, article, item, now)
        return Reread.NO_ARTICLE
    result = Reread.SAME
    if earlier is not None:
        reading = add_reading(
            session, article, item, reading_values(item), capture=capture, extractor=extractor, now=now
        )
        result = Reread.SAME if reading.digest == earlier.digest else Reread.CHANGED
        if is_shown:
            show_reading(session, article, reading)
    else:
        _note(session, capture, article, item, now)
    if outcome is Outcome.ARCHIVED:
        observe_related(session, article, item, capture=capture, extractor=extractor, is_reread=True)
    session.flush()
    return result


def is_no_article(article: models.Article, capture: models.Capture, outcome: str | None) -> bool:
    """Whether a capture is taken for no article now; a stub is one where another capture is shown."""
    return outcome != Outcome.ARCHIVED and (outcome != Outcome.STUB or _is_shown(article, capture))


def _is_shown(article: models.Article, capture: models.Capture) -> bool:
    return article.reading is not None and article.reading.capture_id == capture.id


def get_capture(session: Session, record_id: str) -> models.Capture:
    """The row of a record's id.

    Raises:
        NotFound: there is none.
    """
    capture = session.scalar(select(models.Capture).where(models.Capture.record_id == record_id))
    if capture is None:
        raise NotFound(f"the archive has no capture {record_id}")
    return capture


def get_article(session: Session, capture: models.Capture) -> models.Article:
    """The article that rests on a capture.

    Raises:
        NotFound: none does.
    """
    for resting in (models.Reading, models.Observation):
        query = select(resting.article_id).where(resting.capture_id == capture.id).order_by(resting.id.desc())
        if (number := session.scalar(query.limit(1))) is not None:
            return session.get_one(models.Article, number)
    raise NotFound(f"no article rests on the capture {capture.record_id}")


def _note(session: Session, capture: models.Capture, article: models.Article, item: PageItem, now: datetime) -> None:
    """Notes a reading that leaves no row, so that it is not done again."""
    record_event(
        session,
        EventKind.REEXTRACTION,
        now=now,
        key=key_of(EventKind.REEXTRACTION, capture.record_id, item.extractor or "unknown"),
        publication=article.publication,
        article=article.public_id,
        record_id=capture.record_id,
        run_id=item.run_id,
        outcome=item.outcome,
        details={"extractor": item.extractor},
    )
