"""A box of links on a page, and which part of the page boxes have claimed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipelines.related.outline import Outline
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


class Claims:
    """Elements that already belong to a box, or can belong to none."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._taken = bytearray(len(outline.elements))

    def take(self, *places: int) -> None:
        """Claim elements with all they hold."""
        for place in places:
            end = self._outline.ends[place]
            self._taken[place:end] = b"\x01" * (end - place)

    def has(self, place: int) -> bool:
        """Whether the element is claimed."""
        return bool(self._taken[place])
