"""A crawl that is stopped, killed or begun twice loses nothing, and goes on when it is run again."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest

from storage.captures.reader import iter_records
from tests.crawler.crawling import finish
from tests.crawler.site import LONGEST, ORIGIN, Gate, Route, Site, answer, define, story
from tests.crawler.site_crawl import crawl_site, leased, open_files, outcomes, site_words
from tests.servers.commands import Command

PAGES = [f"/story/{n}" for n in range(12)]


def stories() -> dict[str, Route]:
    return {path: answer(story(f"Kiln {path[7:]}")) for path in PAGES}


def wait_for(site: Site, path: str, process: Command) -> None:
    """Until the crawl has asked for a page."""
    deadline = time.monotonic() + LONGEST
    while path not in site.paths():
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)


def wait_until_kept(directory: Path, process: Command) -> None:
    """Until the crawl has written every page to its WARC file."""
    deadline = time.monotonic() + LONGEST
    kept: set[str] = set()
    while not kept.issuperset(ORIGIN + path for path in PAGES):
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.05)
        files = (directory / "archive" / "warc").glob("*.open")
        kept = {record.target for file in files for record in iter_records(file) if record.defect is None}


@pytest.mark.parametrize(("signum", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_stopped_crawl_ends_soon_and_loses_nothing(tmp_path: Path, signum: int, code: int) -> None:
    define(tmp_path / "titles", crawl="delay = 1.5\nconcurrency = 4")
    with Site(stories()) as site:
        site.announce(*PAGES)
        process = Command(*site_words(site, tmp_path))
        wait_for(site, "/story/1", process)
        process.send_signal(signum)
        ended = finish(process)
        assert (ended.code, ended.said) == (code, "")
        assert (ended.report["ended"], ended.report["lost"]) == ("interrupted", 0)
        assert (leased(tmp_path), open_files(tmp_path)) == (0, [])
        settled = {path for path, (outcome, _) in outcomes(tmp_path).items() if outcome}
        assert settled == {path for path in site.paths() if path.startswith("/story/")}
        assert len(settled) < len(PAGES)
        if signum == signal.SIGTERM:
            define(tmp_path / "titles")
            assert crawl_site(site, tmp_path).code == 0
            assert {outcome for outcome, _ in outcomes(tmp_path).values()} == {"archived"}
            assert sorted(path for path in site.paths() if path.startswith("/story/")) == sorted(PAGES)


def test_an_answer_that_does_not_come_holds_nothing_up(tmp_path: Path) -> None:
    with Gate() as gate, Site({"/story/0": gate.before(answer(story("Late")))}) as site:
        site.announce("/story/0")
        process = Command(*site_words(site, tmp_path))
        gate.wait()
        process.send_signal(signal.SIGTERM)
        ended = finish(process)
    assert (ended.code, ended.said) == (143, "")
    assert outcomes(tmp_path) == {"/story/0": (None, None)}
    assert (leased(tmp_path), open_files(tmp_path)) == (0, [])


def test_of_two_crawls_of_one_title_one_is_turned_away(tmp_path: Path) -> None:
    with Gate() as gate, Site({"/story/0": gate.before(answer(story("Kiln")))}) as site:
        site.announce("/story/0")
        first = Command(*site_words(site, tmp_path))
        gate.wait()
        second = finish(Command(*site_words(site, tmp_path)))
        gate.open()
        assert finish(first).code == 0
    assert second.code == 75
    assert len(second.said.splitlines()) == 1
    assert "trade is being worked on by another process" in second.said
    assert {outcome for outcome, _ in outcomes(tmp_path).values()} == {"archived"}


def test_a_killed_crawl_is_mended_and_what_it_kept_is_not_fetched_again(tmp_path: Path) -> None:
    with Site(stories()) as site:
        site.announce(*PAGES)
        # The page is kept, then its extraction is killed before it can be settled.
        process = Command(*site_words(site, tmp_path, "--set", f"ITEM_PIPELINES={SLEEPY}"))
        wait_until_kept(tmp_path, process)
        process.kill()
        finish(process)
        (left,) = (tmp_path / "archive" / "warc").glob("*.open")
        with left.open("ab") as file:
            file.write(b"\x1f\x8b\x08\x00 a record that a power failure tore")
        assert {outcome for outcome, _ in outcomes(tmp_path).values()} == {None}
        before = len(site.requests)
        ended = crawl_site(site, tmp_path)
        again = [asked.path for asked in site.requests[before:] if asked.path.startswith("/story/")]
    assert (ended.code, ended.said) == (0, "")
    assert ended.report["adopted"] == len(PAGES)
    assert again == []
    assert {outcome for outcome, _ in outcomes(tmp_path).values()} == {"archived"}
    assert open_files(tmp_path) == []


SLEEPY = '{"tests.crawler.stages.Sleepy": 50}'
