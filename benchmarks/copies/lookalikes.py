"""Sets of articles that look like copies and are none."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

from benchmarks.copies.language import Language

Writer = Callable[[int, int, Language], list[str]]
"""Writes one article of a set, from the seed of the set and the number of the article in it."""


def write_of_event(seed: int, number: int, language: Language) -> list[str]:
    """Stories of one event by several houses: the same three statements, all else in their own words."""
    common, own = random.Random(seed), random.Random(f"{seed} {number}")
    quotes = [language.write(common, 30) for _ in range(3)]
    paragraphs = language.write_story(own, own.randint(180, 400))
    for quote in quotes:
        paragraphs.insert(own.randint(1, len(paragraphs)), quote)
    return paragraphs


def write_column(seed: int, number: int, language: Language) -> list[str]:
    """A weekly column: the same beginning, headings and ending, another text."""
    common, own = random.Random(seed), random.Random(f"{seed} {number}")
    frame = [language.write(common, length) for length in (45, 6, 6, 6, 50)]
    first, *headings, last = frame
    parts = [part for heading in headings for part in (heading, *language.write_story(own, 70))]
    return [first, *parts, last]


def write_table(seed: int, number: int, language: Language) -> list[str]:
    """Box office: of week to week most titles stay, in another order, and the numbers change."""
    common, own = random.Random(seed), random.Random(f"{seed} {number}")
    titles = [" ".join(language.pick(common, 3)).title() for _ in range(24)]
    chosen = sorted(range(24), key=lambda title: title / 4 + own.random() * 3)[:20]
    lines = [f"{titles[title]} {_thousands(own)} {_thousands(own)} {own.randint(1, 90)}%" for title in chosen]
    return [language.write(common, 30), *lines, language.write(own, 40), language.write(common, 30)]


def write_release(seed: int, number: int, language: Language) -> list[str]:
    """Releases of one company: what it says of itself stands below each."""
    common, own = random.Random(seed), random.Random(f"{seed} {number}")
    about = [language.write(common, 90), language.write(common, 40)]
    return [*language.write_story(own, own.randint(150, 350)), *about]


def write_notice(seed: int, number: int, language: Language) -> list[str]:
    """Notices of appointments by one form, of about 40 words: names, titles and firms differ."""
    common, own = random.Random(seed), random.Random(f"{seed} {number}")
    parts = [" ".join(language.pick(common, length)) for length in (4, 5, 6, 8)]
    words = [part for form in parts for part in (form, language.name(own), " ".join(language.pick(own, 2)))]
    return [" ".join(words)]


def _thousands(chance: random.Random) -> str:
    return f"{chance.randint(1_000, 90_000_000):,}"


LOOKALIKES: Mapping[str, Writer] = {
    "stories of one event": write_of_event,
    "weekly columns": write_column,
    "box office tables": write_table,
    "releases with one footer": write_release,
    "notices by one form": write_notice,
}
