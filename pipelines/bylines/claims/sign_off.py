"""Lines at the end of a text that say who reported, wrote and edited it."""

from __future__ import annotations

import re

from pipelines.bylines.claims.regions import Regions
from pipelines.printed_text import read_element
from storage.items import BylineClaim

_SIGN_OFF = re.compile(
    r"[\s(\[—–-]*(?:additional reporting|with (?:additional )?reporting|reporting|writing|editing|edited|compiled)"
    r" (?:and \w+ )?(?:by|from)\b|.{3,200}\bcontributed (?:to this (?:report|story|article)|reporting)\.?\W*$",
    re.IGNORECASE,
)
_LONGEST = 400
_LAST = 15
"""Paragraphs at the end of a text in which a sign-off stands."""


def extract_sign_off(regions: Regions) -> list[BylineClaim]:
    """The sign-off lines among the last paragraphs of the page's text, in order."""
    paragraphs = [element for element in regions.elements if element.tag == "p" and regions.is_read(element)]
    claims = []
    for paragraph in paragraphs[-_LAST:]:
        text = read_element(paragraph)
        if 5 < len(text) <= _LONGEST and _SIGN_OFF.match(text):
            claims.append(BylineClaim("sign-off", text))
    return claims
