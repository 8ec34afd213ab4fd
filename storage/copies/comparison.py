"""Whether two texts are one: how much of the shorter stands in the longer, in runs of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

RUN = 3
"""Words of a run: an edit breaks few of them, and different texts share few."""

LEAST_LENGTH = 0.5
"""An excerpt is a copy when it is at least so long a part of the whole."""

LEAST_SHARE = 0.6
LEAST_SHARE_OF_HALF = 0.3
"""A common beginning or ending, such as what a company says of itself below each release, is no common text."""

SHORT = 100
LEAST_SHARE_OF_SHORT = 0.66
"""Notices of an appointment, a date or a death are written alike: so a short text must agree in more."""

FEW_NUMBERS = 5
LEAST_NUMBERS = 0.6
"""Tables and weekly columns keep their words and change their numbers; copies keep both."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two texts have in common, each share from 0 to 1.

    Attributes:
        share: of the shorter one's words, those in runs that stand in the longer too.
        half: the same of the half that has less.
        numbers: of the shorter one's different numbers, those that the longer has; None where there are few.
        length: the shorter one's words by the longer one's.
        words: of the shorter.
    """

    share: float
    half: float
    numbers: float | None
    length: float
    words: int

    @property
    def is_copy(self) -> bool:
        """Whether the texts are one."""
        least = LEAST_SHARE_OF_SHORT if self.words < SHORT else LEAST_SHARE
        has_numbers = self.numbers is None or self.numbers >= LEAST_NUMBERS
        is_long_enough = self.length >= LEAST_LENGTH
        return is_long_enough and self.share >= least and self.half >= LEAST_SHARE_OF_HALF and has_numbers


def compare_words(one: Sequence[str], other: Sequence[str]) -> Comparison:
    """Compares two texts by their words, at least one each; which of them comes first makes no difference."""
    shorter, longer = sorted((one, other), key=lambda words: (len(words), words))
    shared = _mark_shared(shorter, longer)
    middle = len(shared) // 2
    return Comparison(
        share=_share(shared),
        half=min(_share(shared[:middle]), _share(shared[middle:])),
        numbers=_share_of_numbers(shorter, longer),
        length=len(shorter) / len(longer),
        words=len(shorter),
    )


def _mark_shared(shorter: Sequence[str], longer: Sequence[str]) -> bytearray:
    """A byte for each word of the shorter: 1 where a run that it is in stands in the longer too."""
    known = set(_runs(longer))
    shared = bytearray(len(shorter))
    for start, run in enumerate(_runs(shorter)):
        if run in known:
            shared[start : start + RUN] = b"\1" * RUN
    return shared


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(*(words[start:] for start in range(RUN)), strict=False))


def _share(shared: bytearray) -> float:
    return sum(shared) / len(shared) if shared else 0.0


def _share_of_numbers(shorter: Sequence[str], longer: Sequence[str]) -> float | None:
    numbers = _numbers(shorter)
    return len(numbers & _numbers(longer)) / len(numbers) if len(numbers) >= FEW_NUMBERS else None


def _numbers(words: Sequence[str]) -> set[str]:
    return {word for word in words if word[0].isdigit()}
