"""A name alone on a line by the date near the headline, which nothing else calls a byline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from pipelines.bylines.claim_reading import fold_name
from pipelines.bylines.claims.lines import is_subject
from pipelines.bylines.claims.regions import Regions
from pipelines.bylines.claims.text_length import is_short
from pipelines.bylines.noise import BREAK, drop_dates
from pipelines.bylines.personal import looks_personal
from pipelines.printed_text import fold_blanks, read_element
from storage.items import BylineClaim

Element = etree._Element

_BEHIND = 20
"""Elements behind the headline among which such a line stands."""

_SEPARATOR = re.compile(r",\s*|\s+[|•·–—-]\s+")
_EDGES = " |•·–—-"
_IS = (" is ", " ist ", " est ", " es ", " è ", " writes ", " schreibt ", " arbeitet ", " works ")
_SHORTEST = 5
_LONGEST = 60
_LONGEST_LINE = 160
_MOST_LEVELS = 3


def extract_name_lines(regions: Regions) -> list[BylineClaim]:
    """The first line of names that stands so, if any."""
    return [BylineClaim("name-line", ", ".join(names), names) for names in islice(_iter_lines(regions), 1)]


def _iter_lines(regions: Regions) -> Iterator[tuple[str, ...]]:
    start = regions.headline
    if start < 0:
        return
    headline = regions.elements[start]
    title = fold_name(read_element(headline))
    for at, element in enumerate(regions.behind_headline(2 * _BEHIND)):
        text = fold_blanks(element.text or "")
        if element in regions.doubtful:
            continue
        if text and len(text) <= _LONGEST and _stands_by_portrait(element):
            yield (text,)
        if at >= _BEHIND or not _SHORTEST <= len(text) <= _LONGEST_LINE or is_subject(element):
            continue
        names = tuple(_find_names(text))
        if not names or fold_name(names[0]) in title:
            continue
        if _stands_by_date(element, text) or (text == names[0] and _is_introduced(names[0], regions)):
            yield names


def _is_introduced(name: str, regions: Regions) -> bool:
    """Whether a paragraph farther on says who somebody is: "Ada Quill is a writer in Meridian"."""
    return any(
        text.startswith(name) and text[len(name) :].startswith(_IS)
        for text in ((element.text or "").lstrip()[:100] for element in regions.elements)
    )


def _stands_by_portrait(element: Element) -> bool:
    """Whether a short text stands between an account's picture and a date, as in the head of a post."""
    picture = element.getprevious()
    if picture is None or picture.tag != "img" or "avatar" not in (picture.get("class") or "").split():
        return False
    return is_short(element, _LONGEST) and _is_dated(fold_blanks(element.tail or ""))


def _find_names(text: str) -> Iterator[str]:
    """The names a line begins with, dates left out, as long as it holds names."""
    line = drop_dates(text).replace(BREAK, " | ") if text[0].isdigit() else text
    for part in _SEPARATOR.split(line.strip(_EDGES)):
        if len(part) > _LONGEST or not looks_personal(part):
            return
        yield part


def _stands_by_date(element: Element, text: str) -> bool:
    """Whether the element's line, or a short box round it, holds a date."""
    if _is_dated(text) or any(map(_is_date_beside, (element.getnext(), element.getprevious()))):
        return True
    node = element.getparent()
    for _ in range(_MOST_LEVELS):
        if node is None or not is_short(node, _LONGEST_LINE):
            return False
        if next(node.iter("time"), None) is not None or _is_dated(read_element(node)):
            return True
        node = node.getparent()
    return False


def _is_date_beside(element: Element | None) -> bool:
    if element is None or element.tag == "h1" or not is_short(element, _LONGEST):
        return False
    return element.tag == "time" or _is_dated(read_element(element))


def _is_dated(text: str) -> bool:
    return any(map(str.isdigit, text)) and drop_dates(text) != text
