"""The WARC files, from their bytes alone and from what the database remembers of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from sqlalchemy import select

from storage import models
from storage.archive import Archive
from storage.captures.fixity import check_file
from storage.captures.naming import CLOSED_SUFFIX, OPEN_SUFFIX, REPLACING_SUFFIX, final_name
from storage.captures.reader import iter_records
from storage.verification.findings import CheckResult


def check_files(archive: Archive, result: CheckResult) -> None:
    """Every member complete, every digest right, sealed files unchanged, and each file known to the database there."""
    with archive.read() as session:
        rows = {row.name: row for row in session.scalars(select(models.WarcFile))}
    known = {name: row for name, row in rows.items() if row.removed_at is None}
    _note_leftovers(archive, rows, result)
    present = set()
    for path in iter_files(archive):
        present.add(final_name(path))
        result.count("files")
        result.count("bytes", path.stat().st_size)
        _check_one(path, known.get(final_name(path)), result)
    for name in sorted(known.keys() - present):
        if not any((archive.warc_directory / f"{name}{ending}").exists() for ending in ("", OPEN_SUFFIX)):
            result.find(name, "the database knows this file and it is not there")


def iter_files(archive: Archive) -> Iterator[Path]:
    """The WARC files in order of their names; one that its writer closed meanwhile comes by its final name.

    Of a file and the one that takes its place, that which the database names.
    """
    with archive.read() as session:
        file = models.WarcFile
        removed = set(session.scalars(select(file.name).where(file.removed_at.is_not(None))))
        known = set(session.scalars(select(file.name).where(file.removed_at.is_(None))))
    names = {final_name(path) for pattern in ("", OPEN_SUFFIX) for path in _glob(archive, pattern)}
    names |= {final_name(path) for path in _glob(archive, REPLACING_SUFFIX)} & known
    for name in sorted(names - removed):
        closed = archive.warc_directory / name
        others = (closed.with_name(name + ending) for ending in (OPEN_SUFFIX, REPLACING_SUFFIX))
        yield closed if closed.exists() else next((path for path in others if path.exists()), closed)


def _note_leftovers(archive: Archive, rows: Mapping[str, models.WarcFile], result: CheckResult) -> None:
    """What a purge that was killed left, and the next decision sets right."""
    for name in sorted(row.name for row in rows.values() if row.removed_at is not None):
        if (archive.warc_directory / name).exists():
            result.note(name, "another took its place: to be deleted when the purge is run again")
    for path in sorted(_glob(archive, REPLACING_SUFFIX)):
        if final_name(path) not in rows:
            result.note(path.name, "a purge did not come to its end: to be deleted when it is run again")


def is_open(path: Path) -> bool:
    """Whether a crawl is writing the file, or was when it was killed."""
    return path.name.endswith(OPEN_SUFFIX)


def _glob(archive: Archive, ending: str) -> Iterator[Path]:
    return archive.warc_directory.glob(f"*{CLOSED_SUFFIX}{ending}")


def _check_one(path: Path, row: models.WarcFile | None, result: CheckResult) -> None:
    end = find_end(path) if is_open(path) else None
    defects = check_file(path, expected_size=row.size if row else None, expected_digest=row.digest if row else None)
    torn = 0
    for defect in defects:
        if end is not None and (defect.offset is None or defect.offset >= end):
            torn += 1
        else:
            result.find(defect.file if defect.offset is None else f"{defect.file}:{defect.offset}", defect.problem)
    if torn:
        result.note(
            f"{final_name(path)}:{end}", "an unfinished record at the end: written now, or cut by the next crawl"
        )
    if row is None and end is None:
        result.note(final_name(path), "not known to the database: to be adopted by the next crawl")


def find_end(path: Path) -> int:
    """The end of the last whole record of an open file that is no lone request."""
    end = 0
    try:
        for summary in iter_records(path):
            if summary.defect is None and summary.kind != "request":
                end = summary.address.offset + summary.address.length
    except FileNotFoundError:
        return end
    return end
