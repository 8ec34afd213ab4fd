"""The boxes of a page: by rule, by heading, by the names on elements, and by lines in the text."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate

from pipelines.related.box import Box, Claims, Origin
from pipelines.related.headings import HeadingKind, classify_heading
from pipelines.related.lines import iter_lines
from pipelines.related.marks import Mark, find_mark
from pipelines.related.outline import Outline
from pipelines.related.scopes import Heading, Scope, find_headings, find_scope, read_text
from pipelines.related.text_range import TextRange
from pipelines.rules import RelatedRule, Rules
from pipelines.selectors import select
from storage.items import RelatedKind

_LINES = frozenset(("p", "li", "h2", "h3", "h4", "h5", "h6"))
_INLINE = frozenset(("strong", "b", "em", "i", "u", "span", "font"))
_MAXIMUM_LINE = 600
_SLACK = 5
_MAXIMUM_TEXT = 400
_MAXIMUM_BOXES = 300
_FIXED = frozenset((Mark.CHROME, Mark.ADVERTISING))
_HEADING_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


class BoxFinder:
    """Finds the boxes of one page, each link in at most one."""

    def __init__(self, outline: Outline, text: TextRange) -> None:
        self._outline = outline
        self._text = text
        self._claims = Claims(outline)
        self._masses = list(accumulate((outline.plain_text(place) for place in text.paragraphs), initial=0))
        self._marks = self._read_marks()
        self.boxes: list[Box] = []

    def find(self, rules: Rules) -> list[Box]:
        """All boxes, in document order."""
        self._find_by_rules(rules)
        self._set_chrome_aside()
        self._find_by_headings()
        self._find_by_marks()
        self._find_lines()
        return sorted(self.boxes, key=lambda box: box.places[0])

    def _read_marks(self) -> dict[int, Mark]:
        marks = {}
        for place, element in enumerate(self._outline.elements):
            mark = find_mark(element) if element.tag not in _HEADING_TAGS else None
            if mark and not self._holds_text(place):
                marks[place] = mark
        return marks

    def _holds_text(self, place: int) -> bool:
        """Whether an element holds so much of the article that it can be no box."""
        if self._outline.elements[place].tag in {"html", "body", "main"}:
            return True
        paragraphs = self._text.paragraphs
        first = bisect_left(paragraphs, place)
        end = bisect_left(paragraphs, self._outline.ends[place])
        return self._masses[end] - self._masses[first] > _MAXIMUM_TEXT

    def _find_by_rules(self, rules: Rules) -> None:
        for selector in rules.furniture:
            for place in self._select(selector):
                self._add(Box((place,), Origin.RULE, None))
        for rule in rules.related:
            for place in self._select(rule.box):
                self._add(self._make_rule_box(rule, place))

    def _select(self, selector: str) -> list[int]:
        found = [self._outline.places.get(element) for element in select(self._outline.elements[0], (selector,))]
        return [
            place
            for place in found
            if place is not None and not self._claims.has(place) and not self._holds_text(place)
        ]

    def _make_rule_box(self, rule: RelatedRule, place: int) -> Box:
        heading = None
        if rule.heading:
            inside = select(self._outline.elements[place], (rule.heading,))
            heading = self._outline.places.get(inside[0]) if inside else None
        if heading is None:
            heading = self._find_inner_heading(place)
        kind = RelatedKind(rule.kind) if rule.kind else self._decide_kind(place, Origin.RULE)
        text = read_text(self._outline, heading) if heading is not None else None
        return Box((place,), Origin.RULE, kind, text, heading, rule)

    def _set_chrome_aside(self) -> None:
        for place, mark in self._marks.items():
            if mark in _FIXED and not self._claims.has(place):
                if mark is Mark.ADVERTISING:
                    self._add(Box((place,), Origin.MARK, None))
                self._claims.take(place)

    def _find_by_headings(self) -> None:
        headings = [heading for heading in find_headings(self._outline) if not self._claims.has(heading.place)]
        barriers = [heading.place for heading in headings if heading.kind is not HeadingKind.READ_MORE]
        for heading in headings:
            if self._is_full():
                break
            if self._claims.has(heading.place) or self._is_in_line(heading):
                continue
            scope = find_scope(self._outline, heading.place, barriers, self._text)
            box = self._make_heading_box(heading, scope)
            if box:
                self._add(box)

    def _is_in_line(self, heading: Heading) -> bool:
        """Whether the heading is only the label of a link in the same paragraph."""
        if self._outline.elements[heading.place].tag not in _INLINE:
            return False
        for parent in self._outline.iter_parents(heading.place):
            tag = self._outline.elements[parent].tag
            if tag in _LINES:
                return self._outline.has_links(parent) and self._outline.text(parent) <= _MAXIMUM_LINE
            if tag not in _INLINE:
                break
        return False

    def _make_heading_box(self, heading: Heading, scope: Scope) -> Box | None:
        region = tuple(place for place in scope.region if not self._claims.has(place))
        places = self._grow((scope.start, *region)) if region else (scope.start,)
        if heading.kind is HeadingKind.READ_MORE and not (region and self._is_text_line(scope, heading)):
            return None
        if not region and self._outline.elements[heading.place].tag not in _HEADING_TAGS:
            return None
        related = heading.kind in {HeadingKind.RELATED, HeadingKind.READ_MORE}
        kind = self._decide_kind(scope.start, Origin.HEADING, places) if related else None
        return Box(places, Origin.HEADING, kind, heading.text, heading.place)

    def _grow(self, places: tuple[int, ...]) -> tuple[int, ...]:
        """The element around them where it holds nothing else."""
        outline = self._outline
        for parent in outline.iter_parents(places[0]):
            rest = outline.text(parent) - sum(outline.text(place) for place in places)
            if rest > _SLACK or len(outline.links_in(parent)) != sum(len(outline.links_in(place)) for place in places):
                break
            if self._claims.has(parent) or self._holds_text(parent):
                break
            places = (parent,)
        return places

    def _is_text_line(self, scope: Scope, heading: Heading) -> bool:
        if not self._text.is_inside(heading.place) and not heading.text.endswith(":"):
            return False
        if not self._outline.holds(self._text.container, heading.place):
            return False
        links = [place for place in scope.region if self._outline.has_links(place)]
        return all(self._outline.linked_text(place) >= self._outline.plain_text(place) for place in links)

    def _find_by_marks(self) -> None:
        for place, mark in self._marks.items():
            if self._is_full():
                break
            if mark in _FIXED or self._claims.has(place) or not self._has_free_links(place):
                continue
            if mark is Mark.FURNITURE and self._holds_related(place):
                continue
            heading = self._find_inner_heading(place)
            text = read_text(self._outline, heading) if heading is not None else None
            said = classify_heading(text) if text else HeadingKind.NONE
            related = mark in {Mark.RELATED, Mark.AUTOMATIC} and said not in {HeadingKind.FURNITURE, HeadingKind.TAGS}
            kind = self._decide_kind(place, Origin.MARK) if related else None
            self._add(Box((place,), Origin.MARK, kind, text, heading))

    def _holds_related(self, place: int) -> bool:
        inner = range(place + 1, min(self._outline.ends[place], place + 10))
        return any(self._marks.get(other) in {Mark.RELATED, Mark.AUTOMATIC} for other in inner)

    def _has_free_links(self, place: int) -> bool:
        return any(not self._claims.has(link) for link in self._outline.links_in(place))

    def _find_inner_heading(self, place: int) -> int | None:
        """The first heading element of a box that is no link's title."""
        outline = self._outline
        for inner in range(place, outline.ends[place]):
            if outline.elements[inner].tag == "a":
                return None
            if outline.elements[inner].tag in _HEADING_TAGS and not outline.has_links(inner) and outline.text(inner):
                return inner
        return None

    def _find_lines(self) -> None:
        text = self._text
        if not text.paragraphs:
            return
        for line in iter_lines(self._outline, text.container, self._outline.ends[text.container]):
            if self._is_full():
                break
            if any(self._claims.has(link) for link in line.links):
                continue
            if line.label is None and not text.is_inside(line.place):
                continue
            kind = self._decide_kind(line.place, Origin.LINE)
            self._add(Box((line.place,), Origin.LINE, kind, line.label))

    def _decide_kind(self, place: int, origin: Origin, places: tuple[int, ...] = ()) -> RelatedKind:
        if self._is_filled_by_the_site(place):
            return RelatedKind.AUTOMATIC
        if self._text.is_inside(place):
            return RelatedKind.EDITORIAL
        closing = place > self._text.last and self._outline.holds(self._text.column, place)
        if closing and (origin is Origin.LINE or (places and not self._is_marked(places[0]))):
            return RelatedKind.EDITORIAL
        return RelatedKind.AUTOMATIC

    def _is_filled_by_the_site(self, place: int) -> bool:
        if self._marks.get(place) is Mark.AUTOMATIC:
            return True
        return any(self._marks.get(parent) is Mark.AUTOMATIC for parent in self._outline.iter_parents(place))

    def _is_marked(self, place: int) -> bool:
        if place in self._marks:
            return True
        return any(parent in self._marks for parent in self._outline.iter_parents(place))

    def _is_full(self) -> bool:
        return len(self.boxes) >= _MAXIMUM_BOXES

    def _add(self, box: Box) -> None:
        self._claims.take(*box.places)
        self.boxes.append(box)
