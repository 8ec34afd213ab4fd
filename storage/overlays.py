"""What people put in place of what was read: corrections, and redactions, which blank a field. What was read stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy import ColumnElement, SQLColumnExpression, or_

from storage.dating import iso_day, iso_time


class Level(StrEnum):
    """How far an article is taken down; `Overlay.level` is the furthest in force."""

    REDACT = "redact"
    HIDE = "hide"
    PURGE = "purge"


class Field(StrEnum):
    """What can be corrected."""

    TITLE = "title"
    BYLINE = "byline"
    PUBLISHED = "published"


BLANKS: Mapping[str, Mapping[str, Any]] = {
    "title": {"title": None, "genre_reason": None},
    "standfirst": {"standfirst": None},
    "kicker": {"kicker": None, "genre_reason": None},
    "byline": {"byline_printed": None, "contributors": [], "sign_offs": []},
    "body": {"body": "", "blocks": [], "turns": [], "notices": [], "genre_reason": None, "text_reason": None},
    "image": {"lead_image": None},
    "tags": {"tags": []},
    "related": {"related": []},
}
"""What can be redacted, and the keys of an article's JSON that are blank then; reasons may quote what they rest on."""


class GivenValue(Protocol):
    """A row of `correction`."""

    event: str
    field: str
    value: Any
    reason: str
    actor: str
    made_at: datetime
    withdrawn_at: datetime | None


class Removal(Protocol):
    """A row of `takedown`."""

    level: str
    fields: Any
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class Overlay:
    """What holds for one article.

    Attributes:
        corrections: those in force, oldest first; of one field the last decides.
        redacted: names of `BLANKS`.
        level: of the furthest takedown in force.
    """

    corrections: tuple[GivenValue, ...] = ()
    redacted: frozenset[str] = field(default_factory=frozenset)
    level: Level | None = None

    @property
    def is_hidden(self) -> bool:
        """Whether nothing of the article is shown but that it was taken down."""
        return self.level in {Level.HIDE, Level.PURGE}

    def find(self, name: Field) -> Mapping[str, Any] | None:
        """The value that is shown in place of what was read; None where nothing is, or the field is redacted."""
        given = [correction.value for correction in self.corrections if correction.field == name]
        return given[-1] if given and name not in self.redacted else None


NOTHING = Overlay()


def overlay_of(corrections: Iterable[GivenValue], removals: Iterable[Removal]) -> Overlay:
    """What holds, from an article's rows in the order in which they were added."""
    given = tuple(correction for correction in corrections if correction.withdrawn_at is None)
    in_force = [removal for removal in removals if removal.undone_at is None]
    levels = [Level(removal.level) for removal in in_force]
    redacted = frozenset(name for removal in in_force for name in removal.fields)
    return Overlay(given, redacted, max(levels, key=list(Level).index, default=None))


def is_shown(taken_down: SQLColumnExpression[Any]) -> ColumnElement[bool]:
    """The condition, on the column `article.taken_down`, that lists and searches may name an article."""
    return or_(taken_down.is_(None), taken_down == Level.REDACT)


def overlaid(article: dict[str, Any], overlay: Overlay, zone: str, *, is_current: bool = True) -> dict[str, Any]:
    """An article's JSON with corrections and redactions; those of a revision that is not shown now stay as read.

    `zone` is the publication's time zone.
    """
    said = [_correction_json(article, correction, overlay) for correction in overlay.corrections]
    changed = dict(article)
    for name in Field if is_current else ():
        if (value := overlay.find(name)) is not None:
            changed |= _keys(name, value, zone)
    for redacted in sorted(overlay.redacted):
        changed |= BLANKS[redacted]
    return changed | {"corrections": said, "redacted": sorted(overlay.redacted)}


def overlaid_columns(values: Mapping[str, Any], overlay: Overlay) -> dict[str, Any]:
    """The columns of a reading that lists show, with corrections and redactions."""
    changed = dict(values)
    if (title := overlay.find(Field.TITLE)) is not None:
        changed["title"] = title["title"]
    if (byline := overlay.find(Field.BYLINE)) is not None:
        changed["byline_printed"] = byline["printed"]
    if (published := overlay.find(Field.PUBLISHED)) is not None:
        changed |= {"published_precision": published["precision"], "published_offset": published["offset"]}
    blank = {"title": "title", "standfirst": "standfirst", "byline": "byline_printed", "body": "text"}
    return changed | {blank[name]: "" if name == "body" else None for name in overlay.redacted if name in blank}


def _keys(name: Field, value: Mapping[str, Any], zone: str) -> dict[str, Any]:
    """The keys of an article's JSON that a correction gives."""
    if name is Field.TITLE:
        return {"title": value["title"]}
    if name is Field.BYLINE:
        return {"byline_printed": value["printed"], "contributors": value["contributors"]}
    at = datetime.fromisoformat(value["at"])
    return {
        "published_at": iso_time(at, value["offset"]),
        "published_on": iso_day(at, value["precision"], zone),
        "published_printed": value["printed"],
        "published_precision": value["precision"],
    }


def _correction_json(article: Mapping[str, Any], correction: GivenValue, overlay: Overlay) -> dict[str, Any]:
    name = Field(correction.field)
    is_blank = name in overlay.redacted
    keys = _keys(name, correction.value, "UTC")
    return {
        "id": correction.event,
        "field": correction.field,
        "value": None if is_blank else _line(keys),
        "as_read": None if is_blank else _line({key: article[key] for key in keys}),
        "by": correction.actor,
        "reason": correction.reason,
        "made_at": iso_time(correction.made_at),
    }


def _line(values: Mapping[str, Any]) -> str | None:
    """A value as it is printed; of a byline that is printed nowhere, its names."""
    for key in ("title", "published_printed", "byline_printed"):
        if values.get(key):
            return str(values[key])
    return ", ".join(person["name"] for person in values.get("contributors", ())) or None
