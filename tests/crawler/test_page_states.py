"""States of a page: each is reached by a real answer, has its evidence, replaces nothing, and is left again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from storage import models
from storage.archive import Archive
from storage.article_json import article_json
from storage.captures.reader import iter_records
from storage.queries.articles import get_article
from tests.crawler.site import ORIGIN, Route, Site, answer, redirect, story
from tests.crawler.site_crawl import crawl_site
from tests.pipelines.walls.wall_pages import AKAMAI, CLOUDFLARE_CHALLENGE, CONSENT_IN_PLACE, CONSENT_YAHOO, HUMAN

NOT_THERE = "<html><head><title>Page not found</title></head><body><p>It is not there.</p></body></html>"
CARDS = "".join(f'<li><a href="/story/{number}">Kiln {number} was fired</a></li>' for number in range(60))
INDEX = f"<html><head><title>All kilns</title></head><body><ul>{CARDS}</ul></body></html>"
LOCKED = (
    story("Stub", paragraphs=1)
    .replace("</article>", '<div class="paywall"><p>Subscribe to continue reading this article.</p></div></article>')
    .replace(
        "</head>",
        '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script></head>',
    )
)
TROUBLE: dict[str, tuple[Route, str, str]] = {
    "gone": (answer(status=410), "gone", "HTTP 410"),
    "missing": (answer(status=404), "gone", "HTTP 404"),
    "soft": (answer(NOT_THERE), "soft-404", "title-says-not-found"),
    "home": (redirect("/"), "redirected-home", f"{ORIGIN}/"),
    "away": (redirect("/offers/"), "redirected-away", f"{ORIGIN}/offers/"),
    "other": (redirect("/story/target", status=301), "redirected-away", f"to {ORIGIN}/story/target"),
    "stub": (answer(LOCKED), "stub", "paywall-call"),
    "bot": (answer(CLOUDFLARE_CHALLENGE), "blocked", "cloudflare bot wall"),
    "forbidden": (answer(AKAMAI, status=403), "blocked", "akamai bot wall, HTTP 403"),
    "often": (answer(HUMAN, status=429), "blocked", "human bot wall, HTTP 429"),
    "consent": (answer(CONSENT_YAHOO), "blocked", "yahoo consent wall"),
    "unavailable": (answer(CLOUDFLARE_CHALLENGE, status=503), "blocked", "cloudflare bot wall, HTTP 503"),
    "in-place": (answer(CONSENT_IN_PLACE), "blocked", "sourcepoint consent wall"),
    "consent-host": (redirect("/consent/?back=1"), "blocked", f"{ORIGIN}/consent/?back=1"),
    "index": (answer(INDEX), "not-article", "mostly-links"),
    "broken": (answer(status=500), "unreachable", "HTTP 500"),
}
"""By page: what answers while it is in trouble, the state, and the reason."""
TOGETHER = ("target", "moved", *TROUBLE)


class Newsroom:
    """A title crawled when all is well, when all is in trouble, and when all is well again."""

    def __init__(self, directory: Path, database_url: str) -> None:
        self.archive = Archive(directory / "archive", database_url)
        self.seen: list[dict[str, dict[str, Any]]] = []
        self.counts: list[tuple[int, int]] = []
        well: dict[str, Route] = {f"/story/{name}": answer(story(name.capitalize())) for name in TOGETHER}
        ill = {f"/story/{name}": route for name, (route, _, _) in TROUBLE.items()}
        ill["/story/moved"] = redirect("/story/moved-on", status=302)
        others = {
            "/": answer(INDEX), "/offers/": answer(INDEX), "/consent/": answer(CONSENT_YAHOO),
            "/story/moved-on": answer(story("Moved")),
        }  # fmt: skip
        with Site() as site:
            for routes in (well, ill, well):
                site.routes.update({**well, **others, **routes})
                site.announce(*(f"/story/{name}" for name in TOGETHER))
                ended = crawl_site(
                    site, directory, "--set", "RETRY_TIMES=0", "--database-url", database_url
                )  # fmt: skip
                assert ended.code == 0, ended.said
                self._look()

    def _look(self) -> None:
        with self.archive.read() as session:
            found = {}
            for name in TOGETHER:
                article = article_json(session, get_article(session, f"{ORIGIN}/story/{name}"))
                own = [page for page in article["pages"] if page["url"] == f"{ORIGIN}/story/{name}"]
                found[name] = {**own[0], "article": article["id"], "body": article["body"], "title": article["title"]}
            self.seen.append(found)
            counted = [session.scalar(select(func.count()).select_from(table)) or 0
                       for table in (models.Article, models.Revision)]  # fmt: skip
            self.counts.append((counted[0], counted[1]))
        with self.archive.engine.execution_options(writes=True).begin() as connection:
            connection.execute(update(models.Page).values(next_visit_at=models.Page.announced_at))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def newsroom(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    directory = tmp_path_factory.mktemp(f"states-{request.param}")
    with ExitStack() as closing:
        url = f"sqlite:///{directory / 'archive.db'}"
        if request.param == "postgresql":
            url = closing.enter_context(request.getfixturevalue("postgresql_server").database("template1"))
        made = Newsroom(directory, url)
        closing.callback(made.archive.close)
        yield made


@pytest.mark.parametrize("name", TROUBLE)
def test_a_page_in_trouble_has_its_state_and_its_reason(newsroom: Newsroom, name: str) -> None:
    _, state, reason = TROUBLE[name]
    page = newsroom.seen[1][name]
    assert (page["state"], page["reason"]) == (state, reason)
    assert page["since_at"] == page["visited_at"] > newsroom.seen[0][name]["visited_at"]


@pytest.mark.parametrize("name", TROUBLE)
def test_the_evidence_is_a_record_of_the_answer(newsroom: Newsroom, name: str) -> None:
    evidence = newsroom.seen[1][name]["evidence"]
    file, _, offset = evidence["address"].rpartition(":")
    records = iter_records(newsroom.archive.warc_directory / file)
    (capture,) = [one.capture for one in records if one.capture and one.capture.address.offset == int(offset)]
    assert (capture.record_id, capture.status) == (evidence["record_id"], evidence["status"])
    assert capture.requested_url == f"{ORIGIN}/story/{name}"


@pytest.mark.parametrize("name", TROUBLE)
def test_no_state_replaces_the_last_good_text(newsroom: Newsroom, name: str) -> None:
    before, during = newsroom.seen[0][name], newsroom.seen[1][name]
    kept = ("article", "title", "body")
    assert [during[key] for key in kept] == [before[key] for key in kept]


def test_a_moved_page_says_where_it_is(newsroom: Newsroom) -> None:
    page = newsroom.seen[1]["moved"]
    assert (page["state"], page["moved_to"]) == ("moved", f"{ORIGIN}/story/moved-on")
    assert page["evidence"]["location"] == f"{ORIGIN}/story/moved-on"
    assert page["article"] == newsroom.seen[0]["moved"]["article"]


@pytest.mark.parametrize("name", TOGETHER)
def test_every_page_comes_back(newsroom: Newsroom, name: str) -> None:
    first, last = newsroom.seen[0][name], newsroom.seen[2][name]
    assert (first["state"], last["state"], last["moved_to"]) == ("live", "live", None)
    assert (last["article"], last["body"]) == (first["article"], first["body"])
    if name != "target":
        assert last["since_at"] > newsroom.seen[1][name]["since_at"]


def test_trouble_makes_no_article_and_no_revision_of_a_wall(newsroom: Newsroom) -> None:
    articles = [count for count, _ in newsroom.counts]
    assert articles == [len(TOGETHER)] * 3
    walled = [name for name, (_, state, _) in TROUBLE.items() if state == "blocked"]
    with newsroom.archive.read() as session:
        for name in walled:
            assert len(get_article(session, f"{ORIGIN}/story/{name}").revisions) == 1
