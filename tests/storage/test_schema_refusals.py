"""What a migration must not do: leave keys unchecked, half-change a database, or forget what was taken down."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import insert, inspect, text
from sqlalchemy.exc import IntegrityError

from storage import models
from storage.archive import Archive
from storage.barring import bar
from storage.decisions import deciding
from storage.errors import WrongSchema
from storage.overlays import Level
from storage.schema import alembic_config, find_version, upgrade
from storage.takedowns import take_down, undo
from tests.storage.builders import (
    AT,
    PUBLICATION,
    address,
    begin,
    capture_page,
    get_article,
    page_item,
    settle,
    warc_writer,
    writing,
)

SAID: dict[str, Any] = {"actor": "Ines Vale", "reason": "a court says so", "now": AT}


@pytest.fixture
def bare(database_url: str, tmp_path: Path) -> Iterator[Archive]:
    """An archive whose database is empty; a test may change its tables."""
    archive = Archive(tmp_path, database_url)
    yield archive
    archive.close()


def back(archive: Archive) -> None:
    command.downgrade(alembic_config(archive.engine), "0002")


def test_keys_are_checked_in_the_process_that_made_the_archive(bare: Archive) -> None:
    bare.prepare()
    orphan = insert(models.Run).values(publication="nobody", kind="crawl", started_at=AT, version="0")
    with pytest.raises(IntegrityError), bare.engine.execution_options(writes=True).begin() as connection:
        connection.execute(orphan)


def test_an_upgrade_after_which_keys_would_lead_nowhere_changes_nothing(tmp_path: Path, sqlite_url: str) -> None:
    archive = Archive(tmp_path, sqlite_url)
    upgrade(archive.engine, lock_directory=archive.lock_directory, to="0001")
    with archive.engine.connect() as connection:
        driver: Any = connection.connection.dbapi_connection
        driver.execute("PRAGMA foreign_keys = OFF")
        driver.execute("INSERT INTO run (id, publication, kind, started_at, version) VALUES (1, 'gone', 'crawl', 0, 0)")
        driver.execute("PRAGMA foreign_keys = ON")
    before = sorted(inspect(archive.engine).get_table_names())
    with pytest.raises(WrongSchema, match="1 rows would refer to nothing"):
        archive.upgrade()
    assert find_version(archive.engine) == "0001"
    assert sorted(inspect(archive.engine).get_table_names()) == before
    archive.close()


def test_a_schema_that_would_show_what_is_taken_down_is_refused(bare: Archive) -> None:
    bare.prepare()
    with warc_writer(bare) as warc:
        capture = capture_page(warc, address(1))
    with writing(bare) as session:
        begin(session)
    article = settle(bare, page_item(capture, url=address(1))).article
    with deciding(bare) as session:
        row = get_article(session, article)
        event = take_down(session, row, Level.REDACT, fields=["body"], **SAID).event
    with pytest.raises(WrongSchema, match="1 takedown is in force and 0 addresses are barred"):
        back(bare)
    assert find_version(bare.engine) == "0003"
    with deciding(bare) as session:
        undo(session, event, **SAID)
    back(bare)
    assert find_version(bare.engine) == "0002"


def test_a_schema_that_would_fetch_what_is_barred_is_refused(bare: Archive) -> None:
    bare.prepare()
    with writing(bare) as session:
        begin(session)
        bar(session, PUBLICATION, [address(1), address(2)], event="one", now=AT)
    with pytest.raises(WrongSchema, match="0 takedowns are in force and 2 addresses are barred"):
        back(bare)
    with bare.engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE barred_url SET lifted_at = barred_at"))
    back(bare)
    assert find_version(bare.engine) == "0002"
