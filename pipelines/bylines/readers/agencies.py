"""Agencies, alone or before a role."""

from __future__ import annotations

from pipelines.bylines import role_words
from pipelines.bylines.letters import begins_upper
from pipelines.bylines.phrases import fold
from pipelines.bylines.pieces import Found, Part, Piece, PieceKind, Reading
from pipelines.bylines.words.agencies import AGENCIES, AGENCY_ENDINGS, WIRE_PHRASES, find_agency

_LONGEST_NAME = 6


def read_agency(part: Part, state: Reading) -> Found | None:
    """`AFP`, `The Associated Press`, `Planet News Agency`, `Daily Planet wire services`."""
    name = find_agency(part.words)
    if name is None and _is_called_agency(part.words, state):
        name = " ".join(part.words)
    if name is not None:
        return Found([Piece(PieceKind.AGENCY, name, part.mark)])
    wire = WIRE_PHRASES.match_end(part.words)
    if wire is None or (len(part.words) == 1 and state.named and part.mark == ","):
        return None
    head = without_article(part.words[: -wire[1]])
    return Found([Piece(PieceKind.AGENCY, " ".join(part.words), part.mark, affiliation=" ".join(head) or None)])


def _is_called_agency(words: list[str], state: Reading) -> bool:
    """Whether a name says of itself that it is an agency's."""
    ending = AGENCY_ENDINGS.match_end(words)
    if ending is None or len(words) > _LONGEST_NAME or fold(" ".join(words)) in state.mastheads:
        return False
    head = without_article(words[: -ending[1]])
    return bool(head) and fold(head[0]) != "the" and all(map(begins_upper, head))


def read_agency_role(part: Part, _state: Reading) -> Found | None:
    """`AP National Security Writer` behind a name, `Associated Press writer Jane Roe` before it."""
    words = part.words
    match = AGENCIES.match(words)
    if match is None or find_agency(words[: match[1]]) is None:
        return None
    name, start = match
    end = start + role_words.role_length(words, start)
    ahead = end < len(words)
    if end == start or (ahead and not begins_upper(words[end])):
        return None
    plural = role_words.is_plural(words[end - 1])
    role = role_words.singular(words[start:end]) if plural else " ".join(words[start:end])
    return Found(
        [
            Piece(PieceKind.AFFILIATION, name, part.mark, ahead=ahead, plural=plural),
            Piece(PieceKind.ROLE, role, part.mark, ahead=ahead, plural=plural),
        ],
        rest=words[end:],
        mark=part.mark,
    )


def without_article(words: list[str]) -> list[str]:
    """An outlet's name without "The", under which nobody looks for it."""
    return words[1:] if len(words) > 1 and words[0].casefold() == "the" else words
