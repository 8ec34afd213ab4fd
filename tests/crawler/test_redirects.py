"""Redirects: followed to the article, and told from those that lead nowhere, home or away."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.outcomes import Outcome
from tests.crawler.site import ORIGIN, Route, Site, answer, redirect, story
from tests.crawler.site_crawl import crawl_site, kept, outcomes

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
}


class Crawled:
    def __init__(self, directory: Path) -> None:
        self.directory = directory
        with Site(ROUTES) as site:
            site.announce(*EXPECTED)
            self.ended = crawl_site(site, directory, hosts=(OTHER,))
            self.asked = site.paths()
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
