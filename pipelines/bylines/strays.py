"""What was read as a name beside the authors and is none: words of buttons, places, sections, jobs."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pipelines.bylines.candidates import VISIBLE, Candidate
from pipelines.bylines.claim_reading import fold_name
from pipelines.bylines.east_asian import is_whole_name
from pipelines.bylines.letters import begins_upper
from pipelines.bylines.phrases import fold
from pipelines.bylines.words.name_parts import PARTICLES
from storage.items import AUTHOR_CREDITS, Contributor, ContributorKind

_LINKS = frozenset({"in", "und", "and", "y", "e", "i"})
"""Particles of names that begin none."""


def without_strays(chosen: Candidate, candidates: Sequence[Candidate]) -> tuple[Contributor, ...]:
    """The contributors of a visible byline without the weak names that no other source knows, beside known ones.

    A name is weak that is one word, begins in a digit, or goes on in lower case. Authors who sign with one name do so
    alone, or with others who do.
    """
    if chosen.claim.source not in VISIBLE:
        return _without_companies(chosen, candidates)
    known = _find_known(chosen, candidates)
    authors = [one for one in chosen.contributors if one.credit in AUTHOR_CREDITS]
    weak = [one for one in authors if fold_name(one.name) not in known and is_weak(one)]
    if any(one.kind is ContributorKind.PERSON for one in authors if one not in weak):
        weak += [one for one in authors if _is_employer(one, known)]
    if len(weak) == len(authors):
        return chosen.contributors
    return tuple(one for one in chosen.contributors if one not in weak)


def _without_companies(chosen: Candidate, candidates: Sequence[Candidate]) -> tuple[Contributor, ...]:
    """Without the companies beside persons that no other source names: whoever runs the site."""
    elsewhere = frozenset().union(*(other.authors for other in candidates if other is not chosen))
    companies = [
        one
        for one in chosen.contributors
        if one.kind is ContributorKind.ORGANISATION and fold_name(one.name) not in elsewhere
    ]
    persons = any(one.kind is ContributorKind.PERSON for one in chosen.contributors)
    return tuple(one for one in chosen.contributors if one not in companies) if persons else chosen.contributors


def _find_known(chosen: Candidate, candidates: Sequence[Candidate]) -> Collection[str]:
    """Folded names that structured data gives, or that the markup of the byline keeps apart."""
    known = {fold_name(name) for name in chosen.claim.names}
    for other in candidates:
        if other.claim.source not in VISIBLE:
            known |= other.authors
    return known


def is_weak(contributor: Contributor) -> bool:
    """Whether a name is less like a person's than most: one word, digits first, lower case in it."""
    if contributor.kind is not ContributorKind.PERSON:
        return False
    words = contributor.name.split()
    if is_whole_name(contributor.name):
        return False
    if len(words) == 1 or words[0][0].isdigit() or words[0] in _LINKS:
        return True
    return any(not begins_upper(word) and fold(word) not in PARTICLES for word in words)


def _is_employer(contributor: Contributor, known: Collection[str]) -> bool:
    """Whether a body beside persons is where they work: no structured data calls it an author."""
    return contributor.kind is ContributorKind.ORGANISATION and fold_name(contributor.name) not in known
