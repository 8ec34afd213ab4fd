"""The headline as printed: which heading of the page is the article's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from lxml import etree

from pipelines.document import Document
from pipelines.elements import list_elements
from pipelines.printed_text import read_element

# Matched against lower case: a search that ignores case costs four times as much.
_ELSEWHERE = re.compile(
    r"related|recirc|teaser|sidebar|newsletter|popular|trending|recommend|comment|cookie|consent|modal|popup|logo"
)
_HEADLINE_CLASS = re.compile(r"(?:^|[\s_-])(?:headline|(?:article|entry|post|story|page|content)[_-]*(?:title|head))")
_MAXIMUM_HEADINGS = 60
_MAXIMUM_ELEMENTS = 150
_LONGEST = 600


Heading = tuple[etree._Element, str]
"""An element and its text on one line."""


def iter_headings(document: Document) -> Iterator[Heading]:
    """Printed headings that may be the article's, likeliest kind first, each text once; at most 60."""
    seen: set[str] = set()
    for read in (read_main_headings, read_boxed_headings, read_named_headings):
        for element, text in document.once(read):
            if text not in seen:
                seen.add(text)
                yield element, text
        if len(seen) >= _MAXIMUM_HEADINGS:
            return


def read_main_headings(document: Document) -> list[Heading]:
    """The h1 elements that stand in no box beside the article, the logo's for instance."""
    return _read(element for element in document.once(_first_headings) if not stands_elsewhere(element))


def read_boxed_headings(document: Document) -> list[Heading]:
    """The other h1 elements."""
    return _read(element for element in document.once(_first_headings) if stands_elsewhere(element))


def read_named_headings(document: Document) -> list[Heading]:
    """Elements of other kinds that are named as a headline, then every h2."""
    return _read(_iter_named(document))


def _first_headings(document: Document) -> list[etree._Element]:
    return list_elements(document, "h1")[:_MAXIMUM_HEADINGS]


def _iter_named(document: Document) -> Iterator[etree._Element]:
    for element in document.tree.iter("h2", "h3", "p", "div", "span", "a", "td", "header"):
        names = element.get("class")
        if (names and names_headline(names[:500])) or element.get("itemprop") == "headline":
            yield element
    yield from list_elements(document, "h2")


def _read(elements: Iterable[etree._Element]) -> list[Heading]:
    read = ((element, read_element(element)) for element in islice(elements, _MAXIMUM_ELEMENTS))
    return list(islice(((element, text) for element, text in read if 0 < len(text) < _LONGEST), _MAXIMUM_HEADINGS))


@lru_cache(maxsize=4096)
def names_headline(names: str) -> bool:
    """Whether classes name an element as the headline."""
    return bool(_HEADLINE_CLASS.search(names.lower()))


@lru_cache(maxsize=4096)
def names_elsewhere(names: str) -> bool:
    """Whether class and id name a box that is not the article: other stories, a dialogue, the logo."""
    return bool(_ELSEWHERE.search(names.lower()))


def stands_elsewhere(element: etree._Element) -> bool:
    """Whether `element` lies in a box that is not the article: related stories, a dialogue, the logo."""
    for node in (element, *element.iterancestors()):
        if node.tag in ("nav", "footer", "aside", "dialog"):
            return True
        if node.tag in ("body", "html", "main", "article"):
            return False
        if names_elsewhere(f"{node.get('class') or ''} {node.get('id') or ''}"[:500]):
            return True
    return False
