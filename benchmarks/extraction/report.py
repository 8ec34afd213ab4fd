"""The report: one table of all measures and engines, then by source, trade press alone, the worst pages, the costs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.extraction.costs import measure_costs, spread
from benchmarks.extraction.engines import OURS
from benchmarks.extraction.figures import Scores, scorer
from benchmarks.extraction.labels import Labels, half_of, is_trade, read_labels
from benchmarks.extraction.peers import Peer, find_peers, predict_by
from benchmarks.extraction.predicting import write_predictions
from benchmarks.extraction.sections import show_bylines, show_costs, show_measures, show_sources, show_worst
from benchmarks.extraction.worst import find_worst
from benchmarks.extraction.wrong_labels import leave_out, read_wrong_labels
from storage.errors import CannotWrite


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be measured; the options of the command.

    Attributes:
        data: directory of labelled pages.
        cache: where predictions of peers are kept.
        peers_python: interpreter of their environment.
        half: A or B; both when None.
        without: file of wrong labels.
        worst: pages shown for each measure.
        cost_pages: pages that costs are measured on.
        output: where our predictions are written; into the cache when None.
    """

    data: Path
    cache: Path
    peers: tuple[str, ...]
    peers_python: Path | None = None
    half: str | None = None
    without: Path | None = None
    worst: int = 10
    cost_pages: int = 200
    output: Path | None = None
    workers: int | None = None


def iter_sections(request: Request) -> Iterator[str]:
    """The parts of the report in Markdown, each as soon as it is there.

    Raises:
        BackfileError: labels, wrong labels or an interpreter that cannot be used, or a scorer that failed.
    """
    labels = read_labels(request.data)
    wrong = read_wrong_labels(request.without) if request.without else None
    peers = find_peers(request.peers, request.peers_python)
    wanted = labels.keep(lambda row: request.half in {None, half_of(row)})
    files = _predict(request, labels, wanted, peers)
    scores = _score(wanted, files)
    mended = _score(leave_out(wanted, wrong), files) if wrong else None
    yield show_measures("All pages", peers, scores, mended)
    yield show_sources(peers, scores)
    trade = replace(wanted.keep(is_trade), bylines=())
    yield show_measures("Trade press alone", peers, _score(trade, files), None)
    truths = {row["id"]: row["truth"] for row in wanted.pages}
    yield from show_worst(find_worst((mended or scores)[OURS], truths, _read_predictions(files[OURS]), request.worst))
    yield show_bylines((mended or scores)[OURS].bylines, request.worst)
    costs = measure_costs(spread(wanted.list_pages(), request.cost_pages), peers)
    if costs.pages:
        yield show_costs(costs, peers)


def _predict(request: Request, labels: Labels, wanted: Labels, peers: Sequence[Peer]) -> dict[str, Path]:
    """The file of predictions of every engine that there is; peers read all pages, so that they read them once."""
    try:
        request.cache.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(f"{request.cache} cannot be made: {error.strerror}") from None
    output = request.output or request.cache / f"{OURS.lower()}.jsonl"
    write_predictions(wanted.list_pages(), output, workers=request.workers)
    there = [peer for peer in peers if peer.version]
    return {OURS: output, **{peer.name: predict_by(peer, labels.list_pages(), request.cache) for peer in there}}


def _score(labels: Labels, files: Mapping[str, Path]) -> dict[str, Scores]:
    with scorer(labels) as judge, ThreadPoolExecutor(2) as threads:
        waiting = {name: threads.submit(judge.score, name, file) for name, file in files.items()}
        return {name: scored.result() for name, scored in waiting.items()}


def _read_predictions(file: Path) -> dict[str, dict[str, Any]]:
    lines = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return {line["id"]: line for line in lines}
