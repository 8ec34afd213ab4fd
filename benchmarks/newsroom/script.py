"""The script of an article: what it is at each visit, and which edits lie between two."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from benchmarks.newsroom.draft import Draft, write_draft
from benchmarks.newsroom.editing import EDITS, slip
from benchmarks.newsroom.facts import Facts
from storage.revising.kinds import EditKind

FREQUENCIES = {
    EditKind.TYPO: 20, EditKind.WORDING: 15, EditKind.SUBSTANTIVE: 20, EditKind.HEADLINE: 12, EditKind.STANDFIRST: 5,
    EditKind.BYLINE: 5, EditKind.DATE: 3, EditKind.CORRECTION_NOTICE: 6, EditKind.EDITORS_NOTE: 2,
    EditKind.RETRACTION: 1, EditKind.UPDATE_LABEL: 7, EditKind.PAYWALLED: 4,
}  # fmt: skip
"""How often each kind is drawn."""

TOGETHER = {
    EditKind.HEADLINE: EditKind.SUBSTANTIVE,
    EditKind.CORRECTION_NOTICE: EditKind.SUBSTANTIVE,
    EditKind.STANDFIRST: EditKind.WORDING,
    EditKind.BYLINE: EditKind.SUBSTANTIVE,
    EditKind.UPDATE_LABEL: EditKind.HEADLINE,
}
"""Kinds that a fifth of the time come with another."""

WRITTEN = frozenset(EDITS) - {EditKind.BYLINE, EditKind.DATE, EditKind.PAYWALLED, EditKind.UNLOCKED}
"""Kinds that change what is written."""


@dataclass(frozen=True, slots=True)
class Step:
    """One visit.

    Attributes:
        edits: since the visit before.
        is_stealth: whether what is written changed and the stated date of change did not.
        is_stirred: whether what stands around the article moved; a page that nothing happened to is the same bytes.
    """

    draft: Draft
    edits: tuple[EditKind, ...] = ()
    is_stealth: bool = False
    is_stirred: bool = False


def write_script(number: int, seed: int, *, visits: int, most_edits: int, today: datetime) -> list[Step]:
    """An article's steps, the first without edits; one to `most_edits` of the others have some.

    The same for the same seed, but for dates, which are counted from `today`.
    """
    random = Random(f"{seed}:{number}")
    facts = Facts(random)
    draft = write_draft(number, random, facts, today)
    for _ in range(random.randint(0, 3)):
        draft = slip(draft, random) or draft
    steps = [Step(draft)]
    edited = set(random.sample(range(1, visits), k=random.randint(1, min(most_edits, visits - 1))))
    for visit in range(1, visits):
        draft, kinds = _edit(steps[-1].draft, random, facts) if visit in edited else (steps[-1].draft, ())
        steps.append(
            _stamp(
                Step(draft, kinds, is_stirred=bool(kinds) or random.random() < 0.6),
                random,
                today + timedelta(minutes=visit),
            )
        )
    return steps


def _edit(draft: Draft, random: Random, facts: Facts) -> tuple[Draft, tuple[EditKind, ...]]:
    while True:
        kinds = _draw(draft, random)
        changed: Draft | None = draft
        for kind in kinds:
            changed = EDITS[kind](changed, random, facts) if changed is not None else None
        if changed is not None:
            return changed, kinds


def _draw(draft: Draft, random: Random) -> tuple[EditKind, ...]:
    if draft.is_gated:
        return (EditKind.UNLOCKED,)
    kind = random.choices(list(FREQUENCIES), list(FREQUENCIES.values()))[0]
    other = TOGETHER.get(kind)
    return (kind, other) if other is not None and random.random() < 0.2 else (kind,)


def _stamp(step: Step, random: Random, now: datetime) -> Step:
    """The date of change after an edit: in a quarter of cases it is left; sometimes it moves without one."""
    is_written = bool(WRITTEN.intersection(step.edits))
    if step.edits and random.random() < 0.25:
        return replace(step, is_stealth=is_written)
    if step.edits or (step.is_stirred and random.random() < 0.3):
        return replace(step, draft=replace(step.draft, modified_at=now))
    return step
