"""A site that refuses one page after the other is left alone for now."""

from __future__ import annotations

from collections import Counter
from datetime import UTC
from email.utils import parsedate_to_datetime

from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from storage.errors import Refused

MOST = 5
"""Pages in a row that a host may refuse."""
_STATUSES = frozenset({403, 429, 503})
_LONGEST_WAIT = 9


class Refusals:
    """Counts the pages in a row that each host refused. Answers at the end of a redirect count for nothing."""

    def __init__(self) -> None:
        self._in_a_row: Counter[str] = Counter()

    def find_problem(self, response: Response) -> Refused | None:
        """Counts an answer; gives what to stop the crawl with once it is one refusal too many."""
        request = response.request
        if request is None or "redirect_times" in request.meta:
            return None
        host = urlparse_cached(request).hostname or ""
        self._in_a_row[host] = self._in_a_row[host] + 1 if response.status in _STATUSES else 0
        if self._in_a_row[host] < MOST:
            return None
        wait = parse_wait((response.headers.get("Retry-After") or b"").decode("latin-1"))
        return Refused(
            f"{host} refused {MOST} pages in a row, the last with HTTP {response.status}"
            f"{f' and the wish to wait {wait}' if wait else ''}: what is left stays due; run the command again later, "
            "and with a longer crawl.delay if it lasts"
        )


def parse_wait(printed: str) -> str | None:
    """A Retry-After (RFC 9110 §10.2.3) in words; None for one that says nothing."""
    text = printed.strip()
    if text.isascii() and text.isdigit() and len(text) <= _LONGEST_WAIT:
        return f"{int(text)} s"
    try:
        until = parsedate_to_datetime(text[:64])
        aware = until if until.tzinfo else until.replace(tzinfo=UTC)
        return f"until {aware.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
