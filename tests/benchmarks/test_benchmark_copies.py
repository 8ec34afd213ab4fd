"""The benchmark of copies, in small."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.copies.__main__ import main
from benchmarks.copies.corpus import ORDINARY, ORIGINAL, iter_articles, plan
from benchmarks.copies.edits import EDITS
from benchmarks.copies.filling import fill
from benchmarks.copies.lookalikes import LOOKALIKES
from benchmarks.copies.scoring import TABLES, score, table_sizes
from storage.archive import Archive


def test_the_articles_are_the_same_every_time() -> None:
    planned = plan(1000)
    assert planned == plan(1000)
    assert planned != plan(1000, seed=2)
    kinds = Counter(each.kind for each in planned)
    assert kinds.keys() == {ORDINARY, ORIGINAL, *EDITS, *LOOKALIKES}
    assert 780 <= kinds[ORDINARY] <= 800
    first, again = (next(iter_articles(planned)) for _ in range(2))
    assert first == again


def test_planted_copies_are_found_and_lookalikes_are_not(archive: Archive) -> None:
    planned = [each for each in plan(1000) if each.kind != ORDINARY or each.family % 9 == 0]
    spent = list(fill(archive, iter_articles(planned)))
    found = score(archive, planned)
    assert found.precision >= 0.98
    assert found.recall >= 0.98
    assert found.mistaken == {}
    assert found.planted > 80
    assert found.leads[0] == found.leads[1] > 20
    assert spent[-1].articles == len(planned)
    sizes = table_sizes(archive)
    assert all(0 < sizes[name] < sizes["database"] for name in TABLES)


def test_the_command_reports_figures(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--articles", "120"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("precision 1.0000")
    assert "| fingerprint_band" in said
    assert main(["--articles", "1"]) == 2
    assert capsys.readouterr().err == "benchmarks.copies: --articles is at least 100\n"
