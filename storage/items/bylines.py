"""Who wrote it: what the page claims, and what is made of that."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ContributorKind(StrEnum):
    """Who stands in a byline."""

    PERSON = "person"
    STAFF = "staff"
    AGENCY = "agency"
    ORGANISATION = "organisation"


AUTHOR_CREDITS = frozenset({None, "writing", "reporting"})
"""Credits that make an author; every other is help of another kind."""


@dataclass(frozen=True, slots=True)
class Contributor:
    """One name of a byline.

    Attributes:
        name: as printed, but for the rules of docs/bylines.md.
        credit: what the person did when not writing (editing, photography, with, …); None is the author.
        source: the claim the name was read from, such as `printed`, `meta:author` or `json-ld`.
    """

    name: str
    kind: ContributorKind
    role: str | None = None
    affiliation: str | None = None
    credit: str | None = None
    credentials: str | None = None
    honorific: str | None = None
    location: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class BylineClaim:
    """One place of a page that says who wrote it.

    Attributes:
        source: `printed`, `rel-author`, `itemprop`, `json-ld`, `meta:author`, `twitter:creator`, `sign-off`, …
        printed: the text as printed, blanks collapsed.
        names: the names where the markup itself keeps them apart (one link or one JSON object each).
        urls: the authors' pages, beside `names`.
        kinds: what structured data calls each of `names` (`Person`, `Organization`), where it says so.
        roles: a role printed in an element of its own beside each of `names`, where there is one.
    """

    source: str
    printed: str
    names: tuple[str, ...] = ()
    urls: tuple[str | None, ...] = ()
    kinds: tuple[str | None, ...] = ()
    roles: tuple[str | None, ...] = ()
