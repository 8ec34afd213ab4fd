"""Bodies: firms, authorities, other publications, and whom somebody writes for."""

from __future__ import annotations

from pipelines.bylines import noise, tokens
from pipelines.bylines.letters import begins_upper, has_letter, is_lower
from pipelines.bylines.phrases import fold, phrase_set
from pipelines.bylines.pieces import TAIL, Found, Part, Piece, PieceKind, Reading
from pipelines.bylines.words import bodies
from pipelines.bylines.words.given_names import GIVEN_NAMES
from pipelines.bylines.words.name_parts import ACCOUNTS, PARTICLES
from pipelines.bylines.words.vocations import BEATS

SPECIAL = phrase_set(("special to", "special for", "on behalf of", "for", "of", "für", "pour", "writing for"))
"""What leads in the publication somebody writes for."""

BEHIND = frozenset({",", "/", "|", "-", "(", TAIL, noise.BREAK})
"""Separators after which a name says where the people before it work."""

_VOWELS = frozenset("aeiouyäöüéè")
_ARTICLES = frozenset({"the", "die", "den", "der", "das", "le", "la", "les"})


def read_origin(part: Part, state: Reading) -> Found | None:
    """`from University of Meridian`, and in `By Jane Roe and From Meridian` what the text is taken from."""
    lead, *rest = part.words
    if not state.named or fold(lead) != "from" or not rest or not begins_upper(rest[0]):
        return None
    if part.mark != tokens.AND and not (_is_body(rest) or _is_outlet(rest, behind=True)):
        return None
    return Found([Piece(PieceKind.AFFILIATION, " ".join(rest), part.mark, own=True)])


def read_joined(part: Part, _state: Reading) -> Found | None:
    """A body whose name holds a separator, as `split_parts` has joined it."""
    return _organisation(part.words, part.mark) if part.body else None


def read_special(part: Part, _state: Reading) -> Found | None:
    """`Special to the Daily Planet`, `for Daily Planet`, `on behalf of the Planet team`."""
    match = SPECIAL.match(part.words)
    if match is None:
        return None
    lead, rest = part.words[: match[1]], part.words[match[1] :]
    if not rest or not (begins_upper(rest[0]) or fold(rest[0]) in _ARTICLES):
        return None
    rest = rest[1:] if is_lower(rest[0]) else rest
    pieces = [Piece(PieceKind.AFFILIATION, " ".join(rest), part.mark, own=True)] if rest else []
    if fold(lead[0]) == "special":
        pieces.insert(0, Piece(PieceKind.ROLE, " ".join(lead), part.mark))
    return Found(pieces)


def read_organisation(part: Part, state: Reading) -> Found | None:
    """A body by its legal form, its kind, its article or its domain; behind a name by an acronym too."""
    words = part.words
    if fold(" ".join(words)) in state.mastheads or _is_domain(words[-1]):
        return _organisation(words, part.mark)
    if len(words) > 1 and fold(words[-1]) in bodies.LEGAL_FORMS:
        return _organisation(words, part.mark)
    if not state.named and any(_is_prose(word) for word in words[1:]):
        return None
    behind = state.named and part.mark in BEHIND
    if len(words) > 1 and (_is_body(words) or _is_outlet(words, behind=behind)):
        return _organisation(words, part.mark)
    if behind and not state.in_caps and len(words) > 1 and _is_acronym(words[0]) and _is_unsayable(words[0]):
        return _organisation(words, part.mark)
    acronyms = not state.in_caps and all(map(_is_acronym, words))
    unsayable = len(words) == 1 and not set(words[0].casefold()) & _VOWELS
    return _organisation(words, part.mark) if acronyms and (behind or unsayable) else None


def read_possessive(part: Part, _state: Reading) -> Found | None:
    """`Planet's Jane Roe`: where the people named after it work."""
    outlet, rest = part.words[0], part.words[1:]
    if not outlet.endswith(("'s", "’s")) or len(rest) < 2 or not all(map(begins_upper, rest[:2])):
        return None
    return Found([Piece(PieceKind.AFFILIATION, outlet[:-2], part.mark, ahead=True, plural=True)], rest, part.mark)


def _is_body(words: list[str]) -> bool:
    last = fold(words[-1])
    if len(words) == 2 and fold(words[0]) in GIVEN_NAMES and last not in bodies.LEGAL_FORMS:
        return False
    sure = last in bodies.BODY_WORDS and (len(words) > 2 or last not in bodies.SURNAMES_TOO)
    titled = fold(words[0]) in bodies.ARTICLES and not all(fold(word) in ACCOUNTS for word in words[1:])
    return titled or sure or _is_office(words)


def _is_outlet(words: list[str], *, behind: bool) -> bool:
    """`Planet Gazette` and `Planet Business` behind a name, `BBC News` anywhere."""
    if fold(words[-1]) in bodies.OUTLET_WORDS:
        return behind or all(map(_is_acronym, words[:-1]))
    return behind and (fold(words[0]) in ("daily", "weekly", "radio") or fold(words[-1]) in BEATS)


def _organisation(words: list[str], mark: str | None) -> Found:
    return Found([Piece(PieceKind.ORGANISATION, " ".join(words), mark)])


def _is_prose(word: str) -> bool:
    return is_lower(word) and fold(word) not in bodies.LINKS and fold(word) not in PARTICLES


def _is_office(words: list[str]) -> bool:
    folded = {fold(word) for word in words}
    return bool(folded & bodies.LINKS) and (bool(folded & bodies.LIST_HEADS) or fold(words[0]) in bodies.BODY_WORDS)


def _is_acronym(word: str) -> bool:
    return word == word.upper() and word != word.lower() and len(word) <= 6 and word[-1] != "."


def _is_unsayable(word: str) -> bool:
    return len(word) > 2 and not set(word.casefold()) & _VOWELS


def _is_domain(word: str) -> bool:
    name, _, ending = word.rpartition(".")
    plain = len(name) > 1 and "." not in name[-2:] and has_letter(name)
    return plain and ending.casefold() in bodies.DOMAIN_ENDINGS
