"""The records of a WARC file that is imported, each response with the request it answers where that stands before it.

Written by anybody: WARC 1.0 or 1.1, a gzip member per record, one member for the whole file, or no compression.
"""

from __future__ import annotations

import shutil
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from storage.captures.records import StoredRecord, iter_stored
from storage.errors import UnreadableInput

_GZIP = b"\x1f\x8b"
_READ = 2**20
_LEFT_FREE = 2**30


@dataclass(frozen=True, slots=True)
class Found:
    """One record with its place, and the request record right before it that it answers.

    `path` is of the file that it can be read from again by its address; None where it was unpacked for once.
    """

    label: str
    record: StoredRecord
    request: StoredRecord | None = None
    path: Path | None = None


def iter_found(path: Path) -> Iterator[Found]:
    """Every record in order; damage is a record with a defect.

    Raises:
        UnreadableInput: the file cannot be read, or is no WARC file.
    """
    try:
        kind = _sniff(path)
        if kind == "whole":
            yield from _iter_unpacked(path)
        else:
            yield from _pair(iter_stored(path), path.name, path)
    except OSError as error:
        raise UnreadableInput(f"cannot be read: {error.strerror or error}") from None


def _sniff(path: Path) -> str:
    """`plain`, `members` or `whole`: the first gzip member holds one record, or more than one."""
    with path.open("rb") as file:
        head = file.read(_READ)
    if head.startswith(b"WARC/"):
        return "plain"
    if not head.startswith(_GZIP):
        raise UnreadableInput("is no WARC file")
    first = next(iter_stored(path), None)
    if first is not None and "several records in one gzip member" in (first.defect or ""):
        return "whole"
    inflater = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        if not inflater.decompress(head, 16).startswith(b"WARC/"):
            raise UnreadableInput("is a gzip file without WARC records")
    except zlib.error:
        raise UnreadableInput("is no gzip file, or a damaged one") from None
    return "members"


def _iter_unpacked(path: Path) -> Iterator[Found]:
    """A file compressed as a whole has no boundaries of records to go by: it is unpacked into a temporary one."""
    with tempfile.TemporaryDirectory(prefix="backfile-") as directory:
        plain = Path(directory, "records.warc")
        with path.open("rb") as packed, plain.open("wb") as file:
            _unpack(packed, file, Path(directory))
        yield from _pair(iter_stored(plain), path.name)


def _unpack(packed: BinaryIO, file: BinaryIO, directory: Path) -> None:
    """What can be unpacked of a damaged file; its last record is then cut short."""
    inflater = zlib.decompressobj(16 + zlib.MAX_WBITS)
    while data := inflater.unconsumed_tail or inflater.unused_data or packed.read(_READ):
        if inflater.eof:
            inflater = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            piece = inflater.decompress(data, _READ)
        except zlib.error:
            return
        if shutil.disk_usage(directory).free < _LEFT_FREE + len(piece):
            raise UnreadableInput(f"is larger, unpacked, than {directory.parent} has room for")
        file.write(piece)


def _pair(records: Iterator[StoredRecord], name: str, path: Path | None = None) -> Iterator[Found]:
    request: StoredRecord | None = None
    for record in records:
        answered = request if request and request.target == record.target else None
        yield Found(f"{name}:{record.address.offset}", record, answered, path)
        request = record if record.kind == "request" else None
