"""What a run keeps refers to what is kept, and what it leaves behind is sealed by the next of its publication."""

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
from storage.captures.digests import sha256_hex
from storage.captures.exchange import Exchange
from storage.errors import DiskFull
from storage.items import Capture
from tests.storage.builders import PUBLICATION, address, begin, capture_page, later, warc_writer

ELSEWHERE = "tide-weekly"


def open_workshop(directory: Path) -> Workshop:
    workshop = Workshop(WorkshopSettings(directory, min_free=0), software="test")
    workshop.writer.do(begin)
    workshop.writer.do(partial(begin, publication=ELSEWHERE))
    return workshop


def exchange(number: int, body: bytes = b"", *, status: int = 200, hours: float = 0) -> Exchange:
    """An answer of the number's address."""
    headers = ((b"ETag", b'"a"'),)
    return Exchange(
        "GET", address(number), (), "HTTP/1.1", status, "", headers, body, later(hours), publication=PUBLICATION
    )


def keep(workshop: Workshop, one: Exchange, confirmed: Capture | None = None) -> Capture:
    return workshop.keep(one, sha256_hex(one.body), confirmed=confirmed)


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


def test_a_304_refers_to_the_record_that_holds_what_it_confirms(tmp_path: Path) -> None:
    workshop = open_workshop(tmp_path)
    first, copied = (keep(workshop, exchange(number, b"<p>Docks")) for number in (1, 2))
    other = keep(workshop, exchange(3, b"<p>Tide"))
    workshop.writer.do(partial(index, captures=[first, copied, other]))
    again = keep(workshop, exchange(3, status=304, hours=1), other)
    through = keep(workshop, exchange(2, status=304, hours=1), copied)
    assert [one.record_type for one in (first, copied, again, through)] == ["response", "revisit", "revisit", "revisit"]
    assert [one.payload_digest for one in (again, through)] == [other.payload_digest, first.payload_digest]
    assert [workshop.read_back(one).body for one in (again, through)] == [b"<p>Tide", b"<p>Docks"]
    workshop.close()


def test_nothing_refers_to_an_empty_payload(tmp_path: Path) -> None:
    workshop = open_workshop(tmp_path)
    kept = [
        keep(workshop, exchange(number, status=status, hours=number))
        for number, status in enumerate((302, 304, 304, 404))
    ]
    kept.append(keep(workshop, exchange(9, status=304, hours=9), kept[0]))
    assert {one.record_type for one in kept} == {"response"}
    workshop.writer.do(partial(index, captures=kept))
    assert keep(workshop, exchange(4, status=302, hours=10)).record_type == "response"
    workshop.close()
