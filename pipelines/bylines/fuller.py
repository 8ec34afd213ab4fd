"""The candidate that says more than the best one does: more people, or more of a person's name."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.bylines.candidates import VISIBLE, Candidate
from pipelines.bylines.claim_reading import fold_name
from storage.items import AUTHOR_CREDITS, Contributor, ContributorKind

_LEAST_WEIGHT = 2.5
"""Of a claim that may add authors."""


_BYLINES = frozenset({"printed", "by-text", "rel-author", "itemprop", "author-link"})
"""Sources that name authors only."""


_WITHIN = {"author-class": "author-link"}
"""Links stand in the elements whose class speaks of authors: no second source."""


def find_fuller(best: Candidate, candidates: Sequence[Candidate]) -> Candidate:
    """The candidate that names all people of the best one and more; else the one that names them in full; else it.

    JSON-LD often names the first author only. Accounts often have a given name alone.
    """
    credited = {
        fold_name(one.name) for other in candidates for one in other.contributors if one.credit not in AUTHOR_CREDITS
    }
    more = [
        other
        for other in candidates
        if other.first
        and other.weight >= _LEAST_WEIGHT
        and other.authors > best.authors
        and not other.authors & credited
        and _is_trusted(other, best, candidates)
    ]
    if more:
        return max(more, key=lambda other: other.weight)
    whole = [other for other in candidates if other.claim.source in VISIBLE and _goes_on(best, other)]
    return max(whole, key=lambda other: other.weight, default=best)


def _is_trusted(other: Candidate, best: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Whether what a candidate adds is believed: another source says it too, or the reader sees it in a byline."""
    if other.claim.source in _BYLINES:
        return True
    added = other.authors - best.authors
    same = {other.claim.source, _WITHIN.get(other.claim.source)}
    elsewhere = (one for one in candidates if one.claim.source not in same)
    return any(added <= one.authors for one in elsewhere)


def _goes_on(short: Candidate, other: Candidate) -> bool:
    """Whether one candidate is a given name alone, and the other the same with a surname."""
    given, whole = _only_person(short), _only_person(other)
    if given is None or whole is None or " " in given.name:
        return False
    first, _, rest = whole.name.partition(" ")
    return bool(rest) and fold_name(first) == fold_name(given.name)


def _only_person(candidate: Candidate) -> Contributor | None:
    authors = [one for one in candidate.contributors if one.credit in AUTHOR_CREDITS]
    return authors[0] if len(authors) == 1 and authors[0].kind is ContributorKind.PERSON else None
