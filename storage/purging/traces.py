"""Where an article is kept: its captures, those of sources that carry its words, and articles of the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload

from storage import models
from storage.captures.codings import decode_body
from storage.captures.index import Reference
from storage.captures.reader import read_capture
from storage.errors import BrokenRecord
from storage.items import CaptureRole, RecordAddress
from storage.outcomes import Outcome
from storage.purging.passages import Passages, texts_of

LONGEST_PAYLOAD = 64 * 2**20
"""Bytes that a body may grow to when its content coding is undone."""

ReadPayload = Callable[[models.Capture], bytes]


@dataclass(frozen=True, slots=True)
class Traces:
    """What is to go.

    Attributes:
        articles: the article, those merged into it, and those that were read from the same bytes.
        pages: the addresses that lead to them.
        captures: of the pages, and of sources that carry their words.
        sources: how many of the captures are of sources.
    """

    articles: tuple[models.Article, ...]
    pages: tuple[models.Page, ...]
    captures: tuple[models.Capture, ...]
    sources: int


def find_traces(session: Session, article: models.Article, read_payload: ReadPayload) -> Traces:
    """Everything that is kept of an article.

    Args:
        session: in which the rows are read.
        article: which is to go.
        read_payload: gives a capture's body with its content coding undone.

    Raises:
        BrokenRecord: a capture that must be looked into is damaged.
    """
    articles = _with_merged(session, [article])
    while True:
        pages = _pages(session, articles)
        captures = _captures(session, articles, pages)
        of_same_bytes = _articles_read_from(session, captures)
        if {row.id for row in of_same_bytes} <= {row.id for row in articles}:
            break
        articles = _with_merged(session, [*articles, *of_same_bytes])
    passages = Passages(text for reading in _readings(session, articles) for text in texts_of(reading))
    kept = {row.id for row in captures}
    shared = {row.id for row in captures if _is_shared(session, row, kept) and not passages.stand_in(read_payload(row))}
    sources = _sources(session, articles, passages, read_payload)
    whole = {row.id: row for row in [*captures, *sources] if row.id not in shared}
    return Traces(tuple(articles), tuple(pages), tuple(whole.values()), len(sources))


def payload_reader(session: Session, directory: object) -> ReadPayload:
    """Reads payloads from the WARC files below `directory`."""
    from pathlib import Path

    def resolve(reference: Reference) -> RecordAddress | None:
        found = session.scalar(select(models.Capture).where(models.Capture.record_id == (reference.record_id or "")))
        return _address(found) if found is not None else None

    def read(capture: models.Capture) -> bytes:
        stored = read_capture(Path(str(directory)), _address(capture), resolve=resolve)
        return decode_body(stored.payload_headers, stored.body, LONGEST_PAYLOAD).data

    return read


def _address(capture: models.Capture) -> RecordAddress:
    return RecordAddress(capture.warc_file.name, capture.offset, capture.length)


def _with_merged(session: Session, articles: Iterable[models.Article]) -> list[models.Article]:
    found = {row.id: row for row in articles}
    while True:
        merged = session.scalars(select(models.Article).where(models.Article.merged_into_id.in_(list(found)))).all()
        if all(row.id in found for row in merged):
            return [found[id_] for id_ in sorted(found)]
        found |= {row.id: row for row in merged}


def _pages(session: Session, articles: Sequence[models.Article]) -> list[models.Page]:
    ids = [row.id for row in articles]
    alias = models.Alias
    noted = select(alias.page_id).where(alias.article_id.in_(ids), alias.ended_at.is_(None))
    query = select(models.Page).where(or_(models.Page.article_id.in_(ids), models.Page.id.in_(noted)))
    return list(session.scalars(query.order_by(models.Page.id)))


def _captures(
    session: Session, articles: Sequence[models.Article], pages: Sequence[models.Page]
) -> list[models.Capture]:
    """Captures of the addresses, those that were read, and every other one with the bytes of those."""
    ids, keys = [row.id for row in articles], {row.url_key for row in pages}
    keys |= {row.url_key for row in articles if row.url_key}
    seen = [Outcome.ARCHIVED, Outcome.UNCHANGED]
    read: list[Select[int | None]] = [
        select(models.Reading.capture_id).where(models.Reading.article_id.in_(ids)),
        select(models.Observation.capture_id).where(models.Observation.article_id.in_(ids)),
        select(models.Visit.capture_id).where(
            models.Visit.page_id.in_([row.id for row in pages]), models.Visit.outcome.in_(seen)
        ),
    ]
    capture = models.Capture
    is_read = or_(*(capture.id.in_(query) for query in read))
    digests = select(capture.payload_digest).where(is_read, capture.payload_length > 0)
    query = select(capture).options(joinedload(capture.warc_file)).order_by(capture.id)
    return list(
        session.scalars(query.where(or_(is_read, capture.url_key.in_(keys), capture.payload_digest.in_(digests))))
    )


def _articles_read_from(session: Session, captures: Sequence[models.Capture]) -> Sequence[models.Article]:
    ids = select(models.Reading.article_id).where(models.Reading.capture_id.in_([row.id for row in captures]))
    return session.scalars(select(models.Article).where(models.Article.id.in_(ids))).all()


def _readings(session: Session, articles: Sequence[models.Article]) -> Iterator[models.Reading]:
    ids = [row.id for row in articles]
    yield from session.scalars(select(models.Reading).where(models.Reading.article_id.in_(ids)))


def _is_shared(session: Session, row: models.Capture, kept: set[int]) -> bool:
    """Whether captures of other pages have the same bytes, as an error page has, and may refer to this record."""
    others = select(models.Capture.id).where(models.Capture.payload_digest == row.payload_digest).limit(len(kept) + 1)
    return bool(row.payload_length) and any(id_ not in kept for id_ in session.scalars(others))


def _sources(
    session: Session, articles: Sequence[models.Article], passages: Passages, read_payload: ReadPayload
) -> list[models.Capture]:
    """Captured feeds, sitemaps and the like of the publications that carry words of the articles."""
    capture = models.Capture
    slugs = {row.publication for row in articles}
    query = select(capture).where(capture.role == str(CaptureRole.SOURCE), capture.publication.in_(slugs))
    rows = session.scalars(query.options(joinedload(capture.warc_file)).order_by(capture.id)).all()
    carrying = {
        row.payload_digest for row in rows if row.record_type != "revisit" and _carries(row, passages, read_payload)
    }
    return [row for row in rows if row.payload_digest in carrying]


def _carries(row: models.Capture, passages: Passages, read_payload: ReadPayload) -> bool:
    try:
        return passages.stand_in(read_payload(row))
    except BrokenRecord as error:
        raise BrokenRecord(f"{error}: restore it from a backup, then purge") from error
