"""Persons, and where what is said of them begins."""

from __future__ import annotations

from pipelines.bylines import names, role_words
from pipelines.bylines.letters import begins_upper, is_caps, is_lower
from pipelines.bylines.phrases import fold
from pipelines.bylines.pieces import Found, Part, Piece, PieceKind, Reading
from pipelines.bylines.readers.bodies import SPECIAL
from pipelines.bylines.readers.details import IN, is_credential
from pipelines.bylines.words import name_parts
from pipelines.bylines.words.agencies import AGENCIES, find_agency
from pipelines.bylines.words.vocations import BEATS

_BEFORE_OUTLET = frozenset({"for", "für", "pour"})
_ELIDED = ("al-", "el-", "d'", "l'", "d’", "l’", "'", "’")


def read_person(part: Part, state: Reading) -> Found | None:
    """A person's name; the words behind it are left to the other readers, prose is dropped."""
    honorific, words = names.take_honorifics(part.words)
    cut = _find_end(words, state)
    name = names.find_name(words[:cut])
    if name is None or all(fold(word) in BEATS for word in name) or role_words.role_length(name) == len(name):
        return None
    pieces = [
        Piece(PieceKind.PERSON, " ".join(names.recase(one)), part.mark, honorific=honorific)
        for one in names.split_run(name)
    ]
    rest = words[cut:]
    if _is_prose(rest) and all(map(is_lower, name)):
        return None
    return Found(pieces, rest=[] if _is_prose(rest) else rest, employs=True)


def _is_prose(words: list[str]) -> bool:
    if not words or not is_lower(words[0]):
        return False
    return not (SPECIAL.match(words) or fold(words[0]) in IN or role_words.role_length(words))


def _find_end(words: list[str], state: Reading) -> int:
    quoted = False
    for index, word in enumerate(words):
        quoted = quoted or (word[0] in names.OPENING and index > 0)
        if index and not quoted and _ends_name(words, index, state):
            return index
        quoted = quoted and word[-1] not in names.CLOSING
    return len(words)


def _ends_name(words: list[str], index: int, state: Reading) -> bool:
    """Whether the name is over before the word at `index`. Two words of a name come before most of what may follow."""
    word, folded = words[index], fold(words[index])
    if _leads_on(words, index):
        return True
    if index < 2:
        return False
    match = AGENCIES.match(words, index)
    if match and find_agency(words[index : index + match[1]]):
        return True
    if role_words.tail_length(words, index) or SPECIAL.match(words, index) or folded == "the":
        return True
    if is_credential(word, in_caps=state.in_caps, credited=False):
        return True
    furniture = folded in name_parts.FURNITURE_STARTS and begins_upper(word)
    return furniture or _is_sentence_word(word) or _ends_capitals(words, index)


def _leads_on(words: list[str], index: int) -> bool:
    """`in London`, `for the Daily Planet`."""
    folded, following = fold(words[index]), words[index + 1 : index + 2]
    if not following or folded not in IN | _BEFORE_OUTLET:
        return False
    if not begins_upper(following[0]) and fold(following[0]) != "the":
        return False
    return is_lower(words[index]) or folded == "for"


def _is_sentence_word(word: str) -> bool:
    return is_lower(word) and fold(word) not in name_parts.PARTICLES and not word.startswith(_ELIDED)


def _ends_capitals(words: list[str], index: int) -> bool:
    """Whether names in capitals end here, which is all that parts them from `Daily Planet`."""
    word = words[index]
    if fold(word) in name_parts.SUFFIXES or not all(map(is_caps, words[:index])):
        return False
    return word.istitle() and len(word) > 1
