"""What the index needs of a WARC record: the capture it holds and what it refers to."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from storage.captures.capture_records import DECISION_ROLE
from storage.captures.digests import find_sha256, sha256_hex
from storage.captures.entries import describe_headers
from storage.captures.http_message import HttpMessage, restore_received
from storage.captures.records import StoredRecord, bare_uri, find_digest_defect
from storage.items import Capture, CaptureRole, RecordAddress

_DATE = re.compile(
    r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})"
    r"(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,9}))?)?Z)?)?)?"
)
_RESOURCE_TARGETS = ("http:", "https:", "file:", "urn:sha256:")


@dataclass(frozen=True, slots=True)
class Reference:
    """The earlier capture that a revisit refers to (WARC 1.1 §5.11–5.13); what is not stated is None.

    `payload_digest` is the label as written, such as `sha256:…` or another writer's `sha1:…`.
    """

    record_id: str | None
    url: str | None
    captured_at: datetime | None
    payload_digest: str | None


@dataclass(frozen=True, slots=True)
class RecordSummary:
    """One record of a file, or the place of one that cannot be read.

    Attributes:
        kind: the WARC-Type; empty when the record cannot be read.
        target: the WARC-Target-URI.
        capture: of an undamaged HTTP response, revisit or import, else None. The payload digest of a revisit is empty
            when its writer used another algorithm than SHA-256.
        refers_to: of a revisit.
        decision: of a metadata record that holds one of ours (`storage.decisions`).
        run: the crawl that wrote it, for our own records.
        defect: what is wrong with the record, else None.
    """

    address: RecordAddress
    kind: str
    record_id: str
    target: str
    capture: Capture | None = None
    refers_to: Reference | None = None
    decision: Mapping[str, Any] | None = None
    run: str | None = None
    defect: str | None = None


def summarise(record: StoredRecord) -> RecordSummary:
    """The summary of a record, digests verified."""
    defect = record.defect or find_digest_defect(record)
    captured_at = parse_date(record.fields.get("warc-date", ""))
    if not defect and captured_at is None:
        defect = f"WARC-Date {record.fields.get('warc-date', '')[:40]!r} is no date"
    return RecordSummary(
        address=record.address,
        kind=record.kind,
        record_id=record.record_id,
        target=record.target,
        capture=_find_capture(record, captured_at) if captured_at and not defect else None,
        refers_to=find_reference(record) if record.kind == "revisit" else None,
        decision=_find_decision(record) if not defect else None,
        run=record.fields.get("backfile-run"),
        defect=defect,
    )


def find_reference(record: StoredRecord) -> Reference | None:
    """What a revisit refers to; None when it does not say."""
    fields = record.fields
    record_id, url = fields.get("warc-refers-to"), fields.get("warc-refers-to-target-uri")
    reference = Reference(
        record_id=bare_uri(record_id) if record_id else None,
        url=bare_uri(url) if url else None,
        captured_at=parse_date(fields.get("warc-refers-to-date", "")),
        payload_digest=fields.get("warc-payload-digest"),
    )
    return reference if reference.record_id or reference.url or reference.payload_digest else None


def parse_date(value: str) -> datetime | None:
    """A WARC-Date, reduced precision filled up, to the microsecond (WARC 1.1 §5.4); None when it is none."""
    match = _DATE.fullmatch(value.strip())
    if not match:
        return None
    year, month, day, hour, minute, second, fraction = match.groups()
    microsecond = int((fraction or "0")[:6].ljust(6, "0"))
    try:
        date = datetime(int(year), int(month or 1), int(day or 1), tzinfo=UTC)
        return date.replace(
            hour=int(hour or 0), minute=int(minute or 0), second=int(second or 0), microsecond=microsecond
        )
    except ValueError:
        return None


def _find_decision(record: StoredRecord) -> Mapping[str, Any] | None:
    if record.kind != "metadata" or record.fields.get("backfile-role") != DECISION_ROLE:
        return None
    try:
        found = json.loads(record.block)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _find_capture(record: StoredRecord, captured_at: datetime) -> Capture | None:
    message = record.parse_http()
    if record.kind == "resource" and record.target.lower().startswith(_RESOURCE_TARGETS):
        return _build_capture(record, captured_at, None, record.block)
    if record.kind not in {"response", "revisit"} or message is None or not message.status:
        return None
    return _build_capture(record, captured_at, message, message.body)


def _build_capture(record: StoredRecord, captured_at: datetime, message: HttpMessage | None, body: bytes) -> Capture:
    fields = record.fields
    digest, length = sha256_hex(body), len(body)
    if record.kind == "revisit":
        digest = find_sha256(fields.get("warc-payload-digest", "")) or ""
        length = _parse_length(fields.get("backfile-payload-length", ""))
    headers = describe_headers(record.target, restore_received(message.headers)) if message else {}
    return Capture(
        url=record.target,
        captured_at=captured_at,
        status=message.status if message else 0,
        payload_digest=digest,
        payload_length=length,
        record_id=record.record_id,
        record_type=record.kind,
        address=record.address,
        role=_parse_role(fields.get("backfile-role", "")),
        publication=fields.get("backfile-publication"),
        requested_url=fields.get("backfile-requested-uri"),
        truncated=record.truncated,
        **(headers or {"content_type": fields.get("content-type")}),
    )


def _parse_length(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 18 else 0


def _parse_role(value: str) -> CaptureRole:
    try:
        return CaptureRole(value)
    except ValueError:
        return CaptureRole.PAGE
