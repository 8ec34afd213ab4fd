"""The writer: pieces of work share a transaction, and each is whole or not at all."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from storage import models
from storage.archive import Archive
from storage.database import open_engine
from storage.errors import ArchiveBusy, ArchiveUnavailable, DiskFull
from storage.writer import Writer
from tests.servers.postgresql import PostgreSQLServer, find_binaries, started
from tests.storage.builders import AT


@contextmanager
def writer_of(archive: Archive, before_commit: Callable[[], None] = lambda: None) -> Iterator[Writer]:
    writer = Writer(archive.engine, before_commit=before_commit)
    try:
        yield writer
    finally:
        writer.close()


def add(slug: str) -> Callable[[Session], str]:
    def work(session: Session) -> str:
        session.add(models.Publication(slug=slug, name=slug, added_at=AT))
        return slug

    return work


def slugs(archive: Archive) -> list[str]:
    with archive.read() as session:
        return sorted(session.scalars(select(models.Publication.slug)))


def test_a_result_comes_after_its_commit(archive: Archive) -> None:
    with writer_of(archive) as writer:
        assert writer.do(add("a")) == "a"
        assert slugs(archive) == ["a"]


def test_a_failing_piece_is_undone_alone(archive: Archive) -> None:
    def fail(session: Session) -> None:
        add("c")(session)
        session.flush()
        raise KeyError("c")

    def violate(session: Session) -> None:
        session.execute(insert(models.Publication).values(slug="a", name="a", added_at=AT))

    with writer_of(archive) as writer:
        held = threading.Event()
        writer.submit(lambda _: held.wait(120))
        futures = [writer.submit(work) for work in (add("a"), fail, violate, add("b"))]
        held.set()
        assert (futures[0].result(), futures[3].result()) == ("a", "b")
        assert isinstance(futures[1].exception(), KeyError)
        assert "slug" in str(futures[2].exception())
    assert slugs(archive) == ["a", "b"]


def test_pieces_that_wait_share_a_commit(archive: Archive) -> None:
    commits: list[int] = []
    with writer_of(archive, lambda: commits.append(1)) as writer:
        held = threading.Event()
        writer.submit(lambda _: held.wait(120))
        futures = [writer.submit(add(f"{number:03}")) for number in range(100)]
        held.set()
        assert [future.result() for future in futures] == [f"{number:03}" for number in range(100)]
    assert len(commits) <= 4


def test_files_are_synced_before_the_commit(archive: Archive) -> None:
    seen: list[list[str]] = []
    with writer_of(archive, lambda: seen.append(slugs(archive))) as writer:
        writer.do(add("a"))
        writer.do(add("b"))
    assert seen == [[], ["a"]]


def test_nothing_is_committed_when_files_cannot_be_synced(archive: Archive) -> None:
    def refuse() -> None:
        raise DiskFull("no room")

    with writer_of(archive, refuse) as writer, pytest.raises(DiskFull, match="no room"):
        writer.do(add("a"))
    assert slugs(archive) == []


def test_closing_does_what_was_submitted_and_may_be_repeated(archive: Archive) -> None:
    writer = Writer(archive.engine)
    futures = [writer.submit(add(f"{number:03}")) for number in range(150)]
    writer.close()
    writer.close()
    assert all(future.done() for future in futures)
    assert len(slugs(archive)) == 150


def test_work_that_nobody_waits_for_any_more_is_left_out(archive: Archive) -> None:
    with writer_of(archive) as writer:
        begun, held = threading.Event(), threading.Event()

        def wait(_: Session) -> bool:
            begun.set()
            return held.wait(120)

        running = writer.submit(wait)
        assert begun.wait(120)
        cancelled = writer.submit(add("a"))
        assert cancelled.cancel()
        assert not running.cancel()
        held.set()
        assert writer.do(add("b")) == "b"
    assert slugs(archive) == ["b"]


def test_a_session_sees_what_earlier_pieces_wrote(archive: Archive) -> None:
    def count(session: Session) -> int:
        return len(session.scalars(select(models.Publication)).all())

    with writer_of(archive) as writer:
        futures = []
        for slug in "abc":
            writer.submit(add(slug))
            futures.append(writer.submit(count))
        assert [future.result() for future in futures] == [1, 2, 3]


def test_a_locked_file_is_waited_for_and_then_the_archive_is_busy(tmp_path: Path) -> None:
    patient, archive = Archive(tmp_path, busy_seconds=120), Archive(tmp_path, busy_seconds=0.2)
    patient.prepare()
    with writer_of(patient) as writer:
        with holding(patient):
            late = writer.submit(add("a"))
            time.sleep(0.5)
            assert not late.done()
        assert late.result() == "a"
    with writer_of(archive) as writer:
        with (
            holding(archive),
            pytest.raises(ArchiveBusy, match=r"another process holds sqlite:.*wait until it is done"),
        ):
            writer.do(add("b"))
        assert writer.do(add("c")) == "c"
    assert slugs(archive) == ["a", "c"]
    archive.close()


@contextmanager
def holding(archive: Archive) -> Iterator[None]:
    """Another writer's transaction."""
    with archive.engine.execution_options(writes=True).connect() as connection, connection.begin():
        yield


def test_a_connection_that_the_server_cut_is_made_again(
    postgresql_url: str, postgresql_server: PostgreSQLServer, tmp_path: Path
) -> None:
    """The first attempt dies in the middle of its transaction, as when the server is restarted."""
    archive = Archive(tmp_path, postgresql_url)
    archive.prepare()
    attempts: list[int] = []

    def cut_once(session: Session) -> str:
        add("a")(session)
        session.flush()
        attempts.append(1)
        if len(attempts) == 1:
            number = session.scalar(select(func.pg_backend_pid()))
            postgresql_server.connection.execute("SELECT pg_terminate_backend(%s)", (number,))
        session.execute(select(models.Publication))
        return "done"

    with writer_of(archive) as writer:
        before = writer.submit(add("b"))
        assert writer.do(cut_once) == "done"
        assert before.result() == "b"
    assert len(attempts) == 2
    assert slugs(archive) == ["a", "b"]
    archive.close()


def test_the_writer_outlives_a_server_whose_processes_are_killed(tmp_path: Path) -> None:
    """When a backend gets SIGKILL the server cuts all others, recovers from its log, and refuses for a while."""
    with started(find_binaries()) as url:
        archive = Archive(tmp_path, f"{url}?options=-c%20synchronous_commit%3Don")
        archive.prepare()
        with writer_of(archive) as writer:
            futures = [writer.submit(add(f"{number:03}")) for number in range(100)]
            with psycopg.connect(url) as victim:
                os.kill(victim.info.backend_pid, signal.SIGKILL)
                futures += [writer.submit(add(f"{number:03}")) for number in range(100, 200)]
                assert [future.result(60) for future in futures] == [f"{number:03}" for number in range(200)]
        assert len(slugs(archive)) == 200
        archive.close()


def test_a_server_that_stays_away_is_named(tmp_path: Path) -> None:
    writer = Writer(open_engine("postgresql://127.0.0.1:1/none"), patience=0.5)
    with pytest.raises(ArchiveUnavailable, match="does not answer"):
        writer.do(add("a"))
    writer.close()
