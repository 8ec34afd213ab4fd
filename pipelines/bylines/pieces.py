"""What the parts of a byline turn out to be, before they are put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

TAIL = "tail"
"""The mark of a piece that follows another without a separator."""


class PieceKind(Enum):
    """What one piece of a byline says."""

    PERSON = auto()
    STAFF = auto()
    AGENCY = auto()
    ORGANISATION = auto()
    ROLE = auto()
    AFFILIATION = auto()
    CREDENTIALS = auto()
    LOCATION = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """One reading of some words.

    Attributes:
        mark: the separator printed before it; `tail` when none was.
        plural: of a role, that it belongs to every name before it.
        ahead: that it belongs to the name after it ("Staff Writer Jane Roe").
        own: of an affiliation, that it belongs to the last name alone ("for the Daily Planet").
    """

    kind: PieceKind
    text: str
    mark: str | None = None
    affiliation: str | None = None
    honorific: str | None = None
    plural: bool = False
    ahead: bool = False
    own: bool = False


@dataclass(slots=True)
class Part:
    """Words between two separators; `body` tells words that were joined into the name of one body."""

    mark: str | None
    words: list[str]
    body: bool = False


@dataclass(slots=True)
class Reading:
    """What is known while the parts of one statement are read.

    Attributes:
        mastheads: the publication's names, folded.
        named: whether a name was read before.
        collective: whether the last one was a staff or an agency.
        credentials: whether the last name has credentials, so that unknown capitals are more of them.
        in_caps: whether the statement's names are in capitals, so that capitals are no acronym.
    """

    mastheads: frozenset[str] = frozenset()
    named: bool = False
    collective: bool = False
    credentials: bool = False
    in_caps: bool = False

    def note(self, pieces: list[Piece]) -> None:
        """Remember what was read."""
        for piece in pieces:
            if piece.kind in (PieceKind.PERSON, PieceKind.STAFF, PieceKind.AGENCY):
                self.named = True
                self.collective = piece.kind is not PieceKind.PERSON
                self.credentials = False
            self.credentials = self.credentials or piece.kind is PieceKind.CREDENTIALS


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader made of a part.

    Attributes:
        rest: words it left, to be read as a part of their own.
        mark: the separator the rest counts as having.
        employs: whether a name in the rest is where the people before it work.
    """

    pieces: list[Piece] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    mark: str | None = TAIL
    employs: bool = False
