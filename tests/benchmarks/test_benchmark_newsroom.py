"""The scripted newsroom, small: every edit is found, and nothing else is."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.newsroom.__main__ import main, replay
from benchmarks.newsroom.judging import NOTHING, match
from benchmarks.newsroom.report import format_report
from benchmarks.newsroom.script import write_script
from storage.revising.kinds import EditKind

TODAY = datetime(2026, 5, 4, 9, tzinfo=UTC)


def test_a_small_newsroom_is_followed_edit_by_edit(tmp_path: Path) -> None:
    judgement = replay(tmp_path, articles=40, visits=3, most_edits=2, seed=3)
    assert (judgement.articles, judgement.missing) == (40, 0)
    assert judgement.edits >= 40
    assert judgement.right >= 0.98 * judgement.edits, judgement.wrong
    assert (judgement.unmoved, judgement.stirred) == (0, 0)
    assert min(judgement.quiet, judgement.moved) >= 3
    assert "done / found" in format_report(judgement)


def test_a_script_is_the_same_for_the_same_seed_and_holds_every_kind() -> None:
    scripts = [write_script(number, 7, visits=8, most_edits=6, today=TODAY) for number in range(200)]
    assert scripts[:5] == [write_script(number, 7, visits=8, most_edits=6, today=TODAY) for number in range(5)]
    kinds = Counter(kind for steps in scripts for step in steps for kind in step.edits)
    assert set(kinds) == set(EditKind)
    assert all(1 <= sum(bool(step.edits) for step in steps) <= 6 for steps in scripts)
    for steps in scripts:
        for before, after in itertools.pairwise(steps):
            unstamped = (before.draft.title, before.draft.texts(), before.draft.notices, before.draft.authors)
            same = unstamped == (after.draft.title, after.draft.texts(), after.draft.notices, after.draft.authors)
            assert same or after.edits


@pytest.mark.parametrize(
    ("expected", "found", "pairs"),
    [
        (("typo",), ("typo",), [("typo", "typo")]),
        (("typo", "date"), ("date",), [("date", "date"), ("typo", NOTHING)]),
        ((), ("wording",), [(NOTHING, "wording")]),
        (("typo",), ("wording",), [("typo", "wording")]),
    ],
)
def test_edits_are_paired(expected: tuple[str, ...], found: tuple[str, ...], pairs: list[tuple[str, str]]) -> None:
    assert list(match(expected, found)) == pairs


def test_a_newsroom_has_an_article_at_least(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--articles", "0"]) == 2
    assert "at least 1" in capsys.readouterr().err
