"""A page while its boxes are looked for: its outline and text, what its elements are named, and what is claimed."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate, islice

from pipelines.related.box import Box
from pipelines.related.marks import Mark
from pipelines.related.outline import Outline
from pipelines.related.text_range import TextRange
from storage.items import RelatedKind

HEADING_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
FIXED_MARKS = frozenset((Mark.CHROME, Mark.ADVERTISING))
_INLINE_TAGS = frozenset(("a", "span", "em", "strong", "b", "i", "u", "font", "mark"))
_SENTENCE = 20
_SIBLINGS = 50
_MAXIMUM_BOXES = 300
_MAXIMUM_TEXT = 400
"""Characters of the article in an element that can still be a box."""


class PageMap:
    """The boxes found so far, each link in at most one, and what decides on the next.

    Attributes:
        marks: what the names on elements announce, by place; elements that hold the article are left out.
    """

    def __init__(self, outline: Outline, text: TextRange) -> None:
        self.outline = outline
        self.text = text
        self.boxes: list[Box] = []
        self._claimed = bytearray(len(outline.elements))
        self._masses = list(accumulate((outline.plain_text(place) for place in text.paragraphs), initial=0))
        self.marks = self._read_marks()

    def add(self, box: Box) -> None:
        """Keep a box and claim its elements."""
        self.claim(*box.places)
        self.boxes.append(box)

    def claim(self, *places: int) -> None:
        """Claim elements with all they hold."""
        for place in places:
            end = self.outline.ends[place]
            self._claimed[place:end] = b"\x01" * (end - place)

    def list_free(self, place: int) -> tuple[int, ...]:
        """The element where nothing in it is claimed, else those of its parts that are free."""
        if not self._claimed[place] and b"\x01" not in self._claimed[place : self.outline.ends[place]]:
            return (place,)
        free: list[int] = []
        inner = place + 1
        while inner < self.outline.ends[place]:
            if self._claimed[inner]:
                inner = self.outline.ends[inner]
            elif b"\x01" in self._claimed[inner : self.outline.ends[inner]]:
                inner += 1
            else:
                free.append(inner)
                inner = self.outline.ends[inner]
        return tuple(free)

    def is_claimed(self, place: int) -> bool:
        """Whether the element belongs to a box, or can belong to none."""
        return bool(self._claimed[place])

    def is_full(self) -> bool:
        """Whether the page has more boxes than an article's page can have."""
        return len(self.boxes) >= _MAXIMUM_BOXES

    def holds_text(self, place: int) -> bool:
        """Whether an element holds so much of the article that it can be no box."""
        if self.outline.tags[place] in {"html", "body", "main"}:
            return True
        first = bisect_left(self.text.paragraphs, place)
        end = bisect_left(self.text.paragraphs, self.outline.ends[place])
        return self._masses[end] - self._masses[first] > _MAXIMUM_TEXT

    def holds_paragraph(self, place: int) -> bool:
        """Whether an element holds a paragraph of the article or is one."""
        first = bisect_left(self.text.paragraphs, place)
        return first < len(self.text.paragraphs) and self.text.paragraphs[first] < self.outline.ends[place]

    def is_marked(self, place: int, *marks: Mark) -> bool:
        """Whether an element or one around it is marked: with one of `marks`, or at all where none are given."""
        for around in (place, *self.outline.iter_parents(place)):
            mark = self.marks.get(around)
            if mark and (not marks or mark in marks):
                return True
        return False

    def decide_kind(self, place: int, *, closes_text: bool) -> RelatedKind:
        """The kind of a box by its position: in the text, or closing it by hand, it is editorial.

        `closes_text` says whether the box looks like written text, so that it counts right after the last paragraph.
        """
        if self.is_marked(place, Mark.AUTOMATIC):
            return RelatedKind.AUTOMATIC
        if self.text.is_inside(place):
            return RelatedKind.EDITORIAL
        follows = place > self.text.last and self.outline.holds(self.text.column, place)
        return RelatedKind.EDITORIAL if follows and closes_text else RelatedKind.AUTOMATIC

    def find_inner_heading(self, place: int) -> int | None:
        """The first heading element of a box, unless a link comes before it."""
        outline = self.outline
        for inner in range(place, outline.ends[place]):
            if outline.tags[inner] == "a":
                return None
            if outline.tags[inner] in HEADING_TAGS and outline.text(inner) and not outline.has_links(inner):
                return inner
        return None

    def _read_marks(self) -> dict[int, Mark]:
        marks = {}
        for place, mark in self.outline.named.items():
            if self.outline.tags[place] in HEADING_TAGS or self._is_title(place, mark):
                continue
            if not self.holds_text(place) and not self._is_in_sentence(place):
                marks[place] = mark
        return marks

    def _is_title(self, place: int, mark: Mark) -> bool:
        """Whether an element is a link as long as a title, and so no navigation by itself."""
        return mark is Mark.CHROME and self.outline.tags[place] == "a" and self.outline.text(place) >= _SENTENCE

    def _is_in_sentence(self, place: int) -> bool:
        """Whether an inline element stands in running text."""
        element = self.outline.elements[place]
        parent = element.getparent()
        if element.tag not in _INLINE_TAGS or parent is None:
            return False
        around = [parent.text, *(child.tail for child in islice(parent, _SIBLINGS))]
        return sum(len(text.strip()) for text in around if text) > _SENTENCE
