"""The pages that are read worst, of each measure: what we say beside what is true."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from benchmarks.extraction.figures import Scores
from benchmarks.extraction.labels import Row
from benchmarks.extraction.tables import format_figure, shorten

_LONGEST_COMPARED = 300
"""Characters of a title; comparing takes the square of it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One page of one measure.

    Attributes:
        weight: how bad it is; the worst first.
        ours: what we say.
        truth: what is true.
    """

    weight: float
    page: str
    ours: str
    truth: str


Judge = Callable[[dict[str, Any], Row, dict[str, Any]], tuple[float, str, str] | None]
"""The scorer's measurements of a page, its truth and our prediction; None where nothing is wrong."""


def find_worst(
    scores: Scores, truths: Mapping[str, Row], predictions: Mapping[str, dict[str, Any]], number: int
) -> dict[str, list[Fault]]:
    """At most so many pages of each measure that has faults."""
    found: dict[str, list[Fault]] = {}
    for name, judge in JUDGES.items():
        faults = []
        for page, measured in scores.pages.items():
            if (judged := judge(measured, truths[page], predictions.get(page, {}))) is not None:
                weight, ours, truth = judged
                faults.append(Fault(weight, page, ours, truth))
        found[name] = faults
    found["related stories"] = [
        Fault(len(said), page, "; ".join(said), f"{len(said)} wrong") for page, said in scores.links.items()
    ]
    return {
        name: sorted(faults, key=lambda fault: (-fault.weight, fault.page))[:number] for name, faults in found.items()
    }


def _judge_authors(measured: dict[str, Any], truth: Row, said: dict[str, Any]) -> tuple[float, str, str] | None:
    if measured.get("a_exact") != 0.0:
        return None
    _, extra, missed = measured["a_tfn"]
    return extra + missed, _join(said.get("authors")), _join(truth["authors"])


def _judge_no_author(measured: dict[str, Any], _truth: Row, said: dict[str, Any]) -> tuple[float, str, str] | None:
    if measured.get("a_none") != 0.0:
        return None
    return measured["a_none_fp"], _join(said.get("authors")), "nobody"


def _judge_body(measured: dict[str, Any], truth: Row, said: dict[str, Any]) -> tuple[float, str, str] | None:
    if "tff" not in measured or measured["acc"]:
        return None
    right, extra, missed = measured["tff"]
    precision = right / (right + extra) if right else 0.0
    recall = right / (right + missed) if right else 0.0
    fault = 1 - (2 * precision * recall / (precision + recall) if right else 0.0)
    ours = f"{_words(said.get('body'))} words, precision {format_figure(precision)}, recall {format_figure(recall)}"
    return (
        fault,
        f"{ours}, {said.get('text_state')} {said.get('text_reason') or ''}".rstrip(),
        f"{_words(truth['body'])} words",
    )


def _judge_with(measured: dict[str, Any], _truth: Row, _said: dict[str, Any]) -> tuple[float, str, str] | None:
    found, of = measured.get("with", (0, 0))
    return (of - found, f"{found} found", f"{of} must appear") if found < of else None


def _judge_without(measured: dict[str, Any], _truth: Row, _said: dict[str, Any]) -> tuple[float, str, str] | None:
    found, of = measured.get("without", (0, 0))
    return (found, f"{found} there", f"{of} must not appear") if found else None


def _judge_date(measured: dict[str, Any], truth: Row, said: dict[str, Any]) -> tuple[float, str, str] | None:
    if measured.get("d_same") != 0.0:
        return None
    return _days_between(said.get("published"), truth["published"]), str(said.get("published")), str(truth["published"])


def _judge_title(measured: dict[str, Any], truth: Row, said: dict[str, Any]) -> tuple[float, str, str] | None:
    if measured.get("t_exact") != 0.0:
        return None
    ours = said.get("title") or ""
    likeness = SequenceMatcher(None, ours[:_LONGEST_COMPARED], (truth["title"] or "")[:_LONGEST_COMPARED]).ratio()
    return 1 - likeness, ours or "nothing", str(truth["title"])


JUDGES: dict[str, Judge] = {
    "authors": _judge_authors,
    "no author": _judge_no_author,
    "body": _judge_body,
    "text that must appear": _judge_with,
    "text that must not appear": _judge_without,
    "date": _judge_date,
    "title": _judge_title,
}
"""By the name of the measure."""


def _join(names: list[str] | None) -> str:
    return shorten(" / ".join(names or []) or "nobody")


def _words(text: str | None) -> int:
    return len((text or "").split())


def _days_between(ours: str | None, truth: str | None) -> float:
    """A missing date is as far away as can be."""
    try:
        return abs((date.fromisoformat((ours or "")[:10]) - date.fromisoformat((truth or "")[:10])).days)
    except ValueError:
        return float(date.max.toordinal())
