"""A filled archive goes forward to the newest schema, back, and forward again: no row of it is lost or altered."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import JSON, Boolean, Column, DateTime, Integer, MetaData, String, Table, inspect, select, update

from storage import models
from storage.archive import Archive
from storage.article_json import article_json
from storage.schema import alembic_config, upgrade
from storage.verification.database import check_database
from storage.verification.findings import CheckResult

NUMBER = 25
TABLES = (
    "publication", "run", "source", "page", "sighting", "warc_file", "extractor", "capture", "article", "reading",
    "contributor", "revision", "observation", "related_story", "visit", "search_document",
)  # fmt: skip
LATER = ("page.capture_id", "page.article_id", "page.leased_by", "article.reading_id", "article.observation_id")
"""Keys of rows that come later: set once all are there."""

Rows = dict[str, list[tuple[Any, ...]]]


def keyed(number: int) -> str:
    return hashlib.sha256(f"page {number}".encode()).hexdigest()


SPECIAL: dict[str, Any] = {
    "publication.timezone": lambda _: "UTC",
    "page.url_key": keyed,
    "page.outcome": lambda _: "archived",
    "page.moved_to_id": lambda _: None,
    "source.parent_id": lambda _: None,
    "article.title_key": lambda _: None,
    "contributor.name": lambda number: f"Ode Rask {number % 7}",
    "contributor.name_key": lambda number: f"ode rask {number % 7}",
    "related_story.title_key": lambda _: None,
    "related_story.url_key": keyed,
    "reading.published_precision": lambda _: "day",
    "reading.published_offset": lambda _: 60,
    "reading.modified_precision": lambda _: "day",
    "reading.modified_offset": lambda _: None,
    "capture.role": lambda _: "page",
    "revision.number": lambda _: 1,
}


@pytest.fixture(params=["0001", "0002"])
def filled(
    request: pytest.FixtureRequest, database_url: str, tmp_path: Path
) -> Iterator[tuple[Archive, MetaData, str]]:
    """An archive at an earlier schema, with rows in each of its tables, and those tables as they were."""
    archive = Archive(tmp_path, database_url)
    upgrade(archive.engine, lock_directory=archive.lock_directory, to=request.param)
    old = MetaData()
    with archive.engine.execution_options(writes=True).begin() as connection:
        old.reflect(connection, only=TABLES)
        for name in TABLES:
            table = old.tables[name]
            connection.execute(table.insert(), [row_of(table, number) for number in range(1, NUMBER + 1)])
        for name in LATER:
            column = old.tables[name.partition(".")[0]].c[name.partition(".")[2]]
            value = None if name == "page.leased_by" else next(iter(column.table.primary_key))
            connection.execute(update(column.table).values({column: value}))
    yield archive, old, request.param
    archive.close()


def row_of(table: Table, number: int) -> dict[str, Any]:
    return {column.name: value_of(column, number) for column in table.c}


def value_of(column: Column[Any], number: int) -> Any:
    name = f"{column.table.name}.{column.name}"
    if name in SPECIAL:
        return SPECIAL[name](number)
    if name in LATER:
        return None
    if column.primary_key and isinstance(column.type, Integer):
        return number
    if column.foreign_keys:
        return f"publication.slug {number}" if isinstance(column.type, String) else number
    if isinstance(column.type, JSON):
        return {"a": [number]} if column.name in {"report", "lead_image"} else []
    if isinstance(column.type, Boolean):
        return bool(number % 2)
    if isinstance(column.type, DateTime):
        at = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(hours=number)
        return at if column.type.timezone else at.replace(tzinfo=None)
    if isinstance(column.type, Integer):
        return number
    said = f"{name} {number}"
    length = getattr(column.type, "length", None)
    return hashlib.sha256(said.encode()).hexdigest()[:length] if length in {16, 64} else said[:length]


def rows(archive: Archive, tables: MetaData) -> Rows:
    """What the tables hold."""
    with archive.engine.connect() as connection:
        return {
            name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for name, table in tables.tables.items()
        }


def back(archive: Archive) -> None:
    command.downgrade(alembic_config(archive.engine), "0002")


def test_no_row_is_lost_forward_back_and_forward(filled: tuple[Archive, MetaData, str]) -> None:
    archive, old, version = filled
    before = rows(archive, old)
    assert {len(found) for found in before.values()} == {NUMBER}
    kept = without_targets(old)
    forward(archive)
    check_what_was_made(archive)
    assert rows(archive, kept) == {name: projected(old, kept, name, before) for name in TABLES}
    new = tables_now(archive)
    newest = rows(archive, new)
    back(archive)
    assert rows(archive, old) == before, version
    forward(archive)
    assert rows(archive, new) == newest
    damage = CheckResult("database")
    check_database(archive, damage)
    assert damage.damage == []


def forward(archive: Archive) -> None:
    upgrade(archive.engine, lock_directory=archive.lock_directory)


def tables_now(archive: Archive) -> MetaData:
    found = MetaData()
    with archive.engine.connect() as connection:
        found.reflect(connection, only=[name for name in inspect(connection).get_table_names() if known(name)])
    return found


def known(name: str) -> bool:
    return name in models.Base.metadata.tables


def without_targets(old: MetaData) -> MetaData:
    """The old tables without the one column that is worked out now."""
    kept = MetaData()
    for name in TABLES:
        columns = [column.name for column in old.tables[name].c if f"{name}.{column.name}" != "related_story.target_id"]
        Table(name, kept, *(Column(c, old.tables[name].c[c].type) for c in columns))
    return kept


def projected(old: MetaData, kept: MetaData, name: str, before: Rows) -> list[tuple[Any, ...]]:
    names = [column.name for column in old.tables[name].c]
    places = [names.index(column.name) for column in kept.tables[name].c]
    return sorted((tuple(row[place] for place in places) for row in before[name]), key=repr)


def check_what_was_made(archive: Archive) -> None:
    """Aliases and name forms are of what there was; nothing is corrected, taken down or merged."""
    with archive.read() as session:
        aliases = session.execute(select(models.Alias.page_id, models.Alias.article_id, models.Alias.ended_at)).all()
        assert sorted(aliases) == [(number, number, None) for number in range(1, NUMBER + 1)]
        assert sorted(session.scalars(select(models.NameForm.name))) == [f"Ode Rask {number}" for number in range(7)]
        names = session.execute(
            select(models.Contributor.name, models.NameForm.name).join(
                models.NameForm, models.NameForm.id == models.Contributor.name_form_id
            )
        ).all()
        assert len(names) == NUMBER
        assert all(printed == form for printed, form in names)
        assert session.scalars(select(models.Event)).all() == []
        article = session.get_one(models.Article, 1)
        assert (article.taken_down, article.byline_overlaid, article.merged_into_id) == (None, False, None)
        shown = article_json(session, article)
        assert (shown["corrections"], shown["redacted"]) == ([], [])
