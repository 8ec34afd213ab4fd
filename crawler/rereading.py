"""Re-extraction: who reads the captures of which time now, and what that would change."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any

from crawler.publication import Publication
from crawler.settings import BACKFILE_DEADLINE, BACKFILE_WORKERS
from pipelines.extract import extractor_identity
from pipelines.normalise import normalise
from pipelines.pool import ExtractionPool
from storage.archive import Archive
from storage.capture_index import find_record
from storage.captures.codings import decode_body
from storage.captures.index import Reference
from storage.captures.reader import read_capture
from storage.errors import BrokenRecord
from storage.items import Capture, PageItem, RecordAddress
from storage.rereading import Candidate, Change, Selection, Span, find_changes, iter_candidates

SAMPLES = 5
"""Changes of one field that are shown."""

_AT_ONCE = 8
_LONGEST_PAYLOAD = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Sample:
    """A change of one field, and where it is."""

    article: str
    captured_at: datetime
    change: Change


@dataclass(slots=True)
class Rehearsal:
    """What a re-extraction would change.

    Attributes:
        captures: that would be read.
        changed: those that would be read otherwise.
        unreadable: those whose record is damaged.
        withheld: those of articles that are taken down, hidden or redacted: they are counted, and not shown.
        counts: changes by field.
        samples: the first of each field.
    """

    publication: str
    captures: int = 0
    changed: int = 0
    unreadable: int = 0
    withheld: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    samples: dict[str, list[Sample]] = field(default_factory=dict)

    def add(self, candidate: Candidate, changes: list[Change]) -> None:
        """Notes what one capture would change."""
        self.captures += 1
        self.changed += bool(changes)
        self.withheld += candidate.is_taken_down
        for change in changes:
            self.counts[change.field] += 1
            shown = self.samples.setdefault(change.field, [])
            if len(shown) < SAMPLES and not candidate.is_taken_down:
                shown.append(Sample(candidate.article, candidate.capture.captured_at, change))


def list_spans(publication: Publication) -> list[Span]:
    """Who reads the captures of each span of time, oldest first; a span ends with a day of the publication's zone."""
    spans: list[Span] = []
    begins_at: datetime | None = None
    for rules in publication.spans:
        ends_at = None
        if rules.until is not None:
            after = datetime.combine(rules.until + timedelta(days=1), time(), publication.zone)
            ends_at = after.astimezone(UTC)
        spans.append(Span(begins_at, ends_at, extractor_identity(rules)))
        begins_at = ends_at
    return spans


def rehearse_all(archive: Archive, wanted: Iterable[tuple[Publication, Selection]]) -> list[Rehearsal]:
    """What a re-extraction of several publications would change; nothing is written.

    Raises:
        NotFound: the archive has no such article.
    """
    pool = ExtractionPool(workers=BACKFILE_WORKERS, deadline=BACKFILE_DEADLINE)
    try:
        return [asyncio.run(_rehearse(archive, title, selection, pool)) for title, selection in wanted]
    finally:
        pool.close()


async def _rehearse(
    archive: Archive, publication: Publication, selection: Selection, pool: ExtractionPool
) -> Rehearsal:
    rehearsal = Rehearsal(publication.slug)
    candidates = iter_candidates(archive, selection, list_spans(publication))

    taking = asyncio.Lock()

    async def work() -> None:
        while True:
            async with taking:
                candidate = await asyncio.to_thread(_take, candidates)
            if candidate is None:
                return
            try:
                item = await _read(archive, publication, candidate.capture, pool)
            except BrokenRecord:
                rehearsal.unreadable += 1
                continue
            rehearsal.add(candidate, await asyncio.to_thread(_compare, archive, item))

    await asyncio.gather(*(work() for _ in range(_AT_ONCE)))
    return rehearsal


def _take(candidates: Iterator[Candidate]) -> Candidate | None:
    return next(candidates, None)


async def _read(archive: Archive, publication: Publication, capture: Capture, pool: ExtractionPool) -> PageItem:
    rules = publication.rules_at(capture.captured_at)
    url = "" if capture.url.startswith("urn:") else capture.url
    stored = await asyncio.to_thread(read_capture, archive.warc_directory, capture.address, resolve=_Resolver(archive))
    payload = decode_body(stored.payload_headers, stored.body, _LONGEST_PAYLOAD).data
    content_type = capture.content_type or stored.content_type
    fields: dict[str, Any] = {
        "publication": publication.slug,
        "url": url or None,
        "capture": capture,
        "given_title": stored.given_title,
        "extraction": await pool.extract(payload, url=url, content_type=content_type, rules=rules),
        "extractor": extractor_identity(rules),
    }
    normalise(fields, rules)
    return PageItem(**fields)


def _compare(archive: Archive, item: PageItem) -> list[Change]:
    with archive.read() as session:
        return find_changes(session, item)


class _Resolver:
    """Finds the record that a revisit refers to."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def __call__(self, reference: Reference) -> RecordAddress | None:
        if reference.record_id is None:
            return None
        with self._archive.read() as session:
            found = find_record(session, reference.record_id)
        return found.address if found else None
