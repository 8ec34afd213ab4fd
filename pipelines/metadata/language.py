"""The language an article is written in: as declared, held against its text."""

from __future__ import annotations

from functools import cache
from typing import Any

SHORTEST = 80
"""Letters of text below which it is too little to tell a language by."""

_SHORTEST_AGAINST = 200
"""Letters of text that speak against a declaration."""

_READ = 800
_CERTAIN, _CERTAIN_AGAINST = 0.7, 0.9
_OLD_CODES = {"iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro", "fil": "tl"}
_KIN = (
    frozenset({"no", "nb", "nn", "da"}),
    frozenset({"hr", "sr", "bs", "sh", "cnr", "me"}),
    frozenset({"id", "ms"}),
    frozenset({"gl", "pt", "es", "ca"}),
    frozenset({"zh", "yue", "cmn"}),
)
"""Languages so near to each other that a declaration of one is believed against a text told as another."""


def detect_language(declared: str | None, text: str) -> str | None:
    """The language of `text` as a BCP 47 tag.

    The tag the page declares holds, with its script and region, unless two hundred letters of the text are clearly in
    another language; where none is declared, the language that eighty letters are in. Templates declare English over
    texts in every language, so a declaration alone is not believed.
    """
    sample = " ".join(text[: 2 * _READ].encode("utf-8", "ignore").decode("utf-8").split())[:_READ]
    letters = sum(map(str.isalpha, sample))
    if letters < (_SHORTEST_AGAINST if declared else SHORTEST):
        return declared
    found, certainty = _identify(sample)
    if declared is None:
        return found if certainty >= _CERTAIN else None
    if found is None or certainty < _CERTAIN_AGAINST or _is_same(declared, found):
        return declared
    return found


def _identify(sample: str) -> tuple[str | None, float]:
    result = _identifier().FindLanguage(sample)
    language = _OLD_CODES.get(result.language, result.language)
    told = result.is_reliable and language != "und" and not language.endswith("-Latn")
    return (language, float(result.probability)) if told else (None, 0.0)


@cache
def _identifier() -> Any:
    """The model; loaded with the first page that has text."""
    from gcld3 import NNetLanguageIdentifier

    return NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=8 * _READ)


def _is_same(declared: str, found: str) -> bool:
    own = declared.lower().split("-")[0]
    own = _OLD_CODES.get(own, own)
    return own == found.split("-", maxsplit=1)[0] or any(own in kin and found in kin for kin in _KIN)
