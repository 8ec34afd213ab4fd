"""Databases damaged below their tables: found by their own checks."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from storage.archive import Archive
from storage.verification import verify
from tests.storage.builders import begin, writing


def test_a_row_that_an_index_of_postgresql_lacks_is_found(postgresql_url: str, tmp_path: Path) -> None:
    archive = Archive(tmp_path, postgresql_url)
    archive.prepare()
    ready = "UPDATE pg_index SET indisready = {} WHERE indexrelid = 'ix_run_publication'::regclass"
    for statement in (ready.format("false"), None, ready.format("true")):
        with writing(archive) as session:
            if statement is None:
                begin(session)
            else:
                session.execute(text(statement))
        archive.close()
    database = next(verify(archive))
    assert database.counts["indexes"] > 20
    assert [finding.place for finding in database.damage] == ["index ix_run_publication"]
    archive.close()


def test_a_ruined_page_of_a_sqlite_file_is_found(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.prepare()
    with writing(archive) as session:
        begin(session)
    with archive.engine.connect() as connection:
        page = connection.scalar(text("SELECT rootpage FROM sqlite_schema WHERE name = 'run'")) or 0
        size = connection.scalar(text("PRAGMA page_size")) or 0
    archive.close()
    with (tmp_path / "archive.db").open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    results = list(verify(archive))
    assert results[0].name == "database"
    assert results[0].findings
    archive.close()
