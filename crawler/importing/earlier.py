"""What revisits of an import refer to, as far as the archive has it."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from datetime import datetime

from crawler.importing.delivery import Delivery, Revisited
from pipelines.workshop import Workshop
from storage.capture_index import list_captures
from storage.captures.digests import digest_problem
from storage.captures.index import Reference
from storage.errors import BrokenRecord
from storage.items import Capture
from storage.urls import url_key

_REMEMBERED = 10_000
_PAGES = {0, 200}
_COMPARED = 20
"""Captures of one URL whose payload is compared with a digest that the index does not have."""


class EarlierCaptures:
    """Captures of the archive by URL and time, those of this import included, which may not be settled yet."""

    def __init__(self, workshop: Workshop, publication: str) -> None:
        self._workshop = workshop
        self._publication = publication
        self._kept: OrderedDict[str, list[Capture]] = OrderedDict()

    def note(self, capture: Capture) -> None:
        """Remembers a capture of this import."""
        key = url_key(capture.url)
        self._kept.setdefault(key, []).append(capture)
        self._kept.move_to_end(key)
        if len(self._kept) > _REMEMBERED:
            self._kept.popitem(last=False)

    def complete(self, delivery: Delivery, revisited: Revisited) -> Delivery | None:
        """The delivery with the payload that it refers to; None when that is nowhere."""
        payload = revisited.originals.find_payload(revisited.reference, delivery.url or "")
        if payload is None:
            payload = self._find_payload(delivery, revisited.reference)
        if payload is None or delivery.exchange is None:
            return None
        return replace(delivery, payload=payload, exchange=replace(delivery.exchange, body=payload))

    def find_confirmed(self, delivery: Delivery, reference: Reference) -> Capture | None:
        """The capture that holds the page a 304 confirms: of the time that it names, else the last one before it."""
        before = [capture for capture in self._list(delivery.url or "") if _is_before(capture, delivery.captured_at)]
        holding = [capture for capture in before if capture.record_type != "revisit"]
        if reference.captured_at is not None:
            named = [*self._list(reference.url)] if reference.url else before
            by_time = [capture for capture in named if capture.captured_at == reference.captured_at]
            holding = [one for one in by_time if one.record_type != "revisit" and one.status in _PAGES] or holding
        return next(iter(holding), None)

    def find_last(self, capture: Capture) -> Capture | None:
        """The capture that showed the page last before another one."""
        seen = (one for one in self._list(capture.url) if one.captured_at < capture.captured_at)
        return next((one for one in seen if one.status in {0, 200, 304}), None)

    def _find_payload(self, delivery: Delivery, reference: Reference) -> bytes | None:
        candidates = self._list(reference.url or delivery.url or "")
        if reference.captured_at is not None and reference.payload_digest is None:
            candidates = [capture for capture in candidates if capture.captured_at == reference.captured_at]
        seen: set[str] = set()
        for capture in candidates:
            if capture.payload_digest in seen or len(seen) >= _COMPARED:
                continue
            seen.add(capture.payload_digest)
            body = self._read(capture)
            if body is not None and not digest_problem(reference.payload_digest or "", body):
                return body
        return None

    def _read(self, capture: Capture) -> bytes | None:
        try:
            return self._workshop.read_back(capture).body
        except BrokenRecord:
            return None

    def _list(self, url: str) -> list[Capture]:
        """Pages captured at a URL, the newest first."""
        with self._workshop.archive.read() as session:
            stored = list_captures(session, url=url, publication=self._publication, limit=_COMPARED * 5)
        by_id = {capture.record_id: capture for capture in [*stored, *self._kept.get(url_key(url), ())]}
        return sorted(by_id.values(), key=lambda capture: capture.captured_at, reverse=True)


def _is_before(capture: Capture, moment: datetime | None) -> bool:
    return moment is not None and capture.captured_at < moment and capture.status in _PAGES
