"""What one claim says: its printed form read, with what its markup and its structure add."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache

from pipelines.bylines.assembly import without_repeats
from pipelines.bylines.grammar import parse_byline
from pipelines.bylines.personal import looks_personal
from pipelines.bylines.role_words import role_noun
from pipelines.bylines.words.agencies import find_agency
from storage.items import AUTHOR_CREDITS, BylineClaim, Contributor, ContributorKind

Reading = tuple[BylineClaim, tuple[Contributor, ...]]
"""A claim with the contributors it names."""

_LINK = re.compile(r"(?<=\n)(from|for|at|of)\n")
"""On a line of its own it begins the next one."""


def fold_name(name: str) -> str:
    """The name as two claims are compared by: case folded, without diacritics, dots, hyphens and blanks."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(character for character in decomposed if character.isalnum())


def author_names(contributors: tuple[Contributor, ...]) -> frozenset[str]:
    """The folded names of those who are authors."""
    return frozenset(fold_name(one.name) for one in contributors if one.credit in AUTHOR_CREDITS)


def read_claim(claim: BylineClaim, *, language: str | None, mastheads: tuple[str, ...]) -> tuple[Contributor, ...]:
    """The contributors of a claim; names that the markup keeps apart are never split by what they contain."""
    whole = _parse(" • ".join(_LINK.sub(r"\1 ", claim.printed).split("\n")), language, mastheads)
    read = _read_apart(claim, whole, language, mastheads) if claim.names else whole
    return tuple(replace(one, source=claim.source) for one in _with_lone_role(claim, read))


def _with_lone_role(claim: BylineClaim, read: tuple[Contributor, ...]) -> tuple[Contributor, ...]:
    """A role printed behind a byline whose markup keeps no names apart is that of its one author."""
    persons = [one for one in read if one.credit in AUTHOR_CREDITS and one.kind is ContributorKind.PERSON]
    if claim.names or not claim.roles or len(persons) != 1:
        return read
    return tuple(replace(one, role=one.role or claim.roles[0]) if one is persons[0] else one for one in read)


def _read_apart(
    claim: BylineClaim, whole: tuple[Contributor, ...], language: str | None, mastheads: tuple[str, ...]
) -> tuple[Contributor, ...]:
    said = {fold_name(one.name): one for one in whole}
    found: list[Contributor] = []
    for index, name in enumerate(claim.names):
        kind = claim.kinds[index] if index < len(claim.kinds) else None
        role = claim.roles[index] if index < len(claim.roles) else None
        read = _read_name(name, kind, language, mastheads)
        found += [_with_kind(said.get(fold_name(one.name), one), kind, role) for one in read]
    employers = {fold_name(one.affiliation) for one in whole if one.affiliation}
    found = [one for one in found if fold_name(one.name) not in employers] or found
    named = {fold_name(one.name) for one in found}
    credited = [one for one in whole if one.credit is not None and fold_name(one.name) not in named]
    return without_repeats([*found, *credited])


def _read_name(
    name: str, kind: str | None, language: str | None, mastheads: tuple[str, ...]
) -> tuple[Contributor, ...]:
    """The contributors of one name; the name of a body is never taken apart."""
    read = _parse(name, language, mastheads)
    whole = len(read) == 1 and fold_name(read[0].name) == fold_name(name)
    if read and not whole and _is_body(kind) and not any(one.kind is ContributorKind.AGENCY for one in read):
        return (Contributor(" ".join(name.split()), ContributorKind.ORGANISATION),)
    if kind is not None and "Person" in kind and len(read) == 1 and not whole and _is_whole_name(name):
        return (replace(read[0], name=" ".join(name.split())),)
    return read


def _is_whole_name(name: str) -> bool:
    """Whether every word of what structured data calls a person's name can be one of it."""
    return looks_personal(name) and not any(map(role_noun, name.split())) and find_agency(name.split()) is None


def _is_body(kind: str | None) -> bool:
    return kind is not None and "Organization" in kind


@lru_cache(maxsize=512)
def _parse(printed: str, language: str | None, mastheads: tuple[str, ...]) -> tuple[Contributor, ...]:
    """The sources of a page mostly say the same."""
    return parse_byline(printed, language=language, mastheads=mastheads)


def _with_kind(contributor: Contributor, kind: str | None, role: str | None) -> Contributor:
    organisation = _is_body(kind) and contributor.kind is ContributorKind.PERSON
    changed = replace(contributor, kind=ContributorKind.ORGANISATION) if organisation else contributor
    return replace(changed, role=changed.role or role)
