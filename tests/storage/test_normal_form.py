import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.items import Block, BlockKind
from storage.normal_form import normalise_text, text_digest, text_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  one\t\n two\u00a0three\u2003four ", "one two three four"),
        ("Ame\u0301lie", "Amélie"),
        ("a\x00b\x1bc\x85d", "abc d"),
        ("\ufdd0\ufffea\U0001ffff\U0010fffeb\U000e0100", "ab\U000e0100"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("soft\u00adhyphen zero\u200bwidth\ufeff", "softhyphen zerowidth"),
        ("\U0001f469\u200d\U0001f680", "\U0001f469\u200d\U0001f680"),
        ("\x1c \x0b\x0c", ""),
    ],
)
def test_normal_form(text: str, expected: str) -> None:
    assert normalise_text(text) == expected


@given(st.text(alphabet=st.characters(), max_size=80))
@settings(max_examples=200, deadline=None)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise_text(text)
    assert normalise_text(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(character) in {"Cc", "Cs"} for character in once)


@given(st.text(alphabet=st.characters(), max_size=40))
@settings(max_examples=50, deadline=None)
def test_normal_text_can_be_stored_and_digested(text: str) -> None:
    assert normalise_text(text).encode().decode() == normalise_text(text)
    assert len(text_digest(text)) == 64


def test_blocks_are_separated_by_blank_lines() -> None:
    blocks = [
        Block(BlockKind.QUESTION, "Why\nnow?"),
        Block(BlockKind.ANSWER, " \x00 "),
        Block(BlockKind.ANSWER, "Because."),
    ]
    assert text_of(blocks) == "Why now?\n\nBecause."


def test_digest_is_sha_256_in_hex() -> None:
    assert text_digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
