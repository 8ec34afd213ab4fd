"""Two versions of an article word by word: what stayed, what was taken out, what was put in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from storage.normal_form import PARAGRAPH_BREAK
from storage.revising.alignment import find_gaps

LINES = ("title", "standfirst", "byline_printed", "published_at", "modified_at")
"""Fields of an article's JSON that are one line each."""

ISLAND = 3
"""Characters between two changes up to which they are read as one."""

_TOKEN = re.compile(r"\w+|[^\w\s]|\s+")

Json = Mapping[str, Any]


class Change(StrEnum):
    """What became of some words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Run:
    """Words that share a fate; a blank line is a paragraph's end."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in both versions."""

    field: str
    runs: tuple[Run, ...]

    def as_json(self) -> dict[str, Any]:
        """The runs as objects."""
        return {"field": self.field, "runs": [asdict(run) for run in self.runs]}


def find_differences(before: Json, after: Json) -> list[Difference]:
    """What differs between two versions of an article's JSON: lines of the head, notices beside the text, the text."""
    lines = [
        Difference(name, compare_words(before[name], after[name])) for name in LINES if before[name] != after[name]
    ]
    texts = (
        Difference("notices", compare_passages(_beside(before), _beside(after))),
        Difference("text", compare_passages(_passages(before), _passages(after))),
    )
    return [*lines, *(found for found in texts if any(run.change is not Change.SAME for run in found.runs))]


def compare_words(before: str | None, after: str | None) -> tuple[Run, ...]:
    """The runs of two texts."""
    one, other = (_TOKEN.findall(text or "") for text in (before, after))
    return _tidy(_iter_runs(one, other))


def compare_passages(before: Sequence[str], after: Sequence[str]) -> tuple[Run, ...]:
    """The runs of two lists of paragraphs: words are compared where paragraphs differ."""
    runs: list[Run] = []
    place = 0
    for gap in find_gaps(before, after):
        runs += _whole(Change.SAME, before[place : gap.before.start])
        runs += _compare_gap(before[gap.before], after[gap.after])
        place = gap.before.stop
    return _without_last_break(_tidy([*runs, *_whole(Change.SAME, before[place:])]))


def _compare_gap(before: Sequence[str], after: Sequence[str]) -> list[Run]:
    if not before or not after:
        return [*_whole(Change.REMOVED, before), *_whole(Change.ADDED, after)]
    return [*compare_words(_join(before), _join(after)), Run(Change.SAME, PARAGRAPH_BREAK)]


def _whole(change: Change, passages: Sequence[str]) -> list[Run]:
    return [Run(change, _join(passages) + PARAGRAPH_BREAK)] if passages else []


def _without_last_break(runs: Sequence[Run]) -> tuple[Run, ...]:
    if not runs:
        return ()
    last = Run(runs[-1].change, runs[-1].text.removesuffix(PARAGRAPH_BREAK))
    return (*runs[:-1], last) if last.text else tuple(runs[:-1])


def _iter_runs(before: Sequence[str], after: Sequence[str]) -> Iterator[Run]:
    place = 0
    for gap in find_gaps(before, after):
        yield Run(Change.SAME, "".join(before[place : gap.before.start]))
        yield Run(Change.REMOVED, "".join(before[gap.before]))
        yield Run(Change.ADDED, "".join(after[gap.after]))
        place = gap.before.stop
    yield Run(Change.SAME, "".join(before[place:]))


def _tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Runs without empty ones; of what lies between two changes, a few characters belong to both."""
    kept: list[tuple[str, str, str]] = []
    for same, removed, added in _triples(runs):
        is_island = len(same.strip()) <= ISLAND and PARAGRAPH_BREAK not in same
        if kept and is_island and (removed or added):
            former = kept.pop()
            kept.append((former[0], former[1] + same + removed, former[2] + same + added))
        else:
            kept.append((same, removed, added))
    return tuple(
        Run(change, text)
        for words in kept
        for change, text in zip((Change.SAME, Change.REMOVED, Change.ADDED), words, strict=True)
        if text
    )


def _triples(runs: Iterable[Run]) -> Iterator[tuple[str, str, str]]:
    """What is the same, and what then is taken out and put in."""
    words = dict.fromkeys(Change, "")
    for run in runs:
        if run.change is Change.SAME and (words[Change.REMOVED] or words[Change.ADDED]):
            yield words[Change.SAME], words[Change.REMOVED], words[Change.ADDED]
            words = dict.fromkeys(Change, "")
        words[run.change] += run.text
    yield words[Change.SAME], words[Change.REMOVED], words[Change.ADDED]


def _join(passages: Iterable[str]) -> str:
    return PARAGRAPH_BREAK.join(passages)


def _passages(article: Json) -> list[str]:
    return [block["text"] for block in article["blocks"]]


def _beside(article: Json) -> list[str]:
    return [notice["text"] for notice in article["notices"] if notice["block"] is None]
