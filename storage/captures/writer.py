"""WARC 1.1 files, written: one at a time, each record whole or not at all."""

from __future__ import annotations

import itertools
import threading
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from storage.captures.capture_records import (
    build_decision,
    build_exchange,
    build_resource,
    build_warcinfo,
)
from storage.captures.entries import describe_exchange, describe_resource
from storage.captures.exchange import Exchange
from storage.captures.naming import new_name
from storage.captures.open_file import OpenFile
from storage.captures.record import new_record_id
from storage.errors import CannotWrite
from storage.items import Capture, CaptureRole, RecordAddress

ROTATE_AT = 10**9
MIN_FREE = 2**30

_serials = itertools.count()


@dataclass(frozen=True, slots=True)
class _Begun:
    file: OpenFile
    warcinfo_id: str
    empty_size: int


class WarcWriter:
    """Writes WARC files into a directory; threads may share it, processes may not.

    A file is begun with the first record and closed once it has `rotate_at` bytes, so it may be longer by one
    exchange. `min_free` bytes of the disk are left alone.

    Args:
        directory: made where it is missing.
        software: name and version, for the warcinfo record.
        operator: who crawls and how to reach them, for the warcinfo record.
        robots: how robots.txt is heeded, for the warcinfo record.
        prefix: first part of the files' names.
        rotate_at: bytes; 1 GB is the convention.
        min_free: bytes.

    Attributes:
        closed: names of the files it wrote and closed.

    Raises:
        CannotWrite: the directory cannot be made.
    """

    def __init__(
        self,
        directory: Path,
        *,
        software: str,
        operator: str | None,
        robots: str = "obey",
        prefix: str = "BACKFILE",
        rotate_at: int = ROTATE_AT,
        min_free: int = MIN_FREE,
    ) -> None:
        self._directory = directory
        self._about = {"software": software, "operator": operator, "robots": robots}
        self._prefix = prefix
        self._rotate_at = rotate_at
        self._min_free = min_free
        self._lock = threading.Lock()
        self._begun: _Begun | None = None
        self.closed: list[str] = []
        try:
            directory.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CannotWrite(f"{directory} cannot be made ({error.strerror})") from error

    def write_exchange(self, exchange: Exchange, *, known: Capture | None = None) -> Capture:
        """Append a request and its response in one piece; gives the response's index entry.

        With `known`, an earlier capture that holds a payload itself (`is_original`), a response of the same role with
        the same payload digest becomes a revisit record (WARC 1.1 §6.7.2), and so does a 304 that confirms it
        (§6.7.3). Header bytes are kept as received and secrets redacted (Authorization and Cookie of requests among
        them) as `http_block` states.

        Raises:
            DiskFull: no room is left; nothing was written.
            CannotWrite: the device refuses for another reason; nothing was written.
        """
        capture = describe_exchange(exchange, known)
        with self._lock:
            begun = self._get_begun()
            request, response = build_exchange(exchange, capture, known, begun.warcinfo_id)
            offset = begun.file.append(request + response) + len(request)
        return replace(capture, address=RecordAddress(begun.file.name, offset, len(response)))

    def write_resource(
        self,
        url: str | None,
        payload: bytes,
        content_type: str | None,
        captured_at: datetime,
        publication: str | None,
        role: CaptureRole,
        *,
        run: str | None = None,
        given_title: str | None = None,
    ) -> Capture:
        """Append an import as a resource record; without a URL its target is `urn:sha256:…` of the payload.

        `given_title` is what an operator says the title is.

        Raises:
            DiskFull: no room is left; nothing was written.
            CannotWrite: the device refuses for another reason; nothing was written.
        """
        capture = describe_resource(url, payload, content_type, captured_at, publication, role)
        with self._lock:
            begun = self._get_begun()
            member = build_resource(capture, payload, run, begun.warcinfo_id, given_title)
            offset = begun.file.append(member)
        return replace(capture, address=RecordAddress(begun.file.name, offset, len(member)))

    def write_decision(self, record_id: str, block: bytes, *, decided_at: datetime, publication: str | None) -> None:
        """Append a decision, as JSON, as a metadata record.

        Raises:
            DiskFull: no room is left; nothing was written.
            CannotWrite: the device refuses for another reason; nothing was written.
        """
        with self._lock:
            begun = self._get_begun()
            begun.file.append(build_decision(record_id, decided_at, publication, block, begun.warcinfo_id))

    def sync(self) -> None:
        """Bring what was written to the device, before a row that points to it is committed.

        Raises:
            DiskFull: the device has no room for it.
            CannotWrite: the device failed.
        """
        with self._lock:
            if self._begun:
                self._begun.file.sync()

    def close(self) -> None:
        """Sync and close the current file, which loses `.open`; doing it twice changes nothing.

        Raises:
            DiskFull: the device has no room for what was written.
            CannotWrite: the device failed.
        """
        with self._lock:
            self._close()

    def _get_begun(self) -> _Begun:
        if self._begun and self._begun.file.size >= max(self._rotate_at, self._begun.empty_size + 1):
            self._close()
        if self._begun is None:
            self._begun = self._begin()
        return self._begun

    def _begin(self) -> _Begun:
        file = OpenFile(self._directory, lambda: new_name(self._prefix, next(_serials)), min_free=self._min_free)
        warcinfo_id = new_record_id()
        try:
            file.append(build_warcinfo(warcinfo_id, file.name, datetime.now(UTC), self._about))
        except BaseException:
            file.close(keep=False)
            raise
        return _Begun(file, warcinfo_id, file.size)

    def _close(self) -> None:
        begun, self._begun = self._begun, None
        if begun:
            keep = begun.file.size > begun.empty_size
            begun.file.close(keep=keep)
            self.closed += [begun.file.name] if keep else []
