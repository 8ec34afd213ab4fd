"""The claims of a page that can be its byline, each with what it is worth alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.bylines.claim_reading import Reading, author_names, fold_name
from pipelines.bylines.personal import looks_personal
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
    "name-line": 2.4,
    "twitter:creator": 0.5,
}
"""How much a claim counts by its source; a meta that is not named counts `_META`."""

_KIND_NAMED = re.compile(
    r"(?:eine? \w{3,20} von|un[ae]? \w{3,20} (?:de|par|di|por)"
    r"|(?:guest )?(?:post|article|story|column|opinion|essay|review|interview) by"
    r"|(?:this )?(?:post|article|story|blog) was written by)\b",
    re.IGNORECASE,
)
_KIND_BONUS = 6.0
"""For a line that says what the text is and by whom ("Eine Kolumne von …"): an editor's word, no account's."""

_META = 2.8
_LATER = 0.6
"""What a source loses for each claim of its own before it: bylines far from the headline are other stories'."""

VISIBLE = frozenset(
    {"printed", "by-text", "rel-author", "itemprop", "author-link", "author-class", "author-box", "name-line"}
)
"""Sources that a reader of the page sees."""


@dataclass(slots=True)
class Candidate:
    """A claim that names authors.

    Attributes:
        first: whether it is the first of its source.
        of_publisher: whether everybody it names is the publisher, which is no person.
    """

    claim: BylineClaim
    contributors: tuple[Contributor, ...]
    weight: float
    first: bool
    of_publisher: bool

    @property
    def authors(self) -> frozenset[str]:
        """The folded names of the authors."""
        return author_names(self.contributors)


def find_candidates(readings: Sequence[Reading], publisher: frozenset[str]) -> list[Candidate]:
    """Claims that can be the byline, in order; `publisher` holds the folded names of the publisher."""
    counts: dict[str, int] = {}
    candidates = []
    for claim, read in readings:
        before = counts.get(claim.source, 0)
        candidate = Candidate(
            claim,
            read,
            _weigh(claim, first=not before) - _LATER * before,
            first=not before,
            of_publisher=all(fold_name(one.name) in publisher and not looks_personal(one.name) for one in read),
        )
        if claim.source != "sign-off" and candidate.authors and not _is_account(candidate, publisher):
            counts[claim.source] = before + 1
            candidates.append(candidate)
    return candidates


def _weigh(claim: BylineClaim, *, first: bool) -> float:
    kind_named = first and claim.source == "by-text" and _KIND_NAMED.match(claim.printed) is not None
    return WEIGHTS.get(claim.source, _META) + (_KIND_BONUS if kind_named else 0.0)


def _is_account(candidate: Candidate, publisher: frozenset[str]) -> bool:
    """Whether a claim that no reader sees names an account in lower case, or a meta the publisher.

    A publisher with a person's name is that person, who publishes under it.
    """
    if candidate.claim.source in VISIBLE:
        return False
    stated = candidate.claim.source == "json-ld"
    for one in candidate.contributors:
        login = one.kind is ContributorKind.PERSON and " " not in one.name and one.name.islower()
        named = stated or fold_name(one.name) not in publisher or looks_personal(one.name)
        if not login and named:
            return False
    return True
