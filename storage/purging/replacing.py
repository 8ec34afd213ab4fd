"""WARC files written anew without some records, which at last take the place of those that have them.

A new file is written and synced under its final name with `.replacing` behind it; then one transaction points the rows
to it and notes that the old one is removed; then it gets its name, and the old one is deleted. Readers find it under
either name. After a kill before the transaction the new file is nobody's, after it the old one is: `finish_replacing`
deletes it.
"""

from __future__ import annotations

import itertools
import os
import shutil
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage import models
from storage.archive import Archive
from storage.captures.digests import sha256_label
from storage.captures.fixity import file_digest
from storage.captures.naming import REPLACING_SUFFIX, final_name, name_like, open_named
from storage.captures.open_file import sync_directory
from storage.captures.record import build_record
from storage.captures.records import StoredRecord, bare_uri, find_digest_defect, iter_stored
from storage.errors import CannotWrite, DiskFull

_serials = itertools.count()


@dataclass(frozen=True, slots=True)
class Replacement:
    """A file and the one that takes its place.

    Attributes:
        old: the name of the file that goes.
        new: None where no record was left.
        moved: the new offset of each record that stayed, by the old one.
        damage: what is wrong with records that stayed, by the old offset.
    """

    old: str
    new: str | None
    moved: Mapping[int, int]
    size: int = 0
    digest: str | None = None
    damage: Mapping[int, str] = field(default_factory=dict)


def write_without(directory: Path, name: str, removed: Collection[str], offsets: Collection[int] = ()) -> Replacement:
    """Writes a file anew without the records of these ids, and without the requests that they answered.

    Damaged records are copied as they are, but for those that begin at one of `offsets`, or hold it.

    Raises:
        BrokenRecord: the file is missing or cannot be read.
        DiskFull: there is no room for another file of that size.
        CannotWrite: the device refuses.
    """
    new = name_like(name, next(_serials))
    path = directory / f"{new}{REPLACING_SUFFIX}"
    with open_named(directory, name) as source:
        try:
            if shutil.disk_usage(directory).free < (directory / name).stat().st_size:
                raise DiskFull(f"no room to write {name} anew: make room and run the same command again")
            with path.open("xb") as target:
                copied = _copy(source, target, directory / name, new, _Removed(removed, sorted(offsets)))
                target.flush()
                os.fsync(target.fileno())
            if not copied.has_any:
                path.unlink()
                return Replacement(name, None, {})
            sync_directory(directory)
            return Replacement(name, new, copied.moved, path.stat().st_size, file_digest(path), copied.damage)
        except OSError as error:
            path.unlink(missing_ok=True)
            raise CannotWrite(f"{path} cannot be written ({error.strerror})") from error


def adopt_replacement(session: Session, replacement: Replacement, *, now: datetime) -> None:
    """Points the rows of a file's records to the new one; those of removed records are gone by then."""
    old = session.scalars(select(models.WarcFile).where(models.WarcFile.name == replacement.old)).one_or_none()
    if old is None:
        old = models.WarcFile(name=replacement.old, added_at=now)
        session.add(old)
    if replacement.new is not None:
        is_sealed = old.sealed_at is not None
        new = models.WarcFile(
            name=replacement.new,
            added_at=now,
            sealed_at=now if is_sealed else None,
            size=replacement.size if is_sealed else None,
            digest=replacement.digest if is_sealed else None,
        )
        session.add(new)
        session.flush()
        _move_rows(session, old, new, replacement.moved)
    old.removed_at, old.sealed_at = now, old.sealed_at or now
    session.flush()


def finish_replacing(archive: Archive) -> None:
    """Gives new files their names and deletes old ones, as far as the database has taken them over; safe to repeat.

    To be called by whoever holds the lock of decisions.

    Raises:
        CannotWrite: a file cannot be renamed or deleted.
    """
    directory = archive.warc_directory
    with archive.read() as session:
        known = dict(session.execute(select(models.WarcFile.name, models.WarcFile.removed_at)).all())
    try:
        for path in sorted(directory.glob(f"*{REPLACING_SUFFIX}")):
            if final_name(path) in known:
                path.rename(directory / final_name(path))
            else:
                path.unlink()
        for name in (name for name, removed_at in known.items() if removed_at is not None):
            (directory / name).unlink(missing_ok=True)
        sync_directory(directory)
    except OSError as error:
        raise CannotWrite(f"a WARC file in {directory} cannot be replaced ({error.strerror})") from error


@dataclass(frozen=True, slots=True)
class _Removed:
    """What is not copied: records by their ids, damaged ones by the offsets of their captures, in order."""

    ids: Collection[str]
    offsets: Sequence[int]

    def has(self, record: StoredRecord) -> bool:
        return record.record_id in self.ids or bare_uri(_answer(record)) in self.ids

    def has_within(self, start: int, end: int) -> bool:
        place = bisect_left(self.offsets, start)
        return place < len(self.offsets) and self.offsets[place] < end


@dataclass(slots=True)
class _Copied:
    moved: dict[int, int] = field(default_factory=dict)
    damage: dict[int, str] = field(default_factory=dict)
    has_any: bool = False


def _copy(source: BinaryIO, target: BinaryIO, path: Path, name: str, removed: _Removed) -> _Copied:
    """Copies records byte by byte, but for the first, which names the file."""
    copied = _Copied()
    for record, end in _iter_spans(path):
        start = record.address.offset
        problem = record.defect or find_digest_defect(record)
        if record.kind == "warcinfo" and not problem:
            target.write(_renamed(record, name))
        elif not removed.has(record) and not (problem and removed.has_within(start, end)):
            if problem:
                copied.damage[start] = problem
            copied.moved[start] = target.tell()
            copied.has_any = copied.has_any or record.kind != "request"
            source.seek(start)
            target.write(source.read(end - start))
    return copied


def _iter_spans(path: Path) -> Iterator[tuple[StoredRecord, int]]:
    """Each record with the offset at which the next one begins: what is damaged may not say how long it is."""
    last: StoredRecord | None = None
    for record in iter_stored(path):
        if last is not None:
            yield last, record.address.offset
        last = record
    if last is not None:
        yield last, path.stat().st_size


def _answer(record: StoredRecord) -> str:
    return record.fields.get("warc-concurrent-to", "") if record.kind == "request" else ""


def _renamed(record: StoredRecord, name: str) -> bytes:
    """The first record of the new file (WARC 1.1 §5.19, WARC-Filename)."""
    fields = [
        ("WARC-Record-ID", record.fields["warc-record-id"]),
        ("WARC-Date", record.fields["warc-date"]),
        ("WARC-Filename", name),
        ("Content-Type", record.fields.get("content-type")),
        ("WARC-Block-Digest", sha256_label(record.block)),
    ]
    return build_record("warcinfo", fields, record.block)


def _move_rows(session: Session, old: models.WarcFile, new: models.WarcFile, moved: Mapping[int, int]) -> None:
    capture = models.Capture
    rows = session.execute(select(capture.id, capture.offset).where(capture.warc_file_id == old.id)).all()
    values = [{"id": id_, "warc_file_id": new.id, "offset": moved[at]} for id_, at in rows if at in moved]
    if values:
        session.execute(update(capture), values)
