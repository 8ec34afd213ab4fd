"""An archive: a directory with WARC files, and the database that indexes them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine

from storage.database import BUSY_SECONDS, open_engine, plain_errors
from storage.errors import CannotWrite, NotFound
from storage.schema import HEAD, check_version, find_version, upgrade

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

DEFAULT_DIRECTORY = Path("archive")


class Archive:
    """Where an archive lies. Opening checks the schema; nothing is made until `prepare`.

    Attributes:
        directory: holds `archive.db` (unless the database is elsewhere), `warc/` and `locks/`.
    """

    def __init__(
        self,
        directory: Path = DEFAULT_DIRECTORY,
        database_url: str | None = None,
        *,
        busy_seconds: float = BUSY_SECONDS,
    ) -> None:
        self.directory = directory
        self.database_url = database_url or f"sqlite:///{(directory / 'archive.db').resolve()}"
        self._busy_seconds = busy_seconds

    @cached_property
    def engine(self) -> Engine:
        """The database's engine."""
        return open_engine(self.database_url, busy_seconds=self._busy_seconds)

    @property
    def warc_directory(self) -> Path:
        """Where the WARC files lie."""
        return self.directory / "warc"

    @property
    def lock_directory(self) -> Path:
        """Where the lock files lie."""
        return self.directory / "locks"

    def prepare(self) -> None:
        """Makes what is missing: directories, and the schema of an empty database.

        Raises:
            CannotWrite: no rights, or a file is in the way.
            WrongSchema: the database is older or newer.
        """
        self._make_directories()
        if find_version(self.engine) is None:
            upgrade(self.engine, lock_directory=self.lock_directory)
        check_version(self.engine)

    def upgrade(self) -> str | None:
        """Brings the database to this program's schema, making it where there is none; gives the version it was at.

        Raises:
            CannotWrite: no rights, or a file is in the way.
            WrongSchema: the database is newer than the program.
            ArchiveBusy: another process is migrating it.
        """
        self._make_directories()
        before = find_version(self.engine)
        if before != HEAD:
            upgrade(self.engine, lock_directory=self.lock_directory)
        return before

    def _make_directories(self) -> None:
        for directory in (self.directory, self.warc_directory, self.lock_directory):
            _make(directory)

    def require(self) -> None:
        """Checks that there is an archive this program can read.

        Raises:
            NotFound: there is none here.
            WrongSchema: the database is older or newer.
        """
        if self.engine.dialect.name == "sqlite" and not Path(self.engine.url.database or "").is_file():
            if self.directory.is_file():
                raise NotFound(f"{self.directory} is a file and not a directory: name another with --archive")
            raise NotFound(f"there is no archive in {self.directory}: crawl first, or name another with --archive")
        check_version(self.engine)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session for reading; it sees one moment of the archive and keeps no writer waiting."""
        from sqlalchemy.orm import Session

        engine = self.engine
        if engine.dialect.name == "postgresql":
            engine = engine.execution_options(isolation_level="REPEATABLE READ")
        with plain_errors(engine.url), Session(engine) as session:
            yield session

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """A connection for reading without the mapped classes, which take longer to make than a search."""
        with plain_errors(self.engine.url), self.engine.connect() as connection:
            yield connection

    def close(self) -> None:
        """Gives back the database's connections."""
        self.engine.dispose()


def _make(directory: Path) -> None:
    if directory.is_file():
        raise CannotWrite(f"{directory} is a file and not a directory: choose another with --archive")
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(f"{directory} cannot be made ({error.strerror}): choose another with --archive") from None
    if not os.access(directory, os.W_OK | os.X_OK):
        raise CannotWrite(f"{directory} may not be written to: give rights to it or choose another with --archive")
