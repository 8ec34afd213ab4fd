"""Redirects: whether what answered is the story that was asked for. Removed stories are redirected to others."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import unquote, urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import models
from storage.items import PageItem
from storage.likeness import Likeness, words_of

HALF = 0.5
"""Share of the words that are expected, or found, whichever are fewer."""

_PERMANENT = frozenset({301, 308})


def find_reason(page: models.Page, item: PageItem, likeness: Likeness) -> str | None:
    """Why the story that was archived at a page is the one that answered where it led; None where it is not.

    Or the other way round: `page` is where the one that answered led before.
    """
    post_id = item.extraction.metadata.post_id if item.extraction else None
    if post_id is not None and post_id == page.post_id:
        return f"same id {post_id}" if likeness.is_akin or likeness.is_grown else None
    if post_id is not None and page.post_id is not None:
        return f"{likeness.text:.0%} of the text" if likeness.is_same_text else None
    return f"{likeness.text:.0%} of the text" if likeness.is_moved or likeness.is_grown else None


def find_expectation(session: Session, asked: models.Page, item: PageItem, *, by: datetime) -> str | None:
    """Why a page of which nothing was ever archived is the one that answered; None where nothing speaks for it.

    The publisher's id decides where both have one; then the words of what was announced and of the address: most must
    be those of what was found, half where the redirect is permanent (RFC 9110 §15.4). A permanent one is believed
    where nothing is known of the page. What was announced after `by` does not count. Where both addresses are numbered
    below one name, that one is the section's or the series', and tells nothing of the story that was found.
    """
    post_id = item.extraction.metadata.post_id if item.extraction else None
    if post_id is not None and asked.post_id is not None:
        return f"same id {post_id}" if post_id == asked.post_id else None
    seen = models.Sighting
    said = select(seen.title).where(seen.page_id == asked.id, seen.first_seen_at <= by)
    titles = session.scalars(said).all()
    (name, below), (found_name, found_below) = _name(asked.url), _name(item.capture.url)
    is_numbered = name == found_name and bool(below and found_below) and below != found_below
    expected = words_of([*(title for title in titles if title), name])
    found = words_of([item.title or "", "" if is_numbered else found_name])
    is_permanent = any(hop.status in _PERMANENT for hop in item.hops)
    if not expected or not found:
        return "permanent redirect" if is_permanent else None
    common, all_words = len(expected & found), min(len(expected), len(found))
    share = common / all_words
    is_same = share > HALF or (is_permanent and share == HALF)
    return f"{common} of {all_words} words as expected" if is_same else None


def _name(url: str) -> tuple[str, tuple[str, ...]]:
    """An address's last segment that has words, and those below it; the rest of the path is the section's."""
    segments = [segment for segment in unquote(urlsplit(url).path).rsplit("/", 4) if segment]
    named = (place for place, segment in enumerate(segments) if words_of([segment.partition(".")[0]]))
    last = max(named, default=None)
    return (segments[last], tuple(segments[last + 1 :])) if last is not None else ("", ())
