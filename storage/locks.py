"""One process at a time for one thing; the lock goes with the process, however that ends."""

from __future__ import annotations

import fcntl
import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import DBAPIError

from storage.database import plain_errors
from storage.errors import ArchiveBusy, CannotWrite

_PATIENCE = 0.4
_PAUSE = 0.02


@contextmanager
def exclusive(*names: str, directory: Path, engine: Engine) -> Iterator[None]:
    """Holds all `names` for this archive: by flock on this machine, by advisory locks where the database is a server.

    Raises:
        ArchiveBusy: another process holds one of them; then none is held.
        CannotWrite: a lock file cannot be made.
    """
    with ExitStack() as stack:
        for name in names:
            stack.enter_context(_file_lock(name, directory))
        if engine.dialect.name == "postgresql":
            stack.enter_context(_advisory_locks(names, engine))
        yield


def host_lock(host: str) -> str:
    """The name under which a host is held; no slug has an underscore."""
    return f"host_{host}"


def _print(name: str) -> str:
    return name.replace("_", " ")


def is_held(name: str, *, directory: Path, engine: Engine) -> bool:
    """Whether a living process holds `name`, on this machine or, where the database is a server, on any."""
    return _is_file_locked(directory / f"{name}.lock") or (
        engine.dialect.name == "postgresql" and _is_advisory_locked(name, engine)
    )


def _is_file_locked(path: Path) -> bool:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def _is_advisory_locked(name: str, engine: Engine) -> bool:
    """By asking the server, which shows a lock's number in two halves."""
    high, low = divmod(_lock_number(name) % 2**64, 2**32)
    query = text(
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND granted"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        " AND classid::bigint = :high AND objid::bigint = :low"
    )
    with plain_errors(engine.url), engine.connect() as connection:
        return bool(connection.scalar(query, {"high": high, "low": low}))


@contextmanager
def _file_lock(name: str, directory: Path) -> Iterator[None]:
    path = directory / f"{name}.lock"
    try:
        directory.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise CannotWrite(f"{path} cannot be made ({error.strerror}): give rights to {directory}") from None
    try:
        _take(descriptor, f"{_print(name)} is being worked on by another process (it holds {path}); try again later")
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, busy: str) -> None:
    """Tries for a moment: `is_held` takes the lock of a file for as long as it looks."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise ArchiveBusy(busy) from None
        time.sleep(_PAUSE)


@contextmanager
def _advisory_locks(names: Iterable[str], engine: Engine) -> Iterator[None]:
    with plain_errors(engine.url), engine.connect() as connection:
        try:
            for name in names:
                if not connection.scalar(select(func.pg_try_advisory_lock(_lock_number(name)))):
                    said = f"{_print(name)} is being worked on by another process of this database; try again later"
                    raise ArchiveBusy(said)
            connection.commit()
            yield
        finally:
            # When the server went away meanwhile, the locks went with it.
            with suppress(DBAPIError):
                connection.execute(select(func.pg_advisory_unlock_all()))
                connection.commit()


def _lock_number(name: str) -> int:
    return int.from_bytes(hashlib.sha256(f"backfile {name}".encode()).digest()[:8], "big", signed=True)
