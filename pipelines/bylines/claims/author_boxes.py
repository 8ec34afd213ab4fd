"""Boxes about the author, of which only the name is read: the heading, or the subject of the first sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml import etree

from pipelines.bylines.claims.lines import read_lines
from pipelines.bylines.claims.marks import AUTHOR, BYLINE
from pipelines.bylines.claims.regions import Regions
from pipelines.bylines.claims.text_length import is_short
from pipelines.bylines.personal import looks_personal
from storage.items import BylineClaim

Element = etree._Element

_LONGEST = 2000
"""Characters of a box."""

_MOST = 5
_FIRST_LINES = 3
_LABEL = re.compile(
    r"(?:about|über|sobre|à propos|meet)"
    r"(?: (?:the|den|die|el|la|de l['’]))?\s?\w*(?: ?(?:authors?|writers?|autor(?:in)?|auteur))?:?$"
    r"|(?:written |post |article )?by:?$|authors?:?$|autor(?:in)?:?$|contributors?:?$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:about )?(?P<name>(?:[^\W\d_][\w.'’-]{0,30} ){2,5}?)(?:\([^)]{1,40}\) )?"
    r"(?:is|was|writes|works|serves|has|covers|joined|leads|founded|ist|war|schreibt|arbeitet|hat|est|es|è)\b"
)


def extract_box_claims(regions: Regions) -> list[BylineClaim]:
    """The names of boxes that are called an author's and hold more than a byline does."""
    found: dict[str, None] = {}
    for box in islice(_iter_boxes(regions), _MOST):
        name = _find_name(read_lines(box, regions))
        if name is not None:
            found[name] = None
    return [BylineClaim("author-box", name) for name in found]


def _iter_boxes(regions: Regions) -> Iterator[Element]:
    """Long boxes of authors, outermost first, none inside another."""
    seen: set[Element] = set()
    for element, marks in regions.marks.items():
        if not marks & (AUTHOR | BYLINE) or regions.holds_headline(element) or element.tag == "body":
            continue
        if not seen.isdisjoint(element.iterancestors()) or is_short(element, 300):
            continue
        if is_short(element, _LONGEST):
            seen.add(element)
            yield element


def _find_name(lines: Iterable[str]) -> str | None:
    for line in islice((line for line in lines if not _LABEL.match(line)), _FIRST_LINES):
        bare = line.strip(" :,–—-|")
        if looks_personal(bare):
            return bare
        subject = _SUBJECT.match(line)
        if subject and looks_personal(subject["name"].strip()):
            return subject["name"].strip()
    return None
