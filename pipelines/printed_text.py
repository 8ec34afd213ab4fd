"""One printed line out of markup, an attribute or a JSON string: entities undone, inline tags out, blanks folded."""

from __future__ import annotations

import html
import re

from lxml import etree

from storage.normal_form import normalise_text

MAXIMUM_LINE = 5000
"""Characters of a title, standfirst or date that are read; what is longer is no such thing."""

_TAG = re.compile(
    r"</?(?:a|abbr|b|br|cite|em|i|mark|p|q|small|span|strong|sub|sup|u|wbr)(?:\s[^<>]{0,300})?/?>", re.IGNORECASE
)
_UNREAD = ("script", "style", "template", "svg", "noscript")


def read_printed(text: str) -> str:
    """`text` as a reader sees it on one line.

    Entities are undone as often as they were escaped, at most three times (feeds and metas escape twice).
    """
    text = text[: 4 * MAXIMUM_LINE]
    for _ in range(3):
        plain = html.unescape(text)
        if plain == text:
            break
        text = plain
    return normalise_text(_TAG.sub(" " if "<br" in text else "", text))[:MAXIMUM_LINE].rstrip()


def fold_blanks(text: str) -> str:
    """`text` with every run of white space as one blank, none at the ends."""
    return " ".join(text.split())


def read_element(element: etree._Element) -> str:
    """The text of `element` on one line, without scripts, styles and what is hidden."""
    return normalise_text("".join(_iter_pieces(element))[: 4 * MAXIMUM_LINE])[:MAXIMUM_LINE].rstrip()


def _iter_pieces(element: etree._Element) -> list[str]:
    pieces: list[str] = []
    skipping: etree._Element | None = None
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start" and skipping is None:
            if _is_unread(node) and node is not element:
                skipping = node
            else:
                pieces.append(" " if node.tag in ("br", "p", "div", "li") else "")
                pieces.append(node.text or "")
        if event == "end" and skipping is node:
            skipping = None
        if event != "start" and skipping is None and node is not element:
            pieces.append(node.tail or "")
    return pieces


def _is_unread(node: etree._Element) -> bool:
    return node.tag in _UNREAD or node.get("hidden") is not None
