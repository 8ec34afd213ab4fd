"""What sources announce, written into the ledger: pages not known before, and what was said of each."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, insert, select, update
from sqlalchemy.orm import Session

from storage import models
from storage.barring import barred_among
from storage.items import Sighting
from storage.ledger import new_page_values
from storage.outcomes import Outcome
from storage.schedule import RETRY_AFTER
from storage.urls import url_key

_AT_ONCE = 500
_WITH_NULLS = {"render_nulls": True}
"""Without it rows are inserted apart by which of their values are None."""


@dataclass(frozen=True, slots=True)
class Announced:
    """What a poll brought: pages not known before, pages due again because of a newer date, and all it named."""

    new: int = 0
    due_again: int = 0
    named: int = 0


def announce(
    session: Session,
    source: models.Source,
    sightings: Iterable[Sighting],
    *,
    now: datetime,
    post_id_of: Callable[[str], str | None] = lambda _: None,
) -> Announced:
    """Writes what a source announced: a row for each URL not known, and what was said of it.

    A known page becomes due again when the source gives it a newer date of change than any before. Of an address that
    is barred no title is kept.
    """
    by_key = {url_key(sighting.url): sighting for sighting in sightings}
    new = due_again = 0
    for keys in _portions(list(by_key)):
        known = _pages_by_key(session, source.publication, keys)
        said = _dates_said(session, source, known.values())
        for key, page in known.items():
            if _is_due_again(page, by_key[key], said, now):
                page.next_visit_at = now
                due_again += 1
        session.flush()
        urls = {key: by_key[key].url for key in keys if key not in known}
        added = _add_pages(session, source.publication, urls, now, post_id_of)
        new += len(added)
        ids = added | {key: page.id for key, page in known.items()}
        barred = barred_among(session, source.publication, keys)
        told = {ids[key]: replace(by_key[key], title=None) if key in barred else by_key[key] for key in keys}
        _note_sightings(session, source, told, now)
    return Announced(new, due_again, len(by_key))


def _add_pages(
    session: Session, publication: str, urls: dict[str, str], now: datetime, post_id_of: Callable[[str], str | None]
) -> dict[str, int]:
    """Rows for URLs by key; gives their ids."""
    if not urls:
        return {}
    rows = [new_page_values(publication, key, url, now, post_id_of) for key, url in urls.items()]
    adding = insert(models.Page).returning(models.Page.url_key, models.Page.id)
    return dict(session.execute(adding, rows, execution_options=_WITH_NULLS).all())


def _pages_by_key(session: Session, publication: str, keys: Sequence[str]) -> dict[str, models.Page]:
    query = select(models.Page).where(models.Page.publication == publication, models.Page.url_key.in_(keys))
    return {page.url_key: page for page in session.scalars(query)}


def _dates_said(session: Session, source: models.Source, pages: Iterable[models.Page]) -> dict[int, datetime | None]:
    """The newest date of change this source gave of each page; a page that no source announced yet is left out."""
    ids = [page.id for page in pages if page.visited_at is not None]
    own = case((models.Sighting.source_id == source.id, models.Sighting.modified_at))
    query = (
        select(models.Sighting.page_id, func.max(own))
        .where(models.Sighting.page_id.in_(ids))
        .group_by(models.Sighting.page_id)
    )
    return dict(session.execute(query).all())


def _is_due_again(page: models.Page, sighting: Sighting, said: dict[int, datetime | None], now: datetime) -> bool:
    """A date is compared with those of the same source: their clocks, and their zones, are not ours.

    A page without an article that is given up is tried once more when a source announces it for the first time, and
    now and then while one still does.
    """
    if page.visited_at is None or page.outcome == Outcome.BARRED:
        return False
    newest = said.get(page.id) or page.visited_at
    if sighting.modified_at is not None and sighting.modified_at > newest:
        return True
    is_given_up = page.article_id is None and page.next_visit_at is None and page.moved_to_id is None
    return is_given_up and (page.id not in said or page.visited_at + RETRY_AFTER[-1] <= now)


def _note_sightings(session: Session, source: models.Source, said: dict[int, Sighting], now: datetime) -> None:
    """A row for each thing said; said again, only its time moves."""
    row = models.Sighting
    query = select(row.page_id, row.digest, row.id).where(row.source_id == source.id, row.page_id.in_(list(said)))
    known = {(page_id, digest): sighting_id for page_id, digest, sighting_id in session.execute(query)}
    digests = {page_id: _digest(sighting) for page_id, sighting in said.items()}
    again = [known[one] for one in digests.items() if one in known]
    if again:
        session.execute(update(row).where(row.id.in_(again)).values(last_seen_at=now))
    fresh = [
        _new_sighting(page_id, source.id, digest, said[page_id], now)
        for page_id, digest in digests.items()
        if (page_id, digest) not in known
    ]
    if fresh:
        session.execute(insert(row), fresh, execution_options=_WITH_NULLS)


def _new_sighting(page_id: int, source_id: int, digest: str, sighting: Sighting, now: datetime) -> dict[str, Any]:
    return {
        "page_id": page_id,
        "source_id": source_id,
        "digest": digest,
        "title": sighting.title,
        "dated": sighting.dated,
        "published_at": sighting.published_at,
        "modified_at": sighting.modified_at,
        "first_seen_at": now,
        "last_seen_at": now,
    }


def _digest(sighting: Sighting) -> str:
    said = (sighting.title, sighting.dated, sighting.published_at, sighting.modified_at)
    return hashlib.sha256(repr(said).encode("utf-8", "replace")).hexdigest()


def _portions(keys: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield keys[start : start + _AT_ONCE]
