"""What a publication's selectors point at."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree
from lxml.cssselect import CSSSelector

from pipelines.document import Document
from pipelines.printed_text import read_element, read_printed
from pipelines.rules import Selectors

_VALUE_ATTRIBUTES = ("content", "datetime")


def select_text(document: Document, selectors: Selectors) -> str | None:
    """The text of the first element that any of `selectors`, in order, finds with one."""
    return next(select_texts(document, selectors), None)


def select_texts(document: Document, selectors: Selectors) -> Iterator[str]:
    """The texts of all elements found, selector by selector; a meta element's is its content."""
    for _, text in select_elements(document, selectors):
        if text:
            yield text


def select_elements(document: Document, selectors: Selectors) -> Iterator[tuple[etree._Element, str]]:
    """The elements found with their texts; a selector that lxml cannot translate finds none."""
    for selector in selectors:
        compiled = _compile(selector)
        found = compiled(document.tree) if compiled else []
        for element in found if isinstance(found, list) else []:
            if isinstance(element, etree._Element):
                yield element, _read(element)


def _read(element: etree._Element) -> str:
    if element.tag == "meta":
        return read_printed(element.get("content") or "")
    return read_element(element)


@lru_cache(maxsize=512)
def _compile(selector: str) -> CSSSelector | None:
    try:
        return CSSSelector(selector, translator="html")
    except (SyntaxError, NotImplementedError, etree.XPathError):
        return None
