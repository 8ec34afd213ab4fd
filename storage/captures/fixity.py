"""What is wrong with a WARC file, found from its bytes alone and from what the database remembers of it.

`check_file` finds every truncation inside a record and every change of a record. A file that lost whole records at
its end is only short of what is expected of it, and a changed byte of a gzip header (time, system) changes no record:
size and SHA-256 of closed files, kept in the database, find those.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from storage.captures.digests import is_verifiable
from storage.captures.naming import final_name
from storage.captures.records import StoredRecord, bare_uri, find_digest_defect, iter_stored

_WITH_PAYLOAD = {"response", "revisit"}


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing that is wrong.

    Attributes:
        file: the final name.
        offset: where the record begins, in bytes; None when the whole file is meant.
        problem: one clause, for people.
    """

    file: str
    offset: int | None
    problem: str

    def __str__(self) -> str:
        place = self.file if self.offset is None else f"{self.file}:{self.offset}"
        return f"{place}: {self.problem}"


def check_file(
    path: Path,
    *,
    expected_size: int | None = None,
    expected_records: int | None = None,
    expected_digest: str | None = None,
    require_digests: bool = True,
) -> list[Defect]:
    """Everything that is wrong with a file: each gzip member, record and digest is read.

    Args:
        path: a WARC file, closed or open.
        expected_size: bytes of the closed file.
        expected_records: records of the closed file, warcinfo included.
        expected_digest: what `file_digest` gave when the file was closed.
        require_digests: whether a record without digests of a known algorithm is a defect; other writers' files
            may have none.
    """
    name = final_name(path)
    try:
        defects, records = _check_records(path, require_digests=require_digests)
        defects += _compare(name, "bytes", path.stat().st_size, expected_size)
        defects += _compare(name, "records", records, expected_records)
        if expected_digest is not None:
            defects += _compare(name, "SHA-256", file_digest(path), expected_digest)
    except OSError as error:
        return [Defect(name, None, f"cannot be read ({error.strerror})")]
    return defects


def file_digest(path: Path) -> str:
    """SHA-256 of a whole file in lower-case hex.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check_records(path: Path, *, require_digests: bool) -> tuple[list[Defect], int]:
    defects: list[Defect] = []
    present: set[str] = set()
    requests: list[tuple[StoredRecord, str]] = []
    records = 0
    for record in iter_stored(path):
        records += 1
        present.add(record.record_id)
        defects += _iter_defects(record, require_digests=require_digests)
        answer = record.fields.get("warc-concurrent-to")
        if record.kind == "request" and answer:
            requests.append((_without_block(record), bare_uri(answer)))
    defects += [
        Defect(request.address.file, request.address.offset, "request without its response")
        for request, answer in requests
        if answer not in present
    ]
    return defects or _require_any(path, records), records


def _iter_defects(record: StoredRecord, *, require_digests: bool) -> Iterator[Defect]:
    problem = record.defect or find_digest_defect(record)
    if not problem and require_digests:
        problem = _find_missing_digest(record)
    if problem:
        yield Defect(record.address.file, record.address.offset, problem)


def _find_missing_digest(record: StoredRecord) -> str | None:
    if not is_verifiable(record.fields.get("warc-block-digest", "")):
        return f"{record.kind} record without WARC-Block-Digest"
    if record.kind in _WITH_PAYLOAD and not is_verifiable(record.fields.get("warc-payload-digest", "")):
        return f"{record.kind} record without WARC-Payload-Digest"
    return None


def _without_block(record: StoredRecord) -> StoredRecord:
    return StoredRecord(record.address, {}, b"")


def _require_any(path: Path, records: int) -> list[Defect]:
    return [] if records else [Defect(final_name(path), None, "holds no record")]


def _compare(name: str, what: str, found: object, expected: object) -> list[Defect]:
    if expected is None or found == expected:
        return []
    return [Defect(name, None, f"{what}: {found}, not {expected} as remembered")]
