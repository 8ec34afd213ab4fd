"""Databases opened: both behave alike, and say plainly what is wrong."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session

from storage import models
from storage.archive import Archive
from storage.database import open_engine, parse_url, plain_errors
from storage.errors import ArchiveUnavailable, CannotWrite, UsageError
from tests.storage.builders import AT, begin, writing


def test_readers_who_then_write_never_fail(archive: Archive) -> None:
    """Four threads, fifty transactions each: reads the count, then writes one more."""
    with writing(archive) as session:
        session.add(models.Publication(slug="count", name="0", added_at=AT))
    errors: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(50):
                with writing(archive) as session:
                    row = session.scalars(select(models.Publication).with_for_update()).one()
                    row.name = str(int(row.name) + 1)
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test is to show it
            errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with archive.read() as session:
        assert session.scalars(select(models.Publication.name)).one() == "200"


def test_a_reader_sees_one_moment_and_keeps_no_writer_waiting(archive: Archive) -> None:
    with archive.read() as reader:
        before = reader.scalars(select(models.Publication.slug)).all()
        with writing(archive) as session:
            begin(session)
        assert before == []
    with archive.read() as reader:
        assert len(reader.scalars(select(models.Publication.slug)).all()) == 1


def test_foreign_keys_hold(archive: Archive) -> None:
    with pytest.raises(IntegrityError), writing(archive) as session:
        session.add(models.Run(publication="nowhere", kind="crawl", started_at=AT, version="0"))


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 3, 4, 5, 6, 7, 890123, tzinfo=UTC),
        datetime(2026, 3, 4, 5, 6, 7, tzinfo=timezone(timedelta(hours=-9, minutes=-30))),
        datetime(1, 1, 2, tzinfo=UTC),
        datetime(9999, 12, 30, tzinfo=UTC),
    ],
)
def test_times_come_back_as_they_went_in(archive: Archive, moment: datetime) -> None:
    with writing(archive) as session:
        session.add(models.Publication(slug="a", name="a", added_at=moment))
    with archive.read() as session:
        found = session.scalars(select(models.Publication.added_at)).one()
    assert (found, found.tzinfo) == (moment, UTC)


def test_times_without_a_zone_are_refused(archive: Archive) -> None:
    with pytest.raises(StatementError, match="has no time zone"), writing(archive) as session:
        session.add(models.Publication(slug="a", name="a", added_at=datetime(2026, 3, 4)))


def test_json_comes_back_as_it_went_in(archive: Archive) -> None:
    report = {"counts": {"naïve": 1}, "none": None, "list": [1, "2", {"a": []}], "😀": True}
    with writing(archive) as session:
        session.get_one(models.Run, begin(session)).report = report
    with archive.read() as session:
        assert session.scalars(select(models.Run.report)).one() == report


def test_sqlite_is_opened_for_many_readers_and_one_writer(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url, busy_seconds=2)
    with engine.connect() as connection:
        found = {
            name: connection.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "foreign_keys", "busy_timeout")
        }
    assert found == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 2000}
    engine.dispose()


def test_a_changed_table_is_undone_with_its_transaction(database_url: str) -> None:
    engine = open_engine(database_url).execution_options(writes=True)
    with engine.connect() as connection:
        connection.execute(text("CREATE TABLE mark (id INTEGER)"))
        connection.rollback()
        connection.execute(text("CREATE TABLE mark (id INTEGER)"))
        connection.commit()
    engine.dispose()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "cannot be read; write sqlite:///FILE or postgresql://HOST/NAME"),
        ("mysql://localhost/a", "'mysql' databases are not supported"),
        ("postgresql+nothing://localhost/a", "no driver for postgresql.nothing"),
    ],
)
def test_a_wrong_url_is_a_sentence(url: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        open_engine(url)


def test_the_short_scheme_is_understood() -> None:
    assert parse_url("postgres://u@host/name") == parse_url("postgresql://u@host/name")


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    engine = open_engine("postgresql://user:secret@127.0.0.1:1/none")
    with pytest.raises(ArchiveUnavailable) as raised, plain_errors(engine.url), Session(engine) as session:
        session.execute(text("SELECT 1"))
    assert "does not answer" in str(raised.value)
    assert "secret" not in str(raised.value)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "archive.db").write_bytes(b"no database at all " * 200)
    archive = Archive(tmp_path)
    with pytest.raises(ArchiveUnavailable, match="is damaged or no database"):
        archive.require()
    archive.close()


def test_a_file_in_a_missing_directory_cannot_be_opened(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'none' / 'archive.db'}")
    with pytest.raises(CannotWrite, match="cannot be opened for writing"), plain_errors(engine.url):
        engine.connect()


def test_what_is_stored_reaches_no_error_text(archive: Archive) -> None:
    with writing(archive) as session:
        session.add(models.Publication(slug="a", name="a", added_at=AT))
    with pytest.raises(IntegrityError) as raised, writing(archive) as session:
        session.add(models.Publication(slug="a", name="A confidential title", added_at=AT))
    assert "confidential" not in str(raised.value)
