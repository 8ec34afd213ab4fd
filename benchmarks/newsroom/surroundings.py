"""What stands around an article and moves by itself: lists, boxes, advertisements, counters and times."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from benchmarks.newsroom import phrases
from benchmarks.newsroom.facts import Facts
from crawler.sample.article import Part, PartKind
from crawler.sample.masthead import MOST_POPULAR
from crawler.sample.related import Target

FIRST_TARGET = 13_900_000
BOX_SIZE = 3
INLINE = {"larva": PartKind.ASIDE, "dive": PartKind.ENTITY, "plain": PartKind.RELATED}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around one page at one visit.

    Attributes:
        box: ids of the stories that the site recommends, of `targets`.
        inline: the id of the story that an editor set among the paragraphs, or None.
        seats: numbers from 0 to 1 that say between which paragraphs things stand.
    """

    targets: dict[int, Target]
    box: tuple[int, ...]
    inline: int | None
    seats: tuple[float, ...]
    count: int
    ago: str
    nonce: str

    def furnish(self, paragraphs: list[Part], family: str) -> list[Part]:
        """The paragraphs with advertisements, boxes, players and a link among them, as the family has them."""
        fixed = [Part(PartKind.AD), Part(PartKind.AD)]
        fixed += {"larva": [Part(PartKind.BOX), Part(PartKind.PLAYER)], "dive": [Part(PartKind.SIGNUP)]}.get(family, [])
        if self.inline is not None and family in INLINE:
            fixed.append(Part(INLINE[family], post_id=self.inline, heading="RELATED:"))
        furnished = list(paragraphs)
        for part, seat in zip(fixed, self.seats, strict=False):
            furnished.insert(1 + int(seat * (len(furnished) - 1)), part)
        return furnished


def draw_surroundings(random: Random) -> Surroundings:
    """Surroundings for one visit."""
    facts = Facts(random)
    ids = [FIRST_TARGET + random.randint(0, 99_999) for _ in range(8)]
    targets = {id_: _target(facts, id_) for id_ in (*ids, *MOST_POPULAR)}
    return Surroundings(
        targets=targets,
        box=tuple(ids[:BOX_SIZE]),
        inline=random.choice((None, ids[-1])),
        seats=tuple(random.random() for _ in range(6)),
        count=random.randint(2, 900),
        ago=f"{random.randint(2, 50)} {random.choice(('minutes', 'hours'))} ago",
        nonce=f"{random.getrandbits(48):012x}",
    )


def _target(facts: Facts, id_: int) -> Target:
    return Target(facts.line(phrases.TITLES), f"/news/story-{id_}/{id_}/", False)
