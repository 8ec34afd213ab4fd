"""Files given to an import: found in directories, read whole within bounds, unpacked where they end in `.gz`."""

from __future__ import annotations

import codecs
import os
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from storage.errors import UnreadableInput

LARGEST = 32 * 2**20
"""Bytes of one page; a crawl cuts bodies there, a file that is longer is no page."""

_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\v\f\r\x1b"))
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_file(path: Path) -> bytes:
    """The bytes of a file, unpacked where its name ends in `.gz`.

    Raises:
        UnreadableInput: it cannot be read, is damaged, or is larger than `LARGEST`.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise UnreadableInput(f"cannot be read: {error.strerror}") from None
    if path.suffix.lower() == ".gz":
        data = _unpack(data)
    if len(data) > LARGEST:
        raise UnreadableInput(f"is larger than {LARGEST // 2**20} MiB, which no page is")
    return data


def iter_files(given: Iterable[Path], suffixes: tuple[str, ...]) -> Iterator[tuple[Path, Path]]:
    """Each file with the directory it was found below, sorted; a file that is given is taken whatever its name.

    Links to directories are not followed.
    """
    for path in given:
        if not path.is_dir():
            yield path, path.parent
            continue
        for directory, names, files in os.walk(path):
            names.sort()
            for name in sorted(files):
                if name.lower().endswith(suffixes):
                    yield Path(directory, name), path


def is_binary(data: bytes) -> bool:
    """Whether control characters are more than one in 200 bytes; text in UTF-16 has a byte order mark."""
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return controls * 200 > len(data) and not data.startswith(_UTF_16)


def _unpack(data: bytes) -> bytes:
    inflater = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        unpacked = inflater.decompress(data, LARGEST + 1)
    except zlib.error:
        raise UnreadableInput("is no gzip file, as its name says, or a damaged one") from None
    if not inflater.eof and len(unpacked) <= LARGEST:
        raise UnreadableInput("is a gzip file that is cut short")
    return unpacked
