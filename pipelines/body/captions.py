"""Captions, those in plain paragraphs too: the credit of a picture ends them."""

from __future__ import annotations

import re

from pipelines.body.passages import Passage
from storage.items import BlockKind

MAX_CAPTION = 400
"""Characters of a caption at most."""

MAX_CREDIT = 120
"""Characters from the end in which the credit of a picture is looked for."""

MAX_SOURCE = 80
"""Characters of the line that names the source of a chart at most."""

_CREDIT = re.compile(
    r"(?:(?:^|[\s(|/•·.©–—-])(?:photo(?:graph)?|foto|image|picture|bild|illustration|screenshot)s?"
    r"(?: (?:credit|courtesy|source|by|of))?\s?[:/]\s?[^.:;?!]{2,60}"
    r"|(?:^|[(|/•·.©–—-]\s?)(?:credit|courtesy)s?(?: of)?[:\s]\s?[^.:;?!]{2,60}"
    r"|[/|(©]\s?(?:via )?(?:getty images|shutterstock|istock|ap photo|afp|epa|dpa|pap|reuters|alamy|unsplash"
    r"|scanpix|ansa)"
    r"(?:[/|-][^.:;?!]{2,40})?)[.)\]]{0,2}$",
    re.IGNORECASE,
)

_CREDIT_SIGNS = (":", "/", "|", "(", "©", "credit", "courtesy")
"""One of these stands in every credit; most prose has none, and is not searched for more."""

_SOURCE = re.compile(r"(?:source|quelle|fonte|bron|kilde|källa|fuente)s?\s?:\s?\S", re.IGNORECASE)


def is_caption_text(passage: Passage) -> bool:
    """Whether a passage is a caption, by its mark-up or because it ends in the credit of a picture."""
    if passage.kind is BlockKind.CAPTION:
        return True
    if passage.kind is not BlockKind.PARAGRAPH or len(passage.text) > MAX_CAPTION:
        return False
    is_source = len(passage.text) <= MAX_SOURCE and _SOURCE.match(passage.text) is not None
    return is_source or _ends_in_credit(passage.text[-MAX_CREDIT:])


def _ends_in_credit(text: str) -> bool:
    folded = text.lower()
    return any(sign in folded for sign in _CREDIT_SIGNS) and _CREDIT.search(text) is not None
