"""What one part of a byline is: the first reader that knows it decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipelines.bylines.letters import begins_upper, is_caps
from pipelines.bylines.phrases import fold
from pipelines.bylines.pieces import Found, Part, Piece, PieceKind, Reading
from pipelines.bylines.readers.agencies import read_agency, read_agency_role
from pipelines.bylines.readers.bodies import (
    read_joined,
    read_organisation,
    read_origin,
    read_possessive,
    read_special,
)
from pipelines.bylines.readers.details import read_credentials, read_place, read_role, read_unknown_role
from pipelines.bylines.readers.persons import read_person
from pipelines.bylines.readers.staff import read_code, read_staff
from pipelines.bylines.words.agencies import find_agency
from pipelines.bylines.words.name_parts import ACCOUNTS, FURNITURE, FURNITURE_STARTS, SURNAMES_TOO
from pipelines.bylines.words.vocations import STAFF_ALONE

Reader = Callable[[Part, Reading], Found | None]

READERS: tuple[Reader, ...] = (
    read_joined,
    read_special,
    read_origin,
    read_possessive,
    read_agency,
    read_agency_role,
    read_credentials,
    read_staff,
    read_role,
    read_unknown_role,
    read_place,
    read_code,
    read_organisation,
    read_person,
)
"""In the order in which they are asked: what is certain first, a person last."""

LONGEST_PART = 60
"""Words between two separators that are read; a name and all that is said of it have fewer."""

_NAMES = frozenset({PieceKind.PERSON, PieceKind.STAFF, PieceKind.ORGANISATION})


def read_part(part: Part, state: Reading) -> list[Piece]:
    """The pieces of a part; none for what is neither a name nor says anything of one."""
    pieces: list[Piece] = []
    waiting = Part(part.mark, _drop_furniture(part.words[:LONGEST_PART]), part.body)
    employs = False
    while waiting.words:
        found = next(filter(None, (reader(waiting, state) for reader in READERS)), None)
        if found is None:
            break
        read = list(map(_as_employer, found.pieces)) if employs else found.pieces
        state.note(read)
        pieces += read
        employs = employs or found.employs
        waiting = Part(found.mark, _drop_furniture(found.rest))
    return pieces


def _is_name_in_furniture(given: str, surname: str) -> bool:
    """`Sara Read`: one word of a button behind one word of a name, written alike, is the surname."""
    folded = fold(given)
    known = folded in FURNITURE | FURNITURE_STARTS | ACCOUNTS or [given] in STAFF_ALONE or find_agency([given])
    alike = given.isalpha() and surname.isalpha() and begins_upper(given) == begins_upper(surname)
    return not known and alike and is_caps(given) == is_caps(surname)


def _as_employer(piece: Piece) -> Piece:
    return replace(piece, kind=PieceKind.AFFILIATION) if piece.kind in _NAMES else piece


def _drop_furniture(words: list[str]) -> list[str]:
    """Without the words of buttons round a byline, and counts of comments behind it."""
    end = len(words)
    if end > 1 and fold(words[-1]) in SURNAMES_TOO and words[-1].istitle() and not words[-2].isdigit():
        return words
    if end == 2 and _is_name_in_furniture(*words):
        return words
    while end and (fold(words[end - 1]) in FURNITURE or (words[end - 1].isdigit() and end > 2)):
        end -= 1
    return [] if end and fold(words[0]) in FURNITURE_STARTS else words[:end]
