"""Which of a page's claims is its byline."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipelines.bylines.assembly import without_repeats
from pipelines.bylines.grammar import parse_byline
from storage.items import BylineClaim, Contributor, ContributorKind

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

_AUTHOR_CREDITS = frozenset({None, "writing", "reporting"})


@dataclass(slots=True)
class _Candidate:
    claim: BylineClaim
    contributors: tuple[Contributor, ...]
    weight: float
    first: bool
    of_publisher: bool

    @property
    def authors(self) -> frozenset[str]:
        return frozenset(fold_name(one.name) for one in self.contributors if one.credit in _AUTHOR_CREDITS)


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
    readings = [(claim, _read(claim, language, tuple(mastheads))) for claim in claims if claim.source != "publisher"]
    candidates = _find_candidates(readings, publisher)
    scores = [_score(candidate, candidates) for candidate in candidates]
    best = candidates[scores.index(max(scores))] if max(scores, default=0) > 0 else None
    signed = [one for claim, read in readings if claim.source == "sign-off" for one in read]
    if best is None:
        return _printed_alone(claims), without_repeats(signed)
    fuller = _fullest(best, candidates)
    contributors = [*_without_publisher(fuller, publisher), *_credits(signed, fuller)]
    return " ".join(fuller.claim.printed.split()), without_repeats(contributors)


def fold_name(name: str) -> str:
    """The name as two claims are compared by: case folded, without diacritics, dots, hyphens and blanks."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(character for character in decomposed if character.isalnum())


def _find_candidates(
    readings: list[tuple[BylineClaim, tuple[Contributor, ...]]], publisher: frozenset[str]
) -> list[_Candidate]:
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
    if not any(one.credit in _AUTHOR_CREDITS for one in persons):
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


def _read(claim: BylineClaim, language: str | None, mastheads: tuple[str, ...]) -> tuple[Contributor, ...]:
    """The contributors of a claim; names that the markup keeps apart are never split by what they contain."""
    whole = parse_byline(" • ".join(claim.printed.split("\n")), language=language, mastheads=mastheads)
    read = _read_apart(claim, whole, language, mastheads) if claim.names else whole
    return tuple(replace(one, source=claim.source) for one in read)


def _read_apart(
    claim: BylineClaim, whole: tuple[Contributor, ...], language: str | None, mastheads: tuple[str, ...]
) -> tuple[Contributor, ...]:
    said = {fold_name(one.name): one for one in whole}
    found: list[Contributor] = []
    for index, name in enumerate(claim.names):
        read = parse_byline(name, language=language, mastheads=mastheads)
        kind = claim.kinds[index] if index < len(claim.kinds) else None
        role = claim.roles[index] if index < len(claim.roles) else None
        found += [_with_kind(said.get(fold_name(one.name), one), kind, role) for one in read]
    employers = {fold_name(one.affiliation) for one in whole if one.affiliation}
    found = [one for one in found if fold_name(one.name) not in employers] or found
    named = {fold_name(one.name) for one in found}
    credited = [one for one in whole if one.credit is not None and fold_name(one.name) not in named]
    return without_repeats([*found, *credited])


def _with_kind(contributor: Contributor, kind: str | None, role: str | None) -> Contributor:
    organisation = kind is not None and "Organization" in kind and contributor.kind is ContributorKind.PERSON
    changed = replace(contributor, kind=ContributorKind.ORGANISATION) if organisation else contributor
    return replace(changed, role=changed.role or role)


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
        fold_name(one.name) for other in candidates for one in other.contributors if one.credit not in _AUTHOR_CREDITS
    }
    fuller = [
        other
        for other in candidates
        if other.first and other.weight >= _FULLER and other.authors > best.authors and not other.authors & credited
    ]
    return max(fuller, key=lambda other: other.weight, default=best)


def _credits(signed: list[Contributor], best: _Candidate) -> list[Contributor]:
    authors = best.authors
    return [one for one in signed if one.credit not in _AUTHOR_CREDITS or fold_name(one.name) not in authors]


def _printed_alone(claims: Sequence[BylineClaim]) -> str | None:
    visible = (claim for claim in claims if claim.source == "printed")
    return next((" ".join(claim.printed.split()) for claim in visible), None)
