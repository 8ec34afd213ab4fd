"""What a check reports."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

MOST = 1000
"""Findings that a check names; further ones are counted, so that a ruined archive fits into memory."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: where (`file:offset`, a table and its row, a slug) and what, in one clause."""

    place: str
    problem: str

    def __str__(self) -> str:
        return f"{self.place}: {self.problem}"


@dataclass(slots=True)
class CheckResult:
    """One check of an archive.

    Attributes:
        name: what was checked.
        counts: how much of what was looked at.
        damage: what is wrong.
        notes: what is no damage, and is set right by the next crawl.
        more_damage: damage that is counted and not named.
    """

    name: str
    counts: dict[str, int] = field(default_factory=dict)
    damage: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    more_damage: int = 0
    more_notes: int = 0

    def count(self, what: str, number: int = 1) -> None:
        """Adds to what was looked at."""
        self.counts[what] = self.counts.get(what, 0) + number

    def find(self, place: object, problem: str) -> None:
        """Reports damage."""
        if len(self.damage) < MOST:
            self.damage.append(Finding(str(place), problem))
        else:
            self.more_damage += 1

    def note(self, place: object, problem: str) -> None:
        """Reports what is no damage."""
        if len(self.notes) < MOST:
            self.notes.append(Finding(str(place), problem))
        else:
            self.more_notes += 1

    @property
    def findings(self) -> int:
        """How much is wrong."""
        return len(self.damage) + self.more_damage

    def as_json(self) -> dict[str, Any]:
        """With whether it is sound."""
        return {**asdict(self), "sound": not self.findings}
