"""The records of captures and decisions: which fields each has.

Besides the fields of the standard, `Backfile-Publication`, `Backfile-Role`, `Backfile-Requested-URI`, `Backfile-Run`,
`Backfile-Given-Title` (on imports) and `Backfile-Payload-Length` (on revisits) say what the database knows of a
capture, so that it can be made again from the files; readers skip fields they do not know (WARC 1.1 §5.1).

A 304 has the WARC-Payload-Digest of the record that it refers to. The standard demands the field of identical payloads
alone (§6.7.2), but defines a 304's payload as that from which the validators came (§6.7.3) and takes the digest of a
payload that lies elsewhere (§5.9); replay tools find the record by it, and so does our index.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from storage.captures.digests import sha256_label
from storage.captures.exchange import Exchange
from storage.captures.http_block import build_request, build_response_head
from storage.captures.record import (
    IDENTICAL_PAYLOAD,
    NOT_MODIFIED,
    Field,
    build_record,
    format_date,
    new_record_id,
)
from storage.items import Capture

DECISION_ROLE = "decision"
"""The Backfile-Role of a metadata record that holds a decision."""

_STANDARD = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
_LATER_PROTOCOLS = {"h2": "h2", "h3": "h3", "HTTP/2": "h2", "HTTP/2.0": "h2", "HTTP/3": "h3"}


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


def build_resource(
    capture: Capture, payload: bytes, run: str | None, warcinfo_id: str, given_title: str | None
) -> bytes:
    """The resource record of an import."""
    fields = [
        *_name(capture, capture.record_id, warcinfo_id),
        *_extend(capture, run),
        ("Backfile-Given-Title", given_title),
        ("Content-Type", capture.content_type),
        ("WARC-Payload-Digest", sha256_label(payload)),
        ("WARC-Block-Digest", sha256_label(payload)),
    ]
    return build_record("resource", fields, payload)


def build_decision(record_id: str, decided_at: datetime, publication: str | None, block: bytes, origin: str) -> bytes:
    """The metadata record of what somebody decided about what is kept (WARC 1.1 §6.6)."""
    fields = [
        ("WARC-Record-ID", f"<{record_id}>"),
        ("WARC-Warcinfo-ID", f"<{origin}>"),
        ("WARC-Date", format_date(decided_at)),
        ("Backfile-Publication", publication),
        ("Backfile-Role", DECISION_ROLE),
        ("Content-Type", "application/json"),
        ("WARC-Block-Digest", sha256_label(block)),
    ]
    return build_record("metadata", fields, block)


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
