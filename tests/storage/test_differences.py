"""Differences: both texts can be had back from them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.differences import Change, Run, compare_passages, compare_words
from storage.normal_form import PARAGRAPH_BREAK

words = st.lists(st.sampled_from(["tide", "low", "the", "crane", "3,000", "–", "."]), max_size=12).map(" ".join)
passages = st.lists(words.filter(bool), max_size=6)


def text_of(runs: Sequence[Run], without: Change) -> str:
    return "".join(run.text for run in runs if run.change is not without)


@settings(max_examples=150)
@given(words, words)
def test_both_lines_can_be_had_back(before: str, after: str) -> None:
    runs = compare_words(before, after)
    assert (text_of(runs, Change.ADDED), text_of(runs, Change.REMOVED)) == (before, after)
    assert all(run.text for run in runs)


@settings(max_examples=150)
@given(passages, passages)
def test_both_texts_can_be_had_back(before: list[str], after: list[str]) -> None:
    runs = compare_passages(before, after)
    one, other = (text_of(runs, change).rstrip("\n") for change in (Change.ADDED, Change.REMOVED))
    assert (one, other) == (PARAGRAPH_BREAK.join(before), PARAGRAPH_BREAK.join(after))


@pytest.mark.parametrize(
    ("before", "after", "runs"),
    [
        ("a low tide", "a high tide", [("same", "a "), ("removed", "low"), ("added", "high"), ("same", " tide")]),
        ("one two", "six ten", [("removed", "one two"), ("added", "six ten")]),
        ("same", "same", [("same", "same")]),
        (None, "new", [("added", "new")]),
        (None, None, []),
    ],
)
def test_words_that_stand_between_changes_alone_belong_to_them(
    before: str | None, after: str | None, runs: list[tuple[str, str]]
) -> None:
    assert [(run.change.value, run.text) for run in compare_words(before, after)] == runs
