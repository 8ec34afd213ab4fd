"""A box of links on a page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipelines.rules import RelatedRule
from storage.items import RelatedKind


class Origin(StrEnum):
    """How a box was found."""

    RULE = "rule"
    HEADING = "heading"
    MARK = "mark"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Box:
    """Neighbouring elements that hold links to other pages.

    Attributes:
        places: the elements, heading included, as places in the outline.
        kind: None for furniture.
        heading: as printed.
        heading_place: the element that prints it.
    """

    places: tuple[int, ...]
    origin: Origin
    kind: RelatedKind | None
    heading: str | None = None
    heading_place: int | None = None
    rule: RelatedRule | None = None
