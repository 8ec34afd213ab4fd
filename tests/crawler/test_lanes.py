"""Titles crawled at once in one process: the end of one is no matter of the other's."""

from __future__ import annotations

import time
from pathlib import Path

from storage.outcomes import Outcome
from tests.crawler.site import HOST, Exchange, Route, Site, answer, define, feed_of, story
from tests.crawler.site_crawl import crawl_site, outcomes

OTHER = "quay.example"
PAGES = [f"http://{OTHER}/story/{n}" for n in range(8)]


def slow_story(number: int) -> Route:
    def send(exchange: Exchange) -> None:
        time.sleep(1)
        answer(story(f"Kiln {number}"))(exchange)

    return send


def test_a_title_that_is_stopped_takes_nothing_from_another(tmp_path: Path) -> None:
    """The other is still at work when the stopped one's grace of five seconds is over."""
    titles = define(tmp_path / "titles", crawl="delay = 0\nmax_delay = 5")
    source = f'[[sources]]\nkind = "feed"\nurl = "http://{OTHER}/feed"'
    define(titles, slug="quay", crawl="delay = 0\nconcurrency = 1", sources=source, include=f"^http://{OTHER}/story/")
    routes: dict[str, Route] = {f"{OTHER}/story/{number}": slow_story(number) for number in range(len(PAGES))}
    routes[f"{OTHER}/feed"] = answer(feed_of(PAGES), content_type="application/rss+xml")
    routes[f"{HOST}/robots.txt"] = answer("User-agent: *\nCrawl-delay: 900\n", content_type="text/plain")
    with Site(routes) as site:
        ended = crawl_site(site, tmp_path, "quay", hosts=(OTHER,))
    assert ended.code == 2
    assert "trade.example asks for 900 s" in ended.said
    assert {url: outcome for url, (outcome, _) in outcomes(tmp_path).items()} == dict.fromkeys(PAGES, Outcome.ARCHIVED)
