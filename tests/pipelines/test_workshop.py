"""What a run leaves behind is found and sealed by the next, and only by one of its own publication."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from pipelines.workshop import Workshop, WorkshopSettings
from storage import models
from storage.archive import Archive
from storage.capture_index import add_capture
from storage.errors import DiskFull
from storage.items import Capture
from tests.storage.builders import PUBLICATION, address, begin, capture_page, later, warc_writer

ELSEWHERE = "tide-weekly"


def open_workshop(directory: Path) -> Workshop:
    workshop = Workshop(WorkshopSettings(directory, min_free=0), software="test")
    workshop.writer.do(begin)
    workshop.writer.do(partial(begin, publication=ELSEWHERE))
    return workshop


def index(session: Session, captures: Sequence[Capture]) -> None:
    for capture in captures:
        add_capture(session, capture, run_id=None)


def sealed(directory: Path) -> set[str]:
    archive = Archive(directory)
    with archive.read() as session:
        names = set(session.scalars(select(models.WarcFile.name).where(models.WarcFile.sealed_at.is_not(None))))
    archive.close()
    return names


@pytest.fixture
def left(tmp_path: Path) -> list[Capture]:
    """What killed runs of two titles left: a page, the same page again as a revisit, and the other title's."""
    archive = Archive(tmp_path)
    archive.prepare()
    with warc_writer(archive, rotate_at=1) as warc:
        page = capture_page(warc, address(1))
        again = capture_page(warc, address(1), at=later(1), known=page)
        other = capture_page(warc, address(2), b"<p>Tide", publication=ELSEWHERE)
    archive.close()
    assert again.record_type == "revisit"
    return [page, again, other]


def test_a_revisit_is_read_though_its_original_has_no_row(tmp_path: Path, left: list[Capture]) -> None:
    workshop = open_workshop(tmp_path)
    assert workshop.find_unindexed(PUBLICATION) == left[:2]
    assert workshop.read_back(left[1]).body == workshop.read_back(left[0]).body != b""
    workshop.close()


def test_what_it_adopted_from_and_wrote_is_sealed_at_the_end(tmp_path: Path, left: list[Capture]) -> None:
    workshop = open_workshop(tmp_path)
    found = workshop.find_unindexed(PUBLICATION)
    fresh = capture_page(workshop.warc, address(3), b"<p>Fresh")
    workshop.writer.submit(partial(index, captures=[*found, fresh]))
    workshop.close()
    assert sealed(tmp_path) == {capture.address.file for capture in (*left[:2], fresh)}


def test_a_file_with_a_record_that_has_no_row_is_not_sealed(tmp_path: Path, left: list[Capture]) -> None:
    workshop = open_workshop(tmp_path)
    workshop.find_unindexed(PUBLICATION)
    workshop.writer.do(partial(index, captures=left[:1]))
    workshop.close()
    assert sealed(tmp_path) == {left[0].address.file}


def test_files_of_other_runs_are_not_sealed(tmp_path: Path, left: list[Capture]) -> None:
    workshop = open_workshop(tmp_path)
    workshop.writer.do(partial(index, captures=left))
    workshop.close()
    assert sealed(tmp_path) == set()


def test_a_disk_that_is_full_when_the_file_is_closed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop = open_workshop(tmp_path)
    capture_page(workshop.warc, address(1))
    monkeypatch.setattr(Path, "rename", _refuse)
    with pytest.raises(DiskFull):
        workshop.close()


def _refuse(path: Path, target: Path) -> None:
    raise OSError(28, f"{path} to {target}")
