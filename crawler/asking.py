"""What every request carries besides its URL."""

from __future__ import annotations

import re

from storage.items import Validators

_SENDABLE = re.compile(r"[\x21-\x7e]+")


def is_sendable(url: str) -> bool:
    """Whether a URL can be sent as it is printed: visible ASCII (RFC 9112 §3.2); any other is encoded."""
    return _SENDABLE.fullmatch(url) is not None


def conditions(validators: Validators) -> dict[str, str]:
    """The headers of a conditional request (RFC 9110 §13.1)."""
    headers = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in headers.items() if value}
