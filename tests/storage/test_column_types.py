"""Columns have the type that serves each database best."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import inspect

from storage.archive import Archive


def test_json_is_binary_where_the_database_has_that(tmp_path: Path, database_url: str) -> None:
    archive = Archive(tmp_path, database_url)
    archive.prepare()
    kinds = {column["name"]: str(column["type"]) for column in inspect(archive.engine).get_columns("run")}
    assert kinds["report"] == ("JSONB" if archive.engine.dialect.name == "postgresql" else "JSON")
    archive.close()
