"""Records that a killed process wrote and did not index: found, so that nothing is fetched twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from storage.capture_index import indexed_offsets, seal_file, sealed_files
from storage.captures.fixity import file_digest
from storage.captures.reader import iter_records
from storage.items import Capture


def iter_unindexed(session: Session, warc_directory: Path) -> Iterator[Capture]:
    """Captures in closed files that have no row, in the order they were written."""
    for path in unsealed_paths(session, warc_directory):
        known = indexed_offsets(session, path.name)
        for summary in iter_records(path):
            if summary.capture is not None and summary.capture.address.offset not in known:
                yield summary.capture


def unsealed_paths(session: Session, warc_directory: Path) -> list[Path]:
    """Closed WARC files that may hold records without a row."""
    sealed = sealed_files(session)
    return [path for path in sorted(warc_directory.glob("*.warc.gz")) if path.name not in sealed]


def seal_indexed(session: Session, warc_directory: Path, *, now: datetime) -> list[str]:
    """Seals each closed file all of whose captures have a row; gives their names."""
    sealed = []
    for path in unsealed_paths(session, warc_directory):
        known = indexed_offsets(session, path.name)
        if all(s.capture is None or s.capture.address.offset in known for s in iter_records(path)):
            seal_file(session, path.name, size=path.stat().st_size, digest=file_digest(path), now=now)
            sealed.append(path.name)
    return sealed
