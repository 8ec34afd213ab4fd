"""Collective bylines: a staff, a desk, a team, and the codes a newsroom signs with."""

from __future__ import annotations

from pipelines.bylines import role_words, tokens
from pipelines.bylines.letters import begins_upper, is_lower
from pipelines.bylines.phrases import fold
from pipelines.bylines.pieces import TAIL, Found, Part, Piece, PieceKind, Reading
from pipelines.bylines.readers.agencies import without_article
from pipelines.bylines.words.name_parts import PARTICLES
from pipelines.bylines.words.places import PLACES
from pipelines.bylines.words.vocations import COLLECTIVE_WORDS, STAFF_ALONE, STAFF_BEGINNINGS, STAFF_ENDINGS

_LONGEST_HEAD = 5


def read_staff(part: Part, state: Reading) -> Found | None:
    """`Daily Planet Staff`, `BWW News Desk`, `Redaktion`; behind a person and a stroke it is where they work."""
    words = part.words
    behind_name = state.named and part.mark != tokens.AND
    one_person = role_words.role_noun(words[-1]) is not None and fold(words[-1]) != "editors"
    if one_person and behind_name:
        return None
    if words in STAFF_ALONE and behind_name and not state.collective:
        return Found([Piece(PieceKind.ROLE, " ".join(words), part.mark)])
    if words in STAFF_ALONE:
        return Found([Piece(PieceKind.STAFF, " ".join(words), part.mark)])
    if fold(words[0]) in STAFF_BEGINNINGS and len(words) > 1 and begins_upper(words[1]):
        return Found([Piece(PieceKind.STAFF, " ".join(words), part.mark, affiliation=" ".join(words[1:]))])
    if fold(words[-1]).endswith("-redaktion"):
        return Found([Piece(PieceKind.STAFF, " ".join(words), part.mark, affiliation=" ".join(words[:-1]) or None)])
    match = STAFF_ENDINGS.match_end(words)
    head = words[: -match[1]] if match else []
    if head and all(map(role_words.is_modifier, head)):
        return Found([Piece(PieceKind.STAFF, " ".join(words), part.mark)])
    if not _is_publication(head) or (one_person and len(head) > 1 and not role_words.is_outlet_head(head)):
        return None
    if state.named and not state.collective and part.mark in ("/", "|", "(", "-"):
        return Found([Piece(PieceKind.AFFILIATION, " ".join(words), part.mark)])
    return Found([Piece(PieceKind.STAFF, " ".join(words), part.mark, affiliation=_find_publication(head))])


def _is_publication(head: list[str]) -> bool:
    head = without_article(head)
    if not head or len(head) > _LONGEST_HEAD or not (begins_upper(head[0]) or len(head) == 1):
        return False
    return all(
        begins_upper(word) or fold(word) in PARTICLES or not is_lower(word) or role_words.is_modifier(word)
        for word in head[1:]
    )


def _find_publication(head: list[str]) -> str | None:
    head = without_article(head)
    while head and fold(head[-1]) in COLLECTIVE_WORDS - {"news"}:
        head = head[:-1]
    return " ".join(head) or None


def read_code(part: Part, state: Reading) -> Found | None:
    """`kra Frankfurt` beside an agency: the letters an editor signs with, and where."""
    code, place = part.words[0], part.words[1:]
    if not (state.named and state.collective and is_lower(code) and code.isalpha() and len(code) <= 4):
        return None
    if place and place not in PLACES:
        return None
    located = [Piece(PieceKind.LOCATION, " ".join(place), TAIL)] if place else []
    return Found([Piece(PieceKind.STAFF, code, part.mark), *located])
