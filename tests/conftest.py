"""Fixtures for all tests: real databases."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from psycopg import Connection

    from storage.archive import Archive
    from tests.servers.postgresql import PostgreSQLServer

    Lent = tuple[str, Connection]

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

OURS = re.compile(r"BACKFILE_(?!TEST_)|.*_proxy$|(?:COLUMNS|LINES|NO_COLOR|FORCE_COLOR|TTY_COMPATIBLE)$", re.IGNORECASE)
"""Variables of the machine that would change what commands do or how they print."""


@pytest.fixture(scope="session", autouse=True)
def _plain_environment() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        for name in filter(OURS.match, list(os.environ)):
            patched.delenv(name)
        yield


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


@pytest.fixture(params=["sqlite", "postgresql"])
def new_archive(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Archive]]:
    """Make prepared archives, as many as are asked for, on each database in turn.

    A test that changes tables, not rows, makes its own by `database_url`: PostgreSQL databases are used again.
    """
    from storage.archive import Archive

    with ExitStack() as closing:

        def make() -> Archive:
            directory = Path(tempfile.mkdtemp(prefix="archive-", dir=tmp_path))
            if request.param == "sqlite":
                shutil.copy(request.getfixturevalue("prepared_sqlite"), directory / "archive.db")
                made = Archive(directory)
            else:
                url = closing.enter_context(request.getfixturevalue("lend_postgresql")())
                made = Archive(directory, url)
            made.prepare()
            closing.callback(made.close)
            return made

        yield make


@pytest.fixture(scope="session")
def lend_postgresql(
    postgresql_server: PostgreSQLServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], AbstractContextManager[str]]]:
    """Lend URLs of databases with the archive's tables and no rows.

    They are emptied and lent again, which is 20 times as fast as making one.
    """
    from storage.archive import Archive
    from tests.servers.postgresql import connected

    free: list[Lent] = []
    with ExitStack() as dropping:

        def make() -> Lent:
            url = dropping.enter_context(postgresql_server.database())
            fresh = Archive(tmp_path_factory.mktemp("prepared"), url)
            fresh.prepare()
            fresh.close()
            return url, dropping.enter_context(connected(url)).connection

        @contextmanager
        def lend() -> Iterator[str]:
            url, connection = free.pop() if free else make()
            yield url
            _empty(connection)
            free.append((url, connection))

        yield lend


def _empty(connection: Connection) -> None:
    """Delete every row, in any order and whatever triggers say, as a replica does; all at once."""
    from storage.models import Base

    deletes = (f'DELETE FROM "{table.name}"' for table in Base.metadata.tables.values())
    connection.execute("; ".join(["BEGIN", "SET LOCAL session_replication_role = replica", *deletes, "COMMIT"]))


@pytest.fixture
def archive(new_archive: Callable[[], Archive]) -> Archive:
    """Lend a prepared archive, on each database in turn."""
    return new_archive()
