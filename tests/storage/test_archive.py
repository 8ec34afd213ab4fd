"""Opening and preparing an archive."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.archive import Archive
from storage.errors import CannotWrite, NotFound
from storage.schema import HEAD, find_version
from tests.storage.builders import begin, dump, writing


def test_an_archive_is_prepared_once_and_again_without_change(archive: Archive) -> None:
    with writing(archive) as session:
        begin(session)
    before = dump(archive)
    archive.prepare()
    archive.require()
    assert find_version(archive.engine) == HEAD
    assert dump(archive) == before


def test_an_archive_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    missing = Archive(tmp_path / "none")
    with pytest.raises(NotFound, match=r"there is no archive in .*none: crawl first, or name another with --archive"):
        missing.require()
    assert not (tmp_path / "none").exists()
    missing.close()


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("a file")
    with pytest.raises(CannotWrite, match="archive is a file and not a directory: choose another"):
        Archive(tmp_path / "archive").prepare()
