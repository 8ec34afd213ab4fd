"""Contributors from pieces: which names a role, a place or an affiliation belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipelines.bylines import tokens
from pipelines.bylines.pieces import TAIL, Piece, PieceKind
from pipelines.bylines.words import vocations
from pipelines.bylines.words.agencies import PICTURE_AGENCIES
from storage.items import Contributor, ContributorKind

_ENTRIES = {
    PieceKind.PERSON: ContributorKind.PERSON,
    PieceKind.STAFF: ContributorKind.STAFF,
    PieceKind.AGENCY: ContributorKind.AGENCY,
    PieceKind.ORGANISATION: ContributorKind.ORGANISATION,
}


@dataclass(slots=True)
class _Pending:
    role: str | None = None
    affiliation: str | None = None
    lasting: bool = False


def _closes(pieces: Sequence[Piece], index: int) -> bool:
    """Whether the piece is the last name of its list, and the list has no "and"."""
    following = next((piece for piece in pieces[index + 1 :] if piece.kind in _ENTRIES), None)
    joined = any(piece.mark == tokens.AND for piece in pieces[:index])
    stroke = pieces[index].mark in ("/", "|")
    return (following is None or following.mark == ";") and (not joined or following is not None or stroke)


class Assembly:
    """The contributors read so far. A statement's pieces are added together, under its credit."""

    def __init__(self) -> None:
        self.contributors: list[Contributor] = []
        self._pending = _Pending()
        self._first = 0

    def add(self, pieces: Sequence[Piece], credit: str | None) -> None:
        """Add the pieces of one statement."""
        self._first = len(self.contributors)
        for index, piece in enumerate(pieces):
            if piece.kind in _ENTRIES:
                self._add_entry(piece, credit, closes=_closes(pieces, index))
            elif piece.kind is PieceKind.ROLE:
                self._add_role(piece)
            elif piece.kind is PieceKind.AFFILIATION:
                self._affiliate(piece)
            elif self._last is not None:
                self._complete(piece)
        if self._last is not None:
            self._pending = _Pending()

    @property
    def _last(self) -> Contributor | None:
        return self.contributors[-1] if len(self.contributors) > self._first else None

    def _add_entry(self, piece: Piece, credit: str | None, *, closes: bool) -> None:
        if self._is_affiliation(piece) or (closes and self._is_lone_word(piece)):
            self._affiliate(piece)
            return
        kind = _ENTRIES[piece.kind]
        if credit == "sponsor" and kind is ContributorKind.PERSON:
            kind = ContributorKind.ORGANISATION
        if piece.text in PICTURE_AGENCIES:
            credit = credit or "photography"
        entry = Contributor(piece.text, kind, credit=credit, affiliation=piece.affiliation, honorific=piece.honorific)
        if self._is_picture_credit(piece):
            entry = replace(entry, credit="photography", affiliation=self.contributors[-1].name)
        self.contributors.append(self._with_pending(entry))

    def _with_pending(self, entry: Contributor) -> Contributor:
        pending = self._pending
        if not pending.lasting:
            self._pending = _Pending()
        if entry.kind is not ContributorKind.PERSON:
            return entry
        return replace(entry, role=entry.role or pending.role, affiliation=entry.affiliation or pending.affiliation)

    def _is_affiliation(self, piece: Piece) -> bool:
        """Whether a name says where the people before it work: a body behind persons, not joined by "and"."""
        last = self._last
        if last is None or piece.mark in (None, ";"):
            return False
        if piece.mark == tokens.AND:
            return piece.kind is PieceKind.ORGANISATION and last.kind is ContributorKind.PERSON and bool(last.role)
        if last.kind is ContributorKind.STAFF:
            return piece.mark in ("/", "|") and piece.kind in (PieceKind.ORGANISATION, PieceKind.PERSON)
        if last.kind is not ContributorKind.PERSON or piece.kind is PieceKind.STAFF:
            return False
        if piece.kind is PieceKind.PERSON:
            return piece.mark == "("
        return any(person.affiliation is None for person in self._persons())

    def _is_lone_word(self, piece: Piece) -> bool:
        """`Jane Roe, Acme`: one word that closes a list of full names is where they work, not a fellow author."""
        last = self._last
        return (
            last is not None
            and piece.mark in (",", "/", "|", "-")
            and piece.kind is PieceKind.PERSON
            and last.kind is ContributorKind.PERSON
            and " " not in piece.text
            and " " in last.name
            and last.affiliation is None
        )

    def _is_picture_credit(self, piece: Piece) -> bool:
        """`EFE/ Jane Roe`: the form of picture credits."""
        last = self._last
        return (
            last is not None and piece.mark == "/" and piece.kind is PieceKind.PERSON
            and last.kind is ContributorKind.AGENCY and " " in piece.text
        )  # fmt: skip

    def _persons(self) -> list[Contributor]:
        return [entry for entry in self.contributors[self._first :] if entry.kind is ContributorKind.PERSON]

    def _affiliate(self, piece: Piece) -> None:
        last = self._last
        if last is not None and last.kind is ContributorKind.STAFF and piece.mark == "|":
            return
        if piece.ahead or last is None:
            self._pending.affiliation = piece.text
            self._pending.lasting |= piece.plural
        elif piece.own or piece.mark == "(" or last.kind is not ContributorKind.PERSON:
            self.contributors[-1] = replace(last, affiliation=last.affiliation or piece.text)
        else:
            self._change_persons(affiliation=piece.text)

    def _add_role(self, piece: Piece) -> None:
        last = self._last
        if piece.ahead or last is None:
            self._pending.role = piece.text
            self._pending.lasting |= piece.plural
        elif last.kind is ContributorKind.PERSON:
            self._set_role(last, piece)

    def _set_role(self, last: Contributor, piece: Piece) -> None:
        words = piece.text.split()
        if words in vocations.PHOTO_ROLES and piece.mark != TAIL:
            self.contributors[-1] = replace(last, credit="photography")
        elif words in vocations.ILLUSTRATION_ROLES:
            self.contributors[-1] = replace(last, credit="illustration")
        elif piece.plural:
            self._change_persons(role=piece.text)
        else:
            self.contributors[-1] = replace(last, role=last.role or piece.text)

    def _change_persons(self, *, role: str | None = None, affiliation: str | None = None) -> None:
        for index in range(self._first, len(self.contributors)):
            entry = self.contributors[index]
            lacking = (role and not entry.role) or (affiliation and not entry.affiliation)
            if lacking and entry.kind is ContributorKind.PERSON:
                self.contributors[index] = replace(
                    entry, role=entry.role or role, affiliation=entry.affiliation or affiliation
                )

    def _complete(self, piece: Piece) -> None:
        last = self.contributors[-1]
        if piece.kind is PieceKind.LOCATION:
            self.contributors[-1] = replace(last, location=last.location or piece.text)
        elif piece.kind is PieceKind.CREDENTIALS:
            joined = f"{last.credentials}, {piece.text}" if last.credentials else piece.text
            self.contributors[-1] = replace(last, credentials=joined)


def without_repeats(contributors: Iterable[Contributor]) -> tuple[Contributor, ...]:
    """Each name of one kind and credit once, in the order of the first."""
    kept: dict[tuple[str, ContributorKind, str | None], Contributor] = {}
    for entry in contributors:
        kept.setdefault((entry.name.casefold(), entry.kind, entry.credit), entry)
    return tuple(kept.values())
