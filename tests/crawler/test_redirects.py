"""Redirects: followed to the article, and told from those that lead nowhere, home or away."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from storage.outcomes import Outcome
from tests.crawler.site import HOST, ORIGIN, Exchange, Route, Site, answer, define, redirect, story
from tests.crawler.site_crawl import crawl_site, kept, make_due, outcomes

OTHER = "other.example"
LONG_CHAIN = {f"/story/chain{n}": redirect(f"/story/chain{n + 1}") for n in range(50)}
SHORT_CHAIN = {f"/story/hop{n}": redirect(f"/story/hop{n + 1}", status=301) for n in range(3)}
ROUTES: dict[str, Route] = {
    **LONG_CHAIN,
    **SHORT_CHAIN,
    "/story/hop3": answer(story("Hop")),
    "/story/loop": redirect("/story/loop"),
    "/story/ring": redirect("/story/ring-back"),
    "/story/ring-back": redirect("/story/ring"),
    "/story/home": redirect("/"),
    "/": answer("<h1>Front page</h1>"),
    "/story/away": redirect(f"http://{OTHER}/story/x"),
    f"{OTHER}/story/x": answer(story("Away")),
    "/story/login": redirect("/login?next=/story/login"),
    "/login": answer("<form></form>"),
    "/story/script": redirect("javascript:alert(1)"),
    "/story/file": redirect("file:///etc/hostname"),
    "/story/bracket": redirect("http://[::1/x"),
    "/story/port": redirect("http://trade.example:99999/x"),
    "/story/nowhere": answer(status=302),
    "/story/to-missing": redirect("/story/missing"),
    "/story/astray": redirect(f"http://{OTHER}/promo"),
}
EXPECTED = {
    "/story/chain0": Outcome.REDIRECT_LOOP,
    "/story/hop0": Outcome.MOVED,
    "/story/loop": Outcome.REDIRECT_LOOP,
    "/story/ring": Outcome.REDIRECT_LOOP,
    "/story/home": Outcome.REDIRECTED_HOME,
    "/story/away": Outcome.REDIRECTED_AWAY,
    "/story/login": Outcome.REDIRECTED_AWAY,
    "/story/script": Outcome.REDIRECTED_AWAY,
    "/story/file": Outcome.REDIRECTED_AWAY,
    "/story/bracket": Outcome.REDIRECTED_AWAY,
    "/story/port": Outcome.REDIRECTED_AWAY,
    "/story/nowhere": Outcome.REDIRECTED_AWAY,
    "/story/to-missing": Outcome.NOT_FOUND,
    "/story/astray": Outcome.REDIRECTED_AWAY,
}


class Crawled:
    def __init__(self, directory: Path) -> None:
        self.directory = directory
        with Site(ROUTES) as site:
            site.announce(*EXPECTED)
            self.ended = crawl_site(site, directory, hosts=(OTHER,))
            self.asked = site.paths()
            self.hosts = {urlsplit(asked.url).hostname for asked in site.requests}
        self.outcomes = outcomes(directory)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    return Crawled(tmp_path_factory.mktemp("redirects"))


def test_no_redirect_is_a_loss(crawled: Crawled) -> None:
    assert (crawled.ended.code, crawled.ended.said) == (0, "")


@pytest.mark.parametrize("path", EXPECTED)
def test_a_redirect_ends_as_its_target_says(crawled: Crawled, path: str) -> None:
    assert crawled.outcomes[path][0] == EXPECTED[path], crawled.outcomes[path]


def test_the_article_is_that_of_the_last_address(crawled: Crawled) -> None:
    assert crawled.outcomes["/story/hop3"][0] in {"archived", "unchanged"}
    assert crawled.ended.report["new"] == 1


def test_a_chain_has_a_bound(crawled: Crawled) -> None:
    assert sum(path.startswith("/story/chain") for path in crawled.asked) <= 20
    assert sum(path.startswith("/story/ring") for path in crawled.asked) <= 20


def test_every_hop_is_kept(crawled: Crawled) -> None:
    for hop in range(4):
        ((capture, _),) = kept(crawled.directory, f"{ORIGIN}/story/hop{hop}")
        assert capture.status == (200 if hop == 3 else 301)


def test_what_leads_to_another_domain_is_kept_and_not_followed(crawled: Crawled) -> None:
    assert crawled.outcomes["/story/astray"] == (Outcome.REDIRECTED_AWAY, f"http://{OTHER}/promo")
    assert crawled.hosts == {HOST}
    ((capture, _),) = kept(crawled.directory, f"{ORIGIN}/story/astray")
    assert (capture.status, capture.location) == (302, f"http://{OTHER}/promo")


MODIFIED = "Mon, 02 Mar 2026 00:00:00 GMT"


def unless_modified(page: str) -> Route:
    def send(exchange: Exchange) -> None:
        known = exchange.headers.get("If-Modified-Since") == MODIFIED
        answer("" if known else page, status=304 if known else 200, Last_Modified=MODIFIED)(exchange)

    return send


def test_the_conditions_of_a_page_are_not_those_of_where_it_leads(tmp_path: Path) -> None:
    paths = ("/story/same", "/story/home")
    routes = {path: unless_modified(story(f"Kiln {path[7:]}")) for path in paths}
    with Site({**routes, "/": unless_modified("<h1>Front page</h1>")}) as site:
        site.announce(*paths)
        assert crawl_site(site, tmp_path).code == 0
        make_due(tmp_path)
        site.routes["/story/home"] = redirect("/", status=301)
        site.announce(*paths, "/story/new")
        site.routes["/story/new"] = answer(status=304)
        assert crawl_site(site, tmp_path, "--set", "RETRY_TIMES=0").code == 0
    found = outcomes(tmp_path)
    assert found["/story/same"] == (Outcome.UNCHANGED, "HTTP 304")
    assert found["/story/home"] == (Outcome.REDIRECTED_HOME, f"{ORIGIN}/")
    assert found["/story/new"] == (Outcome.SERVER_ERROR, "304 to an unconditional request")


def test_each_host_keeps_its_own_delay_behind_a_redirect(tmp_path: Path) -> None:
    slow = f"w3.{HOST}"
    routes: dict[str, Route] = {f"{HOST}/story/{n}": redirect(f"http://{slow}/story/{n}") for n in range(4)}
    pages = {f"{slow}/story/{n}": answer(story(f"Kiln {n}")) for n in range(4)}
    rules = answer("User-agent: *\nCrawl-delay: 1\n", content_type="text/plain")
    with Site({**routes, **pages, f"{slow}/robots.txt": rules}) as site:
        site.announce(*(f"/story/{n}" for n in range(4)))
        assert crawl_site(site, tmp_path, hosts=(slow,)).code == 0
        times = [asked.at for asked in site.requests if urlsplit(asked.url).hostname == slow]
    assert len(times) == 5
    assert times[-1] - times[0] > 2, "four waits of a second, noted a little late where the machine is busy"


def test_a_slow_host_that_a_redirect_leads_to_costs_one_page(tmp_path: Path) -> None:
    define(tmp_path / "titles", crawl="delay = 0\nmax_delay = 5")
    slow = f"promo.{HOST}"
    rules = answer("User-agent: *\nCrawl-delay: 900\n", content_type="text/plain")
    routes = {"/story/a": redirect(f"http://{slow}/story/offer"), "/story/b": answer(story("Kiln"))}
    with Site({**routes, f"{slow}/robots.txt": rules}) as site:
        site.announce(*routes)
        ended = crawl_site(site, tmp_path, hosts=(slow,))
    assert (ended.code, ended.said) == (0, "")
    outcome, reason = outcomes(tmp_path)["/story/a"]
    assert outcome == Outcome.REDIRECTED_AWAY
    assert reason is not None
    assert f"{slow} asks for 900 s" in reason
    assert outcomes(tmp_path)["/story/b"][0] == Outcome.ARCHIVED
