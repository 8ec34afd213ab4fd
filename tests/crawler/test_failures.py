"""Answers that fail, and addresses that nobody can ask for: every one a named outcome, none a loss."""

from __future__ import annotations

import gzip
import socket
import struct
import time
from pathlib import Path

import pytest
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    UnsupportedURLSchemeError,
)

from crawler.address_guard import BlockedAddress
from crawler.failures import judge_failure
from crawler.middlewares.decoding import TOO_LARGE
from crawler.middlewares.robots import FORBIDDEN, UNAVAILABLE
from pipelines.judgement import judge_status
from storage.errors import BrokenRecord
from storage.outcomes import Outcome
from tests.crawler.crawling import Ended
from tests.crawler.site import LONGEST, Exchange, Route, Site, answer, story
from tests.crawler.site_crawl import Outcomes, crawl_site, kept, outcomes

HALF = b"<p>Half of what was promised</p>"


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (DownloadTimeoutError("took longer"), Outcome.TIMEOUT),
        (CannotResolveHostError("no such name"), Outcome.UNREACHABLE),
        (DownloadConnectionRefusedError("refused"), Outcome.UNREACHABLE),
        (DownloadFailedError("reset"), Outcome.UNREACHABLE),
        (DownloadCancelledError("too long"), Outcome.TOO_LARGE),
        (UnsupportedURLSchemeError("gopher"), Outcome.REDIRECTED_AWAY),
        (BlockedAddress("10.0.0.1"), Outcome.BLOCKED_ADDRESS),
        (BrokenRecord("digest"), Outcome.CUT_SHORT),
        (IgnoreRequest(FORBIDDEN), Outcome.ROBOTS),
        (IgnoreRequest(f"{UNAVAILABLE}: HTTP 503"), Outcome.UNREACHABLE),
        (IgnoreRequest(TOO_LARGE), Outcome.TOO_LARGE),
        (IgnoreRequest("max redirections reached"), Outcome.REDIRECT_LOOP),
        (IgnoreRequest("something new of this size"), Outcome.FAILED),
        (KeyError("ours"), Outcome.FAILED),
        (None, Outcome.FAILED),
    ],
)
def test_a_failure_has_its_outcome(error: BaseException | None, outcome: Outcome) -> None:
    found, reason = judge_failure(error)
    assert found is outcome
    assert reason


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, None),
        (206, None),
        (300, Outcome.REDIRECTED_AWAY),
        (302, Outcome.REDIRECTED_AWAY),
        (400, Outcome.NOT_ARTICLE),
        (401, Outcome.REFUSED),
        (403, Outcome.REFUSED),
        (404, Outcome.NOT_FOUND),
        (408, Outcome.SERVER_ERROR),
        (410, Outcome.GONE),
        (429, Outcome.REFUSED),
        (451, Outcome.REFUSED),
        (500, Outcome.SERVER_ERROR),
        (503, Outcome.SERVER_ERROR),
        (999, Outcome.SERVER_ERROR),
    ],
)
def test_a_status_has_its_outcome(status: int, outcome: Outcome | None) -> None:
    verdict = judge_status(status)
    assert (verdict and verdict[0]) == outcome


def cut(exchange: Exchange) -> None:
    exchange.head(200, Content_Type="text/html", Content_Length="5000")
    exchange.raw(HALF)


def await_read(exchange: Exchange) -> None:
    """Until the client has taken all from its socket (proc(5)): a reset discards what was not sent or read yet."""
    table, client = Path("/proc/net/tcp"), f":{exchange.client_address[1]:04X}"
    deadline = time.monotonic() + (LONGEST if table.exists() else 1)
    while time.monotonic() < deadline:
        time.sleep(0.02)
        rows = [line.split() for line in table.read_text().splitlines()[1:]] if table.exists() else []
        queues = [row[4] for row in rows if row[1].endswith(client) or row[2].endswith(client)]
        if len(queues) > 1 and set(queues) == {"00000000:00000000"}:
            return


def reset(exchange: Exchange) -> None:
    exchange.head(200, Content_Type="text/html", Content_Length="5000")
    exchange.raw(HALF)
    await_read(exchange)
    exchange.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    exchange.connection.close()


def bad_chunk(exchange: Exchange) -> None:
    exchange.head(200, Content_Type="text/html", Transfer_Encoding="chunked")
    exchange.raw(b"zz\r\n" + HALF)


def coded(body: bytes, coding: str) -> Route:
    return answer(body, Content_Encoding=coding)


PAGE = story("Coded").encode()
PAGES: dict[str, tuple[Route, Outcome]] = {
    "/story/sound": (answer(story("Sound")), Outcome.ARCHIVED),
    "/story/cut": (cut, Outcome.CUT_SHORT),
    "/story/reset": (reset, Outcome.CUT_SHORT),
    "/story/bad-chunk": (bad_chunk, Outcome.CUT_SHORT),
    "/story/dropped": (lambda exchange: exchange.raw(b""), Outcome.UNREACHABLE),
    "/story/garbage": (lambda exchange: exchange.raw(b"\x00\x01 hello\r\n\r\n"), Outcome.UNREACHABLE),
    "/story/gzip": (coded(gzip.compress(PAGE), "gzip"), Outcome.ARCHIVED),
    "/story/said-gzip": (coded(story("Mislabelled").encode(), "gzip"), Outcome.ARCHIVED),
    "/story/half-gzip": (coded(gzip.compress(PAGE * 3)[:-90], "gzip"), Outcome.CUT_SHORT),
    "/story/said-br": (coded(PAGE, "br"), Outcome.CUT_SHORT),
    "/story/said-zstd": (coded(PAGE, "zstd"), Outcome.CUT_SHORT),
    "/story/said-deflate": (coded(PAGE, "deflate"), Outcome.CUT_SHORT),
    "/story/said-new": (coded(PAGE, "x-new"), Outcome.CUT_SHORT),
    "/story/no-content": (answer(status=204), Outcome.EMPTY),
    "/story/empty": (answer(""), Outcome.EMPTY),
    "/story/image": (answer(b"\x89PNG\r\n\x1a\n" + bytes(99), content_type="image/png"), Outcome.NOT_HTML),
    "/story/teapot": (answer(status=418), Outcome.NOT_ARTICLE),
    "/story/forbidden": (answer(status=403), Outcome.REFUSED),
    "/story/too-many": (answer(status=429, Retry_After="1"), Outcome.REFUSED),
    "/story/gone": (answer(status=410), Outcome.GONE),
    "/story/missing": (answer(status=404), Outcome.NOT_FOUND),
    "/story/unavailable": (answer(status=503), Outcome.SERVER_ERROR),
    "/story/odd-status": (answer(status=999), Outcome.SERVER_ERROR),
}
ADDRESSES = {
    "/story/caf\u00e9": Outcome.ARCHIVED,
    "/story/two words": Outcome.ARCHIVED,
    "/story/%zz": Outcome.NOT_FOUND,
    "/story/" + "u" * 9000: Outcome.NOT_FOUND,
    "http://nowhere..trade.example/story/a": Outcome.UNREACHABLE,
    f"http://{'a' * 300}.trade.example/story/a": Outcome.UNREACHABLE,
}
EXPECTED = {path: outcome for path, (_, outcome) in PAGES.items()} | ADDRESSES


class Crawled:
    def __init__(self, directory: Path) -> None:
        self.directory = directory
        routes = {path: route for path, (route, _) in PAGES.items()}
        routes["/story/caf%C3%A9"] = answer(story("Cafe"))
        routes["/story/two%20words"] = answer(story("Words"))
        with Site(routes) as site:
            site.announce(*EXPECTED, "http://trade.example:99999/story/port", "http://[::1/story/bracket")
            self.ended: Ended = crawl_site(site, directory, "--set", "RETRY_TIMES=1")
            self.asked = site.paths()
        self.outcomes: Outcomes = outcomes(directory)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    return Crawled(tmp_path_factory.mktemp("failures"))


def test_no_answer_is_a_loss(crawled: Crawled) -> None:
    assert crawled.ended.code == 0, crawled.ended.said
    assert crawled.ended.report["lost"] == 0
    assert crawled.ended.report["books"]["balances"]
    assert crawled.ended.report["books"]["pending"] == 0


def test_nothing_but_announced_pages_is_in_the_ledger(crawled: Crawled) -> None:
    assert crawled.outcomes.keys() == EXPECTED.keys()


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path[:40])
def test_a_page_ends_as_its_answer_says(crawled: Crawled, path: str) -> None:
    assert crawled.outcomes[path][0] == EXPECTED[path], crawled.outcomes[path]


def test_a_failure_of_the_server_is_tried_again_and_a_refusal_is_not(crawled: Crawled) -> None:
    assert crawled.asked.count("/story/unavailable") == 2
    assert crawled.asked.count("/story/forbidden") == 1
    assert crawled.asked.count("/story/gone") == 1


def test_no_traceback_is_printed(crawled: Crawled) -> None:
    assert "Traceback" not in crawled.ended.said


@pytest.mark.parametrize("path", ["/story/cut", "/story/reset"])
def test_what_came_of_a_cut_body_is_kept_as_cut(crawled: Crawled, path: str) -> None:
    ((capture, body),) = kept(crawled.directory, f"http://trade.example{path}")
    assert capture.truncated == "disconnect"
    assert body == HALF
