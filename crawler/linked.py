"""Pages that archived articles link to and no source announced: put into the ledger of the title that takes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.publication import Publication
from storage import models
from storage.ledger import new_page_values
from storage.upsert import get_or_add, insert_all_if_new
from storage.urls import url_key

AT_ONCE = 500
"""Pages added in one statement: SQLite takes at most 32,766 values."""


def group_accepted(urls: Iterable[str], titles: Sequence[Publication]) -> dict[str, list[str]]:
    """The addresses that a definition takes, by its slug; the first one that does has it."""
    accepted: dict[str, list[str]] = {}
    for url in urls:
        if (slug := next((title.slug for title in titles if title.accepts(url)), None)) is not None:
            accepted.setdefault(slug, []).append(url)
    return accepted


def add_linked(session: Session, title: Publication, urls: Sequence[str], *, now: datetime) -> int:
    """Adds pages to a title's ledger, due at once; gives the number of those that were not in it."""
    known_by = {"slug": title.slug}
    get_or_add(session, models.Publication, known_by, name=title.name, timezone=title.timezone, added_at=now)
    post_id_of = partial(title.find_post_id, captured_at=now)
    urls_by_key = list({url_key(url): url for url in urls}.items())
    added = 0
    for start in range(0, len(urls_by_key), AT_ONCE):
        portion = dict(urls_by_key[start : start + AT_ONCE])
        new = portion.keys() - _known(session, title.slug, portion)
        if new:
            rows = [new_page_values(title.slug, key, portion[key], now, post_id_of) for key in sorted(new)]
            insert_all_if_new(session, models.Page, rows)
        added += len(new)
    return added


def _known(session: Session, slug: str, keys: Iterable[str]) -> set[str]:
    page = models.Page
    return set(session.scalars(select(page.url_key).where(page.publication == slug, page.url_key.in_(list(keys)))))
