"""What is no part of a byline though it stands in it: dates, clock times, addresses, handles."""

from __future__ import annotations

import re

from pipelines.bylines.glue import split_glued
from pipelines.bylines.words import months
from pipelines.bylines.words.bodies import DOMAIN_ENDINGS

BREAK = "\ue000"
"""Stands where something was taken out: names do not run across it."""

LONGEST = 10_000
"""Characters of a byline that are read; the longest in print, of an author list in a journal, is shorter."""

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ue000\ufeff\x00-\x08\x0e-\x1b\x7f]")
_DATE_PART = "|".join((*months.DATES, months.CLOCK))
_DATED = re.compile(
    rf"(?<!\w)(?:{months.LEAD}\s){{0,3}}\(?(?:{months.WEEKDAY},?\s)?(?:{_DATE_PART})(?:\+\d{{2}}:\d{{2}})?\)?(?![^\W\u2e80-\uffff])",
    re.IGNORECASE,
)
_DATE_GAP = re.compile(rf"{BREAK}[\s,|·•\-–—/]*(?:{months.LEAD}[\s,|·•\-–—/]*){{0,3}}{BREAK}", re.IGNORECASE)
_LED_APART = re.compile(rf"(?:^|(?<=[|•·]))\s*{months.LEAD}\s*[|•·]\s*(?={BREAK})", re.IGNORECASE)
"""What leads in a date, in an element of its own."""

_AGE = re.compile(rf"(?<!\w)(?:{'|'.join(months.AGES)})(?!\w)")
_MAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_FILE = re.compile(r"[\w-]{1,80}\.(?:txt|html?|php|aspx?|jsp|jpe?g|png|gif|pdf|xml|json)$", re.IGNORECASE)
_TEMPLATE = re.compile(r"[{}<>\\=]|\[\[|\]\]|%%")
_PRONOUN = "(?:he|him|his|she|her|hers|they|them|theirs|ze|zir|xe|xem|er|ihm|sie|ihr|il|elle|iel|lui|él|ella)"
_PRONOUNS = re.compile(rf"(?<!\w)[(\[]?{_PRONOUN}(?:\s?/\s?{_PRONOUN}){{1,3}}(?!\w)[)\]]?", re.IGNORECASE)
"""What some people want to be called by, as they print it behind their names."""

_DOTTED_PATH = re.compile(r"[a-z_]{2,40}(?:\.[a-z_]{2,40}){2,}$")


def clean(printed: str) -> str:
    """The byline on one line, with `BREAK` where dates, times, addresses and handles stood."""
    text = " ".join(_INVISIBLE.sub("", printed[:LONGEST]).split())
    text = " ".join(filter(None, (_clean_word(word) for word in text.split())))
    text = split_glued(_PRONOUNS.sub(BREAK, text) if "/" in text else text, BREAK)
    return drop_dates(text) if any(character.isdigit() for character in text) else text


def drop_dates(text: str) -> str:
    """`text` with `BREAK` for every date, clock time and age, and for the words that lead them in."""
    text = _DATED.sub(f" {BREAK} ", text)
    text = _AGE.sub(f" {BREAK} ", text)
    text = _DATE_GAP.sub(f" {BREAK} ", text)
    return _LED_APART.sub(f" {BREAK} ", text)


def is_date_line(text: str) -> bool:
    """Whether a line holds dates, clock times and ages and nothing else: "Published May 10, 2024, 5 min read"."""
    rest = drop_dates(text[:LONGEST])
    return rest != text[:LONGEST] and not any(character.isalnum() for character in rest)


def _clean_word(word: str) -> str:
    if "://" in word or word.lower().startswith(("www.", "mailto:")) or _TEMPLATE.search(word.strip("<>")):
        return BREAK
    if word == "@":
        return "/"
    if "@" in word:
        return _drop_addresses(word)
    bare = word.strip("()[],;:")
    if _FILE.match(bare) or (_DOTTED_PATH.match(bare) and bare.rsplit(".", 1)[-1] not in DOMAIN_ENDINGS):
        return BREAK
    return word.strip("<>")


def _drop_addresses(word: str) -> str:
    if _MAIL.search(word):
        return _MAIL.sub(BREAK, word) if word.strip("<>()[],;:").count("@") > 1 else BREAK
    head = word.split("@", 1)[0].strip("(<[")
    return f"{head} {BREAK}" if head else BREAK
