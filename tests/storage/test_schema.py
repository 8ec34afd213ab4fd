"""The schema: made, upgraded, taken down, and refused when it does not fit."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import inspect, text

from storage import models, schema
from storage.archive import Archive
from storage.errors import WrongSchema
from storage.schema import HEAD, alembic_config, check_version, find_version, upgrade
from tests.storage.builders import (
    address,
    announce_pages,
    begin,
    capture_page,
    dump,
    page_item,
    related_story,
    settle,
    warc_writer,
    writing,
)


@pytest.fixture
def bare(database_url: str, tmp_path: Path) -> Iterator[Archive]:
    """An archive whose database is empty; a test may change its tables."""
    archive = Archive(tmp_path, database_url)
    yield archive
    archive.close()


def fill(archive: Archive) -> None:
    with writing(archive) as session:
        begin(session)
        ids = announce_pages(session, [address(1), address(2)])
    with warc_writer(archive) as warc:
        for number in (1, 2):
            capture = capture_page(warc, address(number), b"<p>%d</p>" % number)
            links = [related_story(0, address(3 - number)), related_story(1, text="Docks reopen")]
            settle(archive, page_item(capture, url=address(number), page_id=ids[address(number)], related=links))


def test_the_version_is_that_of_the_newest_migration(bare: Archive) -> None:
    assert ScriptDirectory.from_config(alembic_config(bare.engine)).get_heads() == [HEAD]


def test_a_fresh_database_gets_every_table(bare: Archive) -> None:
    assert find_version(bare.engine) is None
    bare.prepare()
    assert find_version(bare.engine) == HEAD
    assert set(models.Base.metadata.tables) <= set(inspect(bare.engine).get_table_names())


def test_migrations_make_what_the_models_say(bare: Archive) -> None:
    bare.prepare()
    config = alembic_config(bare.engine)
    # Otherwise Alembic prints where standard output was when it was first imported, perhaps in another test.
    config.stdout = io.StringIO()
    command.check(config)
    assert "No new upgrade operations" in config.stdout.getvalue()


def test_the_check_notices_a_difference(bare: Archive) -> None:
    bare.prepare()
    with bare.engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("DROP INDEX ix_article_text_digest"))
    with pytest.raises(CommandError, match="New upgrade operations detected"):
        command.check(alembic_config(bare.engine))


def test_a_filled_archive_is_taken_down_and_made_again(bare: Archive) -> None:
    bare.prepare()
    fill(bare)
    command.downgrade(alembic_config(bare.engine), "base")
    assert {name for name in inspect(bare.engine).get_table_names() if not name.startswith("sqlite_")} == {
        "alembic_version"
    }
    assert find_version(bare.engine) is None
    upgrade(bare.engine, lock_directory=bare.lock_directory)
    assert not any(dump(bare).values())
    fill(bare)
    assert len(dump(bare)["article"]) == 2


def test_upgrading_a_filled_archive_again_changes_nothing(archive: Archive) -> None:
    fill(archive)
    before = dump(archive)
    upgrade(archive.engine, lock_directory=archive.lock_directory)
    assert dump(archive) == before


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("0000", f"at schema 0000, older than {HEAD}: run `backfile database upgrade`"),
        ("9999", f"at schema 9999, newer than {HEAD}: upgrade the program, not the database"),
        ("unknown", f"at schema unknown, newer than {HEAD}: upgrade the program, not the database"),
    ],
)
def test_another_version_is_refused(bare: Archive, version: str, said: str) -> None:
    bare.prepare()
    with bare.engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
    for attempt in (bare.prepare, bare.require):
        with pytest.raises(WrongSchema, match=said):
            attempt()
    if version > HEAD:
        with pytest.raises(WrongSchema, match=said):
            upgrade(bare.engine, lock_directory=bare.lock_directory)


def test_an_empty_database_is_no_archive_yet(bare: Archive) -> None:
    with pytest.raises(WrongSchema, match="holds no archive yet"):
        check_version(bare.engine)


PREPARE = """
import sys
from pathlib import Path
from storage.archive import Archive
from storage.errors import ArchiveBusy
archive = Archive(Path(sys.argv[1]), sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
try:
    archive.prepare()
    print("prepared")
except ArchiveBusy as busy:
    print(f"busy: {busy}")
"""


def test_two_processes_prepare_one_archive(bare: Archive, database_url: str) -> None:
    """Both are done, or one of them is told to try again; the archive is whole."""
    root = Path(schema.__file__).parents[1]
    command_line = [sys.executable, "-c", PREPARE, str(bare.directory), database_url]
    children = [
        subprocess.Popen(command_line, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for child in children:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
    for child in children:
        assert child.stdin is not None
        child.stdin.write("\n")
        child.stdin.flush()
    answers = sorted(child.communicate(timeout=240)[0].strip() for child in children)
    assert [child.returncode for child in children] == [0, 0]
    assert answers[1] == "prepared"
    assert answers[0] == "prepared" or answers[0].startswith("busy: schema is being worked on by another process")
    bare.require()
