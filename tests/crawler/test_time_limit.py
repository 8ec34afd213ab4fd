"""What does not come, or comes drop by drop, ends at the time limit; nothing else has to come within it."""

from __future__ import annotations

import time

import pytest

from storage.outcomes import Outcome
from tests.crawler.site import HOST, Exchange, Gate, Site, answer
from tests.crawler.site_crawl import Outcomes, crawl_site, outcomes

HANGING = f"hanging.{HOST}"
LIMIT = 5


def drip_body(exchange: Exchange) -> None:
    exchange.head(200, Content_Type="text/html", Content_Length="2000")
    for _ in range(1000):
        exchange.raw(b".")
        time.sleep(0.25)


def drip_headers(exchange: Exchange) -> None:
    for letter in "HTTP/1.1 200 OK\r\nContent-Type: text/html" + " and so on" * 100:
        exchange.raw(letter.encode())
        time.sleep(0.25)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Outcomes:
    directory = tmp_path_factory.mktemp("limit")
    with Gate() as gate, Site({"/story/drip-body": drip_body, "/story/drip-headers": drip_headers}) as site:
        site.routes[f"{HANGING}/robots.txt"] = gate.before(answer())
        site.announce("/story/drip-body", "/story/drip-headers", f"http://{HANGING}/story/a")
        limit = ("--set", f"DOWNLOAD_TIMEOUT={LIMIT}", "--set", "RETRY_TIMES=0")
        ended = crawl_site(site, directory, *limit, hosts=(HANGING,))
        assert not any(asked.url == f"http://{HANGING}/story/a" for asked in site.requests)
    assert (ended.code, ended.said) == (0, "")
    return outcomes(directory)


@pytest.mark.parametrize("name", ["drip-body", "drip-headers"])
def test_a_page_that_comes_drop_by_drop_is_given_up(found: Outcomes, name: str) -> None:
    assert found[f"/story/{name}"][0] == Outcome.TIMEOUT


def test_rules_that_do_not_come_are_said_and_tried_again_another_day(found: Outcomes) -> None:
    outcome, reason = found[f"http://{HANGING}/story/a"]
    assert outcome == Outcome.UNREACHABLE
    assert Outcome.UNREACHABLE.is_transient
    assert reason is not None
    assert reason.startswith("robots.txt cannot be had")
