"""Redirects: whether what answered is the story that was asked for. Removed stories are redirected to others."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import models
from storage.items import PageItem
from storage.likeness import Likeness, words_of

_PERMANENT = frozenset({301, 308})


def find_reason(asked: models.Page, item: PageItem, likeness: Likeness) -> str | None:
    """Why the story that was archived at `asked` is the one that answered; None where it is not."""
    post_id = item.extraction.metadata.post_id if item.extraction else None
    if post_id is not None and post_id == asked.post_id:
        return f"same id {post_id}"
    if post_id is not None and asked.post_id is not None:
        return f"{likeness.text:.0%} of the text" if likeness.is_same_text else None
    return f"{likeness.text:.0%} of the text" if likeness.is_edited else None


def find_expectation(session: Session, asked: models.Page, item: PageItem) -> str | None:
    """Why a page of which nothing was ever archived is the one that answered; None where nothing speaks for it.

    The publisher's id decides where both have one; then the words of what was announced and of the address. Where
    nothing is known of the page, a permanent redirect (RFC 9110 §15.4) is believed.
    """
    post_id = item.extraction.metadata.post_id if item.extraction else None
    if post_id is not None and asked.post_id is not None:
        return f"same id {post_id}" if post_id == asked.post_id else None
    titles = session.scalars(select(models.Sighting.title).where(models.Sighting.page_id == asked.id)).all()
    expected = words_of([*(title for title in titles if title), _name(asked.url)])
    found = words_of([item.title or "", _name(item.capture.url)])
    if expected and found:
        common = expected & found
        return f"words in common: {', '.join(sorted(common)[:5])}" if _is_most(common, expected, found) else None
    return "permanent redirect" if any(hop.status in _PERMANENT for hop in item.hops) else None


def _is_most(common: set[str], one: set[str], other: set[str]) -> bool:
    return len(common) > 0.5 * min(len(one), len(other))


def _name(url: str) -> str:
    """The words of an address's last segment that has any; the rest of the path is the section's."""
    segments = unquote(urlsplit(url).path).rsplit("/", 4)
    return next((segment for segment in reversed(segments) if words_of([segment.partition(".")[0]])), "")
