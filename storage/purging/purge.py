"""An article removed for good, at any moment of which a kill leaves a sound archive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import models
from storage.archive import Archive
from storage.barring import bar, find_barred, is_barred
from storage.captures.naming import OPEN_SUFFIX
from storage.decisions import decide, deciding
from storage.errors import ArchiveBusy, BrokenRecord
from storage.events import EventKind
from storage.items import RecordAddress
from storage.overlays import Level
from storage.purging.names import scrub_decisions
from storage.purging.payloads import Payloads
from storage.purging.replacing import Replacement, adopt_replacement, write_without
from storage.purging.rows import clear_rows
from storage.purging.scrubbing import scrub
from storage.purging.traces import Traces, find_traces
from storage.purging.unindexed import iter_decisions, iter_unindexed
from storage.queries.articles import get_article
from storage.rebuilding.clearing import refuse_half_rebuilt


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge came to.

    Attributes:
        articles: public ids: the article, those merged into it, and those of the same bytes.
        captures: records removed from the WARC files, requests not counted.
        sources: how many of them are feeds, sitemaps and the like.
        files: WARC files written anew.
        barred: addresses that are not to be fetched again.
        unread: what could not be read, and may still hold words of the text: file, offset and why.
        is_scrubbed: whether the database's file was written anew too; on PostgreSQL its keeper must do so.
        event: None where the article had been purged before, and nothing came since.
    """

    articles: tuple[str, ...]
    captures: int = 0
    sources: int = 0
    files: int = 0
    barred: int = 0
    unread: tuple[str, ...] = ()
    is_scrubbed: bool = True
    event: str | None = None


def purge(archive: Archive, name: str, *, actor: str, reason: str, now: datetime) -> Purged:
    """Removes an article from WARC files, database and search index, and bars its addresses. Nothing undoes that.

    Run again after it was interrupted, it finishes; and it removes what came since, such as a feed that still has it.
    What cannot be read is left as it is, and named.

    Raises:
        NotFound: the archive has no such article.
        ArchiveBusy: a crawl or an import is under way, or somebody reads all the time.
        UsageError: a rebuild of the publication was not finished: nobody knows all that is the article's.
        DiskFull: there is no room to write the files anew.
    """
    with archive.read() as session:
        slugs = sorted(session.scalars(select(models.Publication.slug)))
    with deciding(archive, holding=slugs) as session:
        _require_rest(archive)
        article = get_article(session, name, even_hidden=True)
        refuse_half_rebuilt(session, article.publication)
        done = _remove(archive, session, article, _Said(actor, reason, now))
    return replace(done, is_scrubbed=scrub(archive))


@dataclass(frozen=True, slots=True)
class _Said:
    actor: str
    reason: str
    now: datetime


def _require_rest(archive: Archive) -> None:
    if written := sorted(archive.warc_directory.glob(f"*{OPEN_SUFFIX}")):
        raise ArchiveBusy(f"another process writes {written[0].name}: wait until it is done and run the command again")


def _remove(archive: Archive, session: Session, article: models.Article, said: _Said) -> Purged:
    payloads = Payloads(session, archive.warc_directory)
    traces = find_traces(session, article, payloads)
    public_ids = tuple(row.public_id for row in traces.articles)
    is_first = any(row.taken_down != Level.PURGE for row in traces.articles)
    replaced, missing = _write_anew(archive, _records(archive, session, traces, payloads), payloads)
    if not is_first and not replaced:
        return Purged(public_ids, unread=payloads.describe())
    traces = replace(traces, captures=tuple(row for row in traces.captures if row.warc_file.name not in missing))
    numbers = {"captures": len(traces.captures), "sources": traces.sources, "files": len(replaced)}
    events = {row.public_id: _decide(session, row, traces, numbers, said) for row in traces.articles}
    event = events[article.public_id]
    gone = clear_rows(session, traces, now=said.now)
    records = scrub_decisions(session, public_ids, gone, event=event)
    replaced += _write_anew(archive, _decisions(archive, public_ids, records, payloads), payloads)[0]
    for replacement in replaced:
        adopt_replacement(session, replacement, now=said.now)
    session.flush()
    barred = len(frozenset[str]().union(*traces.addresses.values()))
    return Purged(
        public_ids, len(traces.captures), traces.sources, len(replaced), barred, payloads.describe(), event=event
    )


def _decide(session: Session, article: models.Article, traces: Traces, numbers: Mapping[str, int], said: _Said) -> str:
    """Notes the decision, and what is needed to find the text should it come again; gives the event's id."""
    urls = sorted(traces.addresses[article.id])
    event = decide(
        session, kind=EventKind.TAKEDOWN, actor=said.actor, reason=said.reason, now=said.now,
        article=article.public_id, publication=article.publication, details={**numbers, "barred": urls},
        outcome=str(Level.PURGE),
    )  # fmt: skip
    takedown = models.Takedown(
        article_id=article.id,
        level=str(Level.PURGE),
        fields=[],
        reason=event.reason or "",
        actor=event.actor,
        made_at=event.happened_at,
        event=event.public_id,
        passages=traces.passages.as_json() if article.taken_down != Level.PURGE else None,
    )
    session.add(takedown)
    barred = find_barred(session, article.publication)
    fresh = [url for url in urls if not is_barred(barred, url)]
    bar(session, article.publication, fresh, event=event.public_id, now=said.now)
    return event.public_id


def _records(
    archive: Archive, session: Session, traces: Traces, payloads: Payloads
) -> dict[str, dict[str, int | None]]:
    """The captures that go: of each file the ids of records, with the offset of those that have a row."""
    removed: dict[str, dict[str, int | None]] = defaultdict(dict)
    for capture in traces.captures:
        removed[capture.warc_file.name][capture.record_id] = capture.offset
    for name, record_id in iter_unindexed(session, archive.warc_directory, traces, payloads):
        removed[name].setdefault(record_id, None)
    return removed


def _decisions(
    archive: Archive, public_ids: Collection[str], records: Collection[str], payloads: Payloads
) -> dict[str, dict[str, int | None]]:
    removed: dict[str, dict[str, int | None]] = defaultdict(dict)
    for name, record_id in iter_decisions(archive.warc_directory, public_ids, records, payloads):
        removed[name][record_id] = None
    return removed


def _write_anew(
    archive: Archive, removed: Mapping[str, Mapping[str, int | None]], payloads: Payloads
) -> tuple[list[Replacement], set[str]]:
    """Writes the files without these records; those that are missing are noted, and keep their rows."""
    replaced, missing = [], set()
    for name, records in sorted(removed.items()):
        offsets = [offset for offset in records.values() if offset is not None]
        try:
            replacement = write_without(archive.warc_directory, name, records.keys(), offsets)
        except BrokenRecord as error:
            payloads.note(RecordAddress(name, 0, 0), str(error).removeprefix(f"{name}: "))
            missing.add(name)
            continue
        payloads.move(replacement)
        replaced.append(replacement)
    return replaced, missing
