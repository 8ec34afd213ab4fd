"""What one story is about, and its sentences filled in with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from benchmarks.newsroom import words

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as it stands, and the same in other words.

    Attributes:
        mended: how it ought to be spelt, where it has a slip.
        is_touched: whether an edit was made to it, so that no other is.
    """

    text: str
    reworded: str | None = None
    mended: str | None = None
    is_touched: bool = False

    def become(self, text: str) -> Sentence:
        """The sentence after an edit."""
        return replace(self, text=text, mended=None, is_touched=True)


class Facts:
    """Companies, people, places and numbers, drawn once for a story; some are drawn anew for each sentence."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._org, self._other = (self.company() for _ in range(2))
        self._place, self._who = random.choice(words.PLACES), self.person()

    def person(self) -> str:
        """A name."""
        return f"{self._random.choice(words.FIRST)} {self._random.choice(words.LAST)}"

    def company(self) -> str:
        """A company's name."""
        return f"{self._random.choice(words.STEMS)} {self._random.choice(words.SUFFIXES)}"

    def fill(self, phrase: Phrase) -> list[str]:
        """The phrases about the same things."""
        pick = self._random.choice
        values = {
            "org": self._org,
            "other": self._other,
            "place": self._place,
            "who": self._who,
            "role": pick(words.ROLES),
            "n": self.number(),
            "m": str(self._random.randint(51, 99)),
            "y": f"{self._random.randint(1, 24):02}",
            "d": str(self._random.randint(1, 28)),
            "h": str(self._random.randint(1, 9)),
            "thing": pick(words.THINGS),
            "day": pick(words.WEEKDAYS),
            "month": pick(words.MONTHS),
        }
        return [text.format(**values) for text in phrase]

    def number(self) -> str:
        """A number as it is printed."""
        return f"{self._random.choice((self._random.randint(3, 90), self._random.randint(100, 9000))):,}"

    def sentence(self, phrase: Phrase) -> Sentence:
        """A sentence with its other wording, where there is one."""
        text, *other = self.fill(phrase)
        return Sentence(text, other[0] if other else None)

    def line(self, phrases: tuple[str, ...]) -> str:
        """One of several lines."""
        return self.fill((self._random.choice(phrases),))[0]
