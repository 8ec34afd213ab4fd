import re

from hypothesis import given
from hypothesis import strategies as st

from pipelines.words import list_shingles, list_words

PIECES = st.sampled_from(
    ["trade", "Añejo", "50", "snake_case", "映画", "’", "“", "—", "·", " ", "\t", "\n", ".", "-", "\x1c"]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_words_are_those_of_the_expression_that_defines_them(text: str) -> None:
    assert list_words(text) == re.findall(r"\w+", text)


def test_marks_between_words_belong_to_none() -> None:
    assert list_words("“Who’s next?” she asked – 3 times…") == ["Who", "s", "next", "she", "asked", "3", "times"]


def test_shingles_are_words_in_a_row() -> None:
    assert list_shingles(["a", "b", "c", "d"], 3) == [("a", "b", "c"), ("b", "c", "d")]
    assert list_shingles(["a", "b"], 3) == []
