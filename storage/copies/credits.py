"""Whom an article says its text is from: where it first appeared, an agency, or who issued a release."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from storage.items import ContributorKind, Genre

LONGEST_LINE = 400
"""Characters of a paragraph that may hold a line of credit; longer ones tell a story."""

LINES = 3
"""Paragraphs at the beginning and at the end in which a line of credit may stand."""

_SUBJECT = (
    r"(?:^\W{0,3}|\b(?:this|the|an?|diese[rs]?|cet|cette|este) (?:[\w’'-]{1,20} ){0,3}?"
    r"(?:article|story|post|interview|piece|column|report|essay|review|feature|version(?: of th(?:is|e) [a-z]{1,12})?|"
    r"beitrag|artikel|text|entretien|artículo) )"
)
_APPEARED = (
    r"(?:(?:was|has|is|been|wurde|ist|est|a été|fue) ){0,2}"
    r"(?:(?:first|originally|previously|initially) (?:appeared|published|posted|ran|released|printed)|"
    r"(?:reprinted|republished|syndicated|published here)|"
    r"zuerst (?:erschienen|veröffentlicht)|(?:initialement|d[’']abord) paru|publicado originalmente)"
    r"(?:,? (?:with|by) (?:the )?(?:kind )?permission)?"
    r"(?: (?:in|on|by|at|from|of|bei|dans|sur|en|auf))?:? "
)
_LINE = re.compile(rf"(?i:{_SUBJECT}{_APPEARED})(?P<name>(?i:the )?[^\W_a-zß-ÿ][^.;:()\n]{{1,80}})")
_ISSUE = re.compile(r"(?i)^(?:the )?.{0,40}?\b(?:issue|edition) of ")
_AFTER_NAME = re.compile(
    r"(?i)(?:,| on (?:\w{2,6}day|\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)| and (?:is|has|was) | under "
    r"| as part | in (?:its|his|her|their|partnership)).*"
)


class CreditSource(StrEnum):
    """What says so.

    APPEARED: a line such as "first appeared in". AGENCY: an agency in the byline. RELEASE: it is a press release.
    """

    APPEARED = "first-appeared"
    AGENCY = "agency"
    RELEASE = "press-release"


@dataclass(frozen=True, slots=True)
class CopyCredit:
    """Whom a text is from, as printed, and what says so."""

    name: str
    source: CreditSource


class Named(Protocol):
    """A contributor."""

    name: str
    kind: str


def find_credit(paragraphs: Sequence[str], contributors: Iterable[Named], genre: str | None) -> CopyCredit | None:
    """The credit of an article, from its paragraphs and byline; None where it is its publication's own."""
    if (name := _find_appeared(paragraphs)) is not None:
        return CopyCredit(name, CreditSource.APPEARED)
    named = list(contributors)
    for person in named:
        if person.kind == ContributorKind.AGENCY:
            return CopyCredit(person.name, CreditSource.AGENCY)
    if genre == Genre.PRESS_RELEASE:
        issuers = [person.name for person in named if person.kind == ContributorKind.ORGANISATION]
        return CopyCredit(issuers[0] if issuers else "press release", CreditSource.RELEASE)
    return None


def _find_appeared(paragraphs: Sequence[str]) -> str | None:
    for line in dict.fromkeys([*paragraphs[-LINES:], *paragraphs[:LINES]]):
        if len(line) <= LONGEST_LINE and (match := _LINE.search(line)) is not None:
            name = _AFTER_NAME.sub("", _ISSUE.sub("", match["name"])).strip()
            if name:
                return name
    return None
