"""A publication's CSS selectors applied to a tree."""

from __future__ import annotations

from functools import lru_cache

from lxml import etree
from lxml.cssselect import CSSSelector

from pipelines.rules import Selectors

Element = etree._Element


def select(root: Element, selectors: Selectors) -> list[Element]:
    """The elements that any of `selectors` finds, each once, selector by selector and in document order."""
    found: dict[Element, None] = {}
    for selector in selectors:
        compiled = _compile(selector)
        hits = compiled(root) if compiled else []
        for hit in hits if isinstance(hits, list) else []:
            if isinstance(hit, etree._Element):
                found[hit] = None
    return list(found)


def drop(root: Element, selectors: Selectors) -> None:
    """Take what `selectors` find below `root` out of its tree; the text after it stays."""
    for element in select(root, selectors):
        drop_element(element)


def drop_element(element: Element) -> None:
    """Take `element` out of its tree and leave its tail; a root stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


@lru_cache(maxsize=512)
def _compile(selector: str) -> CSSSelector | None:
    try:
        return CSSSelector(selector, translator="html")
    except (SyntaxError, NotImplementedError, etree.XPathError):
        return None
