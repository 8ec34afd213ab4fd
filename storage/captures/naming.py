"""Names of WARC files: `BACKFILE-20261123053110123-00000-4711~host.warc.gz`, as other crawlers name theirs.

Prefix, moment of creation in UTC to the millisecond, serial number within the process, process and machine. While it
is written a file ends in `.open`; records are addressed by the final name all along.
"""

from __future__ import annotations

import os
import re
import socket
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from storage.errors import BrokenRecord

CLOSED_SUFFIX = ".warc.gz"
OPEN_SUFFIX = ".open"
REPLACING_SUFFIX = ".replacing"
"""Of a file that takes another's place: it has its final name once the database names it (`storage.purging`)."""

_STAMP = re.compile(r"-[0-9]{17}-[0-9]{5}-[0-9]+~.*")
_NOT_IN_NAME = re.compile(r"[^A-Za-z0-9.-]+")


def new_name(prefix: str, serial: int) -> str:
    """The final name of a file that is begun now."""
    stamp = datetime.now(UTC).strftime("%Y%m%d%H%M%S%f")[:17]
    host = _NOT_IN_NAME.sub("-", socket.gethostname())[:60].strip("-.") or "localhost"
    return f"{_NOT_IN_NAME.sub('-', prefix)[:60]}-{stamp}-{serial:05d}-{os.getpid()}~{host}{CLOSED_SUFFIX}"


def final_name(path: Path) -> str:
    """The name records of this file are addressed by."""
    return path.name.removesuffix(OPEN_SUFFIX).removesuffix(REPLACING_SUFFIX)


def name_like(name: str, serial: int) -> str:
    """A new name with the prefix of another."""
    return new_name(_STAMP.sub("", name), serial)


def open_named(directory: Path, name: str) -> BinaryIO:
    """The file of an address, opened to read, whether its writer has closed it or not.

    Raises:
        BrokenRecord: no such file, or it cannot be read, or the name leads out of the directory.
    """
    if name != Path(name).name or name in {"", ".", ".."} or "\x00" in name:
        raise BrokenRecord(f"{name!r} is no name of a WARC file")
    # the final name again at last: the writer may have closed the file between the first look and the second
    endings = ("", OPEN_SUFFIX, REPLACING_SUFFIX, "")
    for path in (directory / f"{name}{ending}" for ending in endings):
        try:
            return path.open("rb")
        except FileNotFoundError:
            continue
        except OSError as error:
            raise BrokenRecord(f"{name}: cannot be read ({error.strerror})") from error
    raise BrokenRecord(f"{name}: no such file in {directory}")
