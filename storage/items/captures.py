"""Responses as received, and what announces them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CaptureRole(StrEnum):
    """What a captured response was asked for."""

    PAGE = "page"
    SOURCE = "source"
    ROBOTS = "robots"


@dataclass(frozen=True, slots=True)
class RecordAddress:
    """Where a WARC record lies: file name below the archive's `warc/`, byte offset and length of its gzip member."""

    file: str
    offset: int
    length: int

    def __str__(self) -> str:
        return f"{self.file}:{self.offset}"


@dataclass(frozen=True, slots=True)
class Capture:
    """One response as received, by reference: what the index says of a WARC record.

    Attributes:
        url: what was asked for, verbatim; `urn:sha256:…` for an import that names no URL.
        captured_at: aware UTC, when the response began to arrive (WARC-Date).
        status: HTTP status; 0 for a resource record, which has none.
        content_type: the Content-Type header as received, or None.
        payload_digest: SHA-256 in lower-case hex of the body as received (content coding kept, transfer coding not);
            of a revisit that of the record it refers to.
        payload_length: bytes of that body.
        record_id: `urn:uuid:…` of the WARC record.
        record_type: response, revisit or resource (WARC 1.1 §5.5).
        requested_url: the page's URL, when it was fetched for a page; another than `url` after a redirect.
        truncated: the WARC-Truncated reason, or None when the body is whole (WARC 1.1 §5.15).
        location: the Location header of a redirect, absolute, or None.
    """

    url: str
    captured_at: datetime
    status: int
    content_type: str | None
    payload_digest: str
    payload_length: int
    record_id: str
    record_type: str
    address: RecordAddress
    role: CaptureRole = CaptureRole.PAGE
    publication: str | None = None
    requested_url: str | None = None
    truncated: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    location: str | None = None


@dataclass(frozen=True, slots=True)
class Validators:
    """What makes a request conditional (RFC 9110 §8.8), and the capture that it was received with.

    Attributes:
        answer: what a 304 confirms; None where it is no longer kept.
    """

    etag: str | None = None
    last_modified: str | None = None
    answer: Capture | None = None

    @classmethod
    def of(cls, answer: Capture | None) -> Validators:
        """Those that came with a capture."""
        return cls(answer.etag, answer.last_modified, answer) if answer is not None else cls()


class SourceKind(StrEnum):
    """The kinds of places that announce articles."""

    FEED = "feed"
    SITEMAP = "sitemap"
    NEWS_SITEMAP = "news-sitemap"
    SECTION = "section"
    WORDPRESS = "wordpress"


@dataclass(frozen=True, slots=True)
class Sighting:
    """One announcement of a URL by a source, with what it said.

    Attributes:
        url: absolute, otherwise as printed.
        title: as announced, text only.
        published_at: what the source says of the first publication, aware UTC.
        modified_at: what the source says of the last change (lastmod), aware UTC. A newer one makes the page due.
        dated: the date as printed by the source, for either.
    """

    url: str
    title: str | None = None
    published_at: datetime | None = None
    modified_at: datetime | None = None
    dated: str | None = None
