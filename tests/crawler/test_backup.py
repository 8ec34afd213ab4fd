"""A copy that is taken as docs/backup.md says, while a crawl writes, is whole and can be gone on with."""

from __future__ import annotations

import re
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from crawler.sample.expected import expected_outcomes
from crawler.sample.server import SampleServer
from tests.crawler.commands.running import backfile
from tests.crawler.crawling import crawl, crawl_words
from tests.servers.commands import Command

PAGE = Path(__file__).parents[2] / "docs" / "backup.md"


def test_a_copy_taken_during_a_crawl_loses_nothing(tmp_path: Path):
    original, copy = tmp_path / "original", tmp_path / "copy"
    with SampleServer(edition=1, delay=0.2) as server:
        crawling = Command(*crawl_words(server, original))
        try:
            wait_for_captures(original, 30_000, crawling)
            server.delay = 5.0
            back_up(original, copy)
            assert crawling.poll() is None
        finally:
            crawling.kill()
            crawling.wait()
        server.delay = 0.0
        assert verify(copy) == 0
        ended = crawl(server, copy)
    assert ended.code == 0, ended.said
    expected = expected_outcomes(1)
    assert ended.report["books"]["announced"] == len(expected)
    assert ended.report["books"]["archived"] == sum(outcome == "archived" for outcome in expected.values())
    assert ended.report["books"]["balances"]
    assert verify(copy) == 0


def back_up(original: Path, copy: Path) -> None:
    """The commands of the page, in its order."""
    copy.mkdir()
    statement = re.search(r'"(VACUUM INTO) \'', PAGE.read_text(encoding="utf-8"))
    assert statement is not None
    with closing(sqlite3.connect(original / "archive.db")) as database:
        database.execute(f"{statement[1]} '{copy / 'archive.db'}'")
    shutil.copytree(original / "warc", copy / "warc")


def wait_for_captures(archive: Path, size: int, crawling: Command) -> None:
    deadline = time.monotonic() + 240
    while sum(path.stat().st_size for path in archive.glob("warc/*.open")) < size:
        assert crawling.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)


def verify(archive: Path) -> int:
    return backfile("verify", "--archive", archive).code
