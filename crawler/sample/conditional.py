"""Conditional requests and content coding, as RFC 9110 §8.8, §12.5.3 and §13 have them."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import Message
from email.utils import format_datetime, parsedate_to_datetime

from crawler.sample.answers import Answer


def accepts_gzip(accept_encoding: str) -> bool:
    """Whether a client takes gzip; a weight of 0 says that it does not."""
    for offered in accept_encoding.split(","):
        coding, _, weight = offered.partition(";")
        if coding.strip().lower() in {"gzip", "x-gzip", "*"}:
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


def entity_tag(answer: Answer, *, gzipped: bool) -> str | None:
    """A strong validator: each content coding of an answer has its own (RFC 9110 §8.8.3.3)."""
    if answer.modified_at is None:
        return None
    return f'"{answer.digest}{"-gzip" if gzipped else ""}"'


def http_date(moment: datetime) -> str:
    """The preferred form of a date in a header (RFC 9110 §5.6.7)."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def is_not_modified(answer: Answer, etag: str | None, headers: Message) -> bool:
    """Whether 304 is the answer: If-None-Match decides where it is given, else If-Modified-Since."""
    if etag is None or answer.modified_at is None:
        return False
    if (tags := headers.get("If-None-Match")) is not None:
        known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return "*" in known or etag in known
    return _is_unmodified_since(answer.modified_at, headers.get("If-Modified-Since"))


def _is_unmodified_since(modified_at: datetime, given: str | None) -> bool:
    """A date that is none is as good as absent (RFC 9110 §13.1.3)."""
    if given is None:
        return False
    try:
        since = parsedate_to_datetime(given)
    except ValueError:
        return False
    return modified_at <= (since if since.tzinfo else since.replace(tzinfo=UTC))
