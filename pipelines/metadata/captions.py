"""What is printed under a picture: its caption, and who is credited for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from pipelines.printed_text import read_element

_CREDIT_CLASS = re.compile(r"credit|copyright|(?:^|[\s_-])source|photographer|attribution|rights", re.IGNORECASE)
_CAPTION_CLASS = re.compile(r"caption|legend|bildunterschrift", re.IGNORECASE)
_LABEL = (
    r"(?:©|\(c\)|copyright\b|courtesy\b|"
    r"(?:(?:image|photo|picture|video|illustration)s?\s)?credits?\s?(?=:)|"
    r"(?:photo(?:graph|graphs|graphy|s)?|images?|pictures?|illustrations?|getty|fotos?|bild(?:er)?|foto's|immagine|"
    r"imagen|crédits?|quelle|source)\s?(?=:)|"
    r"(?:photo(?:graph|graphy|s)?|images?|pictures?|illustrations?)\s(?=by\b|via\b|courtesy\b))"
)
_TAIL = re.compile(rf"(?:(?<=^)|(?<=[\s(\[|/])){_LABEL}.{{1,200}}$", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{2,150})[)\]]\.?$")
_AGENCY = re.compile(
    r"\b(?:getty|reuters|afp|ap|epa|dpa|pa|apa|imago|shutterstock|alamy|istock|unsplash|keystone|picture alliance|"
    r"bloomberg|associated press|pool|handout)\b|^[^,.]{3,60}/[^,.]{2,60}$",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"[^,.!?/()\[\]]{3,40}\s?//?\s?[^,.!?/()\[\]]{2,40}$")
_LONGEST_BARE = 80
"""Characters up to which a caption that is but two names with a slash is a credit."""

_LONGEST_CREDIT, _LONGEST_CAPTION = 200, 1500
_MAXIMUM_PARTS = 60
_EDGES = " \t|/–—-·•"


def read_caption(figure: etree._Element) -> tuple[str | None, str | None]:
    """Caption and credit printed in `figure`, each None where there is none; the credit as printed, its label kept.

    The credit is an element named so; else the end of the caption, set off by a label (Photo:, ©, Courtesy of) or by
    brackets round an agency.
    """
    parts = list(islice((part for part in figure.iter() if isinstance(part.tag, str)), _MAXIMUM_PARTS))
    credit = next(_iter_texts(parts, _CREDIT_CLASS, _LONGEST_CREDIT), None)
    boxes = [part for part in parts if part.tag == "figcaption"]
    caption = next(filter(None, map(read_element, boxes)), None)
    if caption is None:
        caption = next(_iter_texts(parts[1:], _CAPTION_CLASS, _LONGEST_CAPTION), None)
    return part_credit(caption, credit)


def _iter_texts(parts: list[etree._Element], names: re.Pattern[str], longest: int) -> Iterator[str]:
    for part in parts:
        if part.tag not in ("figcaption", "img", "source", "figure", "picture") and names.search(_names(part)):
            text = read_element(part)
            if 1 < len(text) <= longest:
                yield text


def _names(part: etree._Element) -> str:
    return f"{part.get('class') or ''} {part.get('itemprop') or ''}"[:300]


def part_credit(caption: str | None, credit: str | None) -> tuple[str | None, str | None]:
    """`caption` without its credit, and the credit: the one given, else what its end holds."""
    text = (caption or "")[:_LONGEST_CAPTION]
    if credit:
        text = text.replace(credit, " ").strip(_EDGES)
    else:
        text, credit = _cut_tail(text)
    return " ".join(text.split()) or None, _bare(credit) if credit else None


def _cut_tail(text: str) -> tuple[str, str | None]:
    if len(text) <= _LONGEST_BARE and _SLASHED.match(text):
        return "", text
    bracketed = _BRACKETED.search(text)
    if bracketed and (_AGENCY.search(bracketed[1]) or _TAIL.search(bracketed[1])):
        return text[: bracketed.start()].rstrip(_EDGES), bracketed[1]
    start = max(0, len(text) - _LONGEST_CREDIT)
    tail = _TAIL.search(text, start)
    if tail:
        return text[: tail.start()].rstrip(_EDGES + "(["), tail[0]
    return text, None


def _bare(credit: str) -> str:
    stripped = credit.strip(_EDGES)
    bracketed = len(stripped) > 2 and stripped[0] in "([" and stripped[-1] in ")]"
    return stripped[1:-1].strip() if bracketed else stripped
