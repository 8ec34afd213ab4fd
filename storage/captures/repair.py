"""WARC files that a killed process left open, made whole.

Records are appended whole and in order, so what a kill or a power failure tears is the tail. The tail is cut after the
last complete exchange, import or other record; a request whose response did not arrive goes too, since the page will
be asked for again. Offsets of records that stay do not change.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from storage.captures.fixity import Defect
from storage.captures.naming import CLOSED_SUFFIX, OPEN_SUFFIX, final_name
from storage.captures.open_file import lock, sync_directory
from storage.captures.records import find_digest_defect, iter_stored
from storage.errors import CannotWrite


@dataclass(frozen=True, slots=True)
class RepairedFile:
    """What was done to one file.

    Attributes:
        file: the final name.
        kept_bytes: its size now; 0 when it held no capture and was deleted.
        cut_bytes: what was cut from its end.
        kept_records: complete records, warcinfo included.
        defects: damage before the cut, which no kill explains and which is left as it is.
    """

    file: str
    kept_bytes: int
    cut_bytes: int
    kept_records: int
    defects: tuple[Defect, ...] = ()


@dataclass(frozen=True, slots=True)
class RepairReport:
    """What was found: files repaired and closed, and files that a living process writes."""

    repaired: tuple[RepairedFile, ...]
    living: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    end: int = 0
    records: int = 0
    captures: int = 0


def repair_directory(directory: Path) -> RepairReport:
    """Close every open file that no living process holds; closed files are not touched. Doing it twice is harmless.

    Raises:
        CannotWrite: a file cannot be opened, cut or renamed.
    """
    found: list[RepairedFile | str | None] = []
    for path in sorted(directory.glob(f"*{CLOSED_SUFFIX}{OPEN_SUFFIX}")):
        try:
            found.append(_visit(path))
        except OSError as error:
            raise CannotWrite(f"{path} cannot be repaired ({error.strerror})") from error
    return RepairReport(
        tuple(file for file in found if isinstance(file, RepairedFile)),
        tuple(name for name in found if isinstance(name, str)),
    )


def _visit(path: Path) -> RepairedFile | str | None:
    """What was done to a file, or the name of a living one, or None when it was closed in the meantime."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        if not lock(descriptor):
            return final_name(path)
        return _repair(path, descriptor) if _is_still(path, descriptor) else None
    finally:
        os.close(descriptor)


def _is_still(path: Path, descriptor: int) -> bool:
    """Whether the name is still the opened file's: its writer may have closed it before the lock was taken."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _repair(path: Path, descriptor: int) -> RepairedFile:
    kept, defects = _find_end(path)
    size = os.fstat(descriptor).st_size
    os.ftruncate(descriptor, kept.end)
    os.fsync(descriptor)
    _close(path, keep=kept.captures > 0)
    end = kept.end if kept.captures else 0
    return RepairedFile(final_name(path), end, size - end, kept.records if end else 0, defects)


def _find_end(path: Path) -> tuple[_Kept, tuple[Defect, ...]]:
    """The end of the last complete record that is no lone request, and the damage before it."""
    kept = _Kept()
    defects: list[Defect] = []
    records = 0
    for record in iter_stored(path):
        problem = record.defect or find_digest_defect(record)
        if problem:
            defects.append(Defect(record.address.file, record.address.offset, problem))
            continue
        records += 1
        if record.kind != "request":
            kept = _Kept(record.end, records, kept.captures + (record.kind != "warcinfo"))
    return kept, tuple(defect for defect in defects if (defect.offset or 0) < kept.end)


def _close(path: Path, *, keep: bool) -> None:
    final = path.with_name(final_name(path))
    if not keep:
        path.unlink()
    elif final.exists():
        raise FileExistsError(0, f"{final.name} is there already")
    else:
        path.rename(final)
    sync_directory(path.parent)
