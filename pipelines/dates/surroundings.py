"""What stands near the headline and may date the article: lines of text, and the values of their time elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from pipelines.document import Document
from pipelines.metadata.headline import ELSEWHERE
from pipelines.metadata.titles import find_headline
from pipelines.printed_text import fold_blanks
from pipelines.rules import Rules

LINES_BEFORE, LINES_AFTER = 12, 25
"""How many lines of text around the headline are near it."""

CLOSE = 8
"""A line this many lines after the headline is near, unless in a box of other stories."""

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "br", "dd", "div", "dl", "dt", "figcaption", "figure"}
    | {"footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre"}
    | {"section", "table", "td", "th", "tr", "ul"}
)
_UNREAD = frozenset({"head", "script", "style", "template", "svg", "noscript", "select", "option", "button", "iframe"})
_DATED = re.compile(r"date|time(?!line)|publish|posted|byline|(?:^|[\s_-])meta", re.IGNORECASE)
_OTHERS = re.compile(r"related|recirc|popular|trending|recommend|latest", re.IGNORECASE)
_DISTANT_LINE = 120


@dataclass(slots=True)
class Line:
    """One printed line.

    Attributes:
        dated: whether an element that makes it is named like a date.
        stated: machine-readable dates of its elements.
        near: whether it stands near the headline and in no box of other stories.
        elsewhere: whether it stands in a box that is not the article's, or in navigation.
        others: whether that box is named as one of other stories.
        headline: whether the headline begins in it.
    """

    text: str
    dated: bool = False
    stated: list[str] = field(default_factory=list)
    near: bool = False
    elsewhere: bool = False
    others: bool = False
    headline: bool = False


def iter_lines_around_headline(document: Document, rules: Rules) -> Iterator[Line]:
    """The lines after the headline, those before it from it upwards, then short distant ones.

    What stands in a box of other stories is left out, unless it is named a date: then it is given as distant, and
    close to the headline as near.
    """
    headline = find_headline(document, rules)
    lines = _LineReader(headline).read(document.tree)
    place = next((index for index, line in enumerate(lines) if line.headline), 0)
    around = lines[place : place + LINES_AFTER] + lines[max(0, place - LINES_BEFORE) : place][::-1]
    for index, line in enumerate(around):
        line.near = not line.elsewhere or (index < CLOSE and not line.others)
        if line.near or line.dated:
            yield line
    for line in lines[place + LINES_AFTER :]:
        if not line.elsewhere and (line.stated or len(line.text) < _DISTANT_LINE):
            yield line


class _LineReader:
    """Collects the lines of a tree in document order, in one walk."""

    def __init__(self, headline: etree._Element | None) -> None:
        self._headline = headline
        self._kept = set(headline.iterancestors()) if headline is not None else set()
        self._lines: list[Line] = []
        self._pieces: list[str] = []
        self._line = Line("")
        self._open_dated = 0
        self._box: etree._Element | None = None
        self._others = False

    def read(self, tree: etree._Element) -> list[Line]:
        skipped: etree._Element | None = None
        for event, node in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
            if skipped is None and event == "start" and (node.tag in _UNREAD or node.get("hidden") is not None):
                skipped = node
            if skipped is None:
                self._visit(event, node)
            elif event == "end" and node is skipped:
                skipped = None
                self._add(node.tail)
        self._end_line()
        return self._lines

    def _visit(self, event: str, node: etree._Element) -> None:
        if node.tag in _BLOCKS:
            self._end_line()
        if event == "start":
            self._open(node)
        else:
            self._open_dated -= event == "end" and _is_dated(node)
            self._box = None if node is self._box else self._box
            self._add(node.tail)

    def _open(self, node: etree._Element) -> None:
        if self._box is None and self._is_elsewhere(node):
            self._box = node
            self._others = bool(_OTHERS.search(_names(node)))
        self._open_dated += _is_dated(node)
        self._line.dated = self._open_dated > 0 or self._line.dated
        self._line.elsewhere = self._box is not None or self._line.elsewhere
        self._line.others = self._line.elsewhere and self._others
        self._line.headline = self._line.headline or node is self._headline
        self._line.stated.extend(_iter_stated(node))
        self._add(node.text)

    def _add(self, text: str | None) -> None:
        if text:
            self._pieces += (" ", text)

    def _end_line(self) -> None:
        text = fold_blanks("".join(self._pieces))[:1000] if self._pieces else ""
        self._pieces.clear()
        if text or self._line.stated or self._line.headline:
            self._line.text = text
            self._lines.append(self._line)
            self._line = Line("")
        self._line.dated = self._open_dated > 0
        self._line.elsewhere = self._box is not None
        self._line.others = self._line.elsewhere and self._others

    def _is_elsewhere(self, node: etree._Element) -> bool:
        if node in self._kept or node is self._headline or node.tag in ("body", "html", "main", "article"):
            return False
        return node.tag in ("nav", "aside") or _names_box(_names(node))


def _names(node: etree._Element) -> str:
    return f"{node.get('class') or ''} {node.get('id') or ''}"[:500]


@lru_cache(maxsize=4096)
def _names_box(names: str) -> bool:
    return bool(ELSEWHERE.search(names))


@lru_cache(maxsize=4096)
def _names_date(names: str) -> bool:
    return bool(_DATED.search(names))


def _is_dated(node: etree._Element) -> bool:
    if node.tag == "time":
        return True
    names, item = node.get("class"), node.get("itemprop")
    return bool(names or item) and _names_date(f"{names or ''} {item or ''}"[:300])


def _iter_stated(node: etree._Element) -> Iterator[str]:
    if node.tag in ("time", "abbr") or (node.tag != "meta" and "date" in (node.get("itemprop") or "").lower()):
        stated = node.get("datetime") or node.get("content") or node.get("title")
        if stated:
            yield stated
