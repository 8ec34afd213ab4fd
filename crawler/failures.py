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

from crawler.address_guard import BlockedAddress
from crawler.middlewares.decoding import TOO_LARGE
from crawler.middlewares.robots import FORBIDDEN, TOO_SLOW, UNAVAILABLE
from storage.barring import BARRED
from storage.errors import BrokenRecord
from storage.outcomes import Outcome

_BY_TYPE: tuple[tuple[type[BaseException], Outcome], ...] = (
    (BlockedAddress, Outcome.BLOCKED_ADDRESS),
    (DownloadTimeoutError, Outcome.TIMEOUT),
    (CannotResolveHostError, Outcome.UNREACHABLE),
    (DownloadConnectionRefusedError, Outcome.UNREACHABLE),
    (ResponseDataLossError, Outcome.CUT_SHORT),
    (DownloadCancelledError, Outcome.TOO_LARGE),
    (DownloadFailedError, Outcome.UNREACHABLE),
    (UnsupportedURLSchemeError, Outcome.REDIRECTED_AWAY),
    (BrokenRecord, Outcome.CUT_SHORT),
)
_BY_SENTENCE = (
    (BARRED, Outcome.BARRED),
    (FORBIDDEN, Outcome.ROBOTS),
    (UNAVAILABLE, Outcome.UNREACHABLE),
    (TOO_SLOW, Outcome.REDIRECTED_AWAY),
    (TOO_LARGE, Outcome.TOO_LARGE),
    ("max redirections", Outcome.REDIRECT_LOOP),
)


def judge_failure(error: BaseException | None) -> tuple[Outcome, str]:
    """The outcome of a visit that failed before a response could be read; one that is not known is a fault of ours."""
    said = str(error)[:500]
    for kind, outcome in _BY_TYPE:
        if isinstance(error, kind):
            return outcome, said or type(error).__name__
    if isinstance(error, IgnoreRequest):
        return next(
            ((outcome, said) for beginning, outcome in _BY_SENTENCE if said.startswith(beginning)),
            (Outcome.FAILED, f"ignored: {said}"),
        )
    return Outcome.FAILED, f"{type(error).__name__}: {said}"
