"""What a crawl logs of single pages: nothing at the usual level, for the ledger has it."""

from __future__ import annotations

import logging
from typing import Any

from scrapy import Request, Spider
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure

from storage.errors import BackfileError


class QuietFormatter(LogFormatter):
    """Items and dropped items are not printed: they hold articles."""

    def scraped(self, item: Any, response: Response | Failure | None, spider: Spider) -> LogFormatterResult | None:  # type: ignore[override]  # noqa: ARG002
        """No line."""
        return None

    def item_error(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        """One line that names the page, not its text."""
        del response, spider
        return {
            "level": _level(exception),
            "msg": "%(url)s could not be stored: %(error)s",
            "args": {"url": getattr(item, "url", None), "error": f"{type(exception).__name__}: {exception}"},
        }

    def spider_error(
        self, failure: Failure, request: Request, response: Response | Failure, spider: Spider
    ) -> LogFormatterResult:
        """As Scrapy has it."""
        said = super().spider_error(failure, request, response, spider)
        said["level"] = _level(failure.value)
        return said

    def dropped(  # type: ignore[override]
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult | None:
        """No line."""
        del item, exception, response, spider
        return None


def _level(error: BaseException | None) -> int:
    """What ends a run is said once, at its end."""
    return logging.DEBUG if isinstance(error, BackfileError | IgnoreRequest) else logging.ERROR
