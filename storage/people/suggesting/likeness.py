"""How two printed names are alike: by diacritics, order, spacing, initials or a middle name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from storage.people.name_forms import key_of

_CAPITALS = re.compile(r"[^\W\d_]{2,3}")


class Likeness(StrEnum):
    """What sets two names that may be one apart."""

    DIACRITICS = "same but for case, diacritics and marks"
    ORDER = "same words in another order"
    SPACING = "same letters, blanks and hyphens elsewhere"
    INITIALS = "initials for a given name"
    MIDDLE = "a middle name more"


@dataclass(frozen=True, slots=True)
class ParsedName:
    """A name as it is compared.

    Attributes:
        words: its folded words, initials written together apart: `K.J. Quill` is `k`, `j`, `quill`.
    """

    words: tuple[str, ...]

    @property
    def surname(self) -> str:
        """The last word, which in most bylines is the family name."""
        return self.words[-1] if self.words else ""

    @property
    def given(self) -> tuple[str, ...]:
        """All words before it."""
        return self.words[:-1]


def parse_name(name: str) -> ParsedName:
    """The folded words of a printed name, with each initial a word of its own."""
    words: list[str] = []
    for word in name.split():
        folded = key_of(word).split()
        dotted = word.count(".") >= 1 and all(len(part) <= 1 for part in re.split(r"[.\-]", word))
        capitals = _CAPITALS.fullmatch(word) is not None and word.isupper() and not name.isupper()
        if folded and (dotted or capitals):
            words += list("".join(folded))
        else:
            words += folded
    if len(words) > 1 and len(words[-1]) == 1:
        return ParsedName(tuple(key_of(name).split()))
    return ParsedName(tuple(words))


def compare_names(one: ParsedName, other: ParsedName) -> Likeness | None:
    """How two names that are not printed alike agree; None where they do not."""
    if one.words == other.words:
        return Likeness.DIACRITICS
    if sorted(one.words) == sorted(other.words):
        return Likeness.ORDER
    if "".join(one.words) == "".join(other.words):
        return Likeness.SPACING
    if one.surname != other.surname or not one.given or not other.given:
        return None
    return _compare_given(one.given, other.given)


def _compare_given(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness | None:
    """The first given names agree in full or by an initial, and so do those after it, as far as both have any."""
    pairs = list(zip(one, other, strict=False))
    if not all(a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in pairs):
        return None
    if any(a != b for a, b in pairs):
        return Likeness.INITIALS
    return Likeness.MIDDLE
