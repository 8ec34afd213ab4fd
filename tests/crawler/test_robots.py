"""robots.txt as RFC 9309 has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.outcomes import Outcome
from tests.crawler.site import HOST, Route, Site, answer, define, story
from tests.crawler.site_crawl import Outcomes, crawl_site, outcomes

DELAY = 1.0
RULES = "User-agent: *\nDisallow: /story/closed\n"


def plain(text: str) -> Route:
    return answer(text, content_type="text/plain")


ROBOTS: dict[str, tuple[Route, Outcome]] = {
    "failing": (answer(status=503), Outcome.UNREACHABLE),
    "busy": (answer(status=429), Outcome.UNREACHABLE),
    "missing": (answer(status=404), Outcome.ARCHIVED),
    "refused": (answer(status=403), Outcome.ARCHIVED),
    "html": (answer("<!DOCTYPE html><h1>Welcome</h1>"), Outcome.ARCHIVED),
    "binary": (answer(bytes(range(256)) * 40), Outcome.ARCHIVED),
    "closed": (plain("User-agent: Backfile\nDisallow: /\n"), Outcome.ROBOTS),
    "others": (plain("User-agent: Otherbot\nDisallow: /\n\nUser-agent: *\nAllow: /\n"), Outcome.ARCHIVED),
    "late": (plain("# \n" * 50_000 + "User-agent: *\nDisallow: /story/\n"), Outcome.ROBOTS),
    "long": (plain("# \n" * 200_000 + "User-agent: *\nDisallow: /story/\n"), Outcome.ARCHIVED),
}


class Crawled:
    def __init__(self, directory: Path) -> None:
        routes: dict[str, Route] = {"/story/a": answer(story("Kiln"))}
        hosts = tuple(f"{name}.{HOST}" for name in ROBOTS)
        for name, (route, _) in ROBOTS.items():
            routes[f"{name}.{HOST}/robots.txt"] = route
        with Site(routes) as site:
            site.announce(*(f"http://{host}/story/a" for host in hosts))
            self.ended = crawl_site(site, directory, "--set", "RETRY_TIMES=0", hosts=hosts)
            self.asked = [asked.url for asked in site.requests]
        self.outcomes: Outcomes = outcomes(directory)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    return Crawled(tmp_path_factory.mktemp("robots"))


def test_no_rules_are_a_loss(crawled: Crawled) -> None:
    assert crawled.ended.code == 0, crawled.ended.said
    assert "Traceback" not in crawled.ended.said


@pytest.mark.parametrize("name", ROBOTS)
def test_a_page_is_fetched_as_the_rules_of_its_host_say(crawled: Crawled, name: str) -> None:
    url = f"http://{name}.{HOST}/story/a"
    outcome, reason = crawled.outcomes[url]
    expected = ROBOTS[name][1]
    assert outcome in ({"archived", "unchanged"} if expected is Outcome.ARCHIVED else {expected}), reason
    assert (url in crawled.asked) == (expected is Outcome.ARCHIVED)


@pytest.mark.parametrize("name", ["failing", "busy"])
def test_rules_that_cannot_be_had_are_said_and_tried_again_another_day(crawled: Crawled, name: str) -> None:
    outcome, reason = crawled.outcomes[f"http://{name}.{HOST}/story/a"]
    assert reason is not None
    assert reason.startswith("robots.txt cannot be had")
    assert Outcome(outcome or "").is_transient


@pytest.mark.parametrize("name", ROBOTS)
def test_rules_are_asked_for_once_and_first(crawled: Crawled, name: str) -> None:
    asked = [url for url in crawled.asked if f"//{name}." in url]
    assert asked[0].endswith("/robots.txt")
    assert sum(url.endswith("/robots.txt") for url in asked) == 1


def test_a_delay_that_the_host_asks_for_is_kept(tmp_path: Path) -> None:
    routes = {f"/story/{n}": answer(story(f"Kiln {n}")) for n in range(4)}
    with Site({**routes, "/robots.txt": plain(f"User-agent: *\nCrawl-delay: {DELAY}\n")}) as site:
        site.announce(*routes)
        ended = crawl_site(site, tmp_path)
        times = [asked.at for asked in site.requests]
    assert ended.code == 0, ended.said
    assert len(times) == 6
    assert times[-1] - times[0] > DELAY * (len(times) - 1) / 2, "noted a little late where the machine is busy"


def test_a_delay_beyond_our_patience_stops_the_crawl_with_a_sentence(tmp_path: Path) -> None:
    define(tmp_path / "titles", crawl="delay = 0\nmax_delay = 5")
    with Site({"/robots.txt": plain("User-agent: *\nCrawl-delay: 900\n")}) as site:
        site.announce("/story/a")
        ended = crawl_site(site, tmp_path)
        assert site.paths() == ["/robots.txt"]
    assert ended.code == 2
    assert ended.said == (
        f"backfile: trade: {HOST} asks for 900 s between requests, more than crawl.max_delay (5 s) of trade: "
        "raise it there, or leave the title alone\n"
    )
