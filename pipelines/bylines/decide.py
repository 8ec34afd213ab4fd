"""Which of a page's claims is its byline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipelines.bylines.assembly import without_repeats
from pipelines.bylines.candidates import VISIBLE, WEIGHTS, Candidate, find_candidates
from pipelines.bylines.claim_reading import Reading, fold_name, read_claim
from pipelines.bylines.credits import find_credits_beside
from pipelines.bylines.fuller import find_fuller
from pipelines.bylines.noise import is_date_line
from pipelines.bylines.personal import looks_personal
from pipelines.bylines.strays import is_weak, without_strays
from storage.items import AUTHOR_CREDITS, BylineClaim, Contributor, ContributorKind

_AGREEMENT = 1.5
"""What each other source adds that names the same people."""

_ORGANISATION = -3.0
"""A publisher as author loses against any person."""

_WEAK = -1.3
"""A single word, or words in lower case, are a name less often than two capitalised ones."""

_BODIES = frozenset({ContributorKind.ORGANISATION, ContributorKind.STAFF})

_HELP = {"": "with", "reporting": "additional-reporting", "writing": "with"}
"""What an author's credit in a sign-off line says of somebody who is not in the byline."""

_ON_ANOTHERS_TEXT = frozenset({"editing", "review", "updating", "via", "sponsor"})
"""Credits that do not tell whether structured data is wrong to name the same person as the author."""


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
        (
            claim,
            _keep_publisher_whole(claim, read_claim(claim, language=language, mastheads=tuple(mastheads)), publisher),
        )
        for claim in claims
        if claim.source != "publisher"
    ]
    candidates = find_candidates(readings, publisher)
    scores = [_score(candidate, candidates) for candidate in candidates]
    best = candidates[scores.index(max(scores))] if max(scores, default=0) > 0 else None
    signed = [one for claim, read in readings if claim.source == "sign-off" for one in read]
    if best is None or _is_setting(best, candidates):
        beside = find_credits_beside((), readings)
        return _printed_alone(readings, beside), without_repeats([*beside, *signed])
    chosen = _as_seen(find_fuller(best, candidates), readings)
    chosen.contributors = without_strays(chosen, candidates)
    beside = find_credits_beside(chosen.contributors, readings)
    contributors = [*_without_publisher(chosen, publisher), *beside, *_credits(signed, chosen)]
    return " ".join(chosen.claim.printed.split()), without_repeats(contributors)


def _keep_publisher_whole(
    claim: BylineClaim, read: tuple[Contributor, ...], publisher: frozenset[str]
) -> tuple[Contributor, ...]:
    """What was read of a claim; a claim that is the publisher's name as a whole is not taken apart."""
    name = " ".join(claim.printed.split())
    folded = fold_name(name)
    if not read or folded not in publisher or looks_personal(name):
        return read
    known = len(read) == 1 and (fold_name(read[0].name) == folded or read[0].kind is ContributorKind.AGENCY)
    return read if known else (Contributor(name, ContributorKind.ORGANISATION, source=claim.source),)


def _without_publisher(candidate: Candidate, publisher: frozenset[str]) -> list[Contributor]:
    """The contributors; the publisher beside a person is where that person works."""
    persons = [one for one in candidate.contributors if fold_name(one.name) not in publisher]
    if not any(one.credit in AUTHOR_CREDITS for one in persons):
        return [
            one if one in persons or looks_personal(one.name) else _as_organisation(one)
            for one in candidate.contributors
        ]
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


def _score(candidate: Candidate, candidates: list[Candidate]) -> float:
    agreeing = {other.claim.source for other in candidates if other.authors & candidate.authors}
    sources = agreeing - {candidate.claim.source}
    kinds = {one.kind for one in candidate.contributors}
    penalty = _ORGANISATION if kinds == {ContributorKind.ORGANISATION} or candidate.of_publisher else 0.0
    if all(map(is_weak, candidate.contributors)) and not (penalty and candidate.claim.source == "by-text"):
        penalty += _WEAK
    return candidate.weight + _AGREEMENT * len(sources) + penalty


def _is_setting(best: Candidate, candidates: list[Candidate]) -> bool:
    """Whether metas alone name a desk or a body: a setting of the site that no reader sees."""
    persons = any(one.kind not in _BODIES for one in best.contributors)
    elsewhere = (other for other in candidates if not other.claim.source.startswith("meta:"))
    in_meta = best.claim.source.startswith("meta:")
    return in_meta and not persons and not any(other.authors & best.authors for other in elsewhere)


def _as_seen(chosen: Candidate, readings: Sequence[Reading]) -> Candidate:
    """What a reader sees of the same people, where the chosen claim is one that no reader sees.

    It says how they are credited; what only structured data says of them is kept.
    """
    if chosen.claim.source in VISIBLE:
        return chosen
    names = [fold_name(one.name) for one in chosen.contributors]
    seen = [
        (claim, read)
        for claim, read in readings
        if claim.source in VISIBLE - {"author-box"}
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


def _credits(signed: list[Contributor], best: Candidate) -> list[Contributor]:
    """What sign-off lines add: beside a byline that names persons nobody of them is an author."""
    authors = best.authors
    added = [one for one in signed if one.credit not in AUTHOR_CREDITS or fold_name(one.name) not in authors]
    if not any(one.kind is ContributorKind.PERSON for one in best.contributors):
        return added
    return [replace(one, credit=_HELP.get(one.credit or "", one.credit)) for one in added]


def _printed_alone(readings: Sequence[Reading], credited: Sequence[Contributor]) -> str | None:
    """The byline that is printed and names no author, or only gives credits; a date in a byline's element is none."""
    visible = (
        " ".join(claim.printed.split())
        for claim, read in readings
        if claim.source == "printed" or (claim.source == "author-class" and not {*read}.isdisjoint(credited))
    )
    return next((printed for printed in visible if not is_date_line(printed)), None)
