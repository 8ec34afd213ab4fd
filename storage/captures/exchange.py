"""One HTTP request and its response, as the crawler hands them over to be kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.items import CaptureRole

Header = tuple[bytes, bytes]
HeaderList = Sequence[Header]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its response, with bytes as they went over the wire.

    Attributes:
        url: what was asked for, verbatim.
        http_version: `HTTP/1.0`, `HTTP/1.1`, `h2` or `h3`.
        reason: the reason phrase, which may be empty.
        body: content coding kept, transfer coding undone (RFC 9112 §7).
        captured_at: aware UTC, when the response began to arrive.
        ip: the address that answered.
        truncated: why the body was cut: `length`, `time`, `disconnect` or `unspecified` (WARC 1.1 §5.15).
        requested_url: the page's URL, when it was fetched for a page; another than `url` after a redirect.
        run: the crawl's identity.

    Raises:
        ValueError: `captured_at` has no time zone.
    """

    method: str
    url: str
    request_headers: HeaderList
    http_version: str
    status: int
    reason: str
    response_headers: HeaderList
    body: bytes
    captured_at: datetime
    ip: str | None = None
    truncated: str | None = None
    publication: str | None = None
    role: CaptureRole = CaptureRole.PAGE
    requested_url: str | None = None
    run: str | None = None

    def __post_init__(self) -> None:
        if self.captured_at.tzinfo is None:
            raise ValueError("captured_at needs a time zone")
