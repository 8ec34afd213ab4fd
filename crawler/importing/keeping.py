"""Captured before parsed: what is imported is in the archive's own WARC file first, and only once."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from datetime import UTC, datetime

from crawler.importing.delivery import Delivery, Refusal, Revisited
from crawler.importing.earlier import EarlierCaptures
from pipelines.workshop import Workshop
from storage.capture_index import find_original, find_run_kind, find_same
from storage.captures.digests import NOTHING, sha256_hex
from storage.captures.entries import NOT_MODIFIED, is_original
from storage.captures.exchange import Exchange
from storage.errors import BrokenRecord
from storage.items import Capture, CaptureRole

_REMEMBERED = 10_000


_Identity = tuple[str, str | None, datetime | None]


class Keeper:
    """Gives each delivery its capture.

    The archive's own where it has the same payload from the same URL, captured at the same time; a dump of which
    nobody says when it was captured is the same whenever it is imported.
    """

    def __init__(self, workshop: Workshop, *, publication: str, run_id: int) -> None:
        self._workshop = workshop
        self._publication = publication
        self._run_id = run_id
        self._lately: OrderedDict[_Identity, Capture] = OrderedDict()
        self._originals: dict[str, Capture] = {}
        self._earlier = EarlierCaptures(workshop, publication)

    def keep(self, delivery: Delivery) -> Capture | Refusal:
        """The capture, written unless the archive has it; or why a revisit has none. Blocking.

        Raises:
            BackfileError: it cannot be written, or the database does not answer.
        """
        if delivery.revisited is None:
            return self._keep(delivery)
        if delivery.exchange is not None and delivery.exchange.status == NOT_MODIFIED:
            return self._keep_not_modified(delivery, delivery.exchange, delivery.revisited)
        whole = self._earlier.complete(delivery, delivery.revisited)
        return self._keep(whole) if whole is not None else _refuse(delivery)

    def is_news(self, capture: Capture) -> bool:
        """Whether a 304 confirms another page than the one that was last seen before it: then it is to be read.

        One that a crawl of ours was answered was settled by that crawl, and one without a payload names no page.
        """
        if capture.payload_digest == NOTHING or self._is_crawled(capture):
            return False
        last = self._earlier.find_last(capture)
        return last is not None and last.payload_digest != capture.payload_digest

    def _is_crawled(self, capture: Capture) -> bool:
        with self._workshop.archive.read() as session:
            kind = find_run_kind(session, capture.record_id)
        return kind is not None and not kind.startswith("import")

    def _keep(self, delivery: Delivery) -> Capture:
        digest = sha256_hex(delivery.payload)
        identity = (digest, delivery.url, delivery.captured_at)
        capture = self._lately.get(identity) or self._find(delivery, digest) or self._write(delivery, digest)
        return self._remember(identity, capture)

    def _remember(self, identity: _Identity, capture: Capture) -> Capture:
        self._earlier.note(capture)
        self._lately[identity] = capture
        if len(self._lately) > _REMEMBERED:
            self._lately.popitem(last=False)
        return capture

    def _keep_not_modified(self, delivery: Delivery, exchange: Exchange, revisited: Revisited) -> Capture | Refusal:
        """A 304 becomes a revisit of what the archive has: of the capture it names, else of the one before it."""
        if (own := self._find(delivery, NOTHING)) is not None:
            return self._remember((NOTHING, delivery.url, delivery.captured_at), own)
        known = self._earlier.find_confirmed(delivery, revisited.reference)
        if known is None:
            return _refuse(delivery)
        identity = (f"304 {known.payload_digest}", delivery.url, delivery.captured_at)
        found = self._lately.get(identity) or self._find(delivery, known.payload_digest)
        if found is None:
            answered = replace(exchange, body=b"", run=str(self._run_id))
            found = self._workshop.warc.write_exchange(answered, known=known)
        return self._remember(identity, found)

    def _find(self, delivery: Delivery, digest: str) -> Capture | None:
        with self._workshop.archive.read() as session:
            same = find_same(
                session,
                payload_digest=digest,
                url=delivery.url,
                publication=self._publication,
                captured_at=delivery.captured_at,
            )
        return next((capture for capture in same if self._is_sound(capture)), None)

    def _is_sound(self, capture: Capture) -> bool:
        """Whether the record can be read back; one that is lost or damaged is made good by writing it anew."""
        try:
            self._workshop.read_back(capture)
        except BrokenRecord:
            return False
        return True

    def _write(self, delivery: Delivery, digest: str) -> Capture:
        if delivery.exchange is None:
            return self._workshop.warc.write_resource(
                delivery.url,
                delivery.payload,
                delivery.content_type,
                delivery.captured_at or datetime.now(UTC),
                self._publication,
                CaptureRole.PAGE,
                run=str(self._run_id),
                given_title=delivery.title,
            )
        exchange = replace(delivery.exchange, run=str(self._run_id))
        capture = self._workshop.warc.write_exchange(exchange, known=self._find_original(digest))
        if is_original(capture) and capture.truncated is None and len(self._originals) < _REMEMBERED:
            self._originals[digest] = capture
        return capture

    def _find_original(self, digest: str) -> Capture | None:
        """A record that holds a payload; one of this import may have no row yet."""
        if (ours := self._originals.get(digest)) is not None:
            return ours
        with self._workshop.archive.read() as session:
            known = find_original(session, digest, CaptureRole.PAGE)
        return known if known is not None and self._is_sound(known) else None


def _refuse(delivery: Delivery) -> Refusal:
    return Refusal(delivery.label, "is a revisit of a record that is neither in the files nor in the archive")
