"""Captured before parsed: what is imported is in the archive's own WARC file first, and only once."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from datetime import UTC, datetime

from crawler.importing.delivery import Delivery
from pipelines.workshop import Workshop
from storage.capture_index import find_original, find_same
from storage.captures.digests import sha256_hex
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

    def keep(self, delivery: Delivery) -> Capture:
        """The capture, written unless the archive has it. Blocking.

        Raises:
            BackfileError: it cannot be written, or the database does not answer.
        """
        digest = sha256_hex(delivery.payload)
        identity = (digest, delivery.url, delivery.captured_at)
        capture = self._lately.get(identity) or self._find(delivery, digest) or self._write(delivery, digest)
        self._lately[identity] = capture
        if len(self._lately) > _REMEMBERED:
            self._lately.popitem(last=False)
        return capture

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
        with self._workshop.archive.read() as session:
            known = find_original(session, digest, CaptureRole.PAGE)
        if known is not None and not self._is_sound(known):
            known = None
        return self._workshop.warc.write_exchange(replace(delivery.exchange, run=str(self._run_id)), known=known)
