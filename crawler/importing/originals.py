"""What revisit records refer to: pages whose payload another record of the imported files holds (WARC 1.1 §6.7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crawler.importing.warc_files import Found
from storage.captures.digests import digest_problem
from storage.captures.index import Reference
from storage.captures.members import read_member
from storage.captures.records import StoredRecord, parse_record
from storage.items import Capture
from storage.urls import url_key


class Originals:
    """Where the pages of the imported files lie, by all that a revisit may call them."""

    def __init__(self) -> None:
        self._by_id: dict[str, _Place] = {}
        self._by_moment: dict[tuple[str, datetime], _Place] = {}
        self._by_digest: dict[str, _Place] = {}

    def note(self, found: Found, capture: Capture) -> None:
        """Remembers a page. Of a file that is compressed as a whole no record can be read by itself."""
        if found.path is None:
            return
        place = _Place(found.path, found.record.address.offset)
        self._by_id.setdefault(found.record.record_id, place)
        self._by_moment.setdefault((url_key(capture.url), capture.captured_at), place)
        if label := found.record.fields.get("warc-payload-digest"):
            self._by_digest.setdefault(_plain(label), place)

    def find_payload(self, reference: Reference, url: str) -> bytes | None:
        """The payload of what a record refers to, or None when it is not in the files or is another one.

        `url` is that of the record, which counts where it names no other.
        """
        label = reference.payload_digest
        for place in self._find(reference, url):
            record = _read(place)
            message = record.parse_http() if record is not None else None
            if record is None or (message is None and record.kind != "resource"):
                continue
            body = message.body if message is not None else record.block
            stated = record.fields.get("warc-payload-digest")
            if label is None or (stated and _plain(stated) == _plain(label)) or not digest_problem(label, body):
                return body
        return None

    def _find(self, reference: Reference, url: str) -> list[_Place]:
        places = [
            self._by_id.get(reference.record_id or ""),
            self._by_digest.get(_plain(reference.payload_digest)) if reference.payload_digest else None,
        ]
        if reference.captured_at is not None:
            places.append(self._by_moment.get((url_key(reference.url or url), reference.captured_at)))
        return [place for place in places if place is not None]


@dataclass(frozen=True, slots=True)
class _Place:
    path: Path
    offset: int


def _plain(label: str) -> str:
    """A digest's label without what writers differ in: the case of the algorithm's name, and padding."""
    algorithm, _, value = label.strip().partition(":")
    return f"{algorithm.lower()}:{value.rstrip('=')}"


def _read(place: _Place) -> StoredRecord | None:
    try:
        with place.path.open("rb") as file:
            member = read_member(file, place.offset)
    except (OSError, ValueError, OverflowError):
        return None
    record = parse_record(place.path.name, member) if member is not None else None
    return record if record is not None and not record.defect else None
