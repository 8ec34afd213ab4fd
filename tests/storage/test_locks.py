"""Locks: one process at a time, and they go with their process."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from storage import locks
from storage.archive import Archive
from storage.database import open_engine
from storage.errors import ArchiveBusy, CannotWrite
from storage.locks import exclusive, host_lock, is_held

HOLD = """
import sys
from pathlib import Path
from storage.archive import Archive
from storage.locks import exclusive, is_held
archive = Archive(Path(sys.argv[1]), sys.argv[2])
with exclusive("gazette", directory=archive.lock_directory, engine=archive.engine):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_one_at_a_time(archive: Archive) -> None:
    with exclusive("gazette", directory=archive.lock_directory, engine=archive.engine):
        with (
            pytest.raises(ArchiveBusy, match="gazette is being worked on by another process"),
            exclusive("gazette", directory=archive.lock_directory, engine=archive.engine),
        ):
            pass
        with exclusive("tide-weekly", directory=archive.lock_directory, engine=archive.engine):
            pass
    with exclusive("gazette", directory=archive.lock_directory, engine=archive.engine):
        pass


def test_several_are_held_together_or_none_is(archive: Archive) -> None:
    place = {"directory": archive.lock_directory, "engine": archive.engine}
    with exclusive("gazette", host_lock("quay.example"), **place):
        with (
            pytest.raises(ArchiveBusy, match=r"^host quay\.example is being worked on by another process"),
            exclusive("tide-weekly", host_lock("pier.example"), host_lock("quay.example"), **place),
        ):
            pass
        with exclusive("tide-weekly", host_lock("pier.example"), **place):
            assert is_held("gazette", **place)
    assert not is_held("gazette", **place)


def test_an_error_inside_frees_the_lock_and_passes(archive: Archive) -> None:
    with (
        pytest.raises(KeyError),
        exclusive("gazette", directory=archive.lock_directory, engine=archive.engine),
    ):
        raise KeyError
    with exclusive("gazette", directory=archive.lock_directory, engine=archive.engine):
        pass


def test_a_lock_dies_with_its_process(archive: Archive) -> None:
    root = Path(locks.__file__).parents[1]
    command = [sys.executable, "-c", HOLD, str(archive.directory), archive.database_url]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        with (
            pytest.raises(ArchiveBusy),
            exclusive("gazette", directory=archive.lock_directory, engine=archive.engine),
        ):
            pass
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        take_soon(archive)


def take_soon(archive: Archive) -> None:
    """The server notices a dead client when it next reads from it, which is at once but not instantly."""
    deadline = time.monotonic() + 60
    while True:
        try:
            with exclusive("gazette", directory=archive.lock_directory, engine=archive.engine):
                return
        except ArchiveBusy:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def test_two_machines_of_one_server_exclude_each_other(postgresql_url: str, tmp_path: Path) -> None:
    """Each has its own lock files; the database they share decides."""
    engine = open_engine(postgresql_url)
    with (
        exclusive("gazette", directory=tmp_path / "one", engine=engine),
        pytest.raises(ArchiveBusy, match="another process of this database"),
        exclusive("gazette", directory=tmp_path / "two", engine=engine),
    ):
        pass
    engine.dispose()


def test_of_several_that_a_server_holds_none_stays_held(postgresql_url: str, tmp_path: Path) -> None:
    engine = open_engine(postgresql_url)
    with exclusive(host_lock("quay.example"), directory=tmp_path / "one", engine=engine):
        with (
            pytest.raises(
                ArchiveBusy, match=r"^host quay\.example is being worked on by another process of this database"
            ),
            exclusive("gazette", host_lock("quay.example"), directory=tmp_path / "two", engine=engine),
        ):
            pass
        with exclusive("gazette", directory=tmp_path / "three", engine=engine):
            pass
    engine.dispose()


def test_a_server_that_went_away_took_its_lock_along(postgresql_url: str, tmp_path: Path) -> None:
    engine, other = open_engine(postgresql_url), open_engine(postgresql_url)
    with exclusive("gazette", directory=tmp_path / "one", engine=engine):
        with other.connect() as connection:
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )
        with exclusive("gazette", directory=tmp_path / "two", engine=other):
            pass
    engine.dispose()
    other.dispose()


def test_a_lock_file_that_cannot_be_made_is_named(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(CannotWrite, match=r"gazette\.lock cannot be made"),
        exclusive("gazette", directory=tmp_path / "file", engine=archive.engine),
    ):
        pass


def test_one_who_only_looks_keeps_nobody_out(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "_PATIENCE", 120)
    path = archive.lock_directory / "gazette.lock"
    path.touch()
    with path.open("rb") as looking:
        fcntl.flock(looking, fcntl.LOCK_SH)
        threading.Timer(0.1, fcntl.flock, (looking, fcntl.LOCK_UN)).start()
        with exclusive("gazette", directory=archive.lock_directory, engine=archive.engine):
            assert is_held("gazette", directory=archive.lock_directory, engine=archive.engine)
