"""What the tests of the archive put into it: real captures in real WARC files, and items as the pipelines hand them on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import models
from storage.announcing import announce
from storage.archive import Archive
from storage.captures.exchange import Exchange
from storage.captures.writer import WarcWriter
from storage.items import (
    Block,
    BlockKind,
    Capture,
    CaptureRole,
    Contributor,
    ContributorKind,
    DateClaim,
    DateRole,
    Extraction,
    Metadata,
    PageItem,
    Precision,
    RelatedKind,
    RelatedStory,
    Sighting,
    SourceKind,
    TextState,
)
from storage.ledger import find_page
from storage.runs import begin_run
from storage.settlement import Settled, Visit, settle_page
from storage.sources import ListedSource, list_sources
from storage.urls import canonicalise

PUBLICATION = "harbour-gazette"
SITE = "https://harbour-gazette.test"
AT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


def address(number: int) -> str:
    """The URL of the article of that number."""
    return f"{SITE}/2026/story-{number}/"


def later(hours: float) -> datetime:
    """A moment some hours after the first."""
    return AT + timedelta(hours=hours)


@contextmanager
def writing(archive: Archive) -> Iterator[Session]:
    """A session whose transaction is committed at the end."""
    engine = archive.engine.execution_options(writes=True)
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def warc_writer(archive: Archive, **options: Any) -> Iterator[WarcWriter]:
    """A writer of the archive's WARC files, closed at the end."""
    writer = WarcWriter(archive.warc_directory, software="Backfile/test", operator=None, **{"min_free": 0, **options})
    try:
        yield writer
    finally:
        writer.close()


def begin(session: Session, publication: str = PUBLICATION, *, now: datetime = AT) -> int:
    """A run of the publication, which is added when it is new."""
    return begin_run(
        session,
        publication,
        name="Harbour Gazette",
        timezone="UTC",
        kind="crawl",
        version="0",
        definition=None,
        now=now,
    )


def add_source(
    session: Session, publication: str = PUBLICATION, name: str = "feed", *, now: datetime = AT
) -> models.Source:
    """A feed of the publication."""
    listed = ListedSource(SourceKind.FEED, f"{SITE}/{name}")
    list_sources(session, publication, [listed], now=now)
    return session.scalars(select(models.Source).where(models.Source.url == listed.url)).one()


def announce_pages(session: Session, urls: Sequence[str], publication: str = PUBLICATION) -> dict[str, int]:
    """Pages announced by one feed; gives their ids."""
    announce(session, add_source(session, publication), [Sighting(url) for url in urls], now=AT)
    pages = {url: find_page(session, publication, url) for url in urls}
    return {url: page.id for url, page in pages.items() if page is not None}


def capture_page(
    warc: WarcWriter,
    url: str,
    body: bytes = b"<p>The docks of Port Ansel reopened.</p>",
    *,
    at: datetime = AT,
    status: int = 200,
    publication: str = PUBLICATION,
    known: Capture | None = None,
    **changes: Any,
) -> Capture:
    """An exchange written to the WARC file, as the crawler does."""
    exchange = Exchange(
        method="GET",
        url=url,
        request_headers=((b"User-Agent", b"Backfile/test"),),
        http_version="HTTP/1.1",
        status=status,
        reason="",
        response_headers=changes.pop("headers", ((b"Content-Type", b"text/html; charset=utf-8"),)),
        body=body,
        captured_at=at,
        publication=publication,
        **changes,
    )
    return warc.write_exchange(exchange, known=known)


def capture_import(warc: WarcWriter, payload: bytes, url: str | None = None, *, at: datetime = AT) -> Capture:
    """An import written to the WARC file as a resource record."""
    return warc.write_resource(url, payload, "text/plain", at, PUBLICATION, CaptureRole.PAGE)


def page_item(
    capture: Capture,
    *,
    url: str | None = None,
    page_id: int | None = None,
    title: str | None = "Docks reopen",
    paragraphs: Sequence[str] = ("The docks of Port Ansel reopened on Monday.",),
    byline: str | None = "Mira Holt",
    related: Sequence[RelatedStory] = (),
    post_id: str | None = None,
    declares: str | None = None,
    standfirst: str | None = None,
    published_at: datetime | None = AT,
    hops: Sequence[Capture] = (),
    extractor: str = "backfile 0",
    outcome: str = "archived",
    reason: str | None = None,
) -> PageItem:
    """An item that went through all stages of extraction."""
    published = None
    if published_at is not None:
        printed = published_at.isoformat()
        published = DateClaim("meta", DateRole.PUBLISHED, printed, published_at, Precision.SECOND, 0)
    return PageItem(
        publication=capture.publication or PUBLICATION,
        url=url,
        capture=capture,
        page_id=page_id,
        hops=tuple(hops),
        extraction=Extraction(
            metadata=Metadata(title=title, standfirst=standfirst, post_id=post_id, declared_canonical=declares),
            blocks=[Block(BlockKind.PARAGRAPH, text) for text in paragraphs],
            text_state=TextState.STUB if outcome == "stub" else TextState.COMPLETE,
        ),
        extractor=extractor,
        title=title,
        byline_printed=byline,
        contributors=(Contributor(byline, ContributorKind.PERSON, source="printed"),) if byline else (),
        related=tuple(related),
        published=published,
        outcome=outcome,
        reason=reason,
    )


def related_story(position: int, url: str | None = None, text: str | None = None) -> RelatedStory:
    """A hand-picked link to another article, by URL, by title or by both."""
    canonical = canonicalise(url) if url else None
    return RelatedStory(RelatedKind.EDITORIAL, "More on this", None, text, url, canonical, position)


def settle(archive: Archive, item: PageItem, *, now: datetime | None = None, run_id: int | None = None) -> Settled:
    """An item settled in a transaction of its own, at the time of its capture where none is given."""
    with writing(archive) as session:
        return settle_page(session, item, Visit(now or item.capture.captured_at, run_id))


def get_article(session: Session, public_id: str | None) -> models.Article:
    """The article of a public id."""
    return session.scalars(select(models.Article).where(models.Article.public_id == public_id)).one()


def get_page(session: Session, url: str, publication: str = PUBLICATION) -> models.Page:
    """The page of a URL, which the ledger has."""
    page = find_page(session, publication, url)
    assert page is not None
    return page


def dump(archive: Archive) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with archive.read() as session:
        tables = models.Base.metadata.sorted_tables
        return {table.name: sorted(map(tuple, session.execute(select(table))), key=repr) for table in tables}
