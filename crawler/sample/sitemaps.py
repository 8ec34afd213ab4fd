"""Sitemaps by sitemaps.org 0.9: an index, one file a month, and the news sitemap of the last days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from html import escape

from crawler.sample.announcements import Announcement
from crawler.sample.masthead import NAME, ZONE, address_of

CONTENT_TYPE = "text/xml; charset=UTF-8"
NEWS_LASTS = timedelta(days=3)
_SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def months_of(announced: Iterable[Announcement]) -> dict[str, list[Announcement]]:
    """What was published in each month, by its path."""
    months: dict[str, list[Announcement]] = {}
    for one in announced:
        path = f"/post-sitemap{one.published_at.astimezone(ZONE):%Y%m}.xml"
        months.setdefault(path, []).append(one)
    return months


def render_index(months: dict[str, list[Announcement]]) -> bytes:
    """The sitemap index, each month with the time of its last change."""
    entries = (_entry("sitemap", address_of(path), _last_change(held)) for path, held in sorted(months.items()))
    return _document(f"<sitemapindex {_SITEMAP}>", entries, "</sitemapindex>")


def render_month(announced: Sequence[Announcement]) -> bytes:
    """One month's sitemap."""
    entries = (_entry("url", one.url, one.modified_at) for one in announced)
    return _document(f"<urlset {_SITEMAP}>", entries, "</urlset>")


def render_news(announced: Sequence[Announcement]) -> bytes:
    """The news sitemap: what was published in the three days before the newest article."""
    since = announced[0].published_at - NEWS_LASTS
    recent = (one for one in announced if one.published_at >= since and not one.sitemap_only)
    return _document(f"<urlset {_SITEMAP} {_NEWS}>", map(_news_entry, recent), "</urlset>")


def _document(opening: str, entries: Iterable[str], closing: str) -> bytes:
    return "\n".join(('<?xml version="1.0" encoding="UTF-8"?>', opening, *entries, closing, "")).encode()


def _entry(element: str, url: str, modified_at: datetime) -> str:
    lastmod = modified_at.astimezone(UTC).isoformat()
    return f"<{element}><loc>{escape(url)}</loc><lastmod>{lastmod}</lastmod></{element}>"


def _news_entry(one: Announcement) -> str:
    return (
        f"<url><loc>{escape(one.url)}</loc><news:news><news:publication><news:name>{NAME}</news:name>"
        f"<news:language>en</news:language></news:publication><news:publication_date>{one.published_at.isoformat()}"
        f"</news:publication_date><news:title>{escape(one.title, quote=False)}</news:title></news:news></url>"
    )


def _last_change(announced: Iterable[Announcement]) -> datetime:
    return max(one.modified_at for one in announced)
