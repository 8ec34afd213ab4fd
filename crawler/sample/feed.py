"""The title's RSS feed, and the comment feeds that nobody writes to."""

from __future__ import annotations

from collections.abc import Iterable
from email.utils import format_datetime
from html import escape

from crawler.sample.announcements import Announcement
from crawler.sample.masthead import NAME, ORIGIN, TAGLINE, ZONE

NEWEST = 15
CONTENT_TYPE = "application/rss+xml; charset=UTF-8"


def render_feed(announced: Iterable[Announcement]) -> bytes:
    """The newest articles. Apostrophes in titles are escaped twice, as a large publisher's feeds have them."""
    chosen = [one for one in announced if not one.sitemap_only][:NEWEST]
    newest = max(one.modified_at for one in chosen)
    head = f"<lastBuildDate>{format_datetime(newest.astimezone(ZONE))}</lastBuildDate>\n"
    return _channel(NAME, f"{ORIGIN}/", head + "\n".join(map(_item, chosen)))


def render_comment_feed(title: str, url: str) -> bytes:
    """The feed of one article's comments: well-formed and empty."""
    return _channel(f"Comments on: {title}", url, "")


def _channel(title: str, link: str, inner: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">\n'
        f"<channel>\n<title>{escape(title)}</title>\n<link>{link}</link>\n<description>{TAGLINE}</description>\n"
        f"<generator>https://wordpress.org/?v=6.8.1</generator>\n{inner}\n</channel>\n</rss>\n"
    ).encode()


def _item(one: Announcement) -> str:
    title = escape(one.title, quote=False).replace("’", "&amp;#8217;")
    creator = f"<dc:creator><![CDATA[{one.author}]]></dc:creator>\n" if one.author else ""
    summary = f"<description><![CDATA[{one.standfirst}]]></description>\n" if one.standfirst else ""
    return (
        f"<item>\n<title>{title}</title>\n<link>{one.url}</link>\n{creator}"
        f"<pubDate>{format_datetime(one.published_at)}</pubDate>\n"
        f'<guid isPermaLink="false">{ORIGIN}/?p={one.post_id}</guid>\n{summary}</item>'
    )
