"""Records a killed process left without a row are found, and nothing else."""

from __future__ import annotations

from sqlalchemy import select

from storage import models
from storage.adoption import iter_unindexed, seal_indexed, unsealed_paths
from storage.archive import Archive
from storage.capture_index import add_capture
from storage.captures.fixity import check_file, file_digest
from tests.storage.builders import AT, address, begin, capture_import, capture_page, later, warc_writer, writing


def test_what_has_no_row_is_found_in_order(archive: Archive) -> None:
    with warc_writer(archive, rotate_at=1) as warc:
        captures = [capture_page(warc, address(number), b"<p>%d</p>" % number) for number in range(4)]
        captures.append(capture_import(warc, b"Docks reopen"))
    with writing(archive) as session:
        begin(session)
        add_capture(session, captures[1], run_id=None)
    with archive.read() as session:
        found = list(iter_unindexed(session, archive.warc_directory))
    assert found == [captures[0], *captures[2:]]


def test_what_is_adopted_is_not_found_again(archive: Archive) -> None:
    with warc_writer(archive) as warc:
        capture_page(warc, address(1))
    with writing(archive) as session:
        begin(session)
        for capture in iter_unindexed(session, archive.warc_directory):
            add_capture(session, capture, run_id=None)
        assert list(iter_unindexed(session, archive.warc_directory)) == []


def test_a_file_is_sealed_when_all_of_it_is_indexed(archive: Archive) -> None:
    with warc_writer(archive) as warc:
        captures = [capture_page(warc, address(number)) for number in range(2)]
    (path,) = archive.warc_directory.iterdir()
    with writing(archive) as session:
        begin(session)
        for number, capture in enumerate(captures):
            assert seal_indexed(session, archive.warc_directory, now=AT) == []
            assert len(list(iter_unindexed(session, archive.warc_directory))) == 2 - number
            add_capture(session, capture, run_id=None)
        assert seal_indexed(session, archive.warc_directory, now=later(1)) == [path.name]
        assert seal_indexed(session, archive.warc_directory, now=later(2)) == []
        assert unsealed_paths(session, archive.warc_directory) == []
        row = session.scalars(select(models.WarcFile)).one()
    assert (row.size, row.digest, row.sealed_at) == (path.stat().st_size, file_digest(path), later(1))
    assert check_file(path, expected_size=row.size, expected_digest=row.digest) == []


def test_a_file_that_is_being_written_is_left_alone(archive: Archive) -> None:
    with warc_writer(archive) as warc:
        capture_page(warc, address(1))
        with writing(archive) as session:
            assert list(iter_unindexed(session, archive.warc_directory)) == []
            assert seal_indexed(session, archive.warc_directory, now=AT) == []
