"""An invented language: words as frequent as those of real texts, and phrases that all writers use."""

from __future__ import annotations

import itertools
import random

DIFFERENT_WORDS = 30_000
PHRASES = 400
"""Set phrases of five to nine words, the first by far the most frequent; one in three sentences has one."""

_SYLLABLES = [onset + rhyme for onset in "bdfgklmnprstvz" for rhyme in ("a", "e", "i", "o", "u", "an", "er", "ost")]


class Language:
    """Words by rank: word of rank n is about 1/n as frequent (Zipf's law)."""

    def __init__(self, seed: int = 1) -> None:
        chance = random.Random(seed)
        words: dict[str, None] = {}
        while len(words) < DIFFERENT_WORDS:
            words["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4)))] = None
        self.words = list(words)
        self._weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(DIFFERENT_WORDS)))
        self._phrases = [self.pick(chance, chance.randint(5, 9)) for _ in range(PHRASES)]
        self._phrase_weights = list(itertools.accumulate(1 / (rank + 1) for rank in range(PHRASES)))

    def pick(self, chance: random.Random, number: int) -> list[str]:
        """So many words."""
        return chance.choices(self.words, cum_weights=self._weights, k=number)

    def write(self, chance: random.Random, number: int) -> str:
        """A paragraph of about so many words, in sentences."""
        sentences: list[str] = []
        left = number
        while left > 0:
            words = self.pick(chance, min(left, chance.randint(8, 28)))
            if chance.random() < 1 / 3:
                words += chance.choices(self._phrases, cum_weights=self._phrase_weights)[0]
            sentences.append(" ".join(words).capitalize() + ".")
            left -= len(words)
        return " ".join(sentences)

    def write_story(self, chance: random.Random, number: int) -> list[str]:
        """Paragraphs of 25 to 70 words, about so many together."""
        paragraphs = []
        left = number
        while left > 0:
            paragraphs.append(self.write(chance, min(left, chance.randint(25, 70))))
            left -= len(paragraphs[-1].split())
        return paragraphs

    def name(self, chance: random.Random) -> str:
        """A name of two words."""
        return " ".join(word.title() for word in chance.choices(self.words, k=2))
