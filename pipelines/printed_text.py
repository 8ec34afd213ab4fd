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
_UNREAD = frozenset(("script", "style", "template", "svg", "noscript"))
_APART = frozenset(("br", "p", "div", "li"))


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
    pieces: list[str] = []
    _collect(element, pieces)
    return normalise_text("".join(pieces)[: 4 * MAXIMUM_LINE])[:MAXIMUM_LINE].rstrip()


def _collect(element: etree._Element, pieces: list[str]) -> None:
    """Add the text of `element` to `pieces`; a parsed page is so shallow that this may call itself."""
    pieces.append(element.text or "")
    for child in element:
        tag = child.tag
        if tag not in _UNREAD and child.get("hidden") is None and isinstance(tag, str):
            if tag in _APART:
                pieces.append(" ")
            _collect(child, pieces)
        pieces.append(child.tail or "")
