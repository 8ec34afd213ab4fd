"""What the status, the address and the length of a page's answer decide before anyone reads it."""

from __future__ import annotations

from scrapy import Request
from scrapy.http import Headers, Response

from crawler.middlewares.decoding import coding_problem
from crawler.publication import Publication
from pipelines.judgement import is_front_page, judge_status
from pipelines.walls import find_wall_answer, is_wall_address
from storage.items import Capture
from storage.outcomes import Outcome
from storage.urls import join_url, url_key

UNASKED = "304 to an unconditional request"
_CONDITIONS = ("If-None-Match", "If-Modified-Since")


def is_conditional(request: Request) -> bool:
    """Whether a 304 may answer a request (RFC 9110 §15.4.5)."""
    return any(name in request.headers for name in _CONDITIONS)


def drop_conditions(headers: Headers) -> None:
    """Makes a request unconditional: validators are those of one resource (RFC 9110 §8.8)."""
    for name in _CONDITIONS:
        headers.pop(name, None)


def find_target(response: Response) -> str | None:
    """Where a redirect leads on the web; None for another answer, and for a redirect that leads nowhere."""
    if not 300 <= response.status < 400:
        return None
    return join_url(response.url, (response.headers.get("Location") or b"").decode("latin-1"))


def judge_answer(
    response: Response, capture: Capture, url: str, publication: Publication
) -> tuple[Outcome, str | None] | None:
    """The outcome of a visit to the page of `url`, and its reason; None when the answer is to be read."""
    if response.status == 304:
        asked = response.request is not None and is_conditional(response.request)
        return (Outcome.UNCHANGED, "HTTP 304") if asked else (Outcome.SERVER_ERROR, UNASKED)
    if (target := find_target(response)) is not None:
        return _judge_address(target)
    if wall := find_wall_answer(response.status, _fields(response), response.body):
        return Outcome.BLOCKED, f"{wall}, HTTP {response.status}"
    if verdict := judge_status(response.status):
        return verdict
    if capture.truncated:
        return (Outcome.TOO_LARGE if capture.truncated == "length" else Outcome.CUT_SHORT), capture.truncated
    if problem := coding_problem(response):
        return Outcome.CUT_SHORT, problem
    if url_key(capture.url) != url_key(url) and not publication.accepts(capture.url):
        return _judge_address(capture.url)
    return None


def _fields(response: Response) -> dict[str, str]:
    return {
        name.decode("latin-1").lower(): value.decode("latin-1", "replace")
        for name in response.headers
        if (value := response.headers.get(name)) is not None
    }


def _judge_address(url: str) -> tuple[Outcome, str]:
    if is_wall_address(url):
        return Outcome.BLOCKED, url
    return (Outcome.REDIRECTED_HOME if is_front_page(url) else Outcome.REDIRECTED_AWAY), url
