"""Content codings undone as the archive undoes them, so that a page reads the same fresh and from its capture."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from scrapy.responsetypes import responsetypes

from storage.captures.codings import decode_body
from storage.captures.exchange import HeaderList

TOO_LARGE = "the decoded body is larger than DOWNLOAD_MAXSIZE"
_CODING = "coding "


class DecodingMiddleware(HttpCompressionMiddleware):
    """Scrapy's, whose decoding raises on a wrong label and takes a stream that breaks off for a whole one."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        made = super().from_crawler(crawler)
        made._most = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        return made

    _most = 0

    def process_response(self, request: Request, response: Response) -> Response:  # type: ignore[override]
        """The response with its body decoded; a body cut or damaged is marked for `coding_problem`.

        Raises:
            IgnoreRequest: it is too large decoded.
        """
        if not response.headers.getlist("Content-Encoding") or not response.body or request.method == "HEAD":
            return response
        decoded = decode_body(_pairs(response), response.body, self._most)
        if decoded.problem == "over-limit":
            raise IgnoreRequest(TOO_LARGE)
        headers = response.headers.copy()
        headers.pop("Content-Encoding")
        kind = responsetypes.from_args(headers=headers, url=response.url, body=decoded.data)
        flags = [*response.flags, f"{_CODING}{decoded.problem}"] if decoded.problem else response.flags
        return response.replace(cls=kind, headers=headers, body=decoded.data, flags=flags)


def coding_problem(response: Response) -> str | None:
    """Why the body of a response is not the whole of what was coded; None for a sound one."""
    return next((flag.removeprefix(_CODING) for flag in response.flags if flag.startswith(_CODING)), None)


def _pairs(response: Response) -> HeaderList:
    return [(b"Content-Encoding", value) for value in response.headers.getlist("Content-Encoding")]
