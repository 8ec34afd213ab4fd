"""The kicker: the word or two that some headings print before their headline."""

from __future__ import annotations

from itertools import islice

from lxml import etree

from pipelines.metadata.headline import names_headline
from pipelines.printed_text import read_element

_KICKER_MARKS = " |:–—-/•·"
_MAXIMUM_PARTS = 30
_LONGEST_KICKER = 60


def split_kicker(element: etree._Element, text: str, declared: list[str]) -> tuple[str, str | None]:
    """The heading parted into title and kicker.

    An element inside that is named as the headline and ends the heading is the title; else one of the `declared`
    titles, where an element holds the rest. What stands after the title, and a date, is no kicker but no title either.
    """
    named = _find_named(element, text)
    for own_text in (*([named] if named else []), *declared):
        size = len(own_text)
        if size >= len(text) - 1:
            continue
        for rest, own in ((text[:-size], text[-size:]), (text[size:], text[:size])):
            kicker = rest.strip(_KICKER_MARKS)
            if own.casefold() == own_text.casefold() and kicker and (own == named or _has_part(element, kicker)):
                names = text.endswith(own) and not any(map(str.isdigit, kicker))
                return own, kicker if names else None
    return text, None


def _find_named(element: etree._Element, text: str) -> str | None:
    for part in islice(element.iterdescendants("span", "em", "strong", "b", "div"), _MAXIMUM_PARTS):
        if names_headline((part.get("class") or "")[:500]):
            own = read_element(part)
            if own and text.endswith(own) and 0 < len(text) - len(own) <= _LONGEST_KICKER and " " in own:
                return own
    return None


def _has_part(element: etree._Element, text: str) -> bool:
    parts = islice(element.iterdescendants(), _MAXIMUM_PARTS)
    return any(read_element(part).strip(_KICKER_MARKS) == text for part in parts if isinstance(part.tag, str))
