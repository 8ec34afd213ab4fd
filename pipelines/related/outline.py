"""One walk over a page: what is visible, in order, with the text and links each element holds."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from pipelines.document import Element
from pipelines.related.visibility import is_unseen


@dataclass(slots=True)
class Outline:
    """The visible elements of a tree in document order.

    An element is named by its place in `elements`; its descendants are the places up to `ends[place]`. Text is
    measured in characters, blanks at the ends of a text node left out.

    Attributes:
        texts: characters of text in each element.
        linked_texts: how many of them belong to links.
        links: places of the `<a href>` elements.
    """

    elements: list[Element] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    texts: list[int] = field(default_factory=list)
    linked_texts: list[int] = field(default_factory=list)
    links: list[int] = field(default_factory=list)
    places: dict[Element, int] = field(default_factory=dict)

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

    def has_links(self, place: int) -> bool:
        """Whether there is a link in the element or it is one."""
        first = bisect_left(self.links, place)
        return first < len(self.links) and self.links[first] < self.ends[place]

    def holds(self, outer: int, inner: int) -> bool:
        """Whether `inner` is `outer` or lies in it."""
        return outer <= inner < self.ends[outer]

    def iter_parents(self, place: int) -> Iterator[int]:
        """Places of the elements around one, nearest first."""
        for parent in self.elements[place].iterancestors():
            around = self.places.get(parent)
            if around is not None:
                yield around

    def iter_following(self, place: int) -> Iterator[int]:
        """Places of the visible siblings after an element."""
        for sibling in self.elements[place].itersiblings():
            following = self.places.get(sibling)
            if following is not None:
                yield following


def read_outline(tree: Element, *, trust_aria: bool = True) -> Outline:
    """The outline of `tree`; unseen elements (`is_unseen`) and what is in them are left out."""
    outline = Outline()
    text = linked = link_depth = 0
    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            if is_unseen(element, trust_aria=trust_aria):
                walker.skip_subtree()
                continue
            is_link = element.tag == "a" and element.get("href") is not None
            link_depth += is_link
            place = outline.places[element] = len(outline.elements)
            outline.elements.append(element)
            outline.ends.append(place + 1)
            outline.texts.append(-text)
            outline.linked_texts.append(-linked)
            if is_link:
                outline.links.append(place)
            size = _measure(element.text)
        else:
            done = outline.places.get(element)
            if done is not None:
                outline.ends[done] = len(outline.elements)
                outline.texts[done] += text
                outline.linked_texts[done] += linked
                link_depth -= element.tag == "a" and element.get("href") is not None
            size = _measure(element.tail)
        text += size
        linked += size if link_depth else 0
    return outline


def _measure(text: str | None) -> int:
    return len(text.strip()) if text else 0
