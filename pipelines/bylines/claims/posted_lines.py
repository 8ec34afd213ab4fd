"""Lines of a post's particulars that name its author in their middle: "Posted in Bridges by Ada on May 3, 2024"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pipelines.bylines.claims.regions import Regions
from pipelines.bylines.claims.text_length import is_short
from pipelines.printed_text import read_element
from storage.items import BylineClaim

Element = etree._Element

_OPENS = re.compile(
    r"(?:posted|published|filed|written|created|veröffentlicht|geschrieben|erstellt|verfasst|eingestellt|publié"
    r"|publicado|pubblicato|scritto|geplaatst|postet|publicerat)\b",
    re.IGNORECASE,
)
_INITIALS = frozenset("pfwcvgesPFWCVGES")
"""Of these words: most lines are told by their first letter."""

_NAMED = re.compile(
    r"\s(?P<byline>(?:by|von|par|por|da|door|av|af) (?P<name>[^\W_][^|·•,;:@()]{1,50}?))"
    r"(?= (?:on|at|in|am|um|unter|le|el|em|il|op|den|—|–|-|[|·•]|\d)|[,;|·•]|\.?$)"
)
_SIGNED = re.compile(r"\s—\s(?P<byline>(?P<name>[^\W_][\w. '’-]{1,40}?)) @ \d")
"""As the first themes of WordPress close the line: "— ada @ 10:42"."""

_LONGEST = 300
_MOST_WORDS = 5


def iter_posted(elements: list[Element], regions: Regions) -> Iterator[BylineClaim]:
    """The bylines in such lines among some elements."""
    for element in elements:
        own = (element.text or "").lstrip()
        if not own or own[0] not in _INITIALS or not _OPENS.match(own):
            continue
        if element in regions.doubtful or not is_short(element, _LONGEST):
            continue
        text = read_element(element)
        found = _NAMED.search(text) or _SIGNED.search(text)
        if found and len(found["name"].split()) <= _MOST_WORDS:
            yield BylineClaim("by-text", found["byline"])
