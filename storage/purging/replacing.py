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
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage import models
from storage.archive import Archive
from storage.captures.digests import sha256_label
from storage.captures.fixity import file_digest
from storage.captures.naming import REPLACING_SUFFIX, final_name, name_like
from storage.captures.open_file import sync_directory
from storage.captures.record import build_record
from storage.captures.records import StoredRecord, bare_uri, find_digest_defect, iter_stored
from storage.errors import BrokenRecord, CannotWrite, DiskFull

_serials = itertools.count()


@dataclass(frozen=True, slots=True)
class Replacement:
    """A file and the one that takes its place: where each record lies there; no name where no record was left."""

    old: str
    new: str | None
    offsets: Mapping[str, int]
    size: int = 0
    digest: str | None = None


def write_without(directory: Path, name: str, removed: Collection[str]) -> Replacement:
    """Writes a file anew without the records of these ids, and without the requests that they answered.

    Raises:
        BrokenRecord: a record of the file is damaged.
        DiskFull: there is no room for another file of that size.
        CannotWrite: the device refuses.
    """
    old = directory / name
    new = name_like(name, next(_serials))
    path = directory / f"{new}{REPLACING_SUFFIX}"
    try:
        if shutil.disk_usage(directory).free < old.stat().st_size:
            raise DiskFull(f"no room to write {name} anew: make room and run the same command again")
        with old.open("rb") as source, path.open("xb") as target:
            offsets = _copy(source, target, old, new, removed)
            target.flush()
            os.fsync(target.fileno())
        if not offsets:
            path.unlink()
            return Replacement(name, None, {})
        sync_directory(directory)
        return Replacement(name, new, offsets, path.stat().st_size, file_digest(path))
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
        _move_rows(session, old, new, replacement.offsets)
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


def _copy(source: BinaryIO, target: BinaryIO, path: Path, name: str, removed: Collection[str]) -> dict[str, int]:
    """Copies records byte by byte, but for the first, which names the file; gives where those of captures lie."""
    offsets: dict[str, int] = {}
    for record in iter_stored(path):
        if problem := record.defect or find_digest_defect(record):
            raise BrokenRecord(f"{record.address}: {problem}: restore the file from a backup, then purge")
        if record.kind == "warcinfo":
            target.write(_renamed(record, name))
            continue
        if record.record_id in removed or bare_uri(_answer(record)) in removed:
            continue
        if record.kind != "request":
            offsets[record.record_id] = target.tell()
        source.seek(record.address.offset)
        target.write(source.read(record.address.length))
    return offsets


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


def _move_rows(session: Session, old: models.WarcFile, new: models.WarcFile, offsets: Mapping[str, int]) -> None:
    capture = models.Capture
    rows = session.execute(select(capture.id, capture.record_id).where(capture.warc_file_id == old.id)).all()
    moved = [
        {"id": id_, "warc_file_id": new.id, "offset": offsets[record_id]}
        for id_, record_id in rows
        if record_id in offsets
    ]
    if moved:
        session.execute(update(capture), moved)
