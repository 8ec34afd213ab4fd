"""Generated sets of addresses: all forms of an article are one, and none that only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.aliases.forms import FORMS
from benchmarks.aliases.lookalikes import LOOKALIKES
from benchmarks.aliases.settling import Score, make_sets, settle_sets
from storage.archive import Archive
from storage.likeness import resemblance
from storage.verification.articles import check_articles
from storage.verification.books import check_books
from storage.verification.findings import CheckResult

WORDS = st.lists(
    st.sampled_from(["the", "kiln", "of", "works", "was", "lit", "on", "Monday", "and", "burns"]), max_size=30
).map(" ".join)


def settled(archive: Archive, seed: int) -> dict[str, Score]:
    scores = settle_sets(archive, make_sets(seed, 1))
    for check in (check_articles, check_books):
        result = CheckResult("")
        check(archive, result)
        assert result.damage == []
    return scores


@pytest.mark.parametrize("seed", [7, 11])
def test_all_forms_are_joined_and_no_lookalike_is(archive: Archive, seed: int) -> None:
    scores = settled(archive, seed)
    assert set(scores) == {recipe.__name__ for recipe in (*FORMS, *LOOKALIKES)}
    assert [pair for score in scores.values() for pair in score.false] == []
    assert [pair for score in scores.values() for pair in score.missed] == []
    assert sum(score.joined for score in scores.values()) > 40


@given(WORDS, WORDS)
@settings(deadline=None, max_examples=50)
def test_resemblance_is_a_share(one: str, other: str) -> None:
    assert 0 <= resemblance(one, other) == resemblance(other, one) <= 1
    assert resemblance(one, one) == 1


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("", "", 1, 1),
        ("", "the kiln", 0, 0),
        ("The Kiln", "the kiln", 1, 1),
        ("a b c d e f g h", "a b c d e f g h i", 0.8, 0.9),
        ("a b c d e f g h", "h g f e d c b a", 0, 0),
    ],
)
def test_texts_resemble_each_other(one: str, other: str, least: float, most: float) -> None:
    assert least <= resemblance(one, other) <= most
