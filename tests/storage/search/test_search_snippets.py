"""Snippets show what was found, and nothing that is not in the text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.search import Piece, highlight, parse_query


def shown(text: str, query: str, *, length: int = 240) -> str:
    """Return the snippet with its hits in brackets."""
    pieces = highlight(text, parse_query(query), length=length)
    return "".join(f"[{piece.text}]" if piece.is_hit else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("text", "query", "snippet"),
    [
        ("The price of steel.", "prices", "The [price] of steel."),
        ("The price of steel.", '"price of steel"', "The [price of steel]."),
        ("The price of steel.", '"price steel"', "The price of steel."),
        ("The price of steel.", '"price of steel" steel the', "[The] [price of steel]."),
        ("The price of steel.", "-steel price", "The [price] of steel."),
        ("The price of steel.", "ste* OR tin", "The price of [steel]."),
        ("The price of steel.", "", "The price of steel."),
        ("A box-office hit", "box-office", "A [box-office] hit"),
        ("A box-office hit", "office", "A box-[office] hit"),
        ("Łódź’s Ørsted", "lodz orsted", "[Łódź’s] [Ørsted]"),
        ("It is K.J. Quill", "kj", "It is [K.J]. Quill"),
        ("On Stream+ now", "stream+", "On [Stream+] now"),
        ("新しい東京タワー", "東京", "新しい[東京]タワー"),
        ("Cafe\u0301 ﬁlm", "café film", "[Café] [ﬁlm]"),
        ("soft\u00adhyphen", "softhyphen", "[soft\u00adhyphen]"),
        ("One\n\ntwo \t three", "two", "One [two] three"),
        ("<b>bold</b>", "bold", "<b>[bold]</b>"),
        ("", "steel", ""),
        ("the the the", '"the the"', "[the the the]"),
    ],
)
def test_hits(text: str, query: str, snippet: str) -> None:
    assert shown(text, query) == snippet


def test_a_snippet_begins_before_the_first_hit_and_ends_between_words() -> None:
    text = "lead " * 100 + "copper " + "zinc " * 100
    assert shown(text, "copper", length=60) == "…lead lead lead lead [copper] zinc zinc zinc zinc zinc zinc…"
    assert shown(text, "tin", length=30) == "lead lead lead lead lead lead…"
    assert shown(text, "zinc", length=14) == "…[zinc] [zinc] [zinc]…"


def test_a_hit_at_the_end_is_shown_with_what_comes_before() -> None:
    assert shown("lead " * 100 + "copper", "copper", length=30) == "…lead lead lead lead [copper]"


def test_pieces_say_what_is_a_hit() -> None:
    assert highlight("Old tin", parse_query("tin")) == [Piece("Old "), Piece("tin", is_hit=True)]


@pytest.mark.parametrize(
    ("text", "query"),
    [("a ", '"' + "a " * 900 + 'b"'), ("é ", "x* a e c " * 20), ("x", "xa* x"), ("東", "東京 東*"), (" ", "a")],
)
@pytest.mark.timeout(60)
def test_hostile_texts_and_queries_come_to_an_end(text: str, query: str) -> None:
    highlight(text * (250_000 // len(text)), parse_query(query))


texts = st.text(max_size=300) | st.lists(
    st.sampled_from(["the", "The", "who.", "Łódź", "K.J.", "a.b", "東京", "—", "é", "+"])
).map(" ".join)


@given(text=texts, query=texts, length=st.integers(min_value=1, max_value=80))
@settings(max_examples=150, deadline=None)
def test_a_snippet_is_a_part_of_the_text(text: str, query: str, length: int) -> None:
    pieces = highlight(text, parse_query(query), length=length)
    snippet = "".join(piece.text for piece in pieces)
    whole = " ".join(unicodedata.normalize("NFC", text).split())
    assert snippet.removeprefix("…").removesuffix("…") in whole or snippet in whole
    assert len(snippet) <= length + 2
    assert all(piece.text for piece in pieces)
