"""What stands near the headline and may date the article: lines of text and time elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pipelines.document import Document
from pipelines.metadata.headline import stands_elsewhere
from pipelines.metadata.titles import find_headline
from pipelines.printed_text import fold_blanks, read_element
from pipelines.rules import Rules

LINES_BEFORE, LINES_AFTER = 12, 25
"""How many lines of text around the headline are read for a date."""

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "br", "dd", "div", "dl", "dt", "figcaption", "figure"}
    | {"footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre"}
    | {"section", "table", "td", "th", "tr", "ul"}
)
_UNREAD = frozenset(["script", "style", "template", "svg", "noscript", "select", "option", "button", "iframe"])
_DATED = re.compile(r"date|time(?!line)|publish|posted|byline|(?:^|[\s_-])meta", re.IGNORECASE)
_MAXIMUM_ELEMENTS = 400


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; `dated` when an element that makes it is named like a date."""

    text: str
    dated: bool
    element: etree._Element


def iter_lines_near_headline(document: Document, rules: Rules) -> Iterator[Line]:
    """The lines before and after the headline, nearest first on each side, boxes of other stories left out."""
    headline = find_headline(document, rules)
    lines = list(_iter_lines(document.tree))
    place = _find_place(lines, headline)
    yield from lines[place : place + LINES_AFTER]
    yield from reversed(lines[max(0, place - LINES_BEFORE) : place])
    for line in lines[place + LINES_AFTER :]:
        if line.dated and len(line.text) < 120:
            yield line


def _find_place(lines: list[Line], headline: etree._Element | None) -> int:
    if headline is None:
        return 0
    inside = set(headline.iter())
    return next((index for index, line in enumerate(lines) if line.element in inside), 0)


def _iter_lines(tree: etree._Element) -> Iterator[Line]:
    pieces: list[str] = []
    dated = 0
    marked = False
    skipping: etree._Element | None = None
    last: etree._Element = tree
    for event, node in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event == "start" and skipping is None and _is_skipped(node):
            skipping = node
        if skipping is None and node.tag in _BLOCKS:
            text = fold_blanks("".join(pieces))
            if text:
                yield Line(text[:1000], marked, last)
            pieces, marked = [], dated > 0
        if event == "start" and skipping is None:
            dated += _is_dated(node)
            marked = marked or dated > 0
            if node.text and node.text.strip():
                last = node
            pieces.append(f" {node.text or ''}")
        elif event != "start":
            if event == "end" and skipping is None:
                dated -= _is_dated(node)
            skipping = None if skipping is node else skipping
            if skipping is None:
                pieces.append(f" {node.tail or ''}")


def _is_skipped(node: etree._Element) -> bool:
    return node.tag in _UNREAD or node.tag == "head"


def _is_dated(node: etree._Element) -> bool:
    return node.tag == "time" or bool(_DATED.search(f"{node.get('class') or ''} {node.get('itemprop') or ''}"[:300]))


def iter_time_elements(document: Document) -> Iterator[tuple[str, str, str]]:
    """(source, stated value, printed text around) of the time elements that are not another story's."""
    for element in document.tree.iter("time", "abbr"):
        stated = element.get("datetime") or element.get("title")
        if stated and not stands_elsewhere(element):
            parent = element.getparent()
            yield "time", stated, read_element(parent if parent is not None else element)[:80]
