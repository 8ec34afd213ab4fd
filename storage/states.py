"""The state of a page, derived from what its last visit came to."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from storage import models
from storage.dating import iso_time
from storage.outcomes import Outcome


class PageState(StrEnum):
    """How a page stands at its publisher; whether the archive has its article is another matter.

    BLOCKED: a wall or a refusal stands before it. FORBIDDEN: we may not ask for it. UNREACHABLE: no answer, or none
    that is whole. UNREAD: an answer that could not be read. UNKNOWN: never visited.
    """

    LIVE = "live"
    MOVED = "moved"
    GONE = "gone"
    SOFT_404 = "soft-404"
    REDIRECTED_HOME = "redirected-home"
    REDIRECTED_AWAY = "redirected-away"
    STUB = "stub"
    BLOCKED = "blocked"
    NOT_ARTICLE = "not-article"
    FORBIDDEN = "forbidden"
    UNREACHABLE = "unreachable"
    UNREAD = "unread"
    UNKNOWN = "unknown"


_BY_OUTCOME = {
    Outcome.ARCHIVED: PageState.LIVE,
    Outcome.UNCHANGED: PageState.LIVE,
    Outcome.MOVED: PageState.MOVED,
    Outcome.NOT_FOUND: PageState.GONE,
    Outcome.GONE: PageState.GONE,
    Outcome.SOFT_404: PageState.SOFT_404,
    Outcome.REDIRECTED_HOME: PageState.REDIRECTED_HOME,
    Outcome.REDIRECTED_AWAY: PageState.REDIRECTED_AWAY,
    Outcome.REDIRECT_LOOP: PageState.REDIRECTED_AWAY,
    Outcome.STUB: PageState.STUB,
    Outcome.NOT_ARTICLE: PageState.NOT_ARTICLE,
    Outcome.NOT_HTML: PageState.NOT_ARTICLE,
    Outcome.BLOCKED: PageState.BLOCKED,
    Outcome.REFUSED: PageState.BLOCKED,
    Outcome.ROBOTS: PageState.FORBIDDEN,
    Outcome.BLOCKED_ADDRESS: PageState.FORBIDDEN,
    Outcome.BARRED: PageState.FORBIDDEN,
    Outcome.SERVER_ERROR: PageState.UNREACHABLE,
    Outcome.TIMEOUT: PageState.UNREACHABLE,
    Outcome.UNREACHABLE: PageState.UNREACHABLE,
    Outcome.CUT_SHORT: PageState.UNREACHABLE,
    Outcome.EMPTY: PageState.UNREAD,
    Outcome.NO_TEXT: PageState.UNREAD,
    Outcome.TOO_LARGE: PageState.UNREAD,
    Outcome.EXTRACTION_FAILED: PageState.UNREAD,
    Outcome.FAILED: PageState.UNREAD,
}


def state_of(outcome: str | None) -> PageState:
    """The state that an outcome leaves a page in; UNKNOWN before the first visit."""
    return _BY_OUTCOME[Outcome(outcome)] if outcome is not None else PageState.UNKNOWN


def page_json(page: models.Page) -> dict[str, Any]:
    """A page and its state for programs: since when, why, and the record that shows it."""
    evidence = page.evidence
    return {
        "url": page.url,
        "state": str(state_of(page.outcome)),
        "since_at": iso_time(page.since_at),
        "outcome": page.outcome,
        "reason": page.reason,
        "visited_at": iso_time(page.visited_at),
        "moved_to": page.moved_to.url if page.moved_to and page.outcome == Outcome.MOVED else None,
        "evidence": evidence_json(evidence) if evidence is not None else None,
    }


def evidence_json(capture: models.Capture) -> dict[str, Any]:
    """The record that shows a page's state."""
    return {
        "address": f"{capture.warc_file.name}:{capture.offset}",
        "record_id": capture.record_id,
        "status": capture.status,
        "location": capture.location,
    }
