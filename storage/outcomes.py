"""How a visit to a page can end: every outcome has a name, and says whether it is tried again."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """What the last visit of a page came to.

    A page that once was archived stays archived whatever comes later: whether there is an article is another column.
    """

    ARCHIVED = "archived"
    UNCHANGED = "unchanged"
    MOVED = "moved"

    NOT_FOUND = "not-found"
    GONE = "gone"
    SOFT_404 = "soft-404"
    REDIRECTED_HOME = "redirected-home"
    REDIRECTED_AWAY = "redirected-away"
    REDIRECT_LOOP = "redirect-loop"
    STUB = "stub"
    NOT_ARTICLE = "not-article"
    NOT_HTML = "not-html"
    EMPTY = "empty"
    NO_TEXT = "no-text"
    ROBOTS = "robots"
    BLOCKED_ADDRESS = "blocked-address"
    TOO_LARGE = "too-large"
    BARRED = "barred"

    BLOCKED = "blocked"
    REFUSED = "refused"
    SERVER_ERROR = "server-error"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    CUT_SHORT = "cut-short"
    EXTRACTION_FAILED = "extraction-failed"

    FAILED = "failed"

    @property
    def is_good(self) -> bool:
        """The page answered with its article, here or at its new address."""
        return self in _GOOD

    @property
    def is_transient(self) -> bool:
        """Another visit may well go better, so one is planned."""
        return self in _TRANSIENT

    @property
    def is_explained(self) -> bool:
        """The reason is known: a miss, but no loss. Only a fault of ours is none."""
        return self is not Outcome.FAILED


_GOOD = frozenset({Outcome.ARCHIVED, Outcome.UNCHANGED, Outcome.MOVED})
_TRANSIENT = frozenset(
    {
        Outcome.BLOCKED,
        Outcome.REFUSED,
        Outcome.SERVER_ERROR,
        Outcome.TIMEOUT,
        Outcome.UNREACHABLE,
        Outcome.CUT_SHORT,
        Outcome.EXTRACTION_FAILED,
        Outcome.NO_TEXT,
        Outcome.EMPTY,
        Outcome.FAILED,
    }
)
