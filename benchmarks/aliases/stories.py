"""Invented stories, and what a visit of one of their addresses finds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random

SITE = "https://www.kiln-gazette.test"
SISTER = "https://www.kiln-weekly.test"
SLUG, SISTER_SLUG = "kiln-gazette", "kiln-weekly"
FIRST = datetime(2026, 3, 2, 9, tzinfo=UTC)

_SYLLABLES = (
    "ba",
    "cor",
    "del",
    "fen",
    "gar",
    "hol",
    "jun",
    "kip",
    "lor",
    "mar",
    "nes",
    "pol",
    "rad",
    "sim",
    "tov",
    "wes",
)


@dataclass(frozen=True, slots=True)
class Story:
    """One work.

    Attributes:
        number: what tells it from all others: the truth.
        post_id: the publisher's id of it, where the site has such.
        day: of publication, after the first.
    """

    number: int
    title: str
    paragraphs: tuple[str, ...]
    post_id: str | None
    day: int = 0

    @property
    def published_at(self) -> datetime:
        """When it came out."""
        return FIRST + timedelta(days=self.day)

    @property
    def slug(self) -> str:
        """The words of its address."""
        return "-".join(self.title.lower().split())

    def address(self, *, section: str = "news", slug: str | None = None, year: int = 2026, site: str = SITE) -> str:
        """Its own address, or one in another section, year or with another slug."""
        ending = f"-{self.post_id}" if self.post_id else ""
        return f"{site}/{year}/{section}/{slug or self.slug}{ending}/"


@dataclass(frozen=True, slots=True)
class Found:
    """A visit: what was asked for, and the page that answered.

    Attributes:
        story: the truth: which one was asked for.
        asked: the address.
        answered: another one after a redirect.
        shows: the story that answered.
        canonical: what the page declares.
        status: of the redirect.
        announced: the title that a source gave the address.
        publication: whose page it is.
    """

    story: int
    asked: str
    shows: Story
    answered: str | None = None
    canonical: str | None = None
    status: int = 301
    announced: str | None = None
    publication: str = SLUG


@dataclass(slots=True)
class AliasSet:
    """Visits in the order they are made, by the recipe of that name."""

    recipe: str
    visits: list[Found] = field(default_factory=list)


class Press:
    """Makes stories; the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self._number = seed * 1_000_000

    def story(self, *, post_id: bool = True, day: int | None = None, title: str | None = None) -> Story:
        """A new story."""
        self._number += 1
        return Story(
            self._number,
            title or " ".join(self._words(6)).capitalize(),
            tuple(self._paragraph() for _ in range(self.chance.randint(4, 9))),
            str(10_000_000 + self._number) if post_id else None,
            self.chance.randint(0, 300) if day is None else day,
        )

    def caption(self) -> tuple[str, ...]:
        """A text that is no story's: a line, or none."""
        return self.chance.choice([(" ".join(self._words(5)).capitalize() + ".",), ()])

    def edited(self, story: Story, *, share: float = 0.15, title: bool = False) -> Story:
        """The same story after an edit of about a share of its words."""
        return replace(
            story,
            title=f"{story.title} again" if title else story.title,
            paragraphs=tuple(self._edit(text, share) for text in story.paragraphs),
        )

    def _edit(self, text: str, share: float) -> str:
        words = text.split()
        length = round(len(words) * share)
        if length == 0:
            return text
        at = self.chance.randrange(len(words) - length + 1)
        return " ".join([*words[:at], *self._words(length), *words[at + length :]])

    def _paragraph(self) -> str:
        return " ".join(self._words(self.chance.randint(20, 45))).capitalize() + "."

    def _words(self, number: int) -> list[str]:
        return ["".join(self.chance.choices(_SYLLABLES, k=self.chance.randint(2, 3))) for _ in range(number)]
