"""What every request carries besides its URL."""

from __future__ import annotations

import re

from storage.items import Capture

_SENDABLE = re.compile(r"[\x21-\x7e]+")


def is_sendable(url: str) -> bool:
    """Whether a URL can be sent as it is printed: visible ASCII (RFC 9112 §3.2); any other is encoded."""
    return _SENDABLE.fullmatch(url) is not None


def conditions(answer: Capture | None) -> dict[str, str]:
    """The headers of a request on condition that something changed since an answer (RFC 9110 §13.1)."""
    if answer is None:
        return {}
    headers = {"If-None-Match": answer.etag, "If-Modified-Since": answer.last_modified}
    return {name: value for name, value in headers.items() if value}
