"""What is measured, and what is to be reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

ALL = "ALL"
"""The name under which scorers give the figures of all sources."""

Figures = Mapping[str, Mapping[str, float | int | None]]
"""Of one engine: source, then key, then value."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One row of the table.

    Attributes:
        key: of the figures.
        count: key of how many labels it is of.
        goal: as printed.
        source: whose pages alone are counted.
    """

    name: str
    key: str
    count: str
    goal: str = ""
    source: str = ALL


MEASURES = (
    Measure("authors, exact set", "exact", "auth_n", "≥ 0.85"),
    Measure("no author: empty list", "none_ok", "none_n", "≥ 0.85"),
    Measure("printed bylines, names and kinds", "bylines", "bylines_n", "≥ 0.93"),
    Measure("printed bylines, role and affiliation too", "bylines_full", "bylines_n", "≥ 0.85"),
    Measure("body, 4-gram F1", "f1", "body_n", "≥ 0.965"),
    Measure("body, 4-gram F1, source zyte", "f1", "body_n", "≥ 0.975", "zyte"),
    Measure("body, exact", "acc", "body_n", "≥ 0.33"),
    Measure("body, exact, source zyte", "acc", "body_n", "≥ 0.48", "zyte"),
    Measure("text that must appear, found", "with_rec", "snippets_n", "≥ 0.93"),
    Measure("text that must not appear, there", "without_hit", "snippets_n", "≤ 0.02"),
    Measure("date, same day", "date", "date_n", "≥ 0.95"),
    Measure("date, to the minute with its zone", "minute", "minute_n"),
    Measure("title, exact", "title", "title_n", "≥ 0.85"),
    Measure("related stories, precision", "related_precision", "related_n", "≥ 0.95"),
    Measure("related stories, recall", "related_recall", "related_n", "≥ 0.95"),
    Measure("related stories, kinds right", "related_kinds", "related_n", "≥ 0.90"),
)

OF_A_SOURCE = tuple(measure for measure in MEASURES if measure.source == ALL and not measure.key.startswith("bylines"))
"""What is asked of each source's pages and of trade-press pages alone; printed bylines have no source."""


def figure_of(figures: Figures, measure: Measure, source: str | None = None) -> float | int | None:
    """The value of a measure, of `source` where one is given."""
    return figures.get(source or measure.source, {}).get(measure.key)


def count_of(figures: Figures, measure: Measure, source: str | None = None) -> int | None:
    """Of how many labels it is."""
    count = figures.get(source or measure.source, {}).get(measure.count)
    return int(count) if count is not None else None
