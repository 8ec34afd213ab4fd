"""Two titles of one host: it is asked by one crawl at a time, in a process and across processes."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.archive import Archive
from storage.locks import host_lock, is_held
from tests.crawler.crawling import finish
from tests.crawler.site import HOST, ORIGIN, Gate, Route, Site, answer, define, feed_of, story
from tests.crawler.site_crawl import crawl_site, outcomes, site_words
from tests.servers.commands import Command

TITLES = {"trade": ("/feed", "/story/"), "quay": ("/quay/feed", "/quay/")}
PAGES = {slug: [f"{path}{number}" for number in range(5)] for slug, (_, path) in TITLES.items()}


def define_both(directory: Path) -> None:
    for slug, (feed, path) in TITLES.items():
        source = f'[[sources]]\nkind = "feed"\nurl = "{ORIGIN}{feed}"'
        define(directory / "titles", slug=slug, sources=source, include=f"^{ORIGIN}{path}[0-9]")


def routes_of_both() -> dict[str, Route]:
    feeds = {TITLES[slug][0]: answer(feed_of(PAGES[slug]), content_type="application/rss+xml") for slug in TITLES}
    pages = {path: answer(story(f"Kiln {path[-1]}")) for paths in PAGES.values() for path in paths}
    return feeds | pages


def test_titles_of_one_host_come_one_after_the_other(tmp_path: Path) -> None:
    define_both(tmp_path)
    with Site(routes_of_both()) as site:
        ended = crawl_site(site, tmp_path, "quay")
        asked = [path for path in site.paths() if path != "/robots.txt"]
    assert (ended.code, ended.said) == (0, "")
    titles = ["quay" if path.startswith("/quay/") else "trade" for path in asked]
    assert titles == ["trade"] * 6 + ["quay"] * 6
    assert {outcome for outcome, _ in outcomes(tmp_path).values()} == {"archived"}


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_another_process_is_turned_away_from_a_host(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """On PostgreSQL as from another machine: its lock files lie in a directory of its own."""
    define_both(tmp_path)
    url = str(request.getfixturevalue(f"{kind}_url"))
    here, there = tmp_path / "archive", tmp_path / ("archive" if kind == "sqlite" else "elsewhere")
    with Gate() as gate, Site(routes_of_both() | {"/story/0": gate.before(answer(story("Kiln")))}) as site:
        first = Command(*site_words(site, tmp_path, "--archive", str(here), "--database-url", url))
        gate.wait()
        refused = crawl_site(site, tmp_path, "--archive", str(there), "--database-url", url, slug="quay")
        assert not any(path.startswith("/quay/") for path in site.paths())
        gate.open()
        assert finish(first).code == 0
        after = crawl_site(site, tmp_path, "--archive", str(there), "--database-url", url, slug="quay")
    assert refused.code == 75
    assert refused.said.startswith(f"backfile: quay: host {HOST} is being worked on by another process")
    assert len(refused.said.splitlines()) == 1
    assert after.code == 0, after.said
    assert after.report["visited"] == {"archived": 5}
    archive = Archive(there, url)
    assert not is_held(host_lock(HOST), directory=archive.lock_directory, engine=archive.engine)
    archive.close()
