"""Articles with planted copies and lookalikes, in an order in which copies may come before what they are of."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from benchmarks.copies.edits import EDITS
from benchmarks.copies.language import Language
from benchmarks.copies.lookalikes import LOOKALIKES

SHARE_OF_FAMILIES = 0.10
SHARE_OF_LOOKALIKES = 0.10
"""Of all articles: those that are copies or are copied, and those that only look like it."""

SHORT = 0.08
"""Share of the families that are notices of 40 words."""

PUBLICATIONS = tuple(f"title-{number:02}" for number in range(20))
ORIGINAL = "original"
ORDINARY = "ordinary"
_FIRST_AT = datetime(2016, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Planned:
    """What one article is to be.

    Attributes:
        family: the articles of one family are copies of one another; of all others each has its own.
        kind: ORIGINAL, ORDINARY, the name of an edit or that of a lookalike.
        seed: of the text, of the original's where it is a copy.
        place: of the article among those with this seed.
    """

    family: int
    kind: str
    seed: int
    place: int


@dataclass(frozen=True, slots=True)
class CorpusArticle:
    """One article."""

    number: int
    plan: Planned
    publication: str
    published_at: datetime
    paragraphs: tuple[str, ...]


def plan(number: int, seed: int = 1) -> list[Planned]:
    """So many articles, shuffled; the same every time."""
    chance = random.Random(seed)
    families = itertools.count(1)
    planned: list[Planned] = []
    while len(planned) < number * SHARE_OF_FAMILIES:
        family = next(families)
        edits = chance.choices(list(EDITS), k=chance.choices([1, 2, 3, 5], weights=[6, 3, 2, 1])[0])
        planned += [Planned(family, kind, family, place) for place, kind in enumerate([ORIGINAL, *edits])]
    kinds = itertools.cycle(LOOKALIKES)
    while len(planned) < number * (SHARE_OF_FAMILIES + SHARE_OF_LOOKALIKES):
        kind, text = next(kinds), next(families)
        planned += [Planned(next(families), kind, text, place) for place in range(chance.randint(3, 8))]
    planned += [Planned(family, ORDINARY, family, 0) for family in itertools.islice(families, number - len(planned))]
    chance.shuffle(planned)
    return planned[:number]


def iter_articles(planned: list[Planned]) -> Iterator[CorpusArticle]:
    """The articles, written as they are asked for."""
    language = Language()
    for number, each in enumerate(planned, 1):
        chance = random.Random(f"{each.seed} {each.place} date")
        published_at = _FIRST_AT + timedelta(hours=random.Random(each.seed).randrange(87_600) + each.place)
        yield CorpusArticle(number, each, chance.choice(PUBLICATIONS), published_at, tuple(_write(each, language)))


def _write(each: Planned, language: Language) -> list[str]:
    if each.kind in LOOKALIKES:
        return LOOKALIKES[each.kind](each.seed, each.place, language)
    chance = random.Random(each.seed)
    is_short = each.kind != ORDINARY and chance.random() < SHORT
    length = 40 if is_short else int(min(max(chance.lognormvariate(5.8, 0.6), 60), 3_000))
    paragraphs = language.write_story(chance, length)
    if each.kind in EDITS:
        return EDITS[each.kind](paragraphs, random.Random(f"{each.seed} {each.place}"), language)
    return paragraphs
