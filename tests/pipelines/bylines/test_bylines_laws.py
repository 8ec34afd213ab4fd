"""What holds of every byline, sensible or hostile."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.bylines import parse_byline
from pipelines.bylines.noise import LONGEST
from pipelines.bylines.words.agencies import AGENCIES

GIVEN = ("Mira", "Tobin", "Ada", "Léa", "Jan-Erik", "K.L.", "JOSÉ", "Nadim", "o'neill", "Αννα", "Олена", "李")
FAMILY = (
    "Halvorsen",
    "Achterberg",
    "de la Vega",
    "O'MALLORY",
    "McTavish",
    "al-Qasbawi",
    "Quill-Wyatt",
    "Ставок",
    "梧桐",
)
BETWEEN = (" ", ", ", " and ", " & ", " und ", " | ", " / ", "; ", " - ", " (", ") ", ". ", ": ", "\n\t", "")
AROUND = ("By", "Von", "with", "edited by", "Foto:", "Staff", "Senior Editor", "MD", "AP", "Reuters", "in Oslo", "Inc.",
          "for the Gazette", "3 May 2020", "5:45 PM", "@mira", "mira@planet.example", "https://planet.example/a", "Jr.",
          "contributed to this report.", "Special to", "The", "'s", "記者", "기자")  # fmt: skip

bylines = st.lists(st.sampled_from(GIVEN + FAMILY + BETWEEN + AROUND), max_size=14).map("".join) | st.lists(
    st.sampled_from(GIVEN + FAMILY + AROUND), max_size=8
).map(" ".join)


def folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


@given(bylines | st.text(max_size=200))
@settings(max_examples=400, deadline=None)
def test_every_word_of_a_name_is_printed(printed: str) -> None:
    whole = folded(printed)
    for contributor in parse_byline(printed):
        words = contributor.name.split()
        assert contributor.name.strip()
        assert AGENCIES.get(words) == contributor.name or all(folded(word) in whole for word in words)


@given(
    st.lists(
        st.sampled_from(("Mira Halvorsen", "Tobin Achterberg", "K.L. Orbison", "Inés de la Vega")),
        unique=True,
        min_size=1,
    )
)
@settings(max_examples=40, deadline=None)
def test_names_come_back_as_printed_and_in_order(names: list[str]) -> None:
    joined = ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0]
    assert [one.name for one in parse_byline(f"By {joined}")] == names


@given(st.text())
@settings(max_examples=300, deadline=None)
def test_any_text_is_read(printed: str) -> None:
    assert all(one.name.strip() for one in parse_byline(printed, language=printed[:5], mastheads=(printed,)))


@pytest.mark.timeout(60)
def test_hostile_lengths_take_no_longer_than_their_beginning() -> None:
    hostile = (
        "By A ",
        "a",
        "and ",
        "1:",
        "((",
        "@",
        ".",
        "A. ",
        "Roe, ",
        "edited by ",
        "May 1 ",
        "-",
        "Special to ",
        "é",
        "記者",
        "by",
        "Aa",
        "published on ",
        "1 May on on ",
        "12:30 at ",
        "(A.) ",
        "Ministry of A, ",
        "& ",
        "Jane Roe, AP, ",
        "Jane Roe, Editors, ",
        "and Jane ",
        "' ",
    )
    for seed in hostile:
        printed = seed * (1_000_000 // len(seed))
        assert parse_byline(printed) == parse_byline(printed[:LONGEST]), seed
