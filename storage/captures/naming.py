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

from storage.errors import BrokenRecord

CLOSED_SUFFIX = ".warc.gz"
OPEN_SUFFIX = ".open"

_NOT_IN_NAME = re.compile(r"[^A-Za-z0-9.-]+")


def new_name(prefix: str, serial: int) -> str:
    """The final name of a file that is begun now."""
    stamp = datetime.now(UTC).strftime("%Y%m%d%H%M%S%f")[:17]
    host = _NOT_IN_NAME.sub("-", socket.gethostname())[:60].strip("-.") or "localhost"
    return f"{_NOT_IN_NAME.sub('-', prefix)[:60]}-{stamp}-{serial:05d}-{os.getpid()}~{host}{CLOSED_SUFFIX}"


def final_name(path: Path) -> str:
    """The name records of this file are addressed by."""
    return path.name.removesuffix(OPEN_SUFFIX)


def get_file(directory: Path, name: str) -> Path:
    """The file of an address, closed or still open.

    Raises:
        BrokenRecord: no such file, or a name that leads out of the directory.
    """
    if name != Path(name).name or name in {"", ".", ".."} or "\x00" in name:
        raise BrokenRecord(f"{name!r} is no name of a WARC file")
    for path in (directory / name, directory / f"{name}{OPEN_SUFFIX}", directory / name):
        if path.is_file():
            return path
    raise BrokenRecord(f"{name}: no such file in {directory}")
