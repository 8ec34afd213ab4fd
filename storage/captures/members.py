"""The raw walk over a WARC file: where each record's bytes begin and end, before anything in them is believed.

A file is a row of gzip members, one per record (WARC 1.1 annex D), or of plain records. `warcio check` and
`fastwarc check` pass most truncated files; a member is only complete here when zlib has reached its end and its CRC-32
and length agree (RFC 1952 §2.3.1).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

MAX_RECORD = 2**28
"""Bytes of the largest record that is read into memory: 256 MiB."""

CUT_SHORT = "cut short"

_GZIP = 16 + zlib.MAX_WBITS
_GZIP_MAGIC = b"\x1f\x8b"
_READ = 2**15
_INFLATE = 2**20
_MAX_HEAD = 2**20
_PEEK = 2**12
_CONTENT_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*([0-9]{1,18})[ \t\r]*$", re.IGNORECASE | re.MULTILINE)
_START = re.compile(rb"\x1f\x8b\x08|(?<=\n)WARC/[0-9]\.[0-9]")


@dataclass(frozen=True, slots=True)
class Member:
    """The bytes of one record in the file, and what they hold.

    Attributes:
        offset: in bytes from the file's beginning.
        length: of the gzip member, or of the plain record with its two line ends.
        data: the record, inflated; empty when there is a defect.
        defect: why the member cannot be read, else None.
        bounded: whether `length` is known in spite of the defect, so that the next record starts after it.
    """

    offset: int
    length: int
    data: bytes
    defect: str | None = None
    bounded: bool = True


def read_member(file: BinaryIO, offset: int, *, limit: int = MAX_RECORD) -> Member | None:
    """The member that starts at `offset`; None at the end of the file."""
    file.seek(offset)
    start = file.read(5)
    if not start:
        return None
    file.seek(offset)
    if start.startswith(_GZIP_MAGIC):
        return _read_gzip(file, offset, limit)
    if start == b"WARC/":
        return _read_plain(file, offset, limit)
    return Member(offset, 0, b"", "neither a gzip member nor a WARC record", bounded=False)


def find_next_start(file: BinaryIO, offset: int, markers: frozenset[bytes]) -> int | None:
    """Where the next record after damage starts, at or after `offset`; None when there is none.

    With `markers`, its beginning must contain one of them: the file's own WARC-Warcinfo-ID, which a captured page
    that is itself a WARC file cannot know. So damage never turns a body into records.
    """
    for candidate in _iter_candidates(file, offset):
        start = _peek(file, candidate)
        if start.startswith(b"WARC/") and (not markers or any(marker in start for marker in markers)):
            return candidate
    return None


def _read_gzip(file: BinaryIO, offset: int, limit: int) -> Member:
    inflater = zlib.decompressobj(_GZIP)
    pieces: list[bytes] = []
    size = 0
    try:
        for piece in _iter_inflated(file, inflater):
            size += len(piece)
            if size <= limit:
                pieces.append(piece)
    except zlib.error as error:
        return Member(offset, 0, b"", f"gzip member is damaged ({error})", bounded=False)
    length = file.tell() - len(inflater.unused_data) - offset
    if not inflater.eof:
        return Member(offset, length, b"", CUT_SHORT, bounded=False)
    if size > limit:
        return Member(offset, length, b"", f"record of {size} bytes is over the limit of {limit}")
    return Member(offset, length, b"".join(pieces))


def _iter_inflated(file: BinaryIO, inflater: zlib._Decompress) -> Iterator[bytes]:
    """Output in bounded pieces until the member or the file ends."""
    pending = b""
    while not inflater.eof:
        pending = pending or file.read(_READ)
        if not pending:
            return
        yield inflater.decompress(pending, _INFLATE)
        pending = inflater.unconsumed_tail


def _read_plain(file: BinaryIO, offset: int, limit: int) -> Member:
    head = _read_head(file)
    stated = _CONTENT_LENGTH.search(head)
    if not head or not stated:
        return Member(offset, 0, b"", "record without an end of its fields or Content-Length", bounded=False)
    size = int(stated[1])
    file.seek(offset + len(head))
    if size > limit:
        return Member(offset, len(head) + size + 4, b"", f"record of {size} bytes is over the limit of {limit}")
    rest = file.read(size + 4)
    if len(rest) < size + 4 or not rest.endswith(b"\r\n\r\n"):
        reason = CUT_SHORT if len(rest) < size + 4 else "record is not followed by two line ends"
        return Member(offset, len(head) + len(rest), b"", reason, bounded=False)
    return Member(offset, len(head) + len(rest), head + rest)


def _read_head(file: BinaryIO) -> bytes:
    """Bytes up to the empty line after a plain record's fields; empty when there is none in reach."""
    head = b""
    while len(head) < _MAX_HEAD and (more := file.read(_READ)):
        searched = max(len(head) - 3, 0)
        head += more
        end = head.find(b"\r\n\r\n", searched)
        if end >= 0:
            return head[: end + 4]
    return b""


def _iter_candidates(file: BinaryIO, offset: int) -> Iterator[int]:
    """Offsets where the first bytes look like a record's, in order."""
    overlap = b""
    file.seek(offset)
    while window := file.read(_INFLATE):
        after = file.tell()
        searched = overlap + window
        base = after - len(searched)
        for match in _START.finditer(searched):
            if base + match.start() >= offset:
                yield base + match.start()
        overlap = searched[-8:]
        file.seek(after)


def _peek(file: BinaryIO, offset: int) -> bytes:
    """The beginning of what may be a record, inflated; empty when it cannot be."""
    file.seek(offset)
    raw = file.read(_PEEK)
    if not raw.startswith(_GZIP_MAGIC):
        return raw
    try:
        return zlib.decompressobj(_GZIP).decompress(raw, _PEEK)
    except zlib.error:
        return b""
