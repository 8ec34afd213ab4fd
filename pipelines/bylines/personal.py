"""Whether a name has the form of a person's: what a publisher's name is asked before it counts as an author's."""

from __future__ import annotations

from pipelines.bylines.letters import has_letter, is_initials, is_lower
from pipelines.bylines.phrases import fold, word_set
from pipelines.bylines.role_words import is_modifier
from pipelines.bylines.tokens import is_and
from pipelines.bylines.words.bodies import ARTICLES, BODY_WORDS, LEGAL_FORMS, OUTLET_WORDS
from pipelines.bylines.words.name_parts import ACCOUNTS, FUNCTION_WORDS, PARTICLES
from pipelines.bylines.words.places import PLACES
from pipelines.bylines.words.vocations import BEATS

_NO_PERSONS = ARTICLES | BODY_WORDS | LEGAL_FORMS | OUTLET_WORDS | BEATS | ACCOUNTS | (FUNCTION_WORDS - PARTICLES)
_NO_PERSONS |= word_set(
    """amt media medien deutschland germany america usa uk europe blog team shop comments kommentare reading time min
    updated published last checked read share"""
)
"""Words of bodies, publications, subjects and countries."""

_MOST_WORDS = 4


def looks_personal(name: str) -> bool:
    """Whether a name is of two to four words as persons' names are, none of them a body's, a subject's or a place's."""
    if any(map(is_and, name.split())):
        return False
    words = [word for word in name.split() if fold(word) not in PARTICLES]
    if not 2 <= len(words) <= _MOST_WORDS or all(map(is_modifier, words)):
        return False
    return all(_is_word_of_name(word) for word in words)


def _is_word_of_name(word: str) -> bool:
    if is_initials(word):
        return True
    shaped = has_letter(word) and not is_lower(word) and not word.isupper() and not any(map(str.isdigit, word))
    return (
        shaped
        and word[-1] not in ".:;!?"
        and "." not in word[2:-1]
        and fold(word) not in _NO_PERSONS
        and [word] not in PLACES
    )
