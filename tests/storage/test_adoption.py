"""Records a killed process left without a row are found, and nothing else."""

from __future__ import annotations

from sqlalchemy import select

from storage import models
from storage.adoption import Sealable, iter_unindexed, list_unsealed, measure_indexed, seal_files
from storage.archive import Archive
from storage.capture_index import add_capture
from storage.captures.fixity import check_file, file_digest
from storage.items import Capture
from tests.storage.builders import address, begin, capture_import, capture_page, later, warc_writer, writing


def unindexed(archive: Archive) -> list[Capture]:
    with archive.read() as session:
        return list(iter_unindexed(list_unsealed(session, archive.warc_directory)))


def sealable(archive: Archive, *names: str) -> list[Sealable]:
    with archive.read() as session:
        return measure_indexed(list_unsealed(session, archive.warc_directory, names or None))


def index(archive: Archive, *captures: Capture) -> None:
    with writing(archive) as session:
        begin(session)
        for capture in captures:
            add_capture(session, capture, run_id=None)


def test_what_has_no_row_is_found_in_order(archive: Archive) -> None:
    with warc_writer(archive, rotate_at=1) as warc:
        captures = [capture_page(warc, address(number), b"<p>%d</p>" % number) for number in range(4)]
        captures.append(capture_import(warc, b"Docks reopen"))
    index(archive, captures[1])
    assert unindexed(archive) == [captures[0], *captures[2:]]


def test_what_is_adopted_is_not_found_again(archive: Archive) -> None:
    with warc_writer(archive) as warc:
        capture_page(warc, address(1))
    index(archive, *unindexed(archive))
    assert unindexed(archive) == []


def test_a_file_is_sealed_when_all_of_it_is_indexed(archive: Archive) -> None:
    with warc_writer(archive) as warc:
        captures = [capture_page(warc, address(number)) for number in range(2)]
    (path,) = archive.warc_directory.iterdir()
    for number, capture in enumerate(captures):
        assert sealable(archive) == []
        assert len(unindexed(archive)) == 2 - number
        index(archive, capture)
    found = sealable(archive)
    with writing(archive) as session:
        seal_files(session, found, now=later(1))
        seal_files(session, found, now=later(2))
        assert list_unsealed(session, archive.warc_directory) == []
        row = session.scalars(select(models.WarcFile)).one()
    assert (row.size, row.digest, row.sealed_at) == (path.stat().st_size, file_digest(path), later(1))
    assert check_file(path, expected_size=row.size, expected_digest=row.digest) == []


def test_only_files_that_are_named_are_looked_at(archive: Archive) -> None:
    with warc_writer(archive, rotate_at=1) as warc:
        captures = [capture_page(warc, address(number), b"<p>%d</p>" % number) for number in range(3)]
    index(archive, *captures)
    name = captures[1].address.file
    assert [file.name for file in sealable(archive, name)] == [name]
    assert len(sealable(archive)) == 3


def test_a_file_that_is_being_written_is_left_alone(archive: Archive) -> None:
    with warc_writer(archive) as warc:
        index(archive, capture_page(warc, address(1)))
        assert (unindexed(archive), sealable(archive)) == ([], [])
    assert len(sealable(archive)) == 1
