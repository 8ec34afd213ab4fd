"""Records that a killed process wrote and did not index: found, so that nothing is fetched twice.

Files of a gigabyte take seconds to read, so nothing here reads one while it holds a transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from storage.capture_index import indexed_offsets, seal_file, sealed_files
from storage.captures.fixity import file_digest
from storage.captures.reader import iter_records
from storage.items import Capture

DECISIONS = "BACKFILE-DECISIONS"
"""What the names of WARC files begin with that hold decisions, which their own process seals."""


@dataclass(frozen=True, slots=True)
class Unsealed:
    """A closed WARC file that may hold records without a row, and the offsets of those with one."""

    path: Path
    indexed: frozenset[int]


@dataclass(frozen=True, slots=True)
class Sealable:
    """A closed WARC file all of whose captures have a row: its bytes and its digest."""

    name: str
    size: int
    digest: str


def list_unsealed(session: Session, warc_directory: Path, names: Collection[str] | None = None) -> list[Unsealed]:
    """The unsealed files of captures in a directory, in the order of their names; with `names` those among them."""
    paths = [path for path in _iter_unsealed(session, warc_directory) if not path.name.startswith(DECISIONS)]
    wanted = [path for path in paths if names is None or path.name in names]
    return [Unsealed(path, frozenset(indexed_offsets(session, path.name))) for path in wanted]


def list_unsealed_decisions(session: Session, warc_directory: Path) -> list[Unsealed]:
    """The unsealed files of decisions in a directory, in the order of their names."""
    paths = _iter_unsealed(session, warc_directory)
    return [Unsealed(path, frozenset()) for path in paths if path.name.startswith(DECISIONS)]


def _iter_unsealed(session: Session, warc_directory: Path) -> Iterator[Path]:
    sealed = sealed_files(session)
    return (path for path in sorted(warc_directory.glob("*.warc.gz")) if path.name not in sealed)


def iter_unindexed(files: Iterable[Unsealed]) -> Iterator[Capture]:
    """Captures that have no row, in the order they were written.

    Raises:
        OSError: a file cannot be read.
    """
    for file in files:
        for summary in iter_records(file.path):
            if summary.capture is not None and summary.capture.address.offset not in file.indexed:
                yield summary.capture


def measure_indexed(files: Iterable[Unsealed]) -> list[Sealable]:
    """The files all of whose captures have a row.

    Raises:
        OSError: a file cannot be read.
    """
    return [
        Sealable(file.path.name, file.path.stat().st_size, file_digest(file.path))
        for file in files
        if next(iter_unindexed([file]), None) is None
    ]


def seal_files(session: Session, files: Iterable[Sealable], *, now: datetime) -> None:
    """Notes that files are closed, wholly indexed, and what they were then."""
    for file in files:
        seal_file(session, file.name, size=file.size, digest=file.digest, now=now)
