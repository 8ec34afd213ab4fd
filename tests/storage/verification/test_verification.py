"""`backfile verify`: a whole archive passes, and every kind of damage is found and named."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, text, update

from storage import models
from storage.adoption import list_unsealed, measure_indexed, seal_files
from storage.archive import Archive
from storage.captures.writer import WarcWriter
from storage.cli import build
from storage.errors import CheckFailed
from storage.ledger import lease_due
from storage.locks import exclusive
from storage.search import create_index_objects, drop_index_objects
from storage.verification import CheckResult, verify
from storage.verification.files import check_files
from storage.verification.records import check_records
from storage.verification.verify import CHECKS
from tests.storage.builders import (
    PUBLICATION,
    address,
    announce_pages,
    begin,
    capture_import,
    capture_page,
    later,
    page_item,
    related_story,
    settle,
    warc_writer,
    writing,
)

ARTICLES = 4


def fill(archive: Archive, warc: WarcWriter) -> None:
    """Articles, an edit, a revisit, an import and a page that was never visited."""
    with writing(archive) as session:
        begin(session)
        announce_pages(session, [address(number) for number in range(ARTICLES + 1)])
    first = None
    for number in range(ARTICLES):
        capture = capture_page(warc, address(number), b"<p>%d</p>" % number, at=later(number))
        first = first or capture
        links = [related_story(0, address(number + 1))]
        settle(archive, page_item(capture, url=address(number), title=f"Story {number}", related=links))
    edited = capture_page(warc, address(1), b"<p>edited</p>", at=later(9))
    settle(archive, page_item(edited, url=address(1), title="Story 1, corrected"))
    again = capture_page(warc, address(0), b"<p>0</p>", at=later(10), known=first)
    settle(archive, page_item(again, url=address(0), title="Story 0"))
    settle(archive, page_item(capture_import(warc, b"Docks reopen"), title="Docks reopen"))


def seal(archive: Archive) -> None:
    with writing(archive) as session:
        files = measure_indexed(list_unsealed(session, archive.warc_directory))
        assert files
        seal_files(session, files, now=datetime.now(UTC))


@pytest.fixture
def filled(archive: Archive) -> Archive:
    with warc_writer(archive) as warc:
        fill(archive, warc)
    seal(archive)
    return archive


def findings(archive: Archive) -> list[str]:
    return [f"{result.name}: {finding}" for result in verify(archive) for finding in result.damage]


def notes(archive: Archive) -> list[str]:
    return [f"{result.name}: {finding}" for result in verify(archive) for finding in result.notes]


def test_a_whole_archive_is_sound(filled: Archive) -> None:
    results = {result.name: result for result in verify(filled)}
    assert [str(finding) for result in results.values() for finding in (*result.damage, *result.notes)] == []
    assert results["records"].counts == {"rows": 7, "revisits": 1}
    assert results["articles"].counts == {"articles": 5, "readings": 6}
    assert results["books"].counts == {"publications": 1, "pages": 5}
    assert results["WARC files"].counts["files"] == 1


def test_an_empty_archive_is_sound(archive: Archive) -> None:
    assert findings(archive) == notes(archive) == []


def test_a_crawl_may_go_on_meanwhile(archive: Archive) -> None:
    with warc_writer(archive) as warc:
        fill(archive, warc)
        capture_page(warc, address(7))
        (path,) = archive.warc_directory.glob("*.open")
        with path.open("ab") as file:
            file.write(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff begun")
        assert findings(archive) == []
        (note,) = notes(archive)
        assert "an unfinished record at the end" in note


def test_what_the_next_crawl_adopts_is_no_damage(filled: Archive) -> None:
    with warc_writer(filled) as warc:
        capture = capture_page(warc, address(7))
    assert findings(filled) == []
    assert notes(filled) == [
        f"WARC files: {capture.address.file}: not known to the database: to be adopted by the next crawl",
        f"records: {capture.address.file}: 1 records have no row: to be adopted by the next crawl",
    ]


def test_pages_leased_by_a_dead_run_are_named(filled: Archive) -> None:
    with writing(filled) as session:
        run = begin(session, now=later(20))
        lease_due(session, PUBLICATION, run, due_by=later(30), limit=1)
    with exclusive(PUBLICATION, directory=filled.lock_directory, engine=filled.engine):
        assert notes(filled) == []
    assert findings(filled) == []
    assert notes(filled) == [
        f"books: {PUBLICATION}: 1 pages are leased by run {run}, which is over: due again with the next crawl"
    ]


def test_a_missing_file_is_found(filled: Archive) -> None:
    (path,) = filled.warc_directory.iterdir()
    path.unlink()
    assert f"WARC files: {path.name}: the database knows this file and it is not there" in findings(filled)


TAMPERING = {
    "UPDATE capture SET payload_length = payload_length + 1 WHERE id = {capture}": "index differs from the record in payload_length",
    "UPDATE capture SET length = length - 1 WHERE id = {capture}": "index differs from the record in address",
    'UPDATE capture SET "offset" = "offset" + 1 WHERE id = {capture}': "no record begins here",
    "UPDATE capture SET record_id = 'urn:uuid:other' WHERE id = {capture}": "index differs from the record in record_id",
    "UPDATE capture SET status = 404 WHERE id = {capture}": "index differs from the record in status",
    "UPDATE capture SET url = url || 'x' WHERE id = {capture}": "index differs from the record in url",
    "UPDATE warc_file SET digest = '0'": "SHA-256: ",
    "UPDATE warc_file SET size = size + 1": "bytes: ",
    "UPDATE reading SET text = text || '.' WHERE id = {reading}": "the text is not what its digest says",
    "UPDATE article SET text_digest = '0' WHERE id = {article}": "has another digest than the text it shows",
    "UPDATE article SET reading_id = NULL WHERE id = {article}": "has no reading of its own",
    "UPDATE revision SET number = number + 5 WHERE article_id = {article}": "1 revisions are numbered 6 to 6",
    "DELETE FROM revision WHERE article_id = {article}": "has no revision",
    "UPDATE page SET article_id = NULL": "was archived and has no article",
    "DELETE FROM visit": "has an outcome and was never visited",
    "UPDATE page SET outcome = NULL": "was visited and has no outcome",
    "UPDATE page SET outcome = 'lost', article_id = NULL WHERE outcome IS NOT NULL": "have the unknown outcome 'lost'",
    "DELETE FROM search_document": "articles are not indexed",
    "UPDATE search_document SET analyser = 0": "articles are indexed by another analyser",
}


def test_tampering_with_rows_is_found(filled: Archive) -> None:
    with filled.read() as session:
        article = session.query(models.Article).order_by(models.Article.id).first()
        assert article is not None
        assert article.reading is not None
        ids = {"article": article.id, "reading": article.reading_id, "capture": article.reading.capture_id}
    for statement, said in TAMPERING.items():
        with undone(filled, statement.format(**ids)):
            assert any(said in finding for finding in findings(filled)), statement
    assert findings(filled) == []


@contextmanager
def undone(archive: Archive, statement: str) -> Iterator[None]:
    """A change of one table for a while."""
    table = models.Base.metadata.tables[re.split(r"UPDATE |DELETE FROM ", statement)[1].split()[0]]
    (key,) = table.primary_key
    with writing(archive) as session:
        rows = [row._asdict() for row in session.execute(select(table))]
        session.execute(text(statement))
    yield
    with writing(archive) as session:
        there = set(session.scalars(select(key)))
        for row in rows:
            change = update(table).where(key == row[key.name]) if row[key.name] in there else insert(table)
            session.execute(change.values(row))


def test_a_reference_to_a_row_that_is_gone_is_found(filled: Archive) -> None:
    is_sqlite = filled.engine.dialect.name == "sqlite"
    off, on = ("PRAGMA foreign_keys = OFF", "PRAGMA foreign_keys = ON") if is_sqlite else (
        "SET session_replication_role = replica", "SET session_replication_role = origin"
    )  # fmt: skip
    with filled.engine.connect() as connection:
        driver = connection.connection.dbapi_connection
        assert driver is not None
        for statement in (
            off,
            "UPDATE page SET moved_to_id = 4711 WHERE article_id IS NOT NULL",
            on,
        ):
            driver.cursor().execute(statement)
        driver.commit()
    found = findings(filled)
    assert len(found) == ARTICLES
    assert all("database: page" in one and "refers to a row of page that is not there" in one for one in found)
    with writing(filled) as session:
        session.execute(text("UPDATE page SET moved_to_id = NULL"))


def test_an_index_that_is_gone_is_found(filled: Archive) -> None:
    with filled.engine.execution_options(writes=True).begin() as connection:
        drop_index_objects(connection)
    assert any("search index: the index" in finding for finding in findings(filled))
    with filled.engine.execution_options(writes=True).begin() as connection:
        create_index_objects(connection)
    assert findings(filled) == []


def test_a_revisit_without_its_payload_is_found(filled: Archive) -> None:
    change = "UPDATE capture SET record_id = 'urn:uuid:other', payload_digest = '0' WHERE id = 1"
    with filled.read() as session:
        first = session.scalar(select(func.min(models.Capture.id)))
    with undone(filled, change.replace("id = 1", f"id = {first}")):
        assert any("the payload of this revisit cannot be found" in finding for finding in findings(filled))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """A sealed archive in two files."""
    archive = Archive(tmp_path_factory.mktemp("small"))
    archive.prepare()
    with warc_writer(archive, rotate_at=3000) as warc:
        fill(archive, warc)
    seal(archive)
    assert len(list(archive.warc_directory.iterdir())) > 1
    yield archive
    archive.close()


def is_found(archive: Archive, path: Path) -> bool:
    result = CheckResult("files and records")
    check_files(archive, result)
    check_records(archive, result)
    return any(path.name in finding.place for finding in result.damage)


def test_every_truncation_is_found(small: Archive) -> None:
    chance = random.Random(1)
    missed = []
    for _ in range(100):
        path = chance.choice(sorted(small.warc_directory.iterdir()))
        whole = path.read_bytes()
        length = chance.randrange(len(whole))
        path.write_bytes(whole[:length])
        if not is_found(small, path):
            missed.append((path.name, length))
        path.write_bytes(whole)
    assert missed == []


def test_every_flipped_bit_is_found(small: Archive) -> None:
    chance = random.Random(2)
    missed = []
    for _ in range(100):
        path = chance.choice(sorted(small.warc_directory.iterdir()))
        whole = path.read_bytes()
        place, bit = chance.randrange(len(whole)), chance.randrange(8)
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :])
        if not is_found(small, path):
            missed.append((path.name, place, bit))
        path.write_bytes(whole)
    assert missed == []


def test_a_truncation_is_found_in_a_file_that_is_not_sealed_yet(archive: Archive) -> None:
    """Each row says where its record is, so that records cut off whole are missed too."""
    with warc_writer(archive) as warc:
        fill(archive, warc)
    (path,) = archive.warc_directory.iterdir()
    with archive.read() as session:
        ends = session.execute(select(models.Capture.offset, models.Capture.length).order_by(models.Capture.offset))
        boundaries = [offset + length for offset, length in ends.all()][:-1]
    whole = path.read_bytes()
    for end in boundaries:
        path.write_bytes(whole[:end])
        assert is_found(archive, path)


def run(archive: Archive, *options: str) -> None:
    command = ["verify", "--archive", str(archive.directory), "--database-url", archive.database_url, *options]
    build()(command, standalone_mode=False)


def test_the_command_says_a_line_for_each_check(filled: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    run(filled)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == list(CHECKS)
    assert all(line.endswith(": sound") for line in lines)
    run(filled, "--json")
    assert all(check["sound"] for check in json.loads(capsys.readouterr().out))


def test_the_command_names_damage_and_ends_with_4(filled: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    said = r"6 findings \(articles\): restore what they name from a backup"
    with undone(filled, "UPDATE reading SET text = 'other'"):
        with pytest.raises(CheckFailed, match=said) as raised:
            run(filled)
        assert raised.value.exit_code == 4
        assert "  damage  reading " in capsys.readouterr().out
        with pytest.raises(CheckFailed, match=said):
            run(filled, "--json")
    checks = json.loads(capsys.readouterr().out)
    assert [check["name"] for check in checks if not check["sound"]] == ["articles"]


def test_findings_beyond_a_bound_are_counted() -> None:
    result = CheckResult("books")
    for number in range(1500):
        result.find(number, "wrong")
    assert (len(result.damage), result.more_damage, result.findings) == (1000, 500, 1500)
