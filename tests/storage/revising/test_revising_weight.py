"""Typo, wording or substantive."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.revising.kinds import EditKind
from storage.revising.weight import weigh

TEXT = (
    "The foundry in Larkmoor reopened its oldest kiln on Tuesday after a winter of repairs.",
    "Mira Holt, who runs the yard, said that the works could glaze 1,200 pipes a week.",
    "The owners did not say what the repairs had cost, and the union had no comment.",
)


def rule(weight: object) -> tuple[str, str]:
    assert weight is not None
    return str(weight.kind), weight.rule.split(":")[0]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("old", "new", "kind", "name"),
    [
        ("foundry", "foudnry", "typo", "spelling"),
        ("reopened", "re-opened", "typo", "spelling"),
        ("the the", "the", "typo", "spelling"),
        ("a winter of repairs", "a winter of of repairs", "typo", "spelling"),
        ("a winter", "winter", "typo", "spelling"),
        ("Mira Holt", "Mira Hollt", "substantive", "names"),
        ("Tuesday after", "Tuesday, after", "typo", "marks"),
        ("works could", "works  could", "typo", "marks"),
        ("union", "Union", "typo", "capitals"),
        ("could glaze", "would glaze", "wording", "words"),
        ("the repairs had cost", "the work had come to", "wording", "words"),
        ("reopened its oldest", "put back to work its oldest", "wording", "words"),
        ("1,200", "1200", "typo", "spelling"),
        ("1,200", "1,300", "substantive", "numbers"),
        ("did not say", "did say", "substantive", "negation"),
        ("Larkmoor", "Saltmarket", "substantive", "names"),
        ("Tuesday", "Wednesday", "substantive", "names"),
        (" The owners", " They are told that their neighbours on the quay never pay. The owners", "substantive", ""),
        (", and the union had no comment", "", "substantive", "negation"),
        (
            " of repairs",
            " of repairs to its brick walls and to the roof above its old drying floor",
            "substantive",
            "length",
        ),
    ],
)
def test_each_rule(old: str, new: str, kind: str, name: str) -> None:
    before = " ".join(TEXT).replace("the works", "the the works") if old == "the the" else " ".join(TEXT)
    assert old in before
    found = weigh([before], [before.replace(old, new)])
    assert found is not None
    assert (found.kind, found.rule.split(":")[0]) == (kind, name or found.rule.split(":")[0])


@pytest.mark.parametrize(
    ("after", "kind", "name"),
    [
        ((TEXT[0], TEXT[2], TEXT[1]), "wording", "order"),
        (TEXT[:2], "substantive", "sentences"),
        ((*TEXT, "She declined to say more."), "substantive", "sentences"),
        ((f"{TEXT[0]} {TEXT[1]}", TEXT[2]), "typo", "marks"),
    ],
)
def test_passages_that_come_go_or_move(after: tuple[str, ...], kind: str, name: str) -> None:
    assert rule(weigh(TEXT, after)) == (kind, name)


@pytest.mark.parametrize(
    ("before", "after", "kind", "name"),
    [
        ("They paid a million dollars for it.", "They paid a billion dollars for it.", "substantive", "numbers"),
        ("Some two people came.", "Some ten people came.", "substantive", "numbers"),
        ("Some eight people came.", "Some eighty people came.", "substantive", "numbers"),
        ("It is a two-year deal.", "It is a ten-year deal.", "substantive", "numbers"),
        ("It cost $5 million.", "It cost €5 million.", "substantive", "numbers"),
        ("It cost £5 million.", "It cost $5 million.", "substantive", "numbers"),
        ("It moved by 5 percent.", "It moved by -5 percent.", "substantive", "numbers"),
        ("It fell 20%.", "It fell 20 points.", "substantive", "numbers"),
        ("It fell 20%.", "It fell 20 percent.", "wording", "words"),
        ("The troops left Iran after talks.", "The troops left Iraq after talks.", "substantive", "names"),
        ("The troops of Iran left Iran.", "The troops of Iran left Iraq.", "substantive", "names"),
        ("The minister John Smith resigned.", "The minister John Smyth resigned.", "substantive", "names"),
        ("Then Ada Hollt left; Ada Holt said so.", "Then Ada Holt left; Ada Holt said so.", "typo", "spelling"),
        ("The U.S. deal closed.", "The U.S. deal closd.", "typo", "spelling"),
        ("The U.S. deal closed.", "The U.K. deal closed.", "substantive", "names"),
        ("The merger is legal.", "The merger is illegal.", "substantive", "negation"),
        ("He called it constitutional.", "He called it unconstitutional.", "substantive", "negation"),
        ("He did not leave.", "He did now leave.", "substantive", "negation"),
        ("The studio hired the director.", "The studio fired the director.", "substantive", "opposites"),
        ("Shares rose on the day.", "Shares fell on the day.", "substantive", "opposites"),
        ("They went to the country.", "They went to the county.", "wording", "words"),
        ("It came form the studio.", "It came from the studio.", "wording", "words"),
        ("The showrunner left.", "The showrunnner left.", "typo", "spelling"),
        ("The govenment fell over it.", "The government fell over it.", "typo", "spelling"),
        ("A secnd day passed. It rained.", "A second day passed. He died. It rained.", "substantive", "sentences"),
        ("A second day passed. He died. It rained.", "A secnd day passed. It rained.", "substantive", "sentences"),
        ("Then Acme said so. It rained.", "Then Acme St. John said so. It rained.", "substantive", "names"),
        ("Then they said so. It rained.", "Then they etc. said so. It rained.", "wording", "words"),
        ("A labour dispute began.", "A labor dispute began.", "typo", "spelling"),
        ("他不在公司。", "他在公司。", "substantive", "negation"),
    ],
)
def test_what_looks_alike_is_a_typo_only_where_one_of_both_is_no_word(
    before: str, after: str, kind: str, name: str
) -> None:
    assert rule(weigh([before], [after], language="en")) == (kind, name)


@pytest.mark.parametrize("language", ["de", "fr-CA", "ja", None, "xx", ""])
def test_two_letters_that_changed_places_are_a_typo_in_any_language(language: str | None) -> None:
    assert rule(weigh(["the kiln of kxrtqa is lit"], ["the kiln of kxrqta is lit"], language=language))[0] == "typo"


def test_a_rewritten_text_is_of_substance() -> None:
    before = ["the kiln was lit again by those who had built it and all of them were glad of the warmth " * 2]
    after = ["a fire burns now where men once laid brick upon brick while others carried water to their side " * 2]
    assert rule(weigh(before, after)) == ("substantive", "share")


passages = st.lists(st.text(alphabet="ab A.1’'-é漢\u200b", max_size=30), max_size=5)


@settings(max_examples=200)
@given(passages, passages)
def test_any_two_texts_have_a_weight_unless_they_are_the_same(before: list[str], after: list[str]) -> None:
    weight = weigh(before, after)
    assert (weight is None) == (before == after)
    back = weigh(after, before)
    assert weight is None or (back is not None and weight.kind in EditKind)


@given(passages)
def test_a_text_is_not_an_edit_of_itself(before: list[str]) -> None:
    assert weigh(before, list(before)) is None


def test_long_texts_are_weighed_in_bounded_time() -> None:
    before = [f"kiln {number} was lit" for number in range(10_000)]
    after = [f"oven {number} stayed cold" for number in range(10_000, 0, -1)]
    begun = time.perf_counter()
    weight = weigh(before, after)
    assert weight is not None
    assert time.perf_counter() - begun < 5
