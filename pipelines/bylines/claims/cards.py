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

_TITLE_WORDS = 4
_SLUG_HYPHENS = 2
"""What a link without a heading has at least, so that it is a title: no section, no tool."""

_MOST_HEADINGS = 3

_SERIES = 3
"""Bylines that are marked alike and say different things."""

_NEXT = 40
"""Elements behind the headline in which an article's own byline stands, if no text begins before."""

_PARAGRAPH = 200
"""Characters from which a paragraph is text."""


class Cards:
    """Finds the bylines that stand in a card of another story."""

    def __init__(self, document: Document, regions: Regions) -> None:
        self._document = document
        self._regions = regions
        self._known: dict[Element, list[Element]] = {}

    def hold(self, element: Element) -> bool:
        """Whether a byline stands in a box with a headline that links to another page, and not with this page's.

        So does one in an `article` behind the article's own.
        """
        if self._is_in_another_article(element):
            return True
        node = element.getparent()
        for _ in range(_MOST_LEVELS):
            if node is None or self._regions.holds_headline(node) or not is_short(node, _LONGEST):
                return False
            if any(self._is_of_another(heading, element) for heading in self._headlines(node)):
                return True
            node = node.getparent()
        return False

    def _is_in_another_article(self, element: Element) -> bool:
        own = self._own_article
        box = next(element.iterancestors("article"), None)
        if own is None or box is None or box is own or self._regions.holds_headline(box):
            return False
        order = self._regions.order
        return order.get(box, 0) > order.get(own, 0) and is_short(box, _LONGEST)

    @cached_property
    def _own_article(self) -> Element | None:
        """The `article` that holds the headline; where none does, the first behind it."""
        regions = self._regions
        if regions.headline < 0:
            return None
        headline = regions.elements[regions.headline]
        holding = next(headline.iterancestors("article"), None)
        behind = (one for one in regions.elements[regions.headline :] if one.tag == "article")
        return next(behind, None) if holding is None else holding

    def _headlines(self, node: Element) -> list[Element]:
        if node not in self._known:
            headings = islice(node.iter(*_HEADINGS), _MOST_HEADINGS)
            titles = [heading for heading in headings if self._leads_elsewhere(heading)]
            links = () if titles else islice(node.iter("a"), _MOST_HEADINGS)
            self._known[node] = titles or [link for link in links if _is_title(link) and self._leads_elsewhere(link)]
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
        return self._document.once(page_addresses)


def _is_title(link: Element) -> bool:
    """Whether a link reads as a headline does and leads to an address that is made from one."""
    words = read_element(link).split()
    slug = (link.get("href") or "").split("?")[0].rstrip("/").rsplit("/", 1)[-1]
    lower = sum(word[:1].islower() for word in words)
    return len(words) >= _TITLE_WORDS and lower > 0 and slug.count("-") >= _SLUG_HYPHENS


def drop_series(groups: list[list[Element]], regions: Regions) -> list[list[Element]]:
    """Without bylines of which a page prints one for each of many stories or comments, all marked alike.

    The one right behind the headline is the article's, however it is marked.
    """
    said: dict[tuple[str, str], set[str]] = {}
    for group in groups:
        said.setdefault(_signature(group[0]), set()).add(read_element(group[0]))
    end = regions.headline + _before_text(regions)
    return [
        group
        for group in groups
        if len(said[_signature(group[0])]) < _SERIES or regions.headline <= regions.order.get(group[0], 0) <= end
    ]


def _before_text(regions: Regions) -> int:
    """Elements between the headline and the first paragraph of text."""
    behind = regions.behind_headline(_NEXT)
    return next((at for at, one in enumerate(behind) if one.tag == "p" and not is_short(one, _PARAGRAPH)), _NEXT)


def _signature(element: Element) -> tuple[str, str]:
    return str(element.tag), element.get("class") or ""
