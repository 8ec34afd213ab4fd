"""Records of a WARC file as they lie there: fields, block, address, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from fastwarc.warc import WarcRecord

from storage.captures.digests import digest_problem
from storage.captures.http_message import HttpMessage, parse_message
from storage.captures.members import MAX_RECORD, Member, find_next_start, read_member
from storage.captures.naming import final_name
from storage.items import RecordAddress

MAX_DEFECTS = 1000
"""After so much damage the rest of a file is given up, which bounds the time a hostile file takes."""

_PROFILES = ("/revisit/identical-payload-digest", "/revisit/server-not-modified")
_HTTP_TYPES = {"request", "response", "revisit"}


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """One record, or the place of one that cannot be read.

    Attributes:
        fields: named fields, names in lower case; of a repeated one the first.
        block: empty when the record cannot be read.
        defect: why the record cannot be read, else None.
    """

    address: RecordAddress
    fields: Mapping[str, str]
    block: bytes
    defect: str | None = None

    @property
    def kind(self) -> str:
        """The WARC-Type in lower case."""
        return self.fields.get("warc-type", "").lower()

    @property
    def record_id(self) -> str:
        """The WARC-Record-ID without its angle brackets."""
        return bare_uri(self.fields.get("warc-record-id", ""))

    @property
    def target(self) -> str:
        """The WARC-Target-URI, without the angle brackets that wget 1.19 put around it."""
        return bare_uri(self.fields.get("warc-target-uri", ""))

    @property
    def end(self) -> int:
        """The offset of the first byte after the record."""
        return self.address.offset + self.address.length

    @property
    def truncated(self) -> str | None:
        """The WARC-Truncated reason; None for a revisit, where it stands for the payload left out (§6.7.2)."""
        return None if self.kind == "revisit" else self.fields.get("warc-truncated")

    def parse_http(self) -> HttpMessage | None:
        """The HTTP message of a request, response or revisit; None for other records, such as a dns: response.

        None too for a revisit of an unknown profile, which is not to be interpreted (WARC 1.1 §5.18).
        """
        is_http = self.kind in _HTTP_TYPES and self.target.lower().startswith(("http:", "https:"))
        profile = self.fields.get("warc-profile", "") if self.kind == "revisit" else ""
        if not is_http or self.defect or (profile and not profile.endswith(_PROFILES)):
            return None
        return parse_message(self.block)


def bare_uri(value: str) -> str:
    """A URI without angle brackets around it."""
    uri = value.strip()
    return uri[1:-1] if uri.startswith("<") and uri.endswith(">") else uri


def iter_stored(path: Path, *, limit: int = MAX_RECORD) -> Iterator[StoredRecord]:
    """Every record of a file in order; after damage the walk goes on at the next record that can be found.

    Raises:
        OSError: the file cannot be opened or read.
    """
    with path.open("rb") as file:
        yield from _iter_records(file, final_name(path), limit)


def parse_record(file: str, member: Member) -> StoredRecord:
    """The record of a member."""
    address = RecordAddress(file, member.offset, member.length)
    if member.defect:
        return StoredRecord(address, {}, b"", member.defect)
    try:
        fields = _parse_fields(member.data)
    except OSError as error:
        return StoredRecord(address, {}, b"", f"no WARC record ({error})")
    block, defect = _split_block(member.data, fields)
    return StoredRecord(address, fields, block, defect or _find_missing(fields))


def find_digest_defect(record: StoredRecord) -> str | None:
    """Why the record is not what its digests say; a digest that is not stated is no defect here."""
    block_digest = record.fields.get("warc-block-digest")
    problem = digest_problem(block_digest, record.block) if block_digest else None
    if block_digest and problem and not _is_of_nothing(record, block_digest):
        return f"block: {problem}"
    payload_digest = record.fields.get("warc-payload-digest")
    # a revisit's is of a payload that lies elsewhere, a segment's of the whole (WARC 1.1 §5.9, §5.20)
    if not payload_digest or record.kind == "revisit" or "warc-segment-number" in record.fields:
        return None
    problems = [digest_problem(payload_digest, payload) for payload in _possible_payloads(record)]
    return f"payload: {problems[0]}" if all(problems) else None


def _is_of_nothing(record: StoredRecord, block_digest: str) -> bool:
    """Of every revisit wget 1.21 states the digest of an empty block, and writes the answer's headers into it."""
    return record.kind == "revisit" and digest_problem(block_digest, b"") is None


def _iter_records(file: BinaryIO, name: str, limit: int) -> Iterator[StoredRecord]:
    offset: int | None = 0
    markers: set[bytes] = set()
    damage = 0
    while offset is not None and damage < MAX_DEFECTS and (member := read_member(file, offset, limit=limit)):
        record = parse_record(name, member)
        if origin := record.fields.get("warc-warcinfo-id"):
            markers.add(bare_uri(origin).encode())
        yield record
        damage += record.defect is not None
        offset = member.offset + member.length if member.bounded else _skip(file, member, markers)


def _skip(file: BinaryIO, member: Member, markers: set[bytes]) -> int | None:
    return find_next_start(file, member.offset + 1, frozenset(markers))


def _parse_fields(data: bytes) -> dict[str, str]:
    fields: dict[str, str] = {}
    for name, value in WarcRecord.from_bytes(data).headers.to_tuples():
        fields.setdefault(name.lower(), value)
    return fields


def _split_block(data: bytes, fields: Mapping[str, str]) -> tuple[bytes, str | None]:
    head = data.find(b"\r\n\r\n") + 4
    stated = fields.get("content-length", "")
    if head < 4 or not (stated.isascii() and stated.isdigit()) or len(stated) > 18:
        return b"", "record without an end of its fields or Content-Length"
    end = head + int(stated)
    if end > len(data):
        return b"", f"block has {len(data) - head} of {stated} bytes"
    rest = data[end:]
    if rest != b"\r\n\r\n":
        many = b"WARC/" in rest[:16]
        return b"", "several records in one gzip member" if many else "record is not followed by two line ends alone"
    return data[head:end], None


def _find_missing(fields: Mapping[str, str]) -> str | None:
    """A mandatory field that is not there (WARC 1.1 §5.2–5.5)."""
    missing = [name for name in ("warc-type", "warc-record-id", "warc-date") if not fields.get(name)]
    return f"record without {missing[0]}" if missing else None


def _possible_payloads(record: StoredRecord) -> list[bytes]:
    """The payload: the entity, which some writers take with its transfer coding and some without."""
    message = record.parse_http()
    if message is None:
        return [record.block]
    return [message.entity] if message.body is message.entity else [message.entity, message.body]
