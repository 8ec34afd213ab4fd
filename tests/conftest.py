"""Fixtures for all tests: real databases."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from storage.archive import Archive
    from tests.servers.postgresql import PostgreSQLServer


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgreSQLServer]:
    """One server for the session, or for each worker of pytest-xdist.

    Where there is none the tests are skipped, and the summary says why; in CI they fail.
    """
    from tests.servers.postgresql import NoServer, running_postgresql

    running = running_postgresql()
    try:
        server = running.__enter__()
    except NoServer as reason:
        if os.environ.get("CI"):
            pytest.fail(f"no PostgreSQL: {reason}", pytrace=False)
        pytest.skip(f"no PostgreSQL: {reason}")
    yield server
    running.__exit__(None, None, None)


@pytest.fixture(scope="session")
def postgresql_template() -> str:
    """Name the database that every test's own is copied from; override it with one that has tables."""
    return "template1"


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Name a SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'archive.db'}"


@pytest.fixture
def postgresql_url(postgresql_server: PostgreSQLServer, postgresql_template: str) -> Iterator[str]:
    """Lend a PostgreSQL database of the test's own."""
    with postgresql_server.database(postgresql_template) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Lend an empty database of the test's own, on each kind in turn."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(scope="session")
def prepared_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the archive's tables, to be copied."""
    from storage.archive import Archive

    empty = Archive(tmp_path_factory.mktemp("prepared"))
    empty.prepare()
    empty.close()
    return empty.directory / "archive.db"


@pytest.fixture(scope="session")
def prepared_postgresql(postgresql_server: PostgreSQLServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Name a PostgreSQL database with the archive's tables, to be copied."""
    from sqlalchemy import make_url

    from storage.archive import Archive

    with postgresql_server.database() as url:
        empty = Archive(tmp_path_factory.mktemp("prepared"), url)
        empty.prepare()
        empty.close()
        yield str(make_url(url).database)


@pytest.fixture(params=["sqlite", "postgresql"])
def new_archive(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Archive]]:
    """Make prepared archives, as many as are asked for, on each database in turn; all are closed at the end."""
    from storage.archive import Archive

    with ExitStack() as closing:

        def make() -> Archive:
            directory = Path(tempfile.mkdtemp(prefix="archive-", dir=tmp_path))
            if request.param == "sqlite":
                shutil.copy(request.getfixturevalue("prepared_sqlite"), directory / "archive.db")
                made = Archive(directory)
            else:
                server: PostgreSQLServer = request.getfixturevalue("postgresql_server")
                template: str = request.getfixturevalue("prepared_postgresql")
                made = Archive(directory, closing.enter_context(server.database(template)))
            made.prepare()
            closing.callback(made.close)
            return made

        yield make


@pytest.fixture
def archive(new_archive: Callable[[], Archive]) -> Archive:
    """Lend a prepared archive, on each database in turn."""
    return new_archive()
