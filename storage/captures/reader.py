"""Captures read back: one by its address, or every record of a file for the index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from storage.captures.digests import digest_problem, is_verifiable
from storage.captures.exchange import Header
from storage.captures.http_message import HttpMessage, restore_received
from storage.captures.index import RecordSummary, Reference, find_reference, parse_date, summarise
from storage.captures.members import MAX_RECORD, read_member
from storage.captures.naming import open_named
from storage.captures.records import StoredRecord, find_digest_defect, iter_stored, parse_record
from storage.errors import BrokenRecord
from storage.items import RecordAddress

Resolve = Callable[[Reference], RecordAddress | None]
"""Where the capture lies that a revisit refers to; None when it is not known."""

_MAX_REFERENCES = 8


@dataclass(frozen=True, slots=True)
class StoredResponse:
    """A response as received, read back from its record.

    Attributes:
        url: the record's target.
        captured_at: aware UTC.
        status: 0 for a resource record.
        headers: of this response, as received.
        body: content coding kept, transfer coding undone; of a revisit, the payload it refers to.
        payload_headers: of the response that `body` came with; a 304 has other headers than the page it confirms.
        record_type: response, revisit or resource.
        truncated: why `body` is not whole, the WARC-Truncated reason.
        given_title: what an operator said the title of an import is.
    """

    url: str
    captured_at: datetime
    status: int
    reason: str
    headers: tuple[Header, ...]
    body: bytes
    payload_headers: tuple[Header, ...]
    record_type: str
    truncated: str | None = None
    given_title: str | None = None

    @property
    def content_type(self) -> str | None:
        """The media type of `body`."""
        values = (value.decode("latin-1") for name, value in self.payload_headers if name.lower() == b"content-type")
        return next(values, None)


def read_capture(
    directory: Path, address: RecordAddress, *, resolve: Resolve | None = None, limit: int = MAX_RECORD
) -> StoredResponse:
    """The response at an address, its digests verified; a revisit is followed through `resolve` to its payload.

    Raises:
        BrokenRecord: the file is missing, the record is no response or resource, larger than `limit` bytes,
            incomplete or altered, or the payload of a revisit cannot be found.
    """
    record = _read_record(directory, address, limit)
    if record.kind != "revisit":
        return _build_whole(record)
    message = _get_message(record)
    if _is_of_nothing(record):
        return _build_response(record, message, b"", restore_received(message.headers))
    payload = _follow(directory, record, resolve, limit)
    response = _build_response(record, message, payload.body, payload.payload_headers)
    return replace(response, truncated=payload.truncated)


def iter_records(path: Path, *, limit: int = MAX_RECORD) -> Iterator[RecordSummary]:
    """What the index needs of every record of a file, in order; total: damage is a summary with a named defect.

    Takes WARC 1.0 and 1.1 of any writer, with a gzip member per record or uncompressed.

    Raises:
        OSError: the file cannot be opened or read.
    """
    return (summarise(record) for record in iter_stored(path, limit=limit))


def _read_record(directory: Path, address: RecordAddress, limit: int) -> StoredRecord:
    with open_named(directory, address.file) as file:
        try:
            member = read_member(file, address.offset, limit=limit)
        except (OSError, ValueError, OverflowError) as error:
            raise BrokenRecord(f"{address}: cannot be read ({error})") from error
    if member is None:
        raise BrokenRecord(f"{address}: the file ends before this record")
    record = parse_record(address.file, member)
    if record.address.length != address.length and not record.defect:
        raise BrokenRecord(f"{address}: the record is {record.address.length} bytes long, not {address.length}")
    defect = record.defect or find_digest_defect(record)
    if defect:
        raise BrokenRecord(f"{address}: {defect}")
    return record


def _get_message(record: StoredRecord) -> HttpMessage:
    message = record.parse_http() if record.kind in {"response", "revisit"} else None
    if message is None:
        raise BrokenRecord(f"{record.address}: a {record.kind} record of {record.target[:200]!r} is no HTTP response")
    return message


def _is_of_nothing(record: StoredRecord) -> bool:
    """Whether a revisit says that its payload is empty; such records refer to any other, and need none."""
    stated = record.fields.get("warc-payload-digest", "")
    return is_verifiable(stated) and digest_problem(stated, b"") is None


def _follow(directory: Path, record: StoredRecord, resolve: Resolve | None, limit: int) -> StoredResponse:
    """The response that holds the payload of a revisit, through other revisits where it must be."""
    original = record
    for _ in range(_MAX_REFERENCES):
        reference = find_reference(original)
        address = resolve(reference) if resolve and reference else None
        if address is None:
            raise BrokenRecord(f"{record.address}: the payload lies in another record, which cannot be found")
        original = _read_record(directory, address, limit)
        if original.kind != "revisit":
            break
    if original.kind == "revisit":
        raise BrokenRecord(f"{record.address}: revisits refer to one another in a ring")
    payload = _build_whole(original)
    _require_same(record, original, payload.body)
    return payload


def _require_same(record: StoredRecord, original: StoredRecord, body: bytes) -> None:
    stated = record.fields.get("warc-payload-digest")
    problem = digest_problem(stated, body) if stated else None
    if problem and stated != original.fields.get("warc-payload-digest"):
        raise BrokenRecord(f"{record.address}: {original.address} does not hold its payload: {problem}")


def _build_whole(record: StoredRecord) -> StoredResponse:
    """The response of a record that holds its payload itself."""
    if record.kind == "resource":
        headers = _resource_headers(record)
        return _build_response(record, HttpMessage(b"", headers, record.block), record.block, headers)
    message = _get_message(record)
    return _build_response(record, message, message.body, restore_received(message.headers))


def _resource_headers(record: StoredRecord) -> tuple[Header, ...]:
    content_type = record.fields.get("content-type")
    return ((b"Content-Type", content_type.encode()),) if content_type else ()


def _build_response(
    record: StoredRecord, message: HttpMessage, body: bytes, payload_headers: tuple[Header, ...]
) -> StoredResponse:
    captured_at = parse_date(record.fields.get("warc-date", ""))
    if captured_at is None:
        raise BrokenRecord(f"{record.address}: its WARC-Date is no date")
    return StoredResponse(
        url=record.target,
        captured_at=captured_at,
        status=message.status,
        reason=message.reason,
        headers=restore_received(message.headers),
        body=body,
        payload_headers=payload_headers,
        record_type=record.kind,
        truncated=record.truncated,
        given_title=record.fields.get("backfile-given-title"),
    )
