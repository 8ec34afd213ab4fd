"""A source's answer, read as its kind asks."""

from __future__ import annotations

from crawler.publication import Publication, Source
from crawler.sources.announcement import Announcement
from crawler.sources.feed import parse_feed
from crawler.sources.section import parse_section
from crawler.sources.sitemap import parse_sitemap
from crawler.sources.wordpress import parse_posts
from storage.items import Capture, SourceKind
from storage.sources import DueSource, Poll


def read_answer(
    source: DueSource,
    status: int,
    body: bytes,
    captures: tuple[Capture, ...],
    publication: Publication,
    definition: Source | None,
) -> Poll:
    """What a poll came to. Only pages of the publication are announced; the rest is not ours to fetch."""
    if status == 304:
        return Poll(source.id, "unchanged", captures=captures)
    if status != 200:
        return Poll(source.id, "failed", f"HTTP {status}", captures)
    if captures and captures[-1].truncated:
        return Poll(source.id, "failed", f"cut: {captures[-1].truncated}", captures)
    said = _parse(source, body, captures[-1].content_type if captures else None, publication, definition)
    if said.problem is not None and not (said.sightings or said.children):
        return Poll(source.id, "failed", said.problem, captures)
    ours = tuple(sighting for sighting in said.sightings if publication.accepts(sighting.url))
    outcome = "partial" if said.problem else "changed"
    return Poll(source.id, outcome, said.problem, captures, ours, said.children)


def _parse(
    source: DueSource,
    body: bytes,
    content_type: str | None,
    publication: Publication,
    definition: Source | None,
) -> Announcement:
    if source.kind is SourceKind.FEED:
        return parse_feed(body, source.url)
    if source.kind is SourceKind.WORDPRESS:
        return parse_posts(body, source.url)
    if source.kind is SourceKind.SECTION:
        return parse_section(
            body,
            source.url,
            content_type=content_type,
            accepts=publication.accepts,
            links=publication.pages.section_links,
            next_page=publication.pages.next_page,
        )
    return parse_sitemap(body, source.url, kind=source.kind, since=definition.since if definition else None)
