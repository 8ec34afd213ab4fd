"""What the stages of one process share: the archive, its one writer, the WARC file being written, the worker pool."""

from __future__ import annotations

import asyncio
import logging
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from pipelines.extract import extractor_identity
from pipelines.rules import Rules
from pipelines.shared_pool import borrow_pool, return_pool
from storage.adoption import Unsealed, iter_unindexed, list_unsealed, measure_indexed, seal_files
from storage.archive import Archive
from storage.capture_index import find_original, find_record
from storage.captures.codings import decode_body
from storage.captures.entries import NOT_MODIFIED, is_original
from storage.captures.exchange import Exchange
from storage.captures.index import Reference
from storage.captures.reader import StoredResponse, read_capture
from storage.captures.repair import RepairReport, repair_directory
from storage.captures.writer import WarcWriter
from storage.database import BUSY_SECONDS
from storage.decisions import finish_purges
from storage.errors import CannotWrite
from storage.items import Capture, CaptureRole, Extraction, RecordAddress
from storage.writer import Writer

logger = logging.getLogger(__name__)
_KNOWN_AT_MOST = 20_000
LONGEST_PAYLOAD = 64 * 2**20
"""Bytes that a body may grow to when its content coding is undone."""


@dataclass(frozen=True, slots=True)
class WorkshopSettings:
    """How a workshop is opened.

    Attributes:
        operator: name and contact for warcinfo records.
        min_free: bytes of disk that are left alone; a crawl stops before it takes them.
        workers: extraction processes.
        deadline: seconds for one page in a worker.
        busy_seconds: how long a transaction waits for another process's on SQLite.
    """

    directory: Path
    database_url: str | None = None
    operator: str | None = None
    min_free: int = 2**30
    workers: int = 2
    deadline: float = 30.0
    busy_seconds: float = BUSY_SECONDS


class Workshop:
    """Opened for one run; the worker pool is shared by the runs of a process."""

    def __init__(self, settings: WorkshopSettings, *, software: str) -> None:
        self.archive = Archive(settings.directory, settings.database_url, busy_seconds=settings.busy_seconds)
        self.archive.prepare()
        finish_purges(self.archive)
        self.repaired: RepairReport = repair_directory(self.archive.warc_directory)
        self.warc = WarcWriter(
            self.archive.warc_directory, software=software, operator=settings.operator, min_free=settings.min_free
        )
        self.writer = Writer(self.archive.engine, before_commit=self.warc.sync)
        self.pool = borrow_pool(settings.workers, settings.deadline)
        self._originals: dict[tuple[str, CaptureRole], Capture] = {}
        self._unindexed: dict[str, RecordAddress] = {}
        self._to_seal: set[str] = set()
        self._readings: set[asyncio.Future[Extraction]] = set()
        self._given_up = False

    def keep(self, exchange: Exchange, payload_digest: str, *, confirmed: Capture | None = None) -> Capture:
        """Writes an exchange; a payload the archive has becomes a revisit record. Blocking, and safe in a thread.

        So does a 304, of the capture that it confirms: the one whose validators the request was sent with.
        """
        if exchange.status == NOT_MODIFIED:
            return self.warc.write_exchange(exchange, known=self._find_whole(confirmed) if confirmed else None)
        key = (payload_digest, exchange.role)
        capture = self.warc.write_exchange(exchange, known=self._find_original(*key) if exchange.body else None)
        if is_original(capture) and capture.truncated is None and len(self._originals) < _KNOWN_AT_MOST:
            self._originals.setdefault(key, capture)
        return capture

    def _find_whole(self, confirmed: Capture) -> Capture | None:
        """The capture itself, or the one that holds its payload."""
        return confirmed if is_original(confirmed) else self._find_original(confirmed.payload_digest, confirmed.role)

    def _find_original(self, payload_digest: str, role: CaptureRole) -> Capture | None:
        if (known := self._originals.get((payload_digest, role))) is not None:
            return known
        with self.archive.read() as session:
            return find_original(session, payload_digest, role)

    async def extract(self, payload: bytes, *, url: str, content_type: str | None, rules: Rules) -> Extraction:
        """What a worker reads of a page.

        Raises:
            DropItem: the run gave up before; the capture is kept, and the next run reads it.
        """
        reading = asyncio.ensure_future(self.pool.extract(payload, url=url, content_type=content_type, rules=rules))
        self._readings.add(reading)
        try:
            return await reading
        except asyncio.CancelledError:
            if reading.cancelled() and self._given_up:
                raise DropItem("the run ends before the page is read") from None
            raise
        finally:
            self._readings.discard(reading)

    def give_up(self) -> None:
        """Waits for no worker any longer; other runs of the process keep theirs."""
        self._given_up = True
        for reading in list(self._readings):
            reading.cancel()

    def extractor(self, rules: Rules) -> str:
        """Who reads a page by these rules."""
        return extractor_identity(rules)

    def read_back(self, capture: Capture) -> StoredResponse:
        """A stored response, a revisit's taken from the record it refers to.

        Raises:
            BrokenRecord: the record, or the one it refers to, is damaged.
        """
        return read_capture(self.archive.warc_directory, capture.address, resolve=self._resolve)

    def read_payload(self, capture: Capture) -> bytes:
        """A stored body with its content coding undone, as far as that goes.

        Raises:
            BrokenRecord: the record is damaged.
        """
        stored = self.read_back(capture)
        return decode_body(stored.payload_headers, stored.body, LONGEST_PAYLOAD).data

    def find_unindexed(self, publication: str) -> list[Capture]:
        """A publication's captures in closed WARC files that have no row. Reads whole files: not for the event loop.

        The files are sealed when the workshop closes, if all that they hold has a row by then.

        Raises:
            CannotWrite: a WARC file cannot be read.
        """
        with self.archive.read() as session:
            files = list_unsealed(session, self.archive.warc_directory)
        return [capture for file in files for capture in self._find_unindexed(file, publication)]

    def _find_unindexed(self, file: Unsealed, publication: str) -> list[Capture]:
        try:
            found = list(iter_unindexed([file]))
        except OSError as error:
            raise CannotWrite(f"{file.path} cannot be read ({error.strerror}): give rights to it") from None
        ours = [capture for capture in found if capture.publication == publication]
        if len(ours) == len(found):
            self._to_seal.add(file.path.name)
        self._unindexed.update((capture.record_id, capture.address) for capture in ours)
        return ours

    def _resolve(self, reference: Reference) -> RecordAddress | None:
        if (address := self._unindexed.get(reference.record_id or "")) is not None:
            return address
        with self.archive.read() as session:
            found = find_record(session, reference.record_id) if reference.record_id else None
        return found.address if found else None

    def close(self) -> None:
        """Commits what waits, closes and seals the WARC file, gives back the worker pool.

        Raises:
            BackfileError: the WARC file could not be closed, or what waited could not be committed.
        """
        with ExitStack() as closing:
            closing.callback(self.archive.close)
            closing.callback(self.writer.close)
            closing.callback(return_pool, self.pool)
            self.warc.close()
            self._seal()

    def _seal(self) -> None:
        """Looks only at the files of this run; a transaction before and one after, none while it reads them."""
        names = self._to_seal.union(self.warc.closed)
        if not names:
            return
        files = self.writer.do(partial(list_unsealed, warc_directory=self.archive.warc_directory, names=names))
        try:
            sealable = measure_indexed(files)
        except OSError as error:
            raise CannotWrite(f"a WARC file cannot be read ({error}): give rights to it") from None
        self.writer.do(partial(seal_files, files=sealable, now=datetime.now(UTC)))


_of_crawler: WeakKeyDictionary[Crawler, Workshop] = WeakKeyDictionary()


def assign(crawler: Crawler, workshop: Workshop) -> None:
    """Gives a crawler its workshop, before its pipelines are made."""
    _of_crawler[crawler] = workshop


def workshop_of(crawler: Crawler) -> Workshop:
    """The workshop a crawler was given."""
    return _of_crawler[crawler]
