"""An archive of eight articles on each database, with nothing indexed yet; what a test does to it is undone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert
from sqlalchemy.orm import Session

from storage.database import open_engine
from storage.models import Article, Base, Publication
from storage.search import create_index_objects
from storage.search.table import SearchDocumentRow as _  # noqa: F401 - its table belongs to the metadata
from tests.servers.postgresql import PostgreSQLServer

NOW = datetime(2024, 5, 1, tzinfo=UTC)
ARTICLES = range(1, 9)


@contextmanager
def archive(url: str) -> Iterator[Engine]:
    engine = open_engine(url).execution_options(writes=True)
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        create_index_objects(connection)
        connection.execute(insert(Publication).values(slug="trade", name="Trade", added_at=NOW))
        for number in ARTICLES:
            article = {"id": number, "public_id": f"a{number}", "publication": "trade", "text_digest": "0" * 64}
            connection.execute(insert(Article).values(**article, archived_at=NOW))
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def sqlite_archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    directory: Path = tmp_path_factory.mktemp("search")
    with archive(f"sqlite:///{directory / 'archive.db'}") as engine:
        yield engine


@pytest.fixture(scope="session")
def postgresql_archive(postgresql_server: PostgreSQLServer) -> Iterator[Engine]:
    with postgresql_server.database() as url, archive(url) as engine:
        yield engine


@contextmanager
def undone(engine: Engine) -> Iterator[Session]:
    """Lend a session whose commits are savepoints; nothing of it stays."""
    with engine.connect() as connection, connection.begin() as transaction:
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            yield session
        transaction.rollback()


@pytest.fixture(params=["sqlite", "postgresql"])
def session(request: pytest.FixtureRequest) -> Iterator[Session]:
    with undone(request.getfixturevalue(f"{request.param}_archive")) as session:
        yield session


@pytest.fixture
def sqlite_session(sqlite_archive: Engine) -> Iterator[Session]:
    with undone(sqlite_archive) as session:
        yield session


@pytest.fixture
def postgresql_session(postgresql_archive: Engine) -> Iterator[Session]:
    with undone(postgresql_archive) as session:
        yield session
