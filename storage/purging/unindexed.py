"""Records without a row in the index that belong to a purged article: decisions, and what a killed process left."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from sqlalchemy.orm import Session

from storage.adoption import DECISIONS, Unsealed, list_unsealed
from storage.captures.index import RecordSummary
from storage.captures.reader import iter_records
from storage.items import Capture, RecordAddress
from storage.purging.payloads import Payloads
from storage.purging.traces import Traces
from storage.urls import url_key

Removed = Iterator[tuple[str, str]]
"""A file's name and a record's id."""


def iter_unindexed(session: Session, directory: Path, traces: Traces, payloads: Payloads) -> Removed:
    """Captures that a killed process left without a row: of the same addresses or bytes, or with words of the text."""
    keys = {url_key(url) for urls in traces.addresses.values() for url in urls}
    digests = {row.payload_digest for row in traces.captures if row.payload_length}
    files = list_unsealed(session, directory)
    found = list(_iter_captures(files, payloads))
    digests |= {one.payload_digest for one in found if _carries(one, digests, traces, payloads)}
    for one in found:
        if one.payload_digest in digests or url_key(one.url) in keys or url_key(one.requested_url or "") in keys:
            yield one.address.file, one.record_id


def iter_decisions(directory: Path, articles: Collection[str], records: Collection[str], payloads: Payloads) -> Removed:
    """Decisions about the articles that hold a text somebody gave, and those of these ids."""
    for path in sorted(directory.glob(f"{DECISIONS}*.warc.gz")):
        for summary in _iter_records(path, payloads):
            decision = summary.decision or {}
            if summary.record_id in records or (decision.get("article") in articles and "content" in decision):
                yield path.name, summary.record_id


def _iter_captures(files: Collection[Unsealed], payloads: Payloads) -> Iterator[Capture]:
    for file in files:
        for summary in _iter_records(file.path, payloads):
            if summary.capture is not None and summary.address.offset not in file.indexed:
                yield summary.capture


def _iter_records(path: Path, payloads: Payloads) -> Iterator[RecordSummary]:
    """The records of a file; what cannot be read is noted."""
    try:
        for summary in iter_records(path):
            if summary.defect:
                payloads.note(summary.address, summary.defect)
            yield summary
    except OSError as error:
        payloads.note(RecordAddress(path.name, 0, 0), f"cannot be read ({error.strerror})")


def _carries(capture: Capture, digests: Collection[str], traces: Traces, payloads: Payloads) -> bool:
    """Whether a record holds words of the articles; a revisit's are in another one."""
    if capture.record_type == "revisit" or not capture.payload_length or capture.payload_digest in digests:
        return False
    payload = payloads.find_at(capture.address)
    return payload is not None and traces.passages.stand_in(payload, capture.content_type)
