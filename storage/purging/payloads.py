"""The bodies of captures, and an account of those that cannot be read."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import models
from storage.captures.codings import decode_body
from storage.captures.index import Reference
from storage.captures.reader import read_capture
from storage.errors import BrokenRecord
from storage.items import RecordAddress
from storage.purging.replacing import Replacement
from storage.purging.wording import LONGEST


class Payloads:
    """Reads bodies from WARC files, their content codings undone.

    Attributes:
        unread: what could not be looked into: why, by file and offset.
    """

    def __init__(self, session: Session, directory: Path) -> None:
        self.unread: dict[tuple[str, int], str] = {}
        self._session = session
        self._directory = directory

    def find(self, capture: models.Capture, *, is_noted: bool = True) -> bytes | None:
        """The body of a capture; None where it cannot be read."""
        return self.find_at(RecordAddress(capture.warc_file.name, capture.offset, capture.length), is_noted=is_noted)

    def find_at(self, address: RecordAddress, *, is_noted: bool = True) -> bytes | None:
        """The body of the record at an address, which may have no row; None where it cannot be read."""
        try:
            stored = read_capture(self._directory, address, resolve=self._resolve)
        except BrokenRecord as error:
            if is_noted:
                self.note(address, str(error).removeprefix(f"{address}: "))
            return None
        body = decode_body(stored.payload_headers, stored.body, LONGEST)
        if body.problem and is_noted and not stored.truncated:
            self.note(address, f"its body cannot be read to the end ({body.problem})")
        return body.data

    def note(self, address: RecordAddress, problem: str) -> None:
        """Adds a record to the account."""
        self.unread[address.file, address.offset] = problem

    def describe(self) -> tuple[str, ...]:
        """The account, a line for each record."""
        return tuple(f"{file}:{offset}: {problem}" for (file, offset), problem in sorted(self.unread.items()))

    def move(self, replacement: Replacement) -> None:
        """Keeps the account true of a file that took another's place."""
        moved = {at: problem for (name, at), problem in self.unread.items() if name == replacement.old}
        for at, problem in {**moved, **replacement.damage}.items():
            self.unread.pop((replacement.old, at), None)
            if replacement.new is not None and at in replacement.moved:
                self.unread[replacement.new, replacement.moved[at]] = problem

    def _resolve(self, reference: Reference) -> RecordAddress | None:
        found = self._session.scalar(
            select(models.Capture).where(models.Capture.record_id == (reference.record_id or ""))
        )
        return RecordAddress(found.warc_file.name, found.offset, found.length) if found is not None else None
