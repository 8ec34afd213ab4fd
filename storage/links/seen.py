"""The links of articles as they were seen, each once: where it leads, what is printed, and from when to when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import models
from storage.barring import is_at_barred
from storage.dating import iso_time
from storage.links.sequence import Shown, list_shown
from storage.queries.overlaying import find_overlays


@dataclass(frozen=True, slots=True)
class Link:
    """One article's link to another.

    Attributes:
        origin: the public id of the article that shows it.
        target: that of the archived article it leads to; None where the archive has none.
        kind: whether a person chose it, or the site (docs/related-stories.md).
        heading: of its box, as printed when it was last seen; `label`, `text` and `url` likewise.
        first_seen_at: when the first capture was made that showed it.
        last_seen_at: when the last one was.
    """

    origin: str
    target: str | None
    kind: str
    heading: str | None
    label: str | None
    text: str | None
    url: str | None
    first_seen_at: datetime
    last_seen_at: datetime

    def as_json(self) -> dict[str, Any]:
        """Times as ISO 8601, in UTC."""
        return {
            "origin": self.origin,
            "target": self.target,
            "kind": self.kind,
            "heading": self.heading,
            "label": self.label,
            "text": self.text,
            "url": self.url,
            "first_seen_at": iso_time(self.first_seen_at),
            "last_seen_at": iso_time(self.last_seen_at),
        }


def links_of(session: Session, article_ids: Sequence[int]) -> Iterator[Link]:
    """The links of articles, article by article in the order given, each in the order in which they were first seen.

    Links to an article that is taken down are left out, and so are those of one whose links are.
    """
    public_ids = _public_ids(session, article_ids)
    shown = {one.observation_id: one for one in list_shown(session, list(public_ids))}
    links: dict[int, dict[tuple[Any, ...], Link]] = {id_: {} for id_ in public_ids}
    for row in _stories(session, list(shown)):
        seen = shown[row.observation_id]
        is_hidden = row.target_id is not None and row.leads_to is None
        if is_hidden or row.target_id == seen.article_id:
            continue
        own = links[seen.article_id]
        key = (row.kind, row.target_id, *(() if row.target_id else (row.url_key, row.title_key)))
        own[key] = _link(row, seen, public_ids[seen.article_id], own.get(key))
    for own in links.values():
        yield from own.values()


def _link(row: Any, seen: Shown, origin: str, earlier: Link | None) -> Link:
    """What is printed is what was printed last; a link that is there twice in one capture is the first of them."""
    latest = earlier.last_seen_at if earlier is not None else seen.first_seen_at
    if earlier is not None and latest >= seen.last_seen_at:
        return earlier
    return Link(
        origin=origin,
        target=row.leads_to,
        kind=row.kind,
        heading=row.heading,
        label=row.label,
        text=row.text,
        url=row.url,
        first_seen_at=earlier.first_seen_at if earlier is not None else seen.first_seen_at,
        last_seen_at=seen.last_seen_at,
    )


def _public_ids(session: Session, article_ids: Sequence[int]) -> dict[int, str]:
    """By key, in the order given, without articles whose links are not to be shown."""
    overlays = find_overlays(session.connection(), article_ids)
    closed = {id_ for id_, overlay in overlays.items() if overlay.is_hidden or "related" in overlay.redacted}
    rows = session.execute(
        select(models.Article.id, models.Article.public_id).where(models.Article.id.in_(article_ids))
    )
    found = dict(rows.all())
    return {id_: found[id_] for id_ in article_ids if id_ not in closed}


def _stories(session: Session, observation_ids: Sequence[int]) -> Sequence[Any]:
    story, seen = models.RelatedStory, models.Observation
    query = (
        select(
            story.observation_id, story.kind, story.heading, story.label, story.text, story.url, story.url_key,
            story.title_key, story.leads_to, models.TARGET_ID.label("target_id"),
        )
        .join(seen, seen.id == story.observation_id)
        .where(story.observation_id.in_(observation_ids), ~is_at_barred(story.url_key))
        .order_by(seen.observed_at, seen.id, story.position)
    )  # fmt: skip
    return session.execute(query).all()
