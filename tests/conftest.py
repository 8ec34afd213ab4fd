"""Fixtures for all tests: real databases."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
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
