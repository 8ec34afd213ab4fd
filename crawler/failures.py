"""Why a request brought no answer, as an outcome."""

from __future__ import annotations

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)

from crawler.address_guard import BLOCKED
from crawler.middlewares.robots import FORBIDDEN, UNAVAILABLE
from storage.errors import BrokenRecord
from storage.outcomes import Outcome

_BY_TYPE: tuple[tuple[type[BaseException], Outcome], ...] = (
    (DownloadTimeoutError, Outcome.TIMEOUT),
    (CannotResolveHostError, Outcome.UNREACHABLE),
    (DownloadConnectionRefusedError, Outcome.UNREACHABLE),
    (ResponseDataLossError, Outcome.CUT_SHORT),
    (DownloadCancelledError, Outcome.TOO_LARGE),
    (DownloadFailedError, Outcome.UNREACHABLE),
    (UnsupportedURLSchemeError, Outcome.REDIRECTED_AWAY),
    (BrokenRecord, Outcome.CUT_SHORT),
)


def judge_failure(error: BaseException | None) -> tuple[Outcome, str]:
    """The outcome of a visit that failed before a response could be read; one that is not known is a fault of ours."""
    said = str(error)
    if BLOCKED in said:
        return Outcome.BLOCKED_ADDRESS, said
    if isinstance(error, IgnoreRequest):
        return _judge_ignored(said)
    for kind, outcome in _BY_TYPE:
        if isinstance(error, kind):
            return outcome, said or type(error).__name__
    return Outcome.FAILED, f"{type(error).__name__}: {said}"[:500]


def _judge_ignored(said: str) -> tuple[Outcome, str]:
    if said == FORBIDDEN:
        return Outcome.ROBOTS, said
    if said == UNAVAILABLE:
        return Outcome.UNREACHABLE, said
    if "max redirections" in said:
        return Outcome.REDIRECT_LOOP, said
    if "size" in said:
        return Outcome.TOO_LARGE, said
    return Outcome.FAILED, f"ignored: {said}"[:500]
