"""A host gets no more at once than its definition allows, and is left alone when it refuses."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from crawler.refusals import parse_wait
from storage.outcomes import Outcome
from tests.crawler.site import HOST, LONGEST, Exchange, Gate, Route, Site, answer, define, story
from tests.crawler.site_crawl import crawl_site, outcomes

PATHS = [f"/story/{n}" for n in range(12)]


class Gauge:
    """How many requests are answered at the same time; the first wait until there are as many as are expected."""

    def __init__(self, expected: int) -> None:
        self._moved = threading.Condition()
        self._expected = expected
        self._now = 0
        self.most = 0

    def around(self, route: Route) -> Route:
        def send(exchange: Exchange) -> None:
            with self._moved:
                self._now += 1
                self.most = max(self.most, self._now)
                self._moved.notify_all()
                self._moved.wait_for(lambda: self.most >= self._expected, LONGEST)
            time.sleep(0.1)
            with self._moved:
                self._now -= 1
            route(exchange)

        return send


@pytest.mark.parametrize("concurrency", [1, 3])
def test_no_more_is_under_way_than_the_definition_allows(tmp_path: Path, concurrency: int) -> None:
    define(tmp_path / "titles", crawl=f"delay = 0\nconcurrency = {concurrency}")
    gauge = Gauge(concurrency)
    with Site({path: gauge.around(answer(story(f"Kiln {path[7:]}"))) for path in PATHS}) as site:
        site.announce(*PATHS)
        assert crawl_site(site, tmp_path).code == 0
    assert gauge.most == concurrency


def test_a_site_that_refuses_is_left_alone(tmp_path: Path) -> None:
    define(tmp_path / "titles", crawl="delay = 0.3\nconcurrency = 1")
    refused = answer(status=429, Retry_After="120")
    with Gate() as gate, Site() as site:

        def refuse(exchange: Exchange) -> None:
            """What is asked while the fifth refusal is still being read gets no answer."""
            asked = [path for path in site.paths() if path.startswith("/story/")]
            (refused if len(asked) <= 5 else gate.before(refused))(exchange)

        site.routes |= dict.fromkeys(PATHS, refuse)
        site.announce(*PATHS)
        ended = crawl_site(site, tmp_path)
        asked = [path for path in site.paths() if path.startswith("/story/")]
    assert (ended.code, ended.report["ended"], ended.report["lost"]) == (69, "refused", 0)
    assert ended.said == (
        f"backfile: trade: {HOST} refused 5 pages in a row, the last with HTTP 429 and the wish to wait 120 s: what is "
        "left stays due; run the command again later, and with a longer crawl.delay if it lasts\n"
    )
    assert len(asked) == len(set(asked)) <= 6
    found = [outcome for outcome, _ in outcomes(tmp_path).values()]
    assert found.count(Outcome.REFUSED) == 5
    assert found.count(None) == len(PATHS) - 5


def test_refusals_between_answers_end_nothing(tmp_path: Path) -> None:
    define(tmp_path / "titles", crawl="delay = 0.2\nconcurrency = 1")
    routes = {path: answer(status=403) for path in PATHS}
    # Every second one: answers may be read a little out of order.
    routes |= {path: answer(status=404) for path in PATHS[::2]}
    with Site(routes) as site:
        site.announce(*PATHS)
        ended = crawl_site(site, tmp_path)
    assert (ended.code, ended.report["ended"]) == (0, "finished")
    assert ended.report["visited"] == {"refused": len(PATHS[1::2]), "not-found": len(PATHS[::2])}


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("120", "120 s"),
        (" 0 ", "0 s"),
        ("Wed, 04 Mar 2026 05:06:07 GMT", "until 2026-03-04 05:06 UTC"),
        ("", None),
        ("soon", None),
        ("9" * 400, None),
        ("-1", None),
        ("Wed, 99 Mar 2026 05:06:07 GMT", None),
        ("\xb2", None),
    ],
)
def test_a_wait_is_read_as_seconds_or_a_date(printed: str, said: str | None) -> None:
    assert parse_wait(printed) == said
