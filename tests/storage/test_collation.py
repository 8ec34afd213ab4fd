"""Text is in one order on both databases, whatever locale a PostgreSQL database was made with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import func, select

from storage import models
from storage.archive import Archive
from storage.collation import by_code_point
from storage.paging import AT_ONCE, iter_pages
from storage.people.listing import list_people
from storage.queries.overlaying import find_overlays
from tests.servers.postgresql import PostgreSQLServer
from tests.storage.people.newsroom import GAZETTE, Article, fill

NAMES = ("Émile", "zoe", "Zed", "_a", "a-b", "ab", "Ab")


@pytest.fixture
def english_url(postgresql_server: PostgreSQLServer) -> Iterator[str]:
    """A database whose own order is that of English dictionaries."""
    name = "backfile_test_english"
    making = sql.SQL("CREATE DATABASE {} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US' ENCODING 'UTF8'")
    try:
        postgresql_server.connection.execute(making.format(sql.Identifier(name)))
    except (psycopg.errors.FeatureNotSupported, psycopg.errors.SyntaxError) as reason:
        pytest.skip(f"this server was built without ICU: {reason}")
    yield postgresql_server.database_url(name)
    postgresql_server.drop_database(name)


@pytest.fixture(params=["sqlite", "english"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Archive]:
    url = request.getfixturevalue("english_url") if request.param == "english" else None
    made = Archive(tmp_path, url)
    made.prepare()
    yield made
    made.close()


def test_names_are_listed_by_code_point(archive: Archive) -> None:
    fill(archive, tuple(Article(GAZETTE, day, (name,)) for day, name in enumerate(NAMES, 1)))
    form = models.NameForm.name
    with archive.read() as session:
        listed = [one.name for one in list_people(session, name=None, publication=None, limit=100)]
        assert listed == sorted(NAMES)
        assert session.scalars(select(form).order_by(by_code_point(form).desc())).all() == sorted(NAMES, reverse=True)
        assert session.scalar(select(func.min(by_code_point(form)))) == min(NAMES)


def test_more_keys_than_a_statement_takes_are_looked_up_in_pages(archive: Archive) -> None:
    with archive.read() as session:
        assert find_overlays(session, range(70_000)) == {}


def test_pages_hold_every_value_in_order() -> None:
    values = range(2 * AT_ONCE + 1)
    assert [value for page in iter_pages(values) for value in page] == list(values)
    assert [len(page) for page in iter_pages(values)] == [AT_ONCE, AT_ONCE, 1]
    assert list(iter_pages([])) == []
