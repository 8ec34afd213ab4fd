"""The captures table: the index of the WARC files."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from storage import models
from storage.captures.entries import NOT_MODIFIED
from storage.captures.record import format_uri
from storage.events import note_capture
from storage.items import Capture, CaptureRole, RecordAddress
from storage.upsert import get_or_add
from storage.urls import url_key

LONGEST_URL = 8192
"""Characters of a URL that are kept in the index; the WARC record has it whole."""


def add_capture(session: Session, capture: Capture, *, run_id: int | None) -> models.Capture:
    """The capture's row, added unless it is there, and its event."""
    file = get_or_add(session, models.WarcFile, {"name": capture.address.file}, added_at=capture.captured_at)
    row = get_or_add(
        session,
        models.Capture,
        {"record_id": capture.record_id},
        publication=capture.publication,
        run_id=run_id,
        record_type=capture.record_type,
        role=str(capture.role),
        url=capture.url[:LONGEST_URL],
        url_key=url_key(capture.url),
        requested_url=capture.requested_url,
        location=capture.location,
        captured_at=capture.captured_at,
        status=capture.status,
        content_type=capture.content_type,
        etag=capture.etag,
        last_modified=capture.last_modified,
        payload_digest=capture.payload_digest,
        payload_length=capture.payload_length,
        truncated=capture.truncated,
        warc_file_id=file.id,
        offset=capture.address.offset,
        length=capture.address.length,
    )
    note_capture(session, row)
    return row


def as_item(row: models.Capture) -> Capture:
    """The row as what travels between stages."""
    return Capture(
        url=row.url,
        captured_at=row.captured_at,
        status=row.status,
        content_type=row.content_type,
        payload_digest=row.payload_digest,
        payload_length=row.payload_length,
        record_id=row.record_id,
        record_type=row.record_type,
        address=RecordAddress(row.warc_file.name, row.offset, row.length),
        role=CaptureRole(row.role),
        publication=row.publication,
        requested_url=row.requested_url,
        truncated=row.truncated,
        etag=row.etag,
        last_modified=row.last_modified,
        location=row.location,
    )


def find_original(session: Session, payload_digest: str, role: CaptureRole) -> Capture | None:
    """The oldest full record with that payload: what a revisit record refers to. None for an empty payload."""
    row = session.scalar(
        select(models.Capture)
        .options(joinedload(models.Capture.warc_file))
        .where(
            models.Capture.payload_digest == payload_digest,
            models.Capture.role == str(role),
            models.Capture.record_type != "revisit",
            models.Capture.truncated.is_(None),
            models.Capture.payload_length > 0,
            models.Capture.status != NOT_MODIFIED,
        )
        .order_by(models.Capture.id)
        .limit(1)
    )
    return as_item(row) if row is not None else None


def find_answer(
    session: Session,
    *,
    url: str,
    publication: str,
    role: CaptureRole,
    since: datetime | None,
    etag: str | None,
    last_modified: str | None,
) -> Capture | None:
    """The first whole answer of a URL since a moment that came with these validators."""
    capture = models.Capture
    if since is None or (etag is None and last_modified is None):
        return None
    row = session.scalar(
        select(capture)
        .options(joinedload(capture.warc_file))
        .where(
            capture.url_key == url_key(format_uri(url)),
            capture.captured_at >= since,
            capture.publication == publication,
            capture.role == str(role),
            capture.status.between(200, 299),
            capture.truncated.is_(None),
            capture.etag.is_not_distinct_from(etag),
            capture.last_modified.is_not_distinct_from(last_modified),
        )
        .order_by(capture.captured_at, capture.id)
        .limit(1)
    )
    return as_item(row) if row is not None else None


def find_same(
    session: Session, *, payload_digest: str, url: str | None, publication: str, captured_at: datetime | None
) -> list[Capture]:
    """A publication's page captures with that payload, URL and time; without a time, every import of it. Oldest first.

    Without a URL it is a dump that names none.
    """
    capture = models.Capture
    key = url_key(format_uri(url) if url is not None else f"urn:sha256:{payload_digest}")
    same_time = capture.record_type == "resource" if captured_at is None else capture.captured_at == captured_at
    rows = session.scalars(
        select(capture)
        .options(joinedload(capture.warc_file))
        .where(
            capture.payload_digest == payload_digest,
            capture.url_key == key,
            capture.publication == publication,
            capture.role == str(CaptureRole.PAGE),
            capture.truncated.is_(None),
            same_time,
        )
        .order_by(capture.captured_at, capture.id)
    )
    return [as_item(row) for row in rows]


def list_captures(session: Session, *, url: str, publication: str, limit: int) -> list[Capture]:
    """A publication's page captures of a URL that are whole, the newest first."""
    capture = models.Capture
    rows = session.scalars(
        select(capture)
        .options(joinedload(capture.warc_file))
        .where(
            capture.url_key == url_key(format_uri(url)),
            capture.publication == publication,
            capture.role == str(CaptureRole.PAGE),
            capture.truncated.is_(None),
        )
        .order_by(capture.captured_at.desc(), capture.id.desc())
        .limit(limit)
    )
    return [as_item(row) for row in rows]


def find_record(session: Session, record_id: str) -> Capture | None:
    """The capture of a record's id."""
    row = session.scalar(
        select(models.Capture)
        .options(joinedload(models.Capture.warc_file))
        .where(models.Capture.record_id == record_id)
    )
    return as_item(row) if row is not None else None


def find_run_kind(session: Session, record_id: str) -> str | None:
    """The kind of the run that a record has its row from; None without either."""
    run, capture = models.Run, models.Capture
    query = select(run.kind).join(capture, capture.run_id == run.id).where(capture.record_id == record_id)
    return session.scalar(query)


def indexed_offsets(session: Session, file: str) -> set[int]:
    """Offsets of the records of one WARC file that have a row."""
    return set(
        session.scalars(
            select(models.Capture.offset)
            .join(models.WarcFile, models.WarcFile.id == models.Capture.warc_file_id)
            .where(models.WarcFile.name == file)
        )
    )


def sealed_files(session: Session) -> set[str]:
    """Names of the WARC files that are closed and wholly indexed."""
    return set(session.scalars(select(models.WarcFile.name).where(models.WarcFile.sealed_at.is_not(None))))


def seal_file(session: Session, file: str, *, size: int, digest: str, now: datetime) -> None:
    """Notes that a file is closed, wholly indexed, and what it was then."""
    row = get_or_add(session, models.WarcFile, {"name": file}, added_at=now)
    if row.sealed_at is None:
        row.sealed_at, row.size, row.digest = now, size, digest
