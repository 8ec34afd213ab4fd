"""Costs are measured within the functions of production, which are left as they were."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from benchmarks.extraction.costs import measure_costs, spread
from benchmarks.extraction.engines import BASELINE, OURS
from benchmarks.extraction.labels import read_labels
from benchmarks.extraction.manifest import Page
from benchmarks.extraction.parts import PARTS, measured_parts
from benchmarks.extraction.peers import PeerProcess, find_peers
from pipelines.extract import extract_page
from pipelines.rules import NO_RULES
from storage.errors import UsageError
from tests.benchmarks.conftest import make_page


def test_every_part_is_measured_and_restored() -> None:
    functions = [getattr(module, name) for named in PARTS.values() for module, name in named]
    with measured_parts() as spent:
        extract_page(make_page("Barges", "Ada Quist").encode(), url="", content_type="text/html", rules=NO_RULES)
    assert spent.keys() == PARTS.keys()
    assert [getattr(module, name) for named in PARTS.values() for module, name in named] == functions


@pytest.mark.timeout(120)
def test_every_engine_reads_every_page_that_can_be_read(labelled: Path) -> None:
    (labelled / "pages" / "two.html.gz").write_bytes(gzip.compress(b"<p>")[:-3])
    costs = measure_costs(read_labels(labelled).list_pages(), find_peers([BASELINE, "newspaper4k"], None))
    assert costs.pages == ["one", "three"]
    assert {engine: len(seconds) for engine, seconds in costs.engines.items()} == {OURS: 2, BASELINE: 2}
    assert costs.slowest(OURS)[1] in {"one", "three"}
    assert costs.percentile(OURS, 0) <= costs.percentile(OURS, 50) <= costs.slowest(OURS)[0]


@pytest.mark.parametrize(("number", "taken"), [(0, 0), (1, 1), (3, 3), (5, 5), (10, 10), (99, 10)])
def test_measured_pages_are_spread_evenly(number: int, taken: int) -> None:
    pages = [Page(str(place), Path("x"), "") for place in range(10)]
    assert len(spread(pages, number)) == taken


@pytest.mark.timeout(120)
def test_a_peer_that_fails_at_a_page_says_nothing_of_it() -> None:
    (peer,) = find_peers([BASELINE], None)
    with PeerProcess(peer.python) as process:
        good = process.read(BASELINE, "https://one.example/", make_page("Barges", "Ada Quist").encode())
        bad = process.read("newspaper4k", "", b"<p>no such peer here</p>")
    assert (good["title"], good["authors"]) == ("Barges", ["Ada Quist"])
    assert (bad["body"], bad["error"]) == (None, "ModuleNotFoundError")


def test_an_interpreter_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be run"):
        find_peers(["newspaper4k"], tmp_path / "python")
