"""Where an export goes: standard output, or a file that is whole or not there."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from storage.errors import CannotWrite, DiskFull

_NO_ROOM = {28, 122}
"""ENOSPC, and EDQUOT: the user's quota is used up."""


def write_output(chunks: Iterable[str], *, to: BinaryIO | None = None) -> None:
    """Writes to standard output in UTF-8, whatever the locale.

    Raises:
        BrokenPipeError: its reader has seen enough.
        DiskFull: it is a file, and no room is left.
    """
    output = to or sys.stdout.buffer
    with _plain_errors("standard output"):
        for chunk in chunks:
            output.write(chunk.encode())
        output.flush()


def write_file(path: Path, chunks: Iterable[str]) -> None:
    """Writes a file in UTF-8 under another name and gives it its own when it is whole.

    Raises:
        CannotWrite: no rights, or no such directory.
        DiskFull: no room left.
    """
    with _plain_errors(str(path)), _replacing(path) as file:
        for chunk in chunks:
            file.write(chunk.encode())


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _give_usual_rights(name)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _give_usual_rights(name: str) -> None:
    """A temporary file is for its owner only; the finished one is as the user's mask has it."""
    mask = os.umask(0)
    os.umask(mask)
    Path(name).chmod(0o666 & ~mask)


@contextmanager
def _plain_errors(where: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise DiskFull(f"no room left for {where}: make room and export again") from None
        raise CannotWrite(f"{where} cannot be written ({error.strerror}): give rights or choose another file") from None
