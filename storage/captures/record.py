"""One WARC record as bytes: its named fields and its block in a gzip member of its own (WARC 1.1 §4, annex D)."""

from __future__ import annotations

import re
import uuid
import zlib
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit, urlunsplit

Field = tuple[str, str | None]

IDENTICAL_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"

_COMPRESSION_LEVEL = 6
_GZIP = 16 + zlib.MAX_WBITS
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NOT_IN_URI = re.compile(r"[\x00-\x20\x7f\x85\s]")


def new_record_id() -> str:
    """A fresh `urn:uuid:…`."""
    return uuid.uuid4().urn


def build_record(kind: str, fields: Iterable[Field], block: bytes) -> bytes:
    """A record in a gzip member. Fields without a value are left out; Content-Length is added."""
    lines = ["WARC/1.1", f"WARC-Type: {kind}"]
    lines += [f"{name}: {format_text(value)}" for name, value in fields if value is not None]
    lines += [f"Content-Length: {len(block)}", "", ""]
    deflater = zlib.compressobj(_COMPRESSION_LEVEL, zlib.DEFLATED, _GZIP)
    head = "\r\n".join(lines).encode("utf-8", "replace")
    return b"".join(
        (deflater.compress(head), deflater.compress(block), deflater.compress(b"\r\n\r\n"), deflater.flush())
    )


def format_text(value: str) -> str:
    """A field's value on one line: controls become blanks, and none stand around it."""
    return _CONTROL.sub(" ", value).strip()


def format_date(moment: datetime) -> str:
    """A WARC-Date with microseconds (WARC 1.1 §5.4)."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def format_uri(url: str) -> str:
    """A URL as a WARC-Target-URI: verbatim, but blanks and controls percent-encoded and user:password@ left out.

    A blank cannot be in a URI (RFC 3986 §2), and readers take it for the value's end; what stands before an @ is a
    secret (RFC 9110 §4.2.4).
    """
    return _NOT_IN_URI.sub(lambda match: quote(match[0]), _without_userinfo(url))


def _without_userinfo(url: str) -> str:
    if "@" not in url:
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if "@" not in parts.netloc:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
