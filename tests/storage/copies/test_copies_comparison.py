"""Two texts compared: what makes them one, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.copies.comparison import compare_words
from storage.copies.credits import CopyCredit, CreditSource, find_credit
from storage.copies.signature import NUMBERS, bands_of, sign, signature_scheme
from storage.copies.wording import MOST_WORDS, words_of
from storage.items import Contributor, ContributorKind
from tests.storage.copies.texts import change_words, invent_text, invent_words

TEXT = invent_words(1, 300)
TABLE = [word for row in range(30) for word in (*invent_words(row, 3), str(1000 + row), str(7 * row))]


def renumbered(words: list[str]) -> list[str]:
    return [str(int(word) + 5000) if word.isdigit() else word for word in words]


@pytest.mark.parametrize(
    ("one", "other", "is_copy"),
    [
        (TEXT, TEXT, True),
        (TEXT, invent_words(2, 300), False),
        (TEXT, TEXT[:200], True),
        (TEXT, TEXT[:120], False),
        (TEXT, invent_words(3, 40) + TEXT[40:], True),
        (TEXT, [*TEXT, *invent_words(4, 60)], True),
        (TEXT[150:] + TEXT[:150], TEXT, True),
        (TEXT[:60] + invent_words(5, 240), TEXT, False),
        (invent_words(6, 120) + TEXT[:200], invent_words(7, 120) + TEXT[:200], False),
        (TABLE, TABLE, True),
        (TABLE, renumbered(TABLE), False),
    ],
    ids=["same", "another", "two-thirds", "below-half", "new-beginning", "longer", "moved", "quoting", "same-footer",
         "same-table", "next-week"],
)  # fmt: skip
def test_copies_are_told_from_texts_that_share_a_part(one: list[str], other: list[str], is_copy: bool) -> None:
    assert compare_words(one, other).is_copy is is_copy


@settings(max_examples=40)
@given(st.lists(st.sampled_from("abcde12"), min_size=1, max_size=60), st.lists(st.sampled_from("abcde12"), min_size=1))
def test_it_makes_no_difference_which_text_comes_first(one: list[str], other: list[str]) -> None:
    found = compare_words(one, other)
    assert found == compare_words(other, one)
    assert 0 <= found.half <= 1
    assert 0 <= found.share <= 1
    assert compare_words(one, one).share == float(len(one) >= 3)


@pytest.mark.parametrize("share", [0.05, 0.1, 0.15])
def test_changed_words_leave_a_copy(share: float) -> None:
    changed = change_words([" ".join(TEXT)], share)
    assert compare_words(TEXT, words_of(changed[0])).is_copy


def test_words_are_compared_without_case_diacritics_and_punctuation() -> None:
    assert words_of("L’été, “Ünder” THE pier’s $1,200 東京") == [
        "l",
        "ete",
        "under",
        "the",
        "pier",
        "s",
        "1",
        "200",
        "東",
        "京",
    ]
    assert len(words_of("a " * 100_000)) == MOST_WORDS


def test_signatures_do_not_change_from_one_version_to_the_next() -> None:
    assert signature_scheme() == "1.2"
    assert bands_of(sign(words_of("a notice that never changes and stands here whole")))[:3] == [
        1559590675,
        7861884751,
        12082287227,
    ]


def test_signatures_agree_in_as_much_as_the_texts() -> None:
    one, other = (set(bands_of(sign(words))) for words in (TEXT, TEXT[:200]))
    assert 0.45 < len(one & other) / NUMBERS < 0.85
    assert not one & set(bands_of(sign(invent_words(2, 300))))


PERSON = Contributor("Mira Holt", ContributorKind.PERSON)
AGENCY = Contributor("Port Ansel Press", ContributorKind.AGENCY)
COMPANY = Contributor("Glaze Works", ContributorKind.ORGANISATION)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("This article first appeared in The Harbour Gazette.", "The Harbour Gazette"),
        ("This story was originally published by Dock Weekly on May 4, 2026.", "Dock Weekly"),
        ("A version of this story first ran in the May issue of Dock Weekly, and online", "Dock Weekly"),
        ("Reprinted with permission from Kiln & Wheel.", "Kiln & Wheel"),
        ("Zuerst erschienen in Hafenblatt.", "Hafenblatt"),
        ("The ship first appeared " + "far off " * 60, None),
        ("She first ran for Port Council in May.", None),
        ("The ship first appeared on the horizon.", None),
        ("Originally published in Kiln Review under another title.", "Kiln Review"),
    ],
)
def test_lines_of_credit(line: str, name: str | None) -> None:
    found = find_credit([*invent_text(1), line], [PERSON], None)
    assert found == (CopyCredit(name, CreditSource.APPEARED) if name else None)


def test_agencies_and_releases_are_credits() -> None:
    assert find_credit([], [PERSON, AGENCY], None) == CopyCredit("Port Ansel Press", CreditSource.AGENCY)
    assert find_credit([], [COMPANY], "press-release") == CopyCredit("Glaze Works", CreditSource.RELEASE)
    assert find_credit([], [], "press-release") == CopyCredit("press release", CreditSource.RELEASE)
    assert find_credit([], [PERSON, COMPANY], "article") is None
