"""Whether an answer that is not the page is a wall's: by its header fields, its body and its address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from pipelines.walls.marks import HEADERS, SURE_HEADERS, WALL_HOST, WALL_PATH
from pipelines.walls.pages import MAX_PAGE, find_mark, find_title

WALLED = frozenset({401, 403, 405, 406, 429, 503})
"""Statuses that walls are answered with, besides 200 and 202."""

_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)


def find_wall_answer(status: int, headers: Mapping[str, str], body: bytes) -> str | None:
    """Whose wall an answer is; None where it is none, and where only a reader of the page can tell.

    Args:
        status: of the answer (RFC 9110 §15).
        headers: its fields, names in lower case.
        body: with its content coding undone.
    """
    if (vendor := _find_header(headers, sure=status not in WALLED)) is not None:
        return f"{vendor} bot wall"
    if status not in WALLED:
        return None
    markup = body[:MAX_PAGE].decode("latin-1")
    title = _TITLE.search(markup[:20_000])
    return find_mark(markup) or (find_title(title[1]) if title else None)


def is_wall_address(url: str) -> bool:
    """Whether an address that a page was redirected to is a wall's."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return False
    return bool(WALL_HOST.search(host) or WALL_PATH.search(parts.path))


def _find_header(headers: Mapping[str, str], *, sure: bool) -> str | None:
    for name, (vendor, value) in HEADERS.items():
        if (not sure or name in SURE_HEADERS) and value.search(headers.get(name, "")):
            return vendor
    return None
