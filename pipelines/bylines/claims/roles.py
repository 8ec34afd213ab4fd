"""A role that is printed behind a byline, in an element of its own."""

from __future__ import annotations

import re

from lxml import etree

from pipelines.bylines import role_words
from pipelines.bylines.claims.regions import Regions
from pipelines.bylines.claims.text_length import is_short
from pipelines.bylines.letters import begins_upper
from pipelines.bylines.phrases import fold
from pipelines.bylines.words.vocations import ROLE_LINKS
from pipelines.printed_text import read_element

Element = etree._Element

_MARK = re.compile(
    r"(?:^|[\s_-])(?:role|job-?title|occupation"
    r"|(?:author|byline|contributor|writer|reporter|journalist|staff|person|profile)[_-]{0,2}(?:title|position|job|rank))"
    r"(?:$|\s)",
    re.IGNORECASE,
)
_LONGEST = 80
_MOST_LEVELS = 3
"""Elements round the byline that may hold nothing else."""


def find_role_beside(byline: Element, regions: Regions) -> str | None:
    """The role in the element right behind a byline's, which is called one and reads as one."""
    beside = _following(byline)
    if beside is None or regions.is_unread_in(beside, byline) or not _MARK.search((beside.get("class") or "")[:500]):
        return None
    if not is_short(beside, _LONGEST):
        return None
    role = read_element(beside).strip(" ,•|·-–—")
    return role if _is_role(role.split()) else None


def _following(byline: Element) -> Element | None:
    """The element behind the byline's, or behind one that holds the byline alone; None where text parts them."""
    node = byline
    for _ in range(_MOST_LEVELS):
        if any(map(str.isalnum, node.tail or "")):
            return None
        following, parent = node.getnext(), node.getparent()
        if following is not None:
            return following
        if parent is None or parent[0] is not node or any(map(str.isalnum, parent.text or "")):
            return None
        node = parent
    return None


def _is_role(words: list[str]) -> bool:
    capitalised = all(begins_upper(word) or fold(word) in ROLE_LINKS or not word[0].isalpha() for word in words)
    return bool(words) and capitalised and role_words.is_role(words)
