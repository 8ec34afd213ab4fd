"""Blanks that are missing where one element of a page ended and the next began."""

from __future__ import annotations

import re

from pipelines.bylines.letters import begins_upper
from pipelines.bylines.phrases import fold
from pipelines.bylines.words import name_parts
from pipelines.bylines.words.bodies import BODY_WORDS, CAMEL_CASE

_GLUE = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ'’.])")
_DOUBLED_BY = re.compile(r"(?:(?:[Bb]y|BY){1,3}(?=[A-ZÀ-Þ][a-zß-ÿ]|$)|[Bb]y(?=[A-ZÀ-Þ]))")
_DIGITS_BEHIND = re.compile(r"(?<=[a-zß-ÿ]{3})(?=\d{1,2}$)")
_DIGITS_BEFORE = re.compile(r"(?<=\d)(?=[A-Z][a-z]{3})")
_LEADING = frozenset({"by", "von", "par", "por", "di", "door", "av", "af", "the", "at", "for"})
_NO_NAMES = _LEADING | BODY_WORDS | {"team", "bundesverband", "landesverband"}
"""Words that are no given name; a brand with a capital inside may follow: "Team QuillWorks"."""

_STARTS = frozenset(
    {"updated", "published", "posted", "last", "the", "senior", "staff", "by", "edited", "photo", "follow"}
)
"""Words of the next element that are often printed against a name."""


def split_glued(text: str, between: str) -> str:
    """`text` with `between` where two elements were printed without a blank: "RoeThe", "DoeSenior", "ByJane".

    A capital inside a word is such a place behind a given name only, since brands and surnames have them too.
    """
    found: list[str] = []
    for word in text.split():
        before = found[-1] if found else ""
        named = begins_upper(before) and before.isalpha() and fold(before) not in _NO_NAMES
        found += _split_word(word, between, after_name=named)
    return " ".join(found)


def _split_word(word: str, between: str, *, after_name: bool) -> list[str]:
    doubled = _DOUBLED_BY.match(word)
    if doubled:
        return ["By", *filter(None, [word[doubled.end() :]])]
    word = _DIGITS_BEFORE.sub(" ", _DIGITS_BEHIND.sub(" ", word) if after_name else word)
    parts = _GLUE.split(word)
    if len(parts) != 2 or fold(word) in CAMEL_CASE:
        return [word]
    left, right = parts
    surname = fold(left.split("-")[-1]) in name_parts.GLUED_PARTICLES
    glued = (after_name or fold(right) in _STARTS) and len(left) > 2 and not surname
    return [left, between, right] if glued else [word]
