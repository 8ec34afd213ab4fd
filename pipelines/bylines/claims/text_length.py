"""How long the text of an element is, told without reading all of it."""

from __future__ import annotations

from lxml import etree

from pipelines.printed_text import fold_blanks

MOST_EVENTS = 1000
"""Parts of one element that are looked at."""


def is_short(element: etree._Element, limit: int) -> bool:
    """Whether an element has at most `limit` characters of text, blanks folded, and few parts."""
    length = 0
    for count, text in enumerate(element.itertext()):
        length += len(fold_blanks(str(text)))
        if length > limit or count > MOST_EVENTS:
            return False
    return True
