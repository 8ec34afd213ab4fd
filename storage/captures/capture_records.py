"""The records of a capture: which fields each has, and the index entry that says the same.

Besides the fields of the standard, `Backfile-Publication`, `Backfile-Role`, `Backfile-Requested-URI`, `Backfile-Run`
and (on revisits) `Backfile-Payload-Length` say what the database knows of a capture, so that it can be made again
from the files; readers skip fields they do not know (WARC 1.1 §5.1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urljoin

from storage.captures.digests import sha256_hex, sha256_label
from storage.captures.exchange import Exchange, HeaderList
from storage.captures.http_block import build_request, build_response_head
from storage.captures.http_message import clean_text, find_header_text
from storage.captures.record import (
    IDENTICAL_PAYLOAD,
    NOT_MODIFIED,
    Field,
    build_record,
    format_date,
    format_text,
    format_uri,
    new_record_id,
)
from storage.items import Capture, CaptureRole, RecordAddress

_STANDARD = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
_NOWHERE = RecordAddress("", 0, 0)
_LATER_PROTOCOLS = {"h2": "h2", "h3": "h3", "HTTP/2": "h2", "HTTP/2.0": "h2", "HTTP/3": "h3"}


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


def build_exchange(
    exchange: Exchange, capture: Capture, known: Capture | None, warcinfo_id: str
) -> tuple[bytes, bytes]:
    """The request record and the response or revisit record, each in a gzip member."""
    request_id = new_record_id()
    head = build_response_head(exchange)
    if capture.record_type == "revisit" and known is not None:
        payload, block, earlier = f"sha256:{known.payload_digest}", head, _refer(capture, known)
    else:
        payload, block, earlier = sha256_label(exchange.body), head + exchange.body, []
    return _build_request(exchange, capture, request_id, warcinfo_id), build_record(
        capture.record_type,
        [
            *_name(capture, capture.record_id, warcinfo_id),
            ("WARC-Concurrent-To", f"<{request_id}>"),
            *_describe_connection(exchange),
            *earlier,
            *_extend(capture, exchange.run),
            ("Content-Type", "application/http; msgtype=response"),
            ("WARC-Payload-Digest", payload),
            ("WARC-Block-Digest", sha256_label(block)),
            ("WARC-Truncated", exchange.truncated or _name_omission(capture)),
        ],
        block,
    )


def build_resource(capture: Capture, payload: bytes, run: str | None, warcinfo_id: str) -> bytes:
    """The resource record of an import."""
    fields = [
        *_name(capture, capture.record_id, warcinfo_id),
        *_extend(capture, run),
        ("Content-Type", capture.content_type),
        ("WARC-Payload-Digest", sha256_label(payload)),
        ("WARC-Block-Digest", sha256_label(payload)),
    ]
    return build_record("resource", fields, payload)


def build_warcinfo(record_id: str, name: str, begun_at: datetime, about: Mapping[str, str | None]) -> bytes:
    """The first record of a file: what made it and under which rules (WARC 1.1 §6.2)."""
    lines = {**about, "format": "WARC File Format 1.1", "conformsTo": _STANDARD}
    stated = [f"{key}: {' '.join(value.split())}\r\n" for key, value in lines.items() if value]
    block = "".join(stated).encode("utf-8", "replace")
    fields = [
        ("WARC-Record-ID", f"<{record_id}>"),
        ("WARC-Date", format_date(begun_at)),
        ("WARC-Filename", name),
        ("Content-Type", "application/warc-fields"),
        ("WARC-Block-Digest", sha256_label(block)),
    ]
    return build_record("warcinfo", fields, block)


def _build_request(exchange: Exchange, capture: Capture, request_id: str, warcinfo_id: str) -> bytes:
    block = build_request(exchange)
    fields = [
        *_name(capture, request_id, warcinfo_id),
        ("WARC-Concurrent-To", f"<{capture.record_id}>"),
        *_describe_connection(exchange),
        ("Content-Type", "application/http; msgtype=request"),
        ("WARC-Payload-Digest", sha256_label(b"")),
        ("WARC-Block-Digest", sha256_label(block)),
    ]
    return build_record("request", fields, block)


def _revisits(capture: Capture, known: Capture) -> bool:
    if known.role != capture.role or known.record_type == "revisit" or not known.payload_digest or capture.truncated:
        return False
    if capture.status == 304:
        return not capture.payload_length
    return bool(capture.payload_length) and capture.payload_digest == known.payload_digest


def _name_omission(capture: Capture) -> str | None:
    """A payload left out of a revisit counts as truncated for its length (WARC 1.1 §6.7.2)."""
    return "length" if capture.record_type == "revisit" and capture.status != 304 else None


def _name(capture: Capture, record_id: str, warcinfo_id: str) -> list[Field]:
    return [
        ("WARC-Record-ID", f"<{record_id}>"),
        ("WARC-Warcinfo-ID", f"<{warcinfo_id}>"),
        ("WARC-Date", format_date(capture.captured_at)),
        ("WARC-Target-URI", capture.url),
    ]


def _describe_connection(exchange: Exchange) -> list[Field]:
    """Where the answer came from; WARC-Protocol names a protocol that the block, as HTTP/1.1 text, cannot."""
    return [("WARC-IP-Address", exchange.ip), ("WARC-Protocol", _LATER_PROTOCOLS.get(exchange.http_version))]


def _refer(capture: Capture, known: Capture) -> list[Field]:
    return [
        ("WARC-Profile", NOT_MODIFIED if capture.status == 304 else IDENTICAL_PAYLOAD),
        ("WARC-Refers-To", f"<{known.record_id}>"),
        ("WARC-Refers-To-Target-URI", known.url),
        ("WARC-Refers-To-Date", format_date(known.captured_at)),
        ("Backfile-Payload-Length", str(known.payload_length)),
    ]


def _extend(capture: Capture, run: str | None) -> list[Field]:
    return [
        ("Backfile-Publication", capture.publication),
        ("Backfile-Role", capture.role.value),
        ("Backfile-Requested-URI", capture.requested_url),
        ("Backfile-Run", run),
    ]


def _join(url: str, location: str | None) -> str | None:
    if location is None:
        return None
    try:
        return urljoin(url, location)
    except ValueError:
        return None
