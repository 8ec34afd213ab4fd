"""The scorers that come with labelled pages, called as they stand."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from storage.errors import UnreadableInput

PROJECT = Path(__file__).parents[2]

_BYLINES = re.compile(
    r"^names\+kinds (?P<bylines>[\d.]+)\s+full (?P<bylines_full>[\d.]+)\s+of (?P<bylines_n>\d+)", re.MULTILINE
)
_RELATED = re.compile(
    r"^precision (?P<related_precision>[\d.]+)\s+recall (?P<related_recall>[\d.]+)\s+kinds (?P<related_kinds>[\d.]+)"
    r"\s+of (?P<related_n>\d+)",
    re.MULTILINE,
)
_LINK = re.compile(r"^(extra|missed)\s+(\S+) (.*)$", re.MULTILINE)

Values = dict[str, float | int | None]


@dataclass(slots=True)
class PageScores:
    """What the scorer of pages says: figures by source, and the measurements of each page by its id."""

    figures: dict[str, Values]
    pages: dict[str, dict[str, Any]] = field(default_factory=dict)


def score_pages(scorer: Path, predictions: Path, labels: Path, scratch: Path) -> PageScores:
    """Text, authors, dates and titles by a `score.py` and a `pages.jsonl`; what it writes goes below `scratch`.

    Raises:
        UnreadableInput: the scorer failed.
    """
    answer, per_page = scratch / f"{predictions.stem}.json", scratch / f"{predictions.stem}.tsv"
    options = ("--data", str(labels), "--no-sources", "--json", str(answer), "--per-page", str(per_page))
    _run(scorer, str(predictions), *options)
    figures: dict[str, Values] = json.loads(answer.read_text(encoding="utf-8"))[predictions.stem]
    lines = (line.split("\t", 1) for line in per_page.read_text(encoding="utf-8").splitlines())
    return PageScores(figures, {identity: json.loads(measured) for identity, measured in lines})


def score_related(scorer: Path, predictions: Path, labels: Path) -> tuple[Values, dict[str, list[str]]]:
    """Related stories: the figures, and by page what was taken wrongly (`extra …`) or not (`missed …`).

    Raises:
        UnreadableInput: the scorer failed.
    """
    said = _run(scorer, str(predictions), str(labels))
    links: dict[str, list[str]] = {}
    for how, identity, link in _LINK.findall(said):
        links.setdefault(identity, []).append(f"{how} {link}")
    return _read_figures(_RELATED, said, scorer), links


def score_bylines(scorer: Path, labels: Path, imports: Path) -> tuple[Values, str]:
    """Printed bylines, as `pipelines.bylines` below `imports` reads them: the figures, and what differs, as printed.

    Raises:
        UnreadableInput: the scorer failed.
    """
    said = _run(scorer, str(labels), imports=imports)
    return _read_figures(_BYLINES, said, scorer), _BYLINES.sub("", said).rstrip()


def _run(scorer: Path, *words: str, imports: Path = PROJECT) -> str:
    if not scorer.is_file():
        raise UnreadableInput(f"{scorer}: there is no such scorer")
    environment = {**os.environ, "PYTHONPATH": str(imports), "PYTHONIOENCODING": "utf-8", "PYTHONHASHSEED": "0"}
    done = subprocess.run(
        [sys.executable, str(scorer), *words], capture_output=True, encoding="utf-8", env=environment, check=False
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it says nothing"])[-1]
        raise UnreadableInput(f"{scorer}: ended with {done.returncode}: {last}")
    return done.stdout


def _read_figures(pattern: re.Pattern[str], said: str, scorer: Path) -> Values:
    if (match := pattern.search(said)) is None:
        raise UnreadableInput(f"{scorer}: gave no figures")
    return {key: int(value) if key.endswith("_n") else float(value) for key, value in match.groupdict().items()}
