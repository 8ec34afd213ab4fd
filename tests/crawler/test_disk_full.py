"""A disk that fills: the crawl stops with a sentence before it is full, and goes on when there is room."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawler.crawling import Ended
from tests.crawler.site import Site, answer, define, story
from tests.crawler.site_crawl import crawl_site, leased, open_files, outcomes

PAGES = [f"/story/{n}" for n in range(8)]


def incompressible(path: str) -> str:
    return story(f"Kiln {path[7:]}") + f"<!-- {os.urandom(700_000).hex()} -->"


@pytest.fixture
def site() -> Iterator[Site]:
    with Site({path: answer(incompressible(path)) for path in PAGES}) as running:
        running.announce(*PAGES)
        yield running


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 7 MB where the archive is to be."""
    disk = tmp_path / "archive"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=7m", "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("may not mount a file system")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def assert_stopped(ended: Ended) -> None:
    assert ended.code == 74
    assert len(ended.said.splitlines()) == 1, ended.said
    assert ended.said.startswith("backfile: trade: ")
    assert "make room and run the " in ended.said


def test_a_crawl_stops_before_it_takes_what_is_to_be_left_free(tmp_path: Path, site: Site) -> None:
    free = shutil.disk_usage(tmp_path).free
    assert_stopped(crawl_site(site, tmp_path, "--set", f"BACKFILE_MIN_FREE={2 * free}"))
    assert crawl_site(site, tmp_path).code == 0
    assert {outcome for outcome, _ in outcomes(tmp_path).values()} == {"archived"}


def test_a_disk_that_fills_in_the_middle_costs_nothing(tmp_path: Path, small_disk: Path, site: Site) -> None:
    define(tmp_path / "titles", crawl="delay = 0.3\nconcurrency = 1")
    assert_stopped(crawl_site(site, tmp_path))
    settled = {path for path, (outcome, _) in outcomes(tmp_path).items() if outcome == "archived"}
    assert 0 < len(settled) < len(PAGES)
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    before = len(site.requests)
    ended = crawl_site(site, tmp_path)
    again = {asked.path for asked in site.requests[before:]}
    assert (ended.code, ended.said) == (0, "")
    assert {outcome for outcome, _ in outcomes(tmp_path).values()} == {"archived"}
    assert settled.isdisjoint(again)
    assert (leased(tmp_path), open_files(tmp_path)) == (0, [])
