"""`backfile database upgrade`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import text

from storage.archive import Archive
from storage.schema import HEAD
from tests.storage.library import STORIES, fill


def test_an_empty_database_is_brought_to_the_schema_and_then_left(
    tmp_path: Path, database_url: str, backfile: Any
) -> None:
    archive = Archive(tmp_path / "new", database_url)
    first = backfile("database", "upgrade", on=archive)
    assert first.code == 0, first.err
    assert first.out.endswith(f" went from no schema to schema {HEAD}.\n")
    archive.require()
    archive.close()
    again = backfile("database", "upgrade", on=archive)
    assert again.code == 0
    assert again.out.endswith(f" is at schema {HEAD} already.\n")


def test_a_newer_database_is_left_alone(tmp_path: Path, database_url: str, backfile: Any) -> None:
    archive = Archive(tmp_path / "new", database_url)
    archive.prepare()
    with archive.engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    archive.close()
    done = backfile("database", "upgrade", on=archive)
    assert (done.code, done.out) == (78, "")
    assert "is at schema 9999, newer than" in done.err


def test_a_search_index_that_is_at_fault_is_made_again(archive: Archive, backfile: Any) -> None:
    fill(archive)
    with archive.engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE search_document SET analyser = 0"))
        connection.execute(text("DELETE FROM search_document WHERE article_id = (SELECT min(id) + 1 FROM article)"))
        connection.execute(
            text("UPDATE search_document SET tokens = ' lead ' WHERE article_id = (SELECT min(id) FROM article)")
        )
    assert backfile("verify", on=archive).code != 0
    before = backfile("search", "cobalt", "--json", on=archive).json()
    done = backfile("database", "reindex", on=archive)
    assert (done.code, done.out, done.err) == (0, f"{len(STORIES)} articles can be found again.\n", "")
    verified = backfile("verify", on=archive)
    assert verified.code == 0, verified.out
    found = {hit["id"] for hit in backfile("search", "cobalt", "--json", on=archive).json()}
    assert found == {story.id for story in STORIES if "cobalt" in story.text.lower()} > {hit["id"] for hit in before}


def test_without_an_archive_nothing_is_made_again(tmp_path: Path, backfile: Any) -> None:
    done = backfile("database", "reindex", "--archive", str(tmp_path / "none"))
    assert (done.code, done.out) == (1, "")
    assert not (tmp_path / "none").exists()


def test_a_password_is_never_shown(backfile: Any, tmp_path: Path) -> None:
    url = "postgresql://reader:secret@127.0.0.1:1/archive"
    done = backfile("database", "upgrade", "--archive", str(tmp_path), "--database-url", url)
    assert done.code == 69
    assert "secret" not in done.err
