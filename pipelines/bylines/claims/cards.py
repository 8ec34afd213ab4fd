"""Cards of other stories, told by a linked headline of their own."""

from __future__ import annotations

from functools import cached_property
from itertools import islice

from lxml import etree

from pipelines.bylines.claims.author_links import is_author_link
from pipelines.bylines.claims.regions import Regions
from pipelines.bylines.claims.text_length import is_short
from pipelines.document import Document
from pipelines.printed_text import read_element
from pipelines.structured import address_key, page_addresses

Element = etree._Element

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_MOST_LEVELS = 4
_LONGEST = 600
"""Characters of a card."""

_TITLE = 20
"""Characters of the shortest headline; what is shorter is a section, or a name."""

_MOST_HEADINGS = 3

_SERIES = 3
"""Bylines that are marked alike and say different things."""

_NEXT = 40
"""Elements behind the headline in which an article's own byline stands."""


class Cards:
    """Finds the bylines that stand in a card of another story."""

    def __init__(self, document: Document, regions: Regions) -> None:
        self._document = document
        self._regions = regions
        self._known: dict[Element, list[Element]] = {}

    def hold(self, element: Element) -> bool:
        """Whether a byline stands in a box with a headline that links to another page, and not with this page's."""
        node = element.getparent()
        for _ in range(_MOST_LEVELS):
            if node is None or self._regions.holds_headline(node) or not is_short(node, _LONGEST):
                return False
            if any(self._is_of_another(heading, element) for heading in self._headlines(node)):
                return True
            node = node.getparent()
        return False

    def _headlines(self, node: Element) -> list[Element]:
        if node not in self._known:
            headings = islice(node.iter(*_HEADINGS), _MOST_HEADINGS)
            self._known[node] = [heading for heading in headings if self._leads_elsewhere(heading)]
        return self._known[node]

    @staticmethod
    def _is_of_another(heading: Element, byline: Element) -> bool:
        """Whether neither holds the other: a byline may be set as a heading."""
        return byline not in (heading, *heading.iterancestors()) and heading not in byline.iterancestors()

    def _leads_elsewhere(self, heading: Element) -> bool:
        link = next(heading.iter("a"), None)
        link = next(heading.iterancestors("a"), None) if link is None else link
        href = "" if link is None else link.get("href") or ""
        if not href or is_author_link(href) or len(read_element(heading)) < _TITLE:
            return False
        key = address_key(href, self._document.base)
        return bool(key) and key not in self._pages

    @cached_property
    def _pages(self) -> set[str]:
        return page_addresses(self._document)


def drop_series(groups: list[list[Element]], regions: Regions) -> list[list[Element]]:
    """Without bylines of which a page prints one for each of many stories or comments, all marked alike.

    The one right behind the headline is the article's, however it is marked.
    """
    said: dict[tuple[str, str], set[str]] = {}
    for group in groups:
        said.setdefault(_signature(group[0]), set()).add(read_element(group[0]))
    return [
        group
        for group in groups
        if len(said[_signature(group[0])]) < _SERIES or 0 <= regions.order.get(group[0], 0) - regions.headline <= _NEXT
    ]


def _signature(element: Element) -> tuple[str, str]:
    return str(element.tag), element.get("class") or ""
