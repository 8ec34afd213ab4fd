"""What another extractor reads otherwise in the same capture, field by field."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import models
from storage.items import Contributor, PageItem, RelatedStory
from storage.observations import find_observation
from storage.outcomes import Outcome
from storage.readings import find_newest_reading, reading_values
from storage.rereading.settling import get_article, get_capture, is_no_article

FIELDS = (
    "title", "standfirst", "kicker", "byline_printed", "published_at", "published_printed", "modified_at",
    "modified_printed", "section", "language", "tags", "canonical_url", "lead_image", "text", "blocks", "text_state",
    "text_reason", "paywalled", "genre", "genre_reason", "notices",
)  # fmt: skip
"""Columns that are compared as they are."""

_NAMES = {"text": "body"}
_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Change:
    """One field that would be read otherwise.

    Attributes:
        field: as docs/fields.md names it; `outcome` where it would be no article.
        before: cut to a line; of a long text, the place where the two part.
        after: likewise.
    """

    field: str
    before: str
    after: str


def find_changes(session: Session, item: PageItem) -> list[Change]:
    """What an item, read from a stored capture, says otherwise than what the archive has of that capture."""
    capture = get_capture(session, item.capture.record_id)
    earlier = find_newest_reading(session, capture)
    if is_no_article(get_article(session, capture), capture, item.outcome):
        return [Change("outcome", str(Outcome.ARCHIVED), f"{item.outcome} ({item.reason})")]
    changes = list(_compare_reading(session, earlier, item)) if earlier is not None else []
    return [*changes, *_compare_related(session, capture, item)] if item.outcome == Outcome.ARCHIVED else changes


def _compare_reading(session: Session, earlier: models.Reading, item: PageItem) -> Iterator[Change]:
    values = reading_values(item)
    for name in FIELDS:
        before, after = getattr(earlier, name), values[name]
        if before != after and not (name == "blocks" and earlier.text != values["text"]):
            yield _change(_NAMES.get(name, name), _printed(before), _printed(after))
    names = session.scalars(
        select(models.Contributor)
        .where(models.Contributor.reading_id == earlier.id)
        .order_by(models.Contributor.position)
    )
    were, are = _contributors(names), _contributors(item.contributors)
    if were != are:
        yield _change("contributors", were, are)


def _compare_related(session: Session, capture: models.Capture, item: PageItem) -> Iterator[Change]:
    seen = find_observation(session, get_article(session, capture), by=capture.captured_at)
    were, are = _stories(seen.related if seen else ()), _stories(item.related)
    if were != are:
        yield _change("related", were, are)


def _contributors(people: Iterable[models.Contributor | Contributor]) -> str:
    parts = ("name", "kind", "role", "affiliation", "credit", "credentials", "honorific", "location")
    return "; ".join(", ".join(str(value) for name in parts if (value := getattr(one, name))) for one in people)


def _stories(stories: Iterable[models.RelatedStory | RelatedStory]) -> str:
    parts = ("kind", "heading", "label", "text", "url")
    return "; ".join(", ".join(str(value) for name in parts if (value := getattr(one, name))) for one in stories)


def _printed(value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return value.isoformat() if isinstance(value, datetime) else json.dumps(value, ensure_ascii=False)


def _change(field: str, before: str, after: str) -> Change:
    """Two long values are shown from a little before the place where they part."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
    start = max(same - _WIDTH // 4, 0) if max(len(before), len(after)) > _WIDTH else 0
    return Change(field, _cut(before, start), _cut(after, start))


def _cut(text: str, start: int) -> str:
    shown = " ".join(text[start : start + _WIDTH].split())
    return ("…" if start else "") + shown + ("…" if len(text) > start + _WIDTH else "")
