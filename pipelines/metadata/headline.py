"""The headline as printed: which heading of the page is the article's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice

from lxml import etree

from pipelines.document import Document
from pipelines.printed_text import read_element

_WORD = re.compile(r"[\w’']+")
ELSEWHERE = re.compile(
    r"related|recirc|teaser|sidebar|newsletter|popular|trending|recommend|comment|cookie|consent|modal|popup|logo",
    re.IGNORECASE,
)
_HEADLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:headline|(?:article|entry|post|story|page|content)[_-]*(?:title|head))", re.IGNORECASE
)
_MAXIMUM_HEADINGS = 60
_MAXIMUM_ELEMENTS = 300
_LONGEST = 600


def iter_headings(document: Document) -> Iterator[tuple[etree._Element, str]]:
    """Printed headings that may be the article's, likeliest kind first, each with its text; at most 60."""
    seen: set[str] = set()
    for element in islice(_iter_heading_elements(document), _MAXIMUM_ELEMENTS):
        text = read_element(element)
        if text and text not in seen and len(text) < _LONGEST:
            seen.add(text)
            yield element, text
        if len(seen) >= _MAXIMUM_HEADINGS:
            return


def _iter_heading_elements(document: Document) -> Iterator[etree._Element]:
    tree = document.tree
    first: list[etree._Element] = []
    boxed: list[etree._Element] = []
    for element in islice(tree.iter("h1"), _MAXIMUM_HEADINGS):
        (boxed if stands_elsewhere(element) else first).append(element)
    yield from first
    yield from boxed
    for element in tree.iter("h2", "h3", "p", "div", "span", "a", "td", "header"):
        names = element.get("class")
        if (names and _names_headline(names[:500])) or element.get("itemprop") == "headline":
            yield element
    yield from tree.iter("h2")


@lru_cache(maxsize=4096)
def _names_headline(names: str) -> bool:
    return bool(_HEADLINE_CLASS.search(names))


def stands_elsewhere(element: etree._Element) -> bool:
    """Whether `element` lies in a box that is not the article: related stories, a dialogue, the logo."""
    for node in (element, *element.iterancestors()):
        if node.tag in ("nav", "footer", "aside", "dialog"):
            return True
        if node.tag in ("body", "html", "main", "article"):
            return False
        if ELSEWHERE.search(f"{node.get('class') or ''} {node.get('id') or ''}"[:500]):
            return True
    return False


def titles_agree(one: str, other: str) -> bool:
    """Whether two titles are forms of the same: equal words, one within the other, or at most a quarter different."""
    return agreement(one, other) >= 0.6


def agreement(one: str, other: str) -> float:
    """How far two titles agree, 0 to 1: 1 for the same words, 0.8 and above for one within the other."""
    left, right = _words(one), _words(other)
    if not left or not right:
        return 0.0
    if left == right:
        return 1.0
    shorter, longer = sorted((" ".join(left), " ".join(right)), key=len)
    if f" {shorter} " in f" {longer} ":
        share = len(shorter) / len(longer)
        return 0.8 + share / 5 if share >= 0.4 or len(shorter.split()) >= 4 else share
    return SequenceMatcher(None, left[:80], right[:80], autojunk=False).ratio() * 0.85


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold()[:1000])
