"""What a crawl logs of single pages: nothing at the usual level, for the ledger has it."""

from __future__ import annotations

import logging
from typing import Any

from scrapy import Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure


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
            "level": logging.ERROR,
            "msg": "%(url)s could not be stored: %(error)s",
            "args": {"url": getattr(item, "url", None), "error": f"{type(exception).__name__}: {exception}"},
        }
