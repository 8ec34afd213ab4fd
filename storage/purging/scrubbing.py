"""What a database file keeps of deleted rows, wiped out."""

from __future__ import annotations

import time

from storage.archive import Archive
from storage.database import plain_errors
from storage.errors import ArchiveBusy

_PATIENCE = 10.0
_PAUSE = 0.1


def scrub(archive: Archive) -> bool:
    """Writes a SQLite file anew and empties its journal; gives False for PostgreSQL, where its keeper does (the docs).

    Raises:
        ArchiveBusy: another process reads from the database all the time.
        DiskFull: there is no room for another file of that size.
    """
    if archive.engine.dialect.name != "sqlite":
        return False
    with plain_errors(archive.engine.url):
        connection = archive.engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute("VACUUM")
            _empty_journal(cursor)
        finally:
            connection.close()
    return True


def _empty_journal(cursor: object) -> None:
    """The write-ahead log still has the pages as they were; a reader keeps it from being emptied."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]  # type: ignore[attr-defined]
        if not busy:
            return
        if time.monotonic() > deadline:
            raise ArchiveBusy("another process reads from the database: run the same command again to finish the purge")
        time.sleep(_PAUSE)
