"""What a visit came to: decided from the answer's status, then from what was read."""

from __future__ import annotations

from urllib.parse import urlsplit

from storage.items import Extraction, PageKind, TextState
from storage.outcomes import Outcome

Verdict = tuple[Outcome, str | None]

_BY_KIND = {
    PageKind.NOT_HTML: Outcome.NOT_HTML,
    PageKind.EMPTY: Outcome.EMPTY,
    PageKind.SOFT_404: Outcome.SOFT_404,
    PageKind.INDEX: Outcome.NOT_ARTICLE,
    PageKind.WALL: Outcome.BLOCKED,
}


def judge_status(status: int) -> Verdict | None:
    """What a status alone decides (RFC 9110 §15); None when the page is to be read."""
    if status in {404, 410}:
        return (Outcome.NOT_FOUND if status == 404 else Outcome.GONE), f"HTTP {status}"
    if status in {401, 402, 403, 429, 451}:
        return Outcome.REFUSED, f"HTTP {status}"
    if status >= 500 or status == 408:
        return Outcome.SERVER_ERROR, f"HTTP {status}"
    if 300 <= status < 400:
        return Outcome.REDIRECTED_AWAY, f"HTTP {status}"
    if status >= 400:
        return Outcome.NOT_ARTICLE, f"HTTP {status}"
    return None


def judge_reading(extraction: Extraction) -> Verdict:
    """What the reading of a page says it is."""
    if extraction.kind is not PageKind.ARTICLE:
        return _BY_KIND[extraction.kind], extraction.kind_reason
    if extraction.text_state is TextState.STUB:
        return Outcome.STUB, extraction.text_reason
    if extraction.text_state is TextState.NONE:
        failed = (extraction.text_reason or "").startswith("extraction-")
        return (Outcome.EXTRACTION_FAILED if failed else Outcome.NO_TEXT), extraction.text_reason
    return Outcome.ARCHIVED, extraction.text_reason


def is_front_page(url: str) -> bool:
    """Whether an address is that of a site's front page, where removed articles are often redirected to."""
    parts = urlsplit(url)
    return parts.path.strip("/") in {"", "index.html", "index.php"} and not parts.query
