"""Texts for tests of copies: invented words, the same for the same seed, and what editors do to them."""

from __future__ import annotations

import random
from collections.abc import Sequence

_SYLLABLES = [onset + rhyme for onset in "bdfgklmnprstvz" for rhyme in ("a", "e", "i", "o", "u", "an", "er", "ost")]


def invent_words(seed: int, number: int) -> list[str]:
    """So many words that hardly follow one another in a text of another seed."""
    chance = random.Random(seed)
    return ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 3))) for _ in range(number)]


def invent_text(seed: int, number: int = 120) -> list[str]:
    """Paragraphs of 40 words."""
    words = invent_words(seed, number)
    return [" ".join(words[start : start + 40]) for start in range(0, number, 40)]


def change_words(paragraphs: Sequence[str], share: float, seed: int = 7) -> list[str]:
    """The paragraphs with a share of their words replaced, evenly by chance."""
    chance = random.Random(seed)
    words = [paragraph.split() for paragraph in paragraphs]
    places = [(number, place) for number, line in enumerate(words) for place in range(len(line))]
    for number, place in chance.sample(places, round(share * len(places))):
        words[number][place] = f"other{chance.randrange(10**6)}"
    return [" ".join(line) for line in words]
