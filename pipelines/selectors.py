"""A publication's CSS selectors applied to a tree."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree
from lxml.cssselect import CSSSelector

from pipelines.document import Document
from pipelines.printed_text import read_element, read_printed
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


def select_text(document: Document, selectors: Selectors) -> str | None:
    """The text of the first element that any of `selectors`, in order, finds with one."""
    return next((text for _, text in select_elements(document, selectors)), None)


def select_elements(document: Document, selectors: Selectors) -> Iterator[tuple[Element, str]]:
    """The elements found that have a text, each with it; a meta element's is its content."""
    for element in select(document.tree, selectors):
        is_meta = element.tag == "meta"
        text = read_printed(element.get("content") or "") if is_meta else read_element(element)
        if text:
            yield element, text


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
