"""Names that were printed surname first with a comma, as catalogues do, in their usual order."""

from __future__ import annotations

from pipelines.bylines import tokens
from pipelines.bylines.letters import begins_upper, is_caps, is_initials, is_lower
from pipelines.bylines.phrases import fold
from pipelines.bylines.pieces import Part, PieceKind, Reading
from pipelines.bylines.reading import read_part
from pipelines.bylines.words.name_parts import PARTICLES
from pipelines.bylines.words.places import PLACES


def restore_order(parts: list[Part], mastheads: frozenset[str]) -> list[Part]:
    """`Roe, Jane` as `Jane Roe`, where every comma of the statement stands inside such a pair.

    A surname alone before the comma, and a given name, initials or a trailing particle behind it, are the mark: no
    list of authors gives one word to each.
    """
    groups = _group(parts)
    if not groups or not all(_is_inverted(group, mastheads) for group in groups):
        return parts
    return [Part(group[0].mark, [*group[1].words, *group[0].words]) for group in groups]


def _group(parts: list[Part]) -> list[list[Part]]:
    groups: list[list[Part]] = []
    for part in parts:
        if part.mark in (None, ";", "|", tokens.AND):
            groups.append([part])
        elif groups:
            groups[-1].append(part)
    return groups


def _is_inverted(group: list[Part], mastheads: frozenset[str]) -> bool:
    if len(group) != 2 or group[1].mark != ",":
        return False
    surname, given = group[0].words, group[1].words
    if not _is_surname(surname) or not all(_is_person(words, mastheads) for words in (surname, given[:1])):
        return False
    if is_lower(given[-1]) and len(given) > 1:
        return all(fold(word) in PARTICLES for word in given[1:] if is_lower(word))
    return given not in PLACES and (len(given) == 1 or all(map(is_initials, given[1:]))) and not is_caps(given[0])


def _is_surname(words: list[str]) -> bool:
    *particles, last = words
    return begins_upper(last) and len(last) > 1 and all(fold(word) in PARTICLES for word in particles)


def _is_person(words: list[str], mastheads: frozenset[str]) -> bool:
    if is_initials(words[0]):
        return True
    pieces = read_part(Part(None, words), Reading(mastheads))
    return [piece.kind for piece in pieces] == [PieceKind.PERSON]
