"""Words as they are misspelt in a hurry."""

from __future__ import annotations

import re
from random import Random

_WORD = re.compile(r"(?<![\w-])[a-z]{5,}(?![\w-])")


def misspell(text: str, random: Random) -> str | None:
    """The text with one slip of the keyboard; None where no word of it is long enough."""
    found = list(_WORD.finditer(text))
    if not found:
        return None
    chosen = random.choice(found)
    word = chosen[0]
    for _ in range(20):
        wrong = random.choice((_swap, _drop, _double, _neighbour))(word, random.randint(1, len(word) - 2))
        if wrong != word:
            return f"{text[: chosen.start()]}{wrong}{text[chosen.end() :]}"
    return None


def repeat(text: str, random: Random) -> str | None:
    """The text with a short word printed twice."""
    found = [match for word in ("the", "of", "in", "to") for match in re.finditer(rf" {word} ", text)]
    if not found:
        return None
    chosen = random.choice(found)
    return f"{text[: chosen.end()]}{chosen[0].lstrip()}{text[chosen.end() :]}"


def unpoint(text: str, _random: Random) -> str | None:
    """The text without its first comma between words."""
    changed = re.sub(r"(?<=[a-z]), (?=[a-z])", " ", text, count=1)
    return changed if changed != text else None


def _swap(word: str, place: int) -> str:
    return f"{word[:place]}{word[place + 1]}{word[place]}{word[place + 2 :]}"


def _drop(word: str, place: int) -> str:
    return word[:place] + word[place + 1 :]


def _double(word: str, place: int) -> str:
    return word[:place] + word[place] + word[place:]


def _neighbour(word: str, place: int) -> str:
    row = "qwertyuiopasdfghjklzxcvbnm"
    return f"{word[:place]}{row[(row.index(word[place]) + 1) % 26]}{word[place + 1 :]}"
