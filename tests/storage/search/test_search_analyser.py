"""What becomes of a text's words."""

from __future__ import annotations

import hashlib
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.search.analyser import MAX_CHARACTERS, MAX_TOKEN, analyse, fold, name_key
from storage.search.folding import fold_text

SURFACES = {
    "Prices, priced; PRICE": "prices priced price",
    "Łódź Ørsted Straße İstanbul ıslak Œuvre Ærø Þór Đuro Ħal": "lodz orsted strasse istanbul islak oeuvre aero thor duro hal",
    "é e\u0301 ﬁlm Ｆｕｌｌ": "e e film full",
    "Αθήνα Москва́": "αθηνα москва",
    "Quill’s Quill's studios' the 's": "quill quill studios the s",
    "O’Brien don't rock 'n' roll": "obrien dont rock n roll",
    "box-office tie–in either/or snake_case": "box office tie in either or snake case",
    "K.J. U.S. e.g. a.m.": "kj us eg am",
    "U.S.’s U.S.-based": "us us based",
    "Ph.D. No.1 end.Start": "ph d no 1 end start",
    "J. J. Abel": "j j abel",
    "3.5 $1,200.50 1,000,000 10,20 2019,2020": "3.5 1200.50 1000000 10 20 2019 2020",
    "1e5 v2.3.1 4K 3.5m word² ½": "1e5 v2.3.1 4k 3.5m word 1 2",
    "VIP+ C++ C# Stream+’s 1+1 + #1": "vip + c ++ c # stream + 1 1 1",
    "Sound™ Vision® ©Owner": "sound vision owner",
    "jane@example.com": "jane example com",
    "東京タワー 서울": "東 京 タ ワ ー 서 울",
    "हिन्दी": "हिन्दी",
    "soft\u00adhyphen zero\u200bwidth": "softhyphen zerowidth",
    "The Who, to be or not": "the who to be or not",
    "😀 — … !!! \ud800 \x00": "",
}


@pytest.mark.parametrize(("text", "surfaces"), SURFACES.items())
def test_surface_forms(text: str, surfaces: str) -> None:
    assert fold(text) == surfaces.split()


@pytest.mark.parametrize(
    ("text", "tokens"),
    {
        "steel prices": "steel price",
        "running companies": "run compani",
        "Ørsted’s": "orst",
        "straße 3.5m 1e5 κόσμος": "strass 3.5m 1e5 κοσμοσ",
    }.items(),
)
def test_only_ascii_words_are_stemmed(text: str, tokens: str) -> None:
    assert analyse(text) == tokens.split()


STEMMED = "generously prices pricing studios studio's executive executives nationalities skies dying news succeeded"
STEMS = "generous price price studio studio execut execut nation sky die news succeed"


def test_stems_are_those_of_this_version() -> None:
    """A library that stems otherwise needs a new `ANALYSER`: what is indexed would no longer be found."""
    assert analyse(STEMMED) == STEMS.split()


def test_folds_are_those_of_this_version() -> None:
    """The same for characters; Latin, Greek, Cyrillic and signs."""
    folds = "|".join(fold_text(chr(code)) for code in (*range(0x590), *range(0x1E00, 0x2C00)))
    assert hashlib.sha256(folds.encode()).hexdigest()[:16] == "76867ee990797d3c"


@pytest.mark.parametrize(
    ("name", "key"),
    {
        "K.J. Quill": "kj quill",
        "K. J. Quill": "kj quill",
        "KJ QUILL": "kj quill",
        "Ana B. Łukasz": "ana b lukasz",
        "Conor O’Dell": "conor odell",
        "Jean-Luc Ødegård": "jean luc odegard",
        "東 太郎": "東 太 郎",
        "": "",
    }.items(),
)
def test_name_key(name: str, key: str) -> None:
    assert name_key(name) == key


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_tokens_hold_nothing_that_a_database_reads(text: str) -> None:
    for token in analyse(text):
        assert 0 < len(token) <= MAX_TOKEN
        assert not set(token) & set(" '\"\\*:&|!()<>%_-\t\n\x00¶")
        assert not any("A" <= character <= "Z" or "\ud800" <= character <= "\udfff" for character in token)


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_folding_twice_changes_no_word(text: str) -> None:
    words = [token for token in fold(text) if token[0] not in "+#"]
    assert fold(" ".join(words)) == words


@pytest.mark.parametrize(
    "text",
    ["a.b." * 75_000, "a'" * 150_000, "1,000" * 60_000, "1." * 150_000, "a+" * 150_000, "x" * 300_000, "'s" * 150_000,
     "a. b." * 60_000, "\u0301" * 300_000, "\ufdfa" * 300_000, "é" * 300_000, "東" * 300_000, "+" * 300_000],
    ids=lambda text: ascii(text[:6]),
)  # fmt: skip
@pytest.mark.timeout(60)
def test_hostile_texts_come_to_an_end_and_take_no_room(text: str) -> None:
    tokens = analyse(text)
    assert sum(map(len, tokens)) <= MAX_CHARACTERS


def test_the_stemmer_is_loaded_when_it_is_needed() -> None:
    program = "import sys, storage.search; print('snowballstemmer' in sys.modules, 'psycopg' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["False", "False"]
