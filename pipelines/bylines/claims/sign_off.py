"""Lines at the end of a text that say who reported, wrote and edited it."""

from __future__ import annotations

import re
from itertools import islice

from pipelines.bylines.claims.regions import Regions
from pipelines.bylines.letters import begins_upper
from pipelines.bylines.phrases import fold
from pipelines.bylines.tokens import is_and
from pipelines.bylines.words.leads import LEADS, Place
from pipelines.bylines.words.name_parts import PARTICLES
from pipelines.printed_text import read_element
from storage.items import BylineClaim

_SIGN_OFF = re.compile(
    r"[\s(\[—–-]*(?:additional reporting|with (?:additional )?reporting|reporting|writing|editing|edited|compiled)"
    r" (?:and \w+ )?(?:by|from)\b|.{3,200}\bcontributed (?:to this (?:report|story|article)|reporting)\.?\W*$",
    re.IGNORECASE,
)
_LONGEST = 400
_LONGEST_CREDIT = 200
_LEAST_WORDS = 2
_MOST_NAMES = 14
_OPENING = " ([—–-*"
_NO_CREDITS = frozenset({None, "sponsor", "writing"})
"""Of leads that begin a byline, or an advertisement."""

_LAST = 15
"""Paragraphs at the end of a text in which a sign-off stands."""


def extract_sign_off(regions: Regions) -> list[BylineClaim]:
    """The sign-off lines among the last paragraphs of the page's text, in order."""
    last = list(islice((element for element in reversed(regions.elements) if element.tag == "p"), _LAST))
    claims = []
    for paragraph in reversed(last):
        text = read_element(paragraph)
        if 5 < len(text) <= _LONGEST and (_SIGN_OFF.match(text) or is_credit_line(text)):
            claims.append(BylineClaim("sign-off", text))
    return claims


def is_credit_line(text: str) -> bool:
    """Whether a line is a credit and nothing else: "Photographs by …", "Translated from Danish by …"."""
    if len(text) > _LONGEST_CREDIT:
        return False
    words = text.lstrip(_OPENING).rstrip(")]. ").split()
    length = _credit_length(words)
    names = words[length:]
    return length > 0 and 0 < len(names) <= _MOST_NAMES and all(map(_is_of_names, names)) and begins_upper(names[0])


def _credit_length(words: list[str]) -> int:
    """Words of the lead that a line begins with, if one of two words and more that gives a credit."""
    if [fold(word) for word in words[:2]] == ["translated", "from"]:
        folded = [fold(word) for word in words[:5]]
        return folded.index("by") + 1 if "by" in folded else 0
    match = LEADS.match(words)
    if match is None or match[1] < _LEAST_WORDS:
        return 0
    readings, length = match
    credited = any(lead.place is Place.ANYWHERE and lead.credit not in _NO_CREDITS for lead in readings)
    return length if credited else 0


def _is_of_names(word: str) -> bool:
    return begins_upper(word) or is_and(word) or fold(word) in PARTICLES or fold(word) in ("for", "from", "the", "of")
