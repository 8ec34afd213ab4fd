"""Visits of addresses that show stories: long enough texts, of which each number has its own."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from sqlalchemy import select

from storage import models
from storage.archive import Archive
from storage.items import PageItem
from storage.settlement import Settled, Visit, settle_page
from tests.storage.builders import (
    announce_pages,
    begin,
    capture_page,
    get_page,
    later,
    page_item,
    warc_writer,
    writing,
)


def text_of(number: int, *, share: float = 1.0) -> str:
    """The invented text of a story; with a share, that much of its beginning and the rest its own."""
    chance, other = Random(number), Random(-number - 1)
    words = ["".join(chance.choices("abdegiklmnoprstu", k=6)) for _ in range(80)]
    rest = ["".join(other.choices("abdegiklmnoprstu", k=6)) for _ in range(80)]
    kept = round(80 * share)
    return " ".join(words[:kept] + rest[kept:])


def visit(
    archive: Archive,
    url: str,
    text: str | int,
    *,
    at: float,
    asked: str | None = None,
    status: int = 301,
    kept: dict[str, PageItem] | None = None,
    **values: Any,
) -> Settled:
    """A visit that found a text at a URL, after a redirect from `asked` where there is one; `kept` gets its item."""
    paragraphs = (text_of(text),) if isinstance(text, int) else (text,)
    values = {"title": f"Story {text}", "published_at": later(at)} | values
    with warc_writer(archive) as warc:
        hops = []
        if asked is not None:
            led = {"headers": ((b"Location", url.encode()),), "requested_url": asked}
            hops = [capture_page(warc, asked, b"", status=status, at=later(at), **led)]
        answer = capture_page(warc, url, repr((url, at)).encode(), at=later(at), requested_url=asked or url)
    with writing(archive) as session:
        run = session.scalar(select(models.Run.id)) or begin(session)
        page_id = announce_pages(session, [asked or url])[asked or url]
        item = page_item(answer, url=asked or url, page_id=page_id, hops=hops, paragraphs=paragraphs, **values)
        if kept is not None:
            kept[answer.record_id] = item
        return settle_page(session, item, Visit(later(at), run))


def shown_at(archive: Archive, url: str) -> str | None:
    """The id of the article that an address leads to."""
    with archive.read() as session:
        page = get_page(session, url)
        return session.get_one(models.Article, page.article_id).public_id if page.article_id else None


def texts_of(archive: Archive, public_id: str | None) -> Sequence[str]:
    """The texts that were ever read of an article, in the order they were read."""
    reading, article = models.Reading, models.Article
    query = select(reading.text).join(article, article.id == reading.article_id).where(article.public_id == public_id)
    with archive.read() as session:
        return session.scalars(query.order_by(reading.id)).all()
