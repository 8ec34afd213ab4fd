"""What was found, against the script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from benchmarks.newsroom.pages import family_of, path_of
from benchmarks.newsroom.script import WRITTEN, Step
from crawler.sample.masthead import address_of
from storage import models
from storage.archive import Archive
from storage.revising.kinds import EditKind

NOTHING = "nothing"

UNASKED = frozenset(
    {
        EditKind.CORRECTION_NOTICE,
        EditKind.EDITORS_NOTE,
        EditKind.RETRACTION,
        EditKind.UPDATE_LABEL,
        EditKind.PAYWALLED,
        EditKind.UNLOCKED,
    }
)
"""Kinds that, alone, are not judged as stealth edits: a notice may stand beside the text."""

NO_DATE_OF_CHANGE = ("drupal",)
"""Systems whose pages state none: whether an edit is a stealth edit cannot be told."""


@dataclass(frozen=True, slots=True)
class Found:
    """One revision as it was archived."""

    kinds: tuple[str, ...]
    is_stealth: bool | None


@dataclass(slots=True)
class Judgement:
    """Counts over all articles and visits.

    Attributes:
        pairs: how often an edit of the first kind was found as one of the second; `NOTHING` is none.
        unmoved: revisions at visits at which nothing had happened; `stirred`: at those at which only what stands
            around the article had moved, or the date of change.
        quiet: visits of the first kind; `moved`: of the second.
        wrong: numbers of articles and visits at which something was found otherwise, for a closer look.
    """

    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    stealth: Counter[tuple[bool | None, bool | None]] = field(default_factory=Counter)
    articles: int = 0
    missing: int = 0
    quiet: int = 0
    unmoved: int = 0
    moved: int = 0
    stirred: int = 0
    wrong: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def edits(self) -> int:
        """Edits that the script has."""
        return sum(count for (expected, _), count in self.pairs.items() if expected != NOTHING)

    @property
    def right(self) -> int:
        """Edits that were found with their kind."""
        return sum(count for (expected, found), count in self.pairs.items() if expected == found)

    @property
    def spurious(self) -> int:
        """Edits that were found and are none."""
        return sum(count for (expected, _), count in self.pairs.items() if expected == NOTHING)

    def add(self, number: int, visit: int, step: Step, found: Found | None) -> None:
        """Counts one visit after the first."""
        if not step.edits:
            self._add_still(step, found is not None)
        for pair in match(step.edits, found.kinds if found else ()):
            self.pairs[pair] += 1
            if pair[0] != pair[1]:
                self.wrong.append((number, visit, f"{pair[0]} found as {pair[1]}"))
        if found is not None and not UNASKED.issuperset(step.edits):
            self.stealth[_stealth(number, step), found.is_stealth] += 1

    def _add_still(self, step: Step, is_found: bool) -> None:
        if step.is_stirred:
            self.moved, self.stirred = self.moved + 1, self.stirred + is_found
        else:
            self.quiet, self.unmoved = self.quiet + 1, self.unmoved + is_found


def judge(directory: Path, scripts: Sequence[Sequence[Step]]) -> Judgement:
    """Counts what the archive has against the scripts."""
    judgement = Judgement(articles=len(scripts))
    with closing(Archive(directory)) as archive:
        found = dict(_iter_found(archive))
    for number, steps in enumerate(scripts):
        revisions = found.get(address_of(path_of(number)))
        judgement.missing += revisions is None
        for visit, step in enumerate(steps[1:], 1):
            judgement.add(number, visit, step, (revisions or {}).get(visit))
    return judgement


def match(expected: Iterable[str], found: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of kinds: equal ones first, then those that are left, in order, and nothing for what has no counterpart."""
    one, other = Counter(map(str, expected)), Counter(map(str, found))
    for kind, count in (one & other).items():
        yield from [(kind, kind)] * count
    left, extra = sorted((one - other).elements()), sorted((other - one).elements())
    for place in range(max(len(left), len(extra))):
        yield (left[place] if place < len(left) else NOTHING, extra[place] if place < len(extra) else NOTHING)


def _stealth(number: int, step: Step) -> bool | None:
    is_unknown = family_of(number) in NO_DATE_OF_CHANGE
    return None if is_unknown and WRITTEN.intersection(step.edits) else step.is_stealth


def _iter_found(archive: Archive) -> Iterator[tuple[str, dict[int, Found]]]:
    """Of each article's page the revisions after the first, by visit."""
    with archive.read() as session:
        visits: dict[int, list[int | None]] = {}
        for page_id, capture_id in session.execute(
            select(models.Visit.page_id, models.Visit.capture_id).order_by(models.Visit.id)
        ):
            visits.setdefault(page_id, []).append(capture_id)
        pages = {page.article_id: page for page in session.scalars(select(models.Page)) if page.article_id}
        query = select(models.Article).options(
            selectinload(models.Article.revisions).options(
                selectinload(models.Revision.edits), selectinload(models.Revision.reading)
            )
        )
        for article in session.scalars(query):
            page = pages[article.id]
            yield page.url, dict(_by_visit(article.revisions, visits[page.id]))


def _by_visit(revisions: Iterable[models.Revision], captures: list[int | None]) -> Iterator[tuple[int, Found]]:
    for revision in revisions:
        if revision.number > 1:
            kinds = tuple(edit.kind for edit in revision.edits)
            yield captures.index(revision.reading.capture_id), Found(kinds, revision.is_stealth)
