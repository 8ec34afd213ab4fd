"""What is visible on a page, in order, with the text and links each element holds."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipelines.document import Element
from pipelines.printed_text import fold_blanks
from pipelines.related.marks import Mark

_APART = frozenset(("br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "time", "dt", "dd", "td"))


@dataclass(slots=True)
class Outline:
    """The visible elements of a tree in document order.

    An element is named by its place in `elements`; its descendants are the places up to `ends[place]`. Text is
    measured in characters, blanks at the ends of a text node left out.

    Attributes:
        parents: the place of the element around each, -1 for the root.
        names: class, id and data attributes of each.
        named: what they announce, where they announce anything.
        texts: characters of text in each element.
        linked_texts: how many of them belong to links.
        links: places of the `<a href>` elements.
        strays: text that follows unseen elements, by the element it stands in.
        hides_related: whether a box named a related one is hidden from assistive software.
        places: the place of each element.
    """

    elements: list[Element] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    named: dict[int, Mark] = field(default_factory=dict)
    texts: list[int] = field(default_factory=list)
    linked_texts: list[int] = field(default_factory=list)
    links: list[int] = field(default_factory=list)
    strays: dict[int, str] = field(default_factory=dict)
    hides_related: bool = False
    places: dict[Element | None, int] = field(default_factory=dict)

    def find_place(self, element: Element) -> int | None:
        """The place of an element, None where no reader sees it."""
        return self.places.get(element)

    def text(self, place: int) -> int:
        """Characters of text in the element."""
        return self.texts[place]

    def linked_text(self, place: int) -> int:
        """Characters of text in the element that belong to links."""
        return self.linked_texts[place]

    def plain_text(self, place: int) -> int:
        """Characters of text in the element outside links."""
        return self.texts[place] - self.linked_texts[place]

    def links_in(self, place: int) -> list[int]:
        """Places of the links in the element, itself included."""
        return self.links_between(place, self.ends[place])

    def links_between(self, first: int, end: int) -> list[int]:
        """Places of the links from one place up to another, that one left out."""
        return self.links[bisect_left(self.links, first) : bisect_left(self.links, end)]

    def count_links(self, place: int) -> int:
        """How many links are in the element, itself included."""
        return bisect_left(self.links, self.ends[place]) - bisect_left(self.links, place)

    def has_links(self, place: int) -> bool:
        """Whether there is a link in the element or it is one."""
        first = bisect_left(self.links, place)
        return first < len(self.links) and self.links[first] < self.ends[place]

    def holds(self, outer: int, inner: int) -> bool:
        """Whether `inner` is `outer` or lies in it."""
        return outer <= inner < self.ends[outer]

    def iter_parents(self, place: int) -> Iterator[int]:
        """Places of the elements around one, nearest first."""
        parents = self.parents
        place = parents[place]
        while place >= 0:
            yield place
            place = parents[place]

    def iter_children(self, place: int) -> Iterator[int]:
        """Places of the visible children of an element."""
        child = place + 1
        while child < self.ends[place]:
            yield child
            child = self.ends[child]

    def iter_following(self, place: int) -> Iterator[int]:
        """Places of the visible siblings after an element."""
        parent = self.parents[place]
        end = self.ends[parent] if parent >= 0 else 0
        following = self.ends[place]
        while following < end:
            yield following
            following = self.ends[following]

    def read_tail(self, place: int) -> str:
        """The text between an element and the next."""
        return (self.elements[place].tail or "").strip()

    def read_text(self, place: int) -> str:
        """The visible text of an element on one line."""
        if self.ends[place] == place + 1 and place not in self.strays:
            return fold_blanks(self.elements[place].text or "")
        return fold_blanks("".join(self._list_pieces(place, self.ends[place])))

    def read_lead(self, place: int, before: int) -> str:
        """The visible text of an element up to one in it."""
        return fold_blanks("".join(self._list_pieces(place, before)))

    def _list_pieces(self, first: int, end: int) -> list[str]:
        elements, ends, strays = self.elements, self.ends, self.strays
        pieces: list[str] = []
        open_elements: list[int] = []
        for place in range(first, end):
            while open_elements and ends[open_elements[-1]] <= place:
                pieces.append(elements[open_elements.pop()].tail or "")
            if self.tags[place] in _APART:
                pieces.append(" ")
            pieces.append(elements[place].text or "")
            if place in strays:
                pieces.append(strays[place])
            if place != first:
                open_elements.append(place)
        return pieces + [elements[last].tail or "" for last in reversed(open_elements) if ends[last] <= end]
