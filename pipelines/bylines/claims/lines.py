"""The text of a byline's element, with a line for each part that the markup keeps apart."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from pipelines.bylines.claims.regions import Regions
from pipelines.bylines.claims.text_length import MOST_EVENTS
from pipelines.bylines.phrases import word_set
from pipelines.printed_text import fold_blanks

Element = etree._Element

_BLOCKS = word_set(
    """address article aside blockquote br dd div dl dt figure footer h1 h2 h3 h4 h5 h6 header hr li ol p section table
    td tr ul time"""
)
_SUBJECT = re.compile(r"(?:^|[\s_-])(?:categor(?:y|ies)|cats?|kategorien?|rubrik|topics?|tags?)(?:$|\s)", re.IGNORECASE)
_UNREAD = word_set("script style template svg noscript img figure form sup")
LONGEST = 2000
"""Characters of one element that are read."""


def read_lines(element: Element, regions: Regions) -> list[str]:
    """The lines of an element: blocks, links and elements that touch begin new ones; blanks are folded."""
    pieces: list[str] = []
    length = 0
    for event, node in islice(etree.iterwalk(element, events=("start", "end")), MOST_EVENTS):
        if length > LONGEST:
            break
        piece = _opening(node, regions, element) if event == "start" else _closing(node, regions, element)
        length += len(piece)
        pieces.append(piece)
    lines = "".join(pieces).split("\n")
    return [line for line in map(fold_blanks, lines) if line]


def _opening(node: Element, regions: Regions, root: Element) -> str:
    if _is_skipped(node, regions, root):
        return ""
    text = " ".join((node.text or "").split("\n"))
    return "\n" + text if _is_apart(node) and node is not root else text


def _closing(node: Element, regions: Regions, root: Element) -> str:
    if node is root:
        return ""
    parent = node.getparent()
    if parent is not None and _is_skipped(parent, regions, root):
        return ""
    tail = " ".join((node.tail or "").split("\n"))
    following = node.getnext()
    ends = _is_apart(node) or (following is not None and _touches(node, following))
    return "\n" + tail if ends else tail


def _is_skipped(node: Element, regions: Regions, root: Element) -> bool:
    """Whether the node is not read; what lies below a skipped one is skipped as well."""
    while node is not root:
        if not isinstance(node.tag, str) or node.tag in _UNREAD or regions.is_unread_in(node, root) or is_subject(node):
            return True
        parent = node.getparent()
        if parent is None:
            return False
        node = parent
    return False


def is_subject(node: Element) -> bool:
    """Whether an element names the subjects the text is filed under."""
    relation = node.get("rel")
    if relation is not None and "tag" in relation.split():
        return True
    named = node.get("class")
    return named is not None and _SUBJECT.search(named[:500]) is not None


def _is_apart(node: Element) -> bool:
    return node.tag in _BLOCKS


def _touches(node: Element, following: Element) -> bool:
    """Whether two elements stand side by side with nothing between them, or are two links with only blanks between."""
    between = (node.tail or "").strip()
    if between:
        return False
    return not node.tail or (_is_link(node) and _is_link(following)) or (_is_full(node) and _is_full(following))


def _is_full(node: Element) -> bool:
    """Whether an element holds two words, as a whole name does."""
    return len("".join(map(str, node.itertext())).split()) > 1


def _is_link(node: Element) -> bool:
    return node.tag == "a" or (len(node) == 1 and node[0].tag == "a")
