"""The texts a publication's selectors point at."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipelines.document import Document
from pipelines.printed_text import read_element, read_printed
from pipelines.rules import Selectors
from pipelines.selectors import select


def select_text(document: Document, selectors: Selectors) -> str | None:
    """The text of the first element that any of `selectors`, in order, finds with one."""
    return next((text for _, text in select_elements(document, selectors)), None)


def select_elements(document: Document, selectors: Selectors) -> Iterator[tuple[etree._Element, str]]:
    """The elements found that have a text, each with it; a meta element's is its content."""
    for element in select(document.tree, selectors):
        is_meta = element.tag == "meta"
        text = read_printed(element.get("content") or "") if is_meta else read_element(element)
        if text:
            yield element, text
