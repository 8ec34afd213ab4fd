"""What is said of a person behind the name: credentials, roles, places."""

from __future__ import annotations

from pipelines.bylines import role_words, tokens
from pipelines.bylines.letters import begins_upper, first_letter, is_caps, is_lower
from pipelines.bylines.names import find_name
from pipelines.bylines.phrases import fold
from pipelines.bylines.pieces import TAIL, Found, Part, Piece, PieceKind, Reading
from pipelines.bylines.readers.agencies import without_article
from pipelines.bylines.readers.bodies import BEHIND
from pipelines.bylines.words import vocations
from pipelines.bylines.words.bodies import ARTICLES
from pipelines.bylines.words.name_parts import AMBIGUOUS_CREDENTIALS, CREDENTIALS, PARTICLES
from pipelines.bylines.words.places import PLACES

IN = frozenset({"in", "aus", "à", "from"})
"""What leads in the place a person reports from."""


def read_credentials(part: Part, state: Reading) -> Found | None:
    """`M.D., M.Sc.`; what follows them is where the person works."""
    if not state.named or state.collective or part.mark in (None, tokens.AND):
        return None
    pieces: list[Piece] = []
    for word in part.words:
        if not is_credential(word, in_caps=state.in_caps, credited=state.credentials or bool(pieces)):
            break
        pieces.append(Piece(PieceKind.CREDENTIALS, word.strip(",;"), part.mark))
    return Found(pieces, rest=part.words[len(pieces) :], employs=True) if pieces else None


def is_credential(word: str, *, in_caps: bool, credited: bool) -> bool:
    """Whether the word is a degree or licence; behind known ones (`credited`) capitals are more of them."""
    folded = fold(word)
    if folded in CREDENTIALS:
        shouted = (is_caps(word) or "." in word) and not in_caps
        return shouted or (folded not in AMBIGUOUS_CREDENTIALS and first_letter(word).isupper())
    return credited and not in_caps and is_caps(word) and len(word) <= 8


def read_role(part: Part, state: Reading) -> Found | None:
    """`Senior Editor`, `Staff Writers`, and before a name `Staff Writer Jane Roe`."""
    words = part.words
    if words in vocations.PHOTO_ROLES or words in vocations.ILLUSTRATION_ROLES:
        return Found([Piece(PieceKind.ROLE, " ".join(words), part.mark)] if state.named else [])
    length = role_words.role_length(words)
    if length and words[length - 1].endswith(","):
        length = len(words)
    placed = state.named and length and fold(words[min(length, len(words) - 1)]) in IN
    if length == len(words) or (length and part.mark == TAIL) or placed:
        return Found([_role(words[:length], part.mark)], rest=words[length:], employs=True)
    if length and _begins_name(words[length:]):
        role = Piece(PieceKind.ROLE, role_words.singular(words[:length]), part.mark, ahead=True)
        return Found([role], rest=words[length:], mark=part.mark)
    return None


def _begins_name(words: list[str]) -> bool:
    return len(words) > 1 and all(begins_upper(word) or fold(word) in PARTICLES for word in words)


def read_unknown_role(part: Part, state: Reading) -> Found | None:
    """A role with words that are no known modifiers: an outlet's name, or a beat nobody has listed."""
    words = part.words
    if not state.named or fold(words[0]) in ARTICLES or not role_words.is_role(words):
        return None
    start = role_words.role_start(words)
    if role_words.is_outlet_head(words[:start]):
        employer = Piece(PieceKind.AFFILIATION, " ".join(without_article(words[:start])), part.mark)
        return Found([employer, _role(words[start:], part.mark)])
    another_person = part.mark == tokens.AND and start > 1 and find_name(words[:start]) is not None
    if state.collective or part.mark not in BEHIND | {tokens.AND} or another_person:
        return None
    role, workplace = role_words.split_workplace(words)
    employer = Piece(PieceKind.AFFILIATION, " ".join(without_article(workplace)), part.mark, own=True)
    return Found([_role(role, part.mark), *([employer] if workplace else [])])


def _role(words: list[str], mark: str | None) -> Piece:
    nouns = [word for word in words if role_words.role_noun(word)]
    plural = bool(nouns) and role_words.is_plural(nouns[-1])
    text = role_words.singular(words) if plural else " ".join(words)
    return Piece(PieceKind.ROLE, text.rstrip(","), mark, plural=plural)


def read_place(part: Part, state: Reading) -> Found | None:
    """`in Darmstadt`, and a known city behind a name."""
    words = part.words
    if not state.named:
        return None
    if len(words) > 1 and is_lower(words[0]) and fold(words[0]) in IN and begins_upper(words[1]):
        return Found([Piece(PieceKind.LOCATION, " ".join(words[1:]), part.mark)])
    if words in PLACES and part.mark != tokens.AND:
        return Found([Piece(PieceKind.LOCATION, " ".join(words), part.mark)])
    return None
