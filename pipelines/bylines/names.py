"""Personal names: what may be one, and the three things that are changed in them."""

from __future__ import annotations

import re

from pipelines.bylines.letters import begins_upper, has_letter, is_caps, is_initials, is_lower
from pipelines.bylines.phrases import fold
from pipelines.bylines.tokens import is_and
from pipelines.bylines.words.bodies import BODY_WORDS, OUTLET_WORDS
from pipelines.bylines.words.name_parts import (
    ACCOUNTS,
    DOTTED_HONORIFICS,
    FUNCTION_WORDS,
    FURNITURE,
    GIVEN_NAMES_TOO,
    HONORIFICS,
    LONE_SUFFIXES,
    PARTICLES,
    PLAIN_HONORIFICS,
    SUFFIXES,
)
from pipelines.bylines.words.vocations import BEATS

LONGEST_NAME = 8
"""Words of a name; what is longer is prose."""

OPENING = frozenset('"“„‘«')
CLOSING = frozenset('"”“’»')
"""Quotation marks round a nickname."""

_SLUG = re.compile(r"[^\W\d_A-Z]+(?:[-_.][^\W_A-Z]+)+\d*$")
_STAGE_NAME = re.compile(r"[a-z]{2,12}(?:\.[a-z]{1,2}){2,3}$")
"""A name with dots between syllables; a login has a surname behind its dot."""

_OFFICE = re.compile(r"(?:web|site|online|digital|social|content|news)(?:team|desk|staff|admin|editor|master)$")
"""Accounts of a newsroom, in lower case and in one word."""

_LOWER_INITIALS = re.compile(r"(?:[a-z]\.){1,4}$")
_LOWERED = frozenset({"von", "van", "der", "den", "ten", "ter", "zu", "bin", "ibn", "af", "und", "vom", "zum", "zur"})
_NUMERALS = frozenset({"ii", "iii", "iv"})
_VOWELS = frozenset("aeiouyáàâäãåæéèêëíìîïóòôöõøœúùûüıİ")


def take_honorifics(words: list[str]) -> tuple[str | None, list[str]]:
    """The honorifics a name begins with, as printed, and the rest; a name of nothing else keeps them."""
    count = 0
    while count < len(words) - 1 and _is_honorific(words[count]):
        count += 1
    if count == len(words) - 1 and fold(words[0]) in PLAIN_HONORIFICS:
        return None, words
    return (" ".join(words[:count]) or None), words[count:]


def _is_honorific(word: str) -> bool:
    folded = fold(word)
    return folded in HONORIFICS and begins_upper(word) and (folded not in DOTTED_HONORIFICS or word.endswith("."))


def find_name(words: list[str]) -> list[str] | None:
    """The words of a personal name, doubled copies taken once; None for what cannot be one."""
    words = [*words[:-1], *(word.strip(",;:") for word in words[-1:])]
    half = len(words) // 2
    if (
        half > 1
        and len(words) % 2 == 0
        and [fold(word) for word in words[:half]] == [fold(word) for word in words[half:]]
    ):
        words = words[:half]
    if (
        not words
        or len(words) > LONGEST_NAME
        or not any(map(has_letter, words))
        or words[-1].endswith(("'s", "’s", "?"))
    ):
        return None
    if len(words) == 1:
        return words if _is_mononym(words[0]) else None
    return words if _is_full_name(words) else None


def _is_mononym(word: str) -> bool:
    folded = fold(word)
    if folded in GIVEN_NAMES_TOO and word[0].isupper():
        return True
    if folded in ACCOUNTS | FURNITURE | PARTICLES | LONE_SUFFIXES or is_and(word) or len(folded) < 2:
        return False
    if _OFFICE.match(word) or (_SLUG.match(word) and not _STAGE_NAME.match(word)):
        return False
    return len(word) <= 40


def _is_full_name(words: list[str]) -> bool:
    if all(fold(word) in FURNITURE | ACCOUNTS for word in (words[1:] if fold(words[0]) == "the" else words)):
        return False
    if all(map(is_lower, words)):
        return _is_lower_name(words)
    if len(words) == 3 and words[1] == "the":
        return _has_byname(words)
    plain = [
        word for word in words if fold(word) not in PARTICLES and not word.startswith(("'", "’", "al-", "d'", "l'"))
    ]
    if any(not has_letter(word) and not word.isdigit() for word in plain):
        return False
    plain = [word for at, word in enumerate(plain) if not (0 < at < len(plain) - 1 and _is_letter(word))]
    strange = [word for word in plain if not (begins_upper(word) or word.isdigit() or _is_quoted(word))]
    if len(words) == 2 and len(strange) == 1:
        return strange[0].isalpha() and len(strange[0]) > 2 and fold(strange[0]) not in FUNCTION_WORDS
    return bool(plain) and not strange


def _is_letter(word: str) -> bool:
    """Whether a word is one letter, as an initial in lower case inside a name is."""
    return len(word.removesuffix(".")) == 1 and word[0].isalpha()


def _is_lower_name(words: list[str]) -> bool:
    """`ada quill`, `a.b. quill`: as some people write their names."""
    whole = [word for word in words if not _LOWER_INITIALS.match(word)]
    return (
        len(whole) > 0
        and len(words) <= 3
        and all(word.isalpha() and len(word) > 2 and fold(word) not in FUNCTION_WORDS for word in whole)
    )


def _has_byname(words: list[str]) -> bool:
    """`Ada the Keeper`: what somebody is called by stands behind the article."""
    first, _, byname = words
    no_body = fold(byname) not in OUTLET_WORDS | BODY_WORDS | BEATS
    return first.istitle() and byname.istitle() and no_body and fold(first) not in FUNCTION_WORDS | PARTICLES


def _is_quoted(word: str) -> bool:
    return word[0] in OPENING or word[-1] in CLOSING


def split_run(words: list[str]) -> list[list[str]]:
    """A run of eight and more plain words as names of two words each: no person is called so."""
    plain = all(begins_upper(word) and not is_initials(word) and fold(word) not in SUFFIXES for word in words)
    if len(words) < LONGEST_NAME or len(words) % 2 or not plain:
        return [words]
    return [words[at : at + 2] for at in range(0, len(words), 2)]


def recase(words: list[str]) -> list[str]:
    """A name in capitals, or with its surname in capitals, as it is written; any other name as printed."""
    if len(words) < 2:
        return words
    whole = all(is_caps(word) or is_initials(word) or not has_letter(word) for word in words)
    if whole and any(is_caps(word) for word in words):
        return [words[0] if _is_code(words[0]) else _titlecase(words[0]), *(_titlecase(word) for word in words[1:])]
    return [words[0], *(_titlecase(word) if _is_surname_in_caps(word) else word for word in words[1:])]


def _is_code(word: str) -> bool:
    return len(word) == 2 and not _VOWELS & set(word.casefold())


def _is_surname_in_caps(word: str) -> bool:
    return len(word) > 2 and is_caps(word) and not is_initials(word) and bool(_VOWELS & set(word.casefold()))


def _titlecase(word: str) -> str:
    folded = fold(word)
    if is_initials(word) or folded in _NUMERALS:
        return word
    if folded in _LOWERED:
        return word.lower()
    return "".join(_capitalise(piece) for piece in re.split(r"([-'’.])", word))


def _capitalise(piece: str) -> str:
    lowered = piece.lower()
    if lowered.startswith("mc") and len(piece) > 3:
        return "Mc" + lowered[2:3].upper() + lowered[3:]
    return lowered[:1].upper() + lowered[1:]
