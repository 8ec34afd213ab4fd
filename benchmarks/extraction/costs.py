"""What reading costs: every engine on the same pages, page by page in turn, so that all meet the machine alike."""

from __future__ import annotations

import gc
import statistics
import time
from collections import defaultdict
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

from benchmarks.extraction.engines import OURS
from benchmarks.extraction.manifest import Page, find_payload
from benchmarks.extraction.parts import Spent, measured_parts
from benchmarks.extraction.peers import Peer, PeerProcess
from benchmarks.extraction.prediction import CONTENT_TYPE, make_capture, normalise_page
from pipelines.extract import extract_page
from pipelines.rules import NO_RULES

WARM_UP = 3
"""Pages read once before the measured ones, so that imports and compiled patterns count for nobody."""


@dataclass(slots=True)
class Costs:
    """CPU seconds, user and system.

    Attributes:
        engines: of each page, by engine.
        parts: of all pages, by part of ours.
        pages: the ids, in the order of the seconds.
    """

    engines: dict[str, list[float]] = field(default_factory=dict)
    parts: Spent = field(default_factory=lambda: defaultdict(float))
    pages: list[str | int] = field(default_factory=list)

    def mean(self, engine: str) -> float:
        """Milliseconds for a page."""
        return statistics.fmean(self.engines[engine]) * 1000

    def percentile(self, engine: str, percent: int) -> float:
        """Milliseconds that so many of a hundred pages do not exceed."""
        ordered = sorted(self.engines[engine])
        return ordered[(len(ordered) - 1) * percent // 100] * 1000

    def slowest(self, engine: str) -> tuple[float, str | int]:
        """Milliseconds, and the page's id."""
        seconds, page = max(zip(self.engines[engine], self.pages, strict=True))
        return seconds * 1000, page


def measure_costs(pages: Sequence[Page], peers: Sequence[Peer]) -> Costs:
    """Ours and the peers', on each page in turn; pages that cannot be read are left out."""
    costs = Costs(engines={OURS: [], **{peer.name: [] for peer in peers if peer.version}})
    if not pages:
        return costs
    gc.freeze()  # Labels and predictions that this process holds are not ours to go through at each collection.
    with ExitStack() as ending:
        pythons = {peer.python for peer in peers if peer.version}
        processes = {python: ending.enter_context(PeerProcess(python)) for python in pythons}
        there = {peer.name: processes[peer.python] for peer in peers if peer.version}
        for page in pages[:WARM_UP]:
            _measure_page(page, there, Costs(engines={name: [] for name in costs.engines}))
        for page in pages:
            _measure_page(page, there, costs)
    gc.unfreeze()
    return costs


def spread(pages: Sequence[Page], number: int) -> Sequence[Page]:
    """At most so many of the pages, evenly from all."""
    return pages[:: max(1, -(-len(pages) // number))] if number > 0 else []


def _measure_page(page: Page, peers: dict[str, PeerProcess], costs: Costs) -> None:
    if (payload := find_payload(page)) is None:
        return
    costs.pages.append(page.id)
    costs.engines[OURS].append(_read(page, payload, costs.parts))
    for name, process in peers.items():
        costs.engines[name].append(process.read(name, page.url, payload)["cpu"])


def _read(page: Page, payload: bytes, parts: Spent) -> float:
    capture = make_capture(page.url, payload)
    with measured_parts() as spent:
        began = time.process_time()
        extraction = extract_page(payload, url=page.url, content_type=CONTENT_TYPE, rules=NO_RULES)
        normalise_page(page.url, capture, extraction)
        seconds = time.process_time() - began
    for part, cost in spent.items():
        parts[part] += cost
    return seconds
