"""An article removed for good, at any moment of which a kill leaves a sound archive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import models
from storage.adoption import DECISIONS, list_unsealed
from storage.archive import Archive
from storage.barring import bar
from storage.captures.naming import OPEN_SUFFIX
from storage.captures.reader import iter_records
from storage.decisions import decide, deciding
from storage.errors import ArchiveBusy
from storage.events import EventKind
from storage.overlays import Level
from storage.purging.replacing import adopt_replacement, write_without
from storage.purging.rows import clear_rows
from storage.purging.scrubbing import scrub
from storage.purging.traces import Traces, find_traces, payload_reader
from storage.queries.articles import get_article
from storage.urls import url_key


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge came to.

    Attributes:
        articles: public ids: the article, those merged into it, and those of the same bytes.
        captures: records removed from the WARC files, requests not counted.
        sources: how many of them are feeds, sitemaps and the like.
        files: WARC files written anew.
        barred: addresses that are not to be fetched again.
        is_scrubbed: whether the database's file was written anew too; on PostgreSQL its keeper must do so.
        event: None where the article had been purged before, and only the rest was done.
    """

    articles: tuple[str, ...]
    captures: int = 0
    sources: int = 0
    files: int = 0
    barred: int = 0
    is_scrubbed: bool = True
    event: str | None = None


def purge(archive: Archive, name: str, *, actor: str, reason: str, now: datetime) -> Purged:
    """Removes an article from WARC files, database and search index, and bars its addresses. Nothing undoes that.

    Run again after it was interrupted, it finishes.

    Raises:
        NotFound: the archive has no such article.
        ArchiveBusy: a crawl or an import is under way, or somebody reads all the time.
        BrokenRecord: a file or a capture that must be read is damaged.
        DiskFull: there is no room to write the files anew.
    """
    with archive.read() as session:
        slugs = sorted(session.scalars(select(models.Publication.slug)))
    with deciding(archive, holding=slugs) as session:
        _require_rest(archive)
        article = get_article(session, name, even_hidden=True)
        if article.taken_down == Level.PURGE:
            done = Purged((article.public_id,))
        else:
            done = _remove(archive, session, article, actor=actor, reason=reason, now=now)
    return replace(done, is_scrubbed=scrub(archive))


def _require_rest(archive: Archive) -> None:
    if written := sorted(archive.warc_directory.glob(f"*{OPEN_SUFFIX}")):
        raise ArchiveBusy(f"another process writes {written[0].name}: wait until it is done and run the command again")


def _remove(
    archive: Archive, session: Session, article: models.Article, *, actor: str, reason: str, now: datetime
) -> Purged:
    asked_for = article.public_id
    traces = find_traces(session, article, payload_reader(session, archive.warc_directory))
    removed = _records(archive, session, traces)
    replaced = [write_without(archive.warc_directory, name, ids) for name, ids in sorted(removed.items())]
    rows = [(row.id, row.public_id, row.publication) for row in traces.articles]
    addresses = sorted(_addresses(traces))
    clear_rows(session, traces, now=now)
    for replacement in replaced:
        adopt_replacement(session, replacement, now=now)
    details = {"captures": len(traces.captures), "sources": traces.sources, "files": len(replaced)}
    events = {}
    for id_, public_id, slug in rows:
        urls = [url for title, url in addresses if title == slug]
        event = decide(
            session, kind=EventKind.TAKEDOWN, actor=actor, reason=reason, now=now, article=public_id,
            publication=slug, details={**details, "barred": urls}, outcome=str(Level.PURGE),
        )  # fmt: skip
        events[public_id] = event.public_id
        session.add(_takedown(id_, event))
        bar(session, slug, urls, event=event.public_id, now=now)
    session.flush()
    ids = tuple(public_id for _, public_id, _ in rows)
    return Purged(ids, len(traces.captures), traces.sources, len(replaced), len(addresses), event=events[asked_for])


def _takedown(article_id: int, event: models.Event) -> models.Takedown:
    return models.Takedown(
        article_id=article_id,
        level=str(Level.PURGE),
        fields=[],
        reason=event.reason,
        actor=event.actor,
        made_at=event.happened_at,
        event=event.public_id,
    )


def _records(archive: Archive, session: Session, traces: Traces) -> dict[str, set[str]]:
    """The ids of the records that go, by file."""
    removed: dict[str, set[str]] = defaultdict(set)
    for capture in traces.captures:
        removed[capture.warc_file.name].add(capture.record_id)
    for name, record_id in (*_unindexed(archive, session, traces), *_with_content(archive, traces.articles)):
        removed[name].add(record_id)
    return removed


def _unindexed(archive: Archive, session: Session, traces: Traces) -> Iterator[tuple[str, str]]:
    """Records of the same addresses or bytes that a killed process left without a row."""
    keys = {row.url_key for row in traces.pages}
    digests = {row.payload_digest for row in traces.captures if row.payload_length}
    for file in list_unsealed(session, archive.warc_directory):
        for summary in iter_records(file.path):
            capture = summary.capture
            if capture is not None and (url_key(capture.url) in keys or capture.payload_digest in digests):
                yield file.path.name, summary.record_id


def _with_content(archive: Archive, articles: Sequence[models.Article]) -> Iterator[tuple[str, str]]:
    """Decisions about the articles that hold a text somebody gave."""
    ids = {row.public_id for row in articles}
    for path in sorted(archive.warc_directory.glob(f"{DECISIONS}*.warc.gz")):
        for summary in iter_records(path):
            decision = summary.decision or {}
            if decision.get("article") in ids and "content" in decision:
                yield path.name, summary.record_id


def _addresses(traces: Traces) -> set[tuple[str, str]]:
    """Publication and URL of everything that is barred."""
    pages: Iterable[tuple[str, str]] = ((page.publication, page.url) for page in traces.pages)
    own = ((row.publication, row.url) for row in traces.articles if row.url)
    dumps = (
        (capture.publication, f"urn:sha256:{capture.payload_digest}")
        for capture in traces.captures
        if capture.record_type == "resource" and capture.publication
    )
    return {*pages, *own, *dumps}
