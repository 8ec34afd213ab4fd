"""Index entries of what is about to be written: the same that `index` reads back from the files."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urljoin

from storage.captures.digests import sha256_hex
from storage.captures.exchange import Exchange, HeaderList
from storage.captures.http_message import clean_text, find_header_text
from storage.captures.record import format_text, format_uri, new_record_id
from storage.items import Capture, CaptureRole, RecordAddress

NOT_MODIFIED = 304
"""The status that confirms a capture and brings no payload (RFC 9110 §15.4.5)."""

_NOWHERE = RecordAddress("", 0, 0)


def describe_exchange(exchange: Exchange, known: Capture | None) -> Capture:
    """The index entry of an exchange, its address still to come; decides between response and revisit."""
    capture = Capture(
        url=format_uri(exchange.url),
        captured_at=exchange.captured_at.astimezone(UTC),
        status=exchange.status,
        payload_digest=sha256_hex(exchange.body),
        payload_length=len(exchange.body),
        record_id=new_record_id(),
        record_type="response",
        address=_NOWHERE,
        role=exchange.role,
        publication=exchange.publication,
        requested_url=format_uri(exchange.requested_url) if exchange.requested_url is not None else None,
        truncated=exchange.truncated,
        **describe_headers(exchange.url, [(name, clean_text(value)) for name, value in exchange.response_headers]),
    )
    if known is None or not _revisits(capture, known):
        return capture
    return replace(
        capture,
        record_type="revisit",
        payload_digest=known.payload_digest,
        payload_length=known.payload_length,
    )


def is_original(capture: Capture) -> bool:
    """Whether a revisit may refer to a capture: it holds a payload itself.

    All empty payloads are the same, so one says nothing of another; and a 304 confirms what lies elsewhere.
    """
    has_payload = bool(capture.payload_digest and capture.payload_length) and capture.status != NOT_MODIFIED
    return has_payload and capture.record_type != "revisit"


def describe_headers(url: str, headers: HeaderList) -> dict[str, str | None]:
    """What an index entry says of response headers: content_type, etag, last_modified, location."""
    return {
        "content_type": find_header_text(headers, b"Content-Type"),
        "etag": find_header_text(headers, b"ETag"),
        "last_modified": find_header_text(headers, b"Last-Modified"),
        "location": _join(url, find_header_text(headers, b"Location")),
    }


def describe_resource(
    url: str | None,
    payload: bytes,
    content_type: str | None,
    captured_at: datetime,
    publication: str | None,
    role: CaptureRole,
) -> Capture:
    """The index entry of an import, its address still to come."""
    digest = sha256_hex(payload)
    return Capture(
        url=f"urn:sha256:{digest}" if url is None else format_uri(url),
        captured_at=captured_at.astimezone(UTC),
        status=0,
        content_type=format_text(content_type) if content_type is not None else None,
        payload_digest=digest,
        payload_length=len(payload),
        record_id=new_record_id(),
        record_type="resource",
        address=_NOWHERE,
        role=role,
        publication=publication,
    )


def _revisits(capture: Capture, known: Capture) -> bool:
    if known.role != capture.role or not is_original(known) or capture.truncated:
        return False
    if capture.status == NOT_MODIFIED:
        return not capture.payload_length
    return capture.payload_digest == known.payload_digest


def _join(url: str, location: str | None) -> str | None:
    if location is None:
        return None
    try:
        return urljoin(url, location)
    except ValueError:
        return None
