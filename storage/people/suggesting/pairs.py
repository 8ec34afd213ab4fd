"""Pairs of names that are worth a look, and the evidence for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sqlalchemy.orm import Session

from storage.people.listing import Named, names_of
from storage.people.suggesting.likeness import Likeness, ParsedName, compare_names, parse_name
from storage.people.suggesting.traces import Trace, collect_traces
from storage.queries.filters import require_publication

WEIGHTS = {
    Likeness.DIACRITICS: 4,
    Likeness.ORDER: 3,
    Likeness.SPACING: 3,
    Likeness.INITIALS: 2,
    Likeness.MIDDLE: 2,
}
AUTHOR_PAGE, PUBLICATION, SECTION = 5, 1, 1
LEAST = 3
"""Weaker evidence is not shown: initials alone, say, of writers of two titles."""

_NAMED = 3

LARGEST_BLOCK = 300
"""Names of one surname and initial that are compared with one another: those with most articles."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two names; `id` is that of the person it is joined to."""

    id: str | None
    name: str
    articles: int

    @property
    def label(self) -> str:
        """As a table shows it."""
        return f"{self.name} ({self.id})" if self.id else self.name


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two names that may be one person's; the higher the score, the stronger the evidence."""

    one: Side
    other: Side
    score: int
    evidence: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        names = [{"id": side.id, "name": side.name, "articles": side.articles} for side in (self.one, self.other)]
        return {"score": self.score, "names": names, "evidence": list(self.evidence)}


def suggest(session: Session, *, publication: str | None = None, limit: int = 50) -> list[Suggestion]:
    """The pairs with the strongest evidence, then those with most articles.

    Names that stand in one byline are two people's and no pair, and so are those of one person already.

    Raises:
        NotFound: the archive has no such publication.
    """
    if publication is not None:
        require_publication(session.connection(), publication)
    traces = collect_traces(session, publication)
    parsed = {id_: parse_name(trace.name) for id_, trace in traces.items()}
    persons = names_of(session, sorted({trace.person_id for trace in traces.values() if trace.person_id is not None}))
    fits = _count_fits(parsed.values())
    found = []
    for a, b in _iter_pairs(traces, parsed):
        one, other = sorted((traces[a], traces[b]), key=lambda trace: (-trace.articles, trace.name))
        is_known = one.person_id is not None and one.person_id == other.person_id
        if is_known or b in traces[a].together:
            continue
        likeness = compare_names(parsed[a], parsed[b])
        evidence = list(_weigh(one, other, likeness, max(fits[_block(parsed[a])], fits[_block(parsed[b])])))
        score = sum(weight for weight, _ in evidence)
        if score >= LEAST:
            said = tuple(text for _, text in evidence)
            found.append(Suggestion(_side(one, persons), _side(other, persons), score, said))
    found.sort(key=lambda pair: (-pair.score, -pair.one.articles - pair.other.articles, pair.one.name, pair.other.name))
    return found[:limit]


def _weigh(one: Trace, other: Trace, likeness: Likeness | None, fits: int) -> Iterator[tuple[int, str]]:
    """Each piece of evidence with its weight."""
    if likeness is not None:
        yield WEIGHTS[likeness], likeness.value
    if likeness is Likeness.INITIALS and fits > 1:
        yield -1, f"but {fits} given names fit the initial"
    if pages := sorted(one.pages[key] for key in one.pages.keys() & other.pages.keys()):
        yield AUTHOR_PAGE, f"same author's page {pages[0]}"
    if common := sorted(one.publications.keys() & other.publications.keys()):
        yield PUBLICATION, f"both in {', '.join(common[:_NAMED])}"
    if common := sorted(one.sections.keys() & other.sections.keys()):
        yield SECTION, f"both write for {', '.join(common[:_NAMED])}"


def _iter_pairs(traces: Mapping[int, Trace], parsed: Mapping[int, ParsedName]) -> Iterator[tuple[int, int]]:
    """Every pair of names that share a block, once, in a fixed order."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for id_, name in parsed.items():
        if name.words:
            blocks["words", *sorted(name.words)].append(id_)
            blocks["letters", "".join(name.words)].append(id_)
        if name.given:
            blocks["surname", *_block(name)].append(id_)
        for page in traces[id_].pages:
            blocks["page", page].append(id_)
    pairs = set()
    for ids in blocks.values():
        largest = sorted(ids, key=lambda id_: (-traces[id_].articles, id_))[:LARGEST_BLOCK]
        pairs |= set(combinations(sorted(largest), 2))
    yield from sorted(pairs)


def _block(name: ParsedName) -> tuple[str, str]:
    """Names are compared with those of the same last word and the same first letter."""
    return name.surname, name.given[0][:1] if name.given else ""


def _count_fits(names: Iterable[ParsedName]) -> Mapping[tuple[str, str], int]:
    """How many given names written in full each surname and initial may stand for."""
    given: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name in names:
        if name.given and len(name.given[0]) > 1:
            given[_block(name)].add(name.given[0])
    return defaultdict(int, {block: len(found) for block, found in given.items()})


def _side(trace: Trace, persons: Mapping[int, Named]) -> Side:
    person = persons.get(trace.person_id) if trace.person_id is not None else None
    return Side(person.id if person is not None else None, trace.name, trace.articles)
