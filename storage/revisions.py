"""Revisions: what the publisher changed between two captures of an article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage import models
from storage.capture_index import as_item
from storage.items import Capture, Precision, TextState
from storage.readings import find_newest_reading
from storage.revising.changes import changed_fields, is_cut_down
from storage.revising.edits import classify
from storage.revising.holding import last_shown
from storage.revising.stealth import is_stealth
from storage.revising.version import StatedDate, Version, version_of

AT_FIRST = ("title", "standfirst", "byline_printed", "text", "published_at")
"""The fields that are new in the first revision."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a capture shows, beside what is archived.

    Attributes:
        reading: the archived one.
        fields: what differs by the publisher's hand.
    """

    reading: models.Reading
    before: Version
    after: Version
    fields: tuple[str, ...]

    @property
    def is_cut(self) -> bool:
        """Whether the page holds back text that is archived; then its reading is not shown."""
        return self.after.is_cut


@dataclass(frozen=True, slots=True)
class Compared:
    """A capture that the next page of an article is compared with, and who read it last.

    `is_shown` tells the one that the article shows from one that held text back.
    """

    capture: Capture
    extractor: str
    is_shown: bool


def list_compared(session: Session, article: models.Article) -> list[Compared]:
    """What the next page of an article will be compared with."""
    shown = article.reading
    if shown is None:
        return []
    found = [Compared(as_item(shown.capture), shown.extractor.identity, is_shown=True)]
    held_back = _find_held_back(session, article, shown)
    last = find_newest_reading(session, held_back.capture) if held_back is not None else None
    return [*found, Compared(as_item(last.capture), last.extractor.identity, is_shown=False)] if last else found


def compare(
    session: Session,
    article: models.Article,
    values: Mapping[str, Any],
    *,
    is_stub: bool = False,
    anew: Iterable[models.Reading] = (),
) -> Comparison | None:
    """What a page shows now, as the columns of a reading; None for an article without a reading.

    `is_stub` says that the page was judged to be one; `anew` are readings that were made, for this, of captures that
    an older extractor had read.

    Text is compared with the last good one. While it is held back, the head of the page is compared with the head of
    the last page that showed an edit. Whether that one held text back is for the extractor of today to say.
    """
    shown = article.reading
    if shown is None:
        return None
    whole = version_of(columns_of(shown))
    after = version_of(values)
    after = replace(after, text_state=TextState.STUB) if is_stub else after
    after = replace(after, is_cut=is_stub or is_cut_down(whole, after))
    held_back = _find_held_back(session, article, shown)
    if held_back is None:
        return Comparison(shown, whole, after, changed_fields(whole, after))
    again = {reading.capture_id: reading for reading in anew}.get(held_back.capture_id)
    held_back = again or find_newest_reading(session, held_back.capture) or held_back
    last = version_of(columns_of(held_back))
    before = _with_head(replace(whole, is_cut=is_cut_down(whole, last)), last)
    return Comparison(held_back if after.is_cut else shown, before, after, changed_fields(before, after))


def columns_of(reading: models.Reading) -> dict[str, Any]:
    """The columns of a reading by name."""
    return {column.key: getattr(reading, column.key) for column in models.Reading.__table__.columns}


def _find_held_back(session: Session, article: models.Article, shown: models.Reading) -> models.Reading | None:
    """The reading of the newest revision, where it shows less than the article does: it was never shown."""
    return session.scalar(
        select(models.Reading)
        .join(models.Revision, models.Revision.reading_id == models.Reading.id)
        .join(models.Capture, models.Capture.id == models.Reading.capture_id)
        .where(models.Revision.article_id == article.id, models.Capture.captured_at > shown.capture.captured_at)
        .order_by(models.Revision.number.desc())
        .limit(1)
    )


def _with_head(version: Version, head: Version) -> Version:
    return replace(
        version,
        title=head.title,
        standfirst=head.standfirst,
        byline=head.byline,
        published=head.published,
        modified=head.modified,
    )


def add_revision(
    session: Session,
    article: models.Article,
    reading: models.Reading,
    found: Comparison | None,
    *,
    seen_at: datetime,
    last_seen_at: datetime,
) -> None:
    """Notes a change by the publisher, seen at `seen_at`, with its edits; the first revision without a comparison.

    `last_seen_at` is when the article was last seen as it was before.
    """
    newest = session.scalar(select(func.max(models.Revision.number)).where(models.Revision.article_id == article.id))
    revision = models.Revision(
        article_id=article.id,
        number=(newest or 0) + 1,
        reading_id=reading.id,
        seen_at=seen_at,
        changed=list(found.fields if found else AT_FIRST),
    )
    if found is not None:
        revision.before_id = found.reading.id
        before = _with_last_stamp(session, found, article, seen_at)
        revision.is_stealth = is_stealth(before, found.after, found.fields, last_seen_at=last_seen_at, seen_at=seen_at)
        revision.edits = [
            models.Edit(position=position, kind=str(edit.kind), field=edit.field, rule=edit.rule)
            for position, edit in enumerate(classify(found.before, found.after))
        ]
    session.add(revision)
    session.flush()


def note_stamp(capture: models.Capture, found: Comparison | None) -> None:
    """Keeps the date of change that a page states, where it is another than that of the archived reading."""
    stated = found.after.modified if found is not None else None
    if found is not None and stated is not None and stated != found.before.modified:
        capture.modified_at = stated.at


def _with_last_stamp(session: Session, found: Comparison, article: models.Article, seen_at: datetime) -> Version:
    """The version before with the date of change that the page stated when it was last seen."""
    capture = models.Capture
    stated = session.scalar(
        select(capture.modified_at)
        .join(models.Visit, models.Visit.capture_id == capture.id)
        .join(models.Page, models.Page.id == models.Visit.page_id)
        .where(
            models.Page.article_id == article.id,
            capture.modified_at.is_not(None),
            capture.captured_at > found.reading.capture.captured_at,
            capture.captured_at < seen_at,
        )
        .order_by(capture.captured_at.desc())
        .limit(1)
    )
    before = found.before
    return replace(before, modified=StatedDate(stated, Precision.SECOND)) if stated is not None else before


def shown_number(revisions: Iterable[models.Revision]) -> int | None:
    """The number of the revision whose text is shown: the last that does not hold text back."""
    return last_shown((revision.number, [edit.kind for edit in revision.edits]) for revision in revisions)
