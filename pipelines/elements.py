"""A page's elements by their tags, for all that look for a few of a kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pipelines.document import Document, Element


def list_elements(document: Document, tag: str) -> list[Element]:
    """The elements with one tag in document order, as they were parsed."""
    return document.once(_sort_by_tag).get(tag, [])


def iter_left(document: Document, tag: str) -> Iterator[Element]:
    """Those of them that have not been taken out of the tree since."""
    return (element for element in list_elements(document, tag) if document.tree in element.iterancestors())


def _sort_by_tag(document: Document) -> dict[str, list[Element]]:
    found: defaultdict[str, list[Element]] = defaultdict(list)
    for element in document.elements:
        found[element.tag].append(element)
    return dict(found)
