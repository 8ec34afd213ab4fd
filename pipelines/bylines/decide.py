"""Which of a page's claims is its byline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipelines.bylines.assembly import without_repeats
from pipelines.bylines.claim_reading import Reading, author_names, fold_name, read_claim
from pipelines.bylines.credits import find_credits_beside
from pipelines.bylines.noise import is_date_line
from storage.items import AUTHOR_CREDITS, BylineClaim, Contributor, ContributorKind

WEIGHTS = {
    "printed": 5.0,
    "json-ld": 4.5,
    "rel-author": 3.5,
    "itemprop": 3.5,
    "by-text": 3.8,
    "author-link": 3.0,
    "author-class": 2.5,
    "author-box": 1.2,
    "twitter:creator": 0.5,
}
"""How much a claim counts by its source; a meta that is not named counts `_META`."""

_META = 2.8
_LATER = 0.6
"""What a source loses for each claim of its own before it: bylines far from the headline are other stories'."""

_AGREEMENT = 1.5
"""What each other source adds that names the same people."""

_FULLER = 2.5
"""The least weight of a claim that may add authors to the best one."""

_ORGANISATION = -3.0
"""A publisher as author loses against any person."""

_VISIBLE = frozenset({"printed", "by-text", "rel-author", "itemprop", "author-link", "author-class", "author-box"})
"""Sources that a reader of the page sees."""

_MONONYM = -1.3
"""A single word is a name less often than two are."""


_ON_ANOTHERS_TEXT = frozenset({"editing", "review", "updating", "via", "sponsor"})
"""Credits that do not tell whether structured data is wrong to name the same person as the author."""


@dataclass(slots=True)
class _Candidate:
    claim: BylineClaim
    contributors: tuple[Contributor, ...]
    weight: float
    first: bool
    of_publisher: bool

    @property
    def authors(self) -> frozenset[str]:
        return author_names(self.contributors)


def decide_byline(
    claims: Sequence[BylineClaim], *, language: str | None = None, mastheads: Iterable[str] = ()
) -> tuple[str | None, tuple[Contributor, ...]]:
    """The printed byline to keep, verbatim, and the contributors with the source each was read from.

    A visible byline counts most, structured data more than metas, and sources that agree strengthen each other. Sign-
    off lines add what they credit; they never replace a byline.
    """
    publisher = frozenset(
        map(fold_name, [*mastheads, *(name for claim in claims if claim.source == "publisher" for name in claim.names)])
    )
    readings = [
        (claim, read_claim(claim, language=language, mastheads=tuple(mastheads)))
        for claim in claims
        if claim.source != "publisher"
    ]
    candidates = _find_candidates(readings, publisher)
    scores = [_score(candidate, candidates) for candidate in candidates]
    best = candidates[scores.index(max(scores))] if max(scores, default=0) > 0 else None
    signed = [one for claim, read in readings if claim.source == "sign-off" for one in read]
    if best is None:
        return _printed_alone(claims), without_repeats([*find_credits_beside((), readings), *signed])
    chosen = _as_seen(_fullest(best, candidates), readings)
    beside = find_credits_beside(chosen.contributors, readings)
    contributors = [*_without_publisher(chosen, publisher), *beside, *_credits(signed, chosen)]
    return " ".join(chosen.claim.printed.split()), without_repeats(contributors)


def _find_candidates(readings: Sequence[Reading], publisher: frozenset[str]) -> list[_Candidate]:
    """Claims that can be the byline, with their weight."""
    counts: dict[str, int] = {}
    candidates = []
    for claim, read in readings:
        before = counts.get(claim.source, 0)
        candidate = _Candidate(
            claim,
            read,
            WEIGHTS.get(claim.source, _META) - _LATER * before,
            first=not before,
            of_publisher=all(fold_name(one.name) in publisher for one in read),
        )
        if claim.source != "sign-off" and candidate.authors and not _is_account(candidate, publisher):
            counts[claim.source] = before + 1
            candidates.append(candidate)
    return candidates


def _is_account(candidate: _Candidate, publisher: frozenset[str]) -> bool:
    """Whether a claim that no reader sees names an account in lower case, or a meta the publisher."""
    if candidate.claim.source in _VISIBLE:
        return False
    stated = candidate.claim.source == "json-ld"
    for one in candidate.contributors:
        login = one.kind is ContributorKind.PERSON and " " not in one.name and one.name.islower()
        if not login and (stated or fold_name(one.name) not in publisher):
            return False
    return True


def _without_publisher(candidate: _Candidate, publisher: frozenset[str]) -> list[Contributor]:
    """The contributors; the publisher beside a person is where that person works."""
    persons = [one for one in candidate.contributors if fold_name(one.name) not in publisher]
    if not any(one.credit in AUTHOR_CREDITS for one in persons):
        return [_as_organisation(one) if one not in persons else one for one in candidate.contributors]
    if len(persons) == len(candidate.contributors):
        return persons
    name = next(one.name for one in candidate.contributors if one not in persons)
    return [
        replace(one, affiliation=one.affiliation or name) if one.kind is ContributorKind.PERSON else one
        for one in persons
    ]


def _as_organisation(contributor: Contributor) -> Contributor:
    kind = ContributorKind.ORGANISATION if contributor.kind is ContributorKind.PERSON else contributor.kind
    return replace(contributor, kind=kind)


def _score(candidate: _Candidate, candidates: list[_Candidate]) -> float:
    sources = {
        other.claim.source
        for other in candidates
        if other.claim.source != candidate.claim.source and other.authors & candidate.authors
    }
    kinds = {one.kind for one in candidate.contributors}
    penalty = _ORGANISATION if kinds == {ContributorKind.ORGANISATION} or candidate.of_publisher else 0.0
    if not any(" " in one.name or one.kind is not ContributorKind.PERSON for one in candidate.contributors):
        penalty += _MONONYM
    return candidate.weight + _AGREEMENT * len(sources) + penalty


def _fullest(best: _Candidate, candidates: list[_Candidate]) -> _Candidate:
    """The candidate that names all people of the best one and more; PMC's JSON-LD names the first author only."""
    credited = {
        fold_name(one.name) for other in candidates for one in other.contributors if one.credit not in AUTHOR_CREDITS
    }
    fuller = [
        other
        for other in candidates
        if other.first and other.weight >= _FULLER and other.authors > best.authors and not other.authors & credited
    ]
    return max(fuller, key=lambda other: other.weight, default=best)


def _as_seen(chosen: _Candidate, readings: Sequence[Reading]) -> _Candidate:
    """What a reader sees of the same people, where the chosen claim is one that no reader sees.

    It says how they are credited; what only structured data says of them is kept.
    """
    if chosen.claim.source in _VISIBLE:
        return chosen
    names = [fold_name(one.name) for one in chosen.contributors]
    seen = [
        (claim, read)
        for claim, read in readings
        if claim.source in _VISIBLE - {"author-box"}
        and [fold_name(one.name) for one in read] == names
        and not any(one.credit in _ON_ANOTHERS_TEXT for one in read)
    ]
    if not seen:
        return chosen
    claim, read = max(seen, key=lambda one: WEIGHTS[one[0].source])
    completed = tuple(map(_completed, read, chosen.contributors))
    return replace(chosen, claim=claim, contributors=completed)


def _completed(seen: Contributor, stated: Contributor) -> Contributor:
    is_body = seen.kind is ContributorKind.PERSON and stated.kind is ContributorKind.ORGANISATION
    return replace(
        seen,
        kind=stated.kind if is_body else seen.kind,
        role=seen.role or stated.role,
        affiliation=seen.affiliation or stated.affiliation,
    )


def _credits(signed: list[Contributor], best: _Candidate) -> list[Contributor]:
    authors = best.authors
    return [one for one in signed if one.credit not in AUTHOR_CREDITS or fold_name(one.name) not in authors]


def _printed_alone(claims: Sequence[BylineClaim]) -> str | None:
    """The byline that is printed and names no author; a date in a byline's element is none."""
    visible = (" ".join(claim.printed.split()) for claim in claims if claim.source == "printed")
    return next((printed for printed in visible if not is_date_line(printed)), None)
