"""Archives that cannot be used: one sentence, the right exit code, and nothing is asked of a site."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.archive import Archive
from tests.crawler.crawling import Ended
from tests.crawler.site import Exchange, Site, answer, story
from tests.crawler.site_crawl import crawl_site, leased, outcomes


@pytest.fixture
def site() -> Iterator[Site]:
    with Site({"/story/a": answer(story("Kiln"))}) as running:
        running.announce("/story/a")
        yield running


def make_archive(directory: Path) -> None:
    archive = Archive(directory / "archive")
    archive.prepare()
    archive.close()


def assert_refused(ended: Ended, code: int, saying: str) -> None:
    assert ended.code == code, ended.said
    assert len(ended.said.splitlines()) == 1, ended.said
    assert ended.said.startswith("backfile: ")
    assert saying in ended.said


def test_a_file_in_the_way(tmp_path: Path, site: Site) -> None:
    (tmp_path / "archive").write_text("I was here first")
    assert_refused(crawl_site(site, tmp_path), 73, "choose another with --archive")
    assert site.requests == []


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="needs a directory where not even root may write")
def test_a_directory_that_cannot_be_made(tmp_path: Path, site: Site) -> None:
    (tmp_path / "archive").symlink_to("/proc/nothing-is-made-here")
    assert_refused(crawl_site(site, tmp_path), 73, "choose another with --archive")
    assert site.requests == []


def test_what_is_no_database(tmp_path: Path, site: Site) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "archive.db").write_bytes(b"This is a letter to the editor. " * 200)
    assert_refused(crawl_site(site, tmp_path), 69, "restore it from a backup")
    assert site.requests == []


def test_a_database_of_a_newer_program(tmp_path: Path, site: Site) -> None:
    make_archive(tmp_path)
    with sqlite3.connect(tmp_path / "archive" / "archive.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    assert_refused(crawl_site(site, tmp_path), 78, "upgrade the program")
    assert site.requests == []


def test_a_server_that_does_not_answer(tmp_path: Path, site: Site) -> None:
    url = "postgresql://nobody:canary-secret@127.0.0.1:1/archive"
    ended = crawl_site(site, tmp_path, "--database-url", url)
    assert_refused(ended, 69, "check the address and that its server runs")
    assert "canary-secret" not in ended.said
    assert site.requests == []


def test_a_database_that_another_process_holds(tmp_path: Path, site: Site) -> None:
    make_archive(tmp_path)
    database = sqlite3.connect(tmp_path / "archive" / "archive.db", isolation_level=None)
    database.execute("BEGIN IMMEDIATE")
    ended = crawl_site(site, tmp_path, "--set", "BACKFILE_BUSY_SECONDS=0.5")
    database.execute("ROLLBACK")
    database.close()
    assert_refused(ended, 75, "wait until it is done")
    assert site.requests == []


def test_a_database_that_another_process_takes_in_the_middle(tmp_path: Path) -> None:
    holding: list[sqlite3.Connection] = []

    def hold(exchange: Exchange) -> None:
        if not holding:
            holder = sqlite3.connect(
                tmp_path / "archive" / "archive.db", isolation_level=None, check_same_thread=False, timeout=20
            )
            holder.execute("BEGIN IMMEDIATE")
            holding.append(holder)
        answer(story("Kiln"))(exchange)

    with Site({"/story/a": hold}) as site:
        site.announce("/story/a")
        ended = crawl_site(site, tmp_path, "--set", "BACKFILE_BUSY_SECONDS=0.5")
        holding[0].execute("ROLLBACK")
        holding[0].close()
        assert_refused(ended, 75, "wait until it is done")
        assert outcomes(tmp_path) == {"/story/a": (None, None)}
        assert crawl_site(site, tmp_path).code == 0
        assert site.paths().count("/story/a") == 1
    assert outcomes(tmp_path)["/story/a"][0] == "archived"
    assert leased(tmp_path) == 0
