"""A printed byline as contributors."""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.bylines.assembly import Assembly, without_repeats
from pipelines.bylines.east_asian import is_east_asian, read_east_asian
from pipelines.bylines.inversion import restore_order
from pipelines.bylines.letters import has_letter, is_caps, is_initials
from pipelines.bylines.noise import clean
from pipelines.bylines.parts import split_parts
from pipelines.bylines.phrases import fold
from pipelines.bylines.pieces import Part, Piece, Reading
from pipelines.bylines.reading import read_part
from pipelines.bylines.statements import split_statements
from pipelines.bylines.tokens import iter_tokens
from storage.items import Contributor


def parse_byline(
    printed: str, *, language: str | None = None, mastheads: Iterable[str] = ()
) -> tuple[Contributor, ...]:
    """Who a printed byline names, in its order; () for a byline that names nobody.

    Args:
        printed: the byline as printed; 10,000 characters of it are read.
        language: of the page (BCP 47), where known: "Di Ma" is a person on an English page.
        mastheads: names of the publication, which are never a person's.

    Total and linear in the text's length. What is changed in a name is listed in docs/bylines.md.
    """
    text = clean(printed)
    if is_east_asian(text):
        return without_repeats(read_east_asian(text))
    stream = list(iter_tokens(text))
    known = frozenset(fold(masthead) for masthead in mastheads)
    assembly = Assembly()
    for statement in split_statements(stream, language):
        parts = restore_order(split_parts(statement.tokens), known)
        assembly.add(_read_parts(parts, known), statement.credit)
    return without_repeats(assembly.contributors)


def _read_parts(parts: list[Part], mastheads: frozenset[str]) -> list[Piece]:
    state = Reading(mastheads, in_caps=_in_caps(parts))
    pieces: list[Piece] = []
    for part in parts:
        pieces += read_part(part, state)
    return pieces


def _in_caps(parts: list[Part]) -> bool:
    """Whether the first name is in capitals; then capitals behind it tell nothing."""
    words = [word for word in parts[0].words if has_letter(word)][:2] if parts else []
    return len(words) > 1 and any(map(is_caps, words)) and all(is_caps(word) or is_initials(word) for word in words)
