"""An engine's figures on labelled pages: what all scorers say, in one place."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.extraction.engines import BASELINE, OURS
from benchmarks.extraction.labels import Labels, Row
from benchmarks.extraction.measures import ALL
from benchmarks.extraction.minutes import score_minutes
from benchmarks.extraction.scoring import PROJECT, Values, score_bylines, score_pages, score_related

BYLINE_READERS = {OURS: PROJECT, BASELINE: Path(__file__).parent / "peer_bylines"}
"""Where `pipelines.bylines` is imported from; the other peers read bylines only within a page."""


@dataclass(slots=True)
class Scores:
    """What is right and wrong in an engine's predictions.

    Attributes:
        figures: by source, `ALL` among them.
        pages: the scorer's measurements of each page.
        links: related stories wrongly taken and missed, by page.
        bylines: what differs of printed bylines, as the scorer prints it.
    """

    figures: dict[str, Values]
    pages: dict[str, dict[str, Any]] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=dict)
    bylines: str = ""


class Scorer:
    """Scores predictions by one set of labels. Made by `scorer`."""

    def __init__(self, labels: Labels, scratch: Path) -> None:
        self._labels = labels
        self._scratch = scratch
        labels.write(scratch)

    def score(self, engine: str, predictions: Path) -> Scores:
        """All figures of ours; of a peer's, which say nothing of related stories, the others.

        Raises:
            UnreadableInput: a scorer is missing, or failed.
        """
        pages = score_pages(self._labels.directory / "score.py", predictions, self._labels_in("pages"), self._scratch)
        figures = defaultdict(dict, pages.figures)
        for source, count in self._count_snippets().items():
            figures[source]["snippets_n"] = count
        scores = Scores(figures, pages.pages)
        for source, values in score_minutes(predictions, self._labels.pages).items():
            figures[source].update(values)
        if engine == OURS:
            self._score_related(predictions, scores)
        if engine in BYLINE_READERS:
            self._score_bylines(BYLINE_READERS[engine], scores)
        return scores

    def _score_related(self, predictions: Path, scores: Scores) -> None:
        script = self._labels.directory / "score_related.py"
        if not self._labels.related:
            return
        values, scores.links = score_related(script, predictions, self._labels_in("related"))
        scores.figures[ALL].update(values)
        for source in {row["source"] for row in self._labels.related}:
            part = self._labels.keep(lambda row, source=source: row["source"] == source)  # type: ignore[misc]
            with _written(part) as directory:
                values, _ = score_related(script, predictions, directory / "related.jsonl")
            scores.figures[source].update(values)

    def _score_bylines(self, reader: Path, scores: Scores) -> None:
        if self._labels.bylines:
            script = self._labels.directory / "score_bylines.py"
            values, scores.bylines = score_bylines(script, self._labels_in("bylines"), reader)
            scores.figures[ALL].update(values)

    def _count_snippets(self) -> dict[str, int]:
        counts: dict[str, int] = defaultdict(int)
        for row in self._labels.pages:
            if _has_snippets(row):
                counts[row["source"]] += 1
                counts[ALL] += 1
        return counts

    def _labels_in(self, name: str) -> Path:
        return self._scratch / f"{name}.jsonl"


@contextmanager
def scorer(labels: Labels) -> Iterator[Scorer]:
    """A scorer that keeps its files as long as the context lasts."""
    with tempfile.TemporaryDirectory(prefix="scores-") as directory:
        yield Scorer(labels, Path(directory))


@contextmanager
def _written(labels: Labels) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="labels-") as directory:
        labels.write(Path(directory))
        yield Path(directory)


def _has_snippets(page: Row) -> bool:
    return bool(page["truth"].get("with") or page["truth"].get("without"))
