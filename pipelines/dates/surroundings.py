"""What stands near the headline and may date the article: lines of text, and the values of their time elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from lxml import etree

from pipelines.document import Document
from pipelines.metadata.headline import names_elsewhere
from pipelines.metadata.titles import find_headline
from pipelines.metadata.walk import Step, iter_steps, step_back
from pipelines.printed_text import fold_blanks
from pipelines.rules import Rules

LINES_BEFORE, LINES_AFTER = 12, 25
"""How many lines of text around the headline are near it."""

CLOSE = 12
"""A line this many lines after the headline is near, unless in a box of other stories."""

_ELEMENTS_BEFORE = 80
_MAXIMUM_ELEMENTS = 20_000
_DISTANT_LINE = 120

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "br", "dd", "div", "dl", "dt", "figcaption", "figure"}
    | {"footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre"}
    | {"section", "table", "td", "th", "tr", "ul"}
)
_WHOLE = frozenset({"body", "html", "main", "article"})
_DATED = re.compile(r"date|time(?!line)|publish|posted|byline|(?:^|[\s_-])meta")
"""Matched against lower case: a search that ignores case costs more."""

_OTHERS = re.compile(r"related|recirc|popular|trending|recommend|latest", re.IGNORECASE)
_DATA = re.compile(r"data-(?:.*-)?(?:date|datetime|time|timestamp|published?|pub|epoch|utc)(?:-.*)?$")


@dataclass(slots=True)
class Line:
    """One printed line.

    Attributes:
        dated: whether an element that makes it is named like a date.
        stated: machine-readable dates of its elements.
        near: whether it stands near the headline and in no box of other stories.
        elsewhere: whether it stands in a box that is not the article's, or in navigation.
        others: whether that box is named as one of other stories, or quotes another work.
        headline: whether the headline begins in it.
        last: whether no further line is near.
    """

    text: str = ""
    dated: bool = False
    stated: list[str] = field(default_factory=list)
    near: bool = False
    elsewhere: bool = False
    others: bool = False
    headline: bool = False
    last: bool = False


def iter_lines_around_headline(document: Document, rules: Rules) -> Iterator[Line]:
    """The lines after the headline, those before it from it upwards, then short distant ones after these.

    What stands in a box of other stories is left out, unless it is named a date: then it is given as distant, and
    close to the headline as near. The page is read as far as lines are asked for, at most 20,000 elements.
    """
    headline = find_headline(document, rules)
    start = document.tree if headline is None else step_back(headline, _ELEMENTS_BEFORE)
    lines = _LineReader(headline).read(start)
    before = [] if headline is None else list(_iter_until_headline(lines))
    after = list(islice(lines, LINES_AFTER if headline is None else LINES_AFTER - 1))
    around = [*before[-1:], *after, *before[-LINES_BEFORE - 1 : -1][::-1]]
    for index, line in enumerate(around):
        line.near = not line.elsewhere or (index < CLOSE and not line.others)
        line.last = index == len(around) - 1
        if line.near or line.dated or line.last:
            yield line
    for line in lines:
        if not line.elsewhere and (line.stated or len(line.text) < _DISTANT_LINE):
            yield line


def _iter_until_headline(lines: Iterator[Line]) -> Iterator[Line]:
    """The lines up to that of the headline, that one last."""
    for line in lines:
        yield line
        if line.headline:
            return


class _LineReader:
    """Collects the lines of a tree in document order, from one of its elements on."""

    def __init__(self, headline: etree._Element | None) -> None:
        self._headline = headline
        self._kept = set(headline.iterancestors()) if headline is not None else set()
        self._pieces: list[str] = []
        self._line: Line | None = None
        self._dated: list[bool] = []
        self._box: etree._Element | None = None
        self._others = False

    def read(self, start: etree._Element) -> Iterator[Line]:
        """The lines from the opening of `start` to the end of its document."""
        for ancestor in reversed(list(start.iterancestors())):
            self._enter(ancestor)
        opened = 0
        for step, node in iter_steps(start):
            if self._line is not None and step is not Step.SKIP and node.tag in _BLOCKS:
                yield self._end_line(self._line)
            if step is Step.OPEN:
                opened += 1
                if opened > _MAXIMUM_ELEMENTS:
                    break
                self._open(node)
            else:
                self._close(node, opened=step is Step.CLOSE)
        if self._line is not None:
            yield self._end_line(self._line)

    def _enter(self, node: etree._Element) -> None:
        if self._box is None and self._is_elsewhere(node):
            self._box = node
            self._others = node.tag == "blockquote" or bool(_OTHERS.search(_names(node)))
        self._dated.append((bool(self._dated) and self._dated[-1]) or _is_dated(node))

    def _open(self, node: etree._Element) -> None:
        self._enter(node)
        if node is self._headline:
            self._mark().headline = True
        if self._dated[-1] or node.tag == "abbr":
            stated = list(_iter_stated(node))
            if stated:
                self._mark().stated += stated
        self._add(node.text)

    def _close(self, node: etree._Element, *, opened: bool) -> None:
        if opened:
            self._dated.pop()
            self._box = None if node is self._box else self._box
        self._add(node.tail)

    def _add(self, text: str | None) -> None:
        if text and not text.isspace():
            self._mark()
            self._pieces += (" ", text)

    def _mark(self) -> Line:
        """The line being read, begun where there is none, with what its next content says of it."""
        line = self._line = self._line or Line()
        line.dated = line.dated or self._dated[-1]
        line.elsewhere = line.elsewhere or self._box is not None
        line.others = line.elsewhere and self._others
        return line

    def _end_line(self, line: Line) -> Line:
        line.text = fold_blanks("".join(self._pieces))[:1000]
        self._pieces.clear()
        self._line = None
        return line

    def _is_elsewhere(self, node: etree._Element) -> bool:
        if node.tag in _WHOLE or node in self._kept or node is self._headline:
            return False
        return node.tag in ("nav", "aside", "blockquote") or (node.tag in _BLOCKS and names_elsewhere(_names(node)))


def _names(node: etree._Element) -> str:
    return f"{node.get('class') or ''} {node.get('id') or ''}"[:500]


@lru_cache(maxsize=4096)
def _names_date(names: str) -> bool:
    return bool(_DATED.search(names.lower()))


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
            return
    if _is_dated(node):
        for name in map(str, node.attrib):
            if name.startswith("data-") and _DATA.match(name[:60]):
                yield node.get(name) or ""
