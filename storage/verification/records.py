"""The index against the WARC files, both ways: each row's record is as the row says, each record has its row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from storage import models
from storage.archive import Archive
from storage.capture_index import LONGEST_URL, as_item, find_original, find_record, sealed_files
from storage.captures.digests import NOTHING
from storage.captures.index import RecordSummary
from storage.captures.naming import final_name
from storage.captures.reader import iter_records
from storage.items import Capture
from storage.verification.files import is_open, iter_files
from storage.verification.findings import CheckResult

_AT_ONCE = 500
_COMPARED = (
    "record_id", "record_type", "role", "url", "captured_at", "status", "payload_digest", "payload_length",
    "truncated", "publication", "address",
)  # fmt: skip


def check_records(archive: Archive, result: CheckResult) -> None:
    """Reads each file once beside its rows, in the order of their offsets."""
    with archive.read() as session:
        newest = session.scalar(select(func.max(models.Capture.id))) or 0
        sealed = sealed_files(session)
    for path in iter_files(archive):
        try:
            _check_file(archive, path, newest, result, is_sealed=final_name(path) in sealed)
        except FileNotFoundError:
            result.note(final_name(path), "was closed while it was read: check again")


def _check_file(archive: Archive, path: Path, newest: int, result: CheckResult, *, is_sealed: bool) -> None:
    rows = _iter_rows(archive, final_name(path), newest)
    unindexed = 0
    for row, summary in _pair(rows, iter_records(path)):
        if row is not None:
            result.count("rows")
            _check_row(archive, row, summary, result)
        elif summary is not None and summary.decision is not None:
            result.count("decisions")
            _check_decision(archive, summary, result)
        elif summary is not None and summary.capture is not None:
            result.count("records without a row")
            unindexed += 1
            if is_sealed:
                result.find(summary.address, "a record without a row in a sealed file")
    if unindexed and not is_sealed and not is_open(path):
        result.note(final_name(path), f"{unindexed} records have no row: to be adopted by the next crawl")


def _check_decision(archive: Archive, summary: RecordSummary, result: CheckResult) -> None:
    """A decision that was written has its event, unless the program ended in between: then it was not carried out."""
    named = str((summary.decision or {}).get("id", ""))
    with archive.read() as session:
        found = session.scalars(select(models.Event).where(models.Event.public_id == named)).first()
        lapsed = session.scalar(select(models.Event.id).where(models.Event.undoes == named))
    if found is not None and found.record_id != summary.record_id:
        result.find(summary.address, f"the event {named} names another record than this one")
    elif found is None and lapsed is None:
        result.note(summary.address, f"the decision {named} was not carried out: it lapses with the next one")


def _iter_rows(archive: Archive, file: str, newest: int) -> Iterator[Capture]:
    """Rows of a file by offset, in short transactions; none that came after the check began."""
    capture, after = models.Capture, -1
    while True:
        with archive.read() as session:
            rows = session.scalars(
                select(capture)
                .join(capture.warc_file)
                .options(joinedload(capture.warc_file))
                .where(models.WarcFile.name == file, capture.offset > after, capture.id <= newest)
                .order_by(capture.offset)
                .limit(_AT_ONCE)
            )
            captures = [as_item(row) for row in rows]
        yield from captures
        if len(captures) < _AT_ONCE:
            return
        after = captures[-1].address.offset


def _pair(
    rows: Iterator[Capture], records: Iterator[RecordSummary]
) -> Iterator[tuple[Capture | None, RecordSummary | None]]:
    """Rows and records that begin at the same offset, and those that stand alone."""
    row, record = next(rows, None), next(records, None)
    while row is not None or record is not None:
        ahead = (row.address.offset if row else None), (record.address.offset if record else None)
        if ahead[1] is None or (ahead[0] is not None and ahead[0] < ahead[1]):
            yield row, None
            row = next(rows, None)
        elif ahead[0] is None or ahead[1] < ahead[0]:
            yield None, record
            record = next(records, None)
        else:
            yield row, record
            row, record = next(rows, None), next(records, None)


def _check_row(archive: Archive, row: Capture, summary: RecordSummary | None, result: CheckResult) -> None:
    if summary is None:
        result.find(row.address, f"no record begins here, where the index has {row.record_id} ({row.url[:200]})")
        return
    if summary.capture is None:
        result.find(row.address, f"the record cannot be read as the capture the index has of {row.url[:200]}")
        return
    found = replace(summary.capture, url=summary.capture.url[:LONGEST_URL])
    differing = [name for name in _COMPARED if getattr(found, name) != getattr(row, name)]
    if differing:
        result.find(row.address, f"the index differs from the record in {', '.join(differing)}")
    if row.record_type == "revisit":
        _check_revisit(archive, row, summary, result)


def _check_revisit(archive: Archive, row: Capture, summary: RecordSummary, result: CheckResult) -> None:
    """The payload must lie in a record that holds it itself; that record is checked in its own place.

    An empty payload lies in no record: whatever the revisit refers to, nothing can be missing.
    """
    result.count("revisits")
    if row.payload_digest == NOTHING:
        return
    named = summary.refers_to.record_id if summary.refers_to else None
    with archive.read() as session:
        original = find_record(session, named) if named else None
        if original is None or original.record_type == "revisit":
            original = find_original(session, row.payload_digest, row.role) if row.payload_digest else None
    if original is None:
        result.find(row.address, f"the payload of this revisit cannot be found ({row.url[:200]})")
    elif row.payload_digest and original.payload_digest != row.payload_digest:
        result.find(row.address, f"{original.address} holds another payload than this revisit says")
