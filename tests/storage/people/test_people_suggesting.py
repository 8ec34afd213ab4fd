"""Suggestions: names that may be one person's, each with what speaks for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.archive import Archive
from storage.people.suggesting import Suggestion, suggest
from storage.people.suggesting.likeness import Likeness, compare_names, parse_name
from tests.storage.builders import SITE, dump
from tests.storage.people.newsroom import GAZETTE, WEEKLY, Article, fill
from tests.storage.people.test_people_deciding import joined


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("Søren Ås", "SOREN AS", Likeness.DIACRITICS),
        ("K.J. Quill", "K. J. Quill", Likeness.DIACRITICS),
        ("KJ Quill", "K.J. Quill", Likeness.DIACRITICS),
        ("Holt Mira", "Mira Holt", Likeness.ORDER),
        ("Jean-Luc Brand", "Jeanluc Brand", Likeness.SPACING),
        ("M. Holt", "Mira Holt", Likeness.INITIALS),
        ("K.J. Quill", "Kim Joan Quill", Likeness.INITIALS),
        ("Kim J. Quill", "Kim Joan Quill", Likeness.INITIALS),
        ("Kim Quill", "Kim Joan Quill", Likeness.MIDDLE),
        ("Kim J. Quill", "Kim Quill", Likeness.MIDDLE),
        ("王小明", "王 小明", Likeness.DIACRITICS),
        ("Mira Holt", "Mara Holt", None),
        ("Mira Holt", "Mira Holm", None),
        ("N. Holt", "Mira Holt", None),
        ("Holt", "Mira Holt", None),
        ("Ed Holt", "Edna Holt", None),
        ("", "Mira Holt", None),
    ],
)
def test_names_are_alike_or_not(one: str, other: str, likeness: Likeness | None) -> None:
    assert compare_names(parse_name(one), parse_name(other)) is likeness
    assert compare_names(parse_name(other), parse_name(one)) is likeness


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_names_are_compared(one: str, other: str) -> None:
    assert compare_names(parse_name(one), parse_name(other)) == compare_names(parse_name(other), parse_name(one))


@pytest.mark.timeout(120)
def test_long_names_come_to_an_end() -> None:
    names = ("A. " * 40_000, "A.-" * 40_000, "A" * 100_000, ". - " * 30_000)
    assert [bool(parse_name(name).words) for name in names] == [True, True, True, False]


def found(archive: Archive, publication: str | None = None) -> dict[frozenset[str], Suggestion]:
    with archive.read() as session:
        suggestions = suggest(session, publication=publication)
    return {frozenset((one.one.name, one.other.name)): one for one in suggestions}


def test_pairs_come_with_their_evidence(archive: Archive) -> None:
    fill(archive)
    pairs = found(archive)
    assert {
        pair: (one.score, one.evidence) for pair, one in pairs.items()
    } == {
        frozenset({"Søren Ås", "Soren Aas"}): (
            7, (f"same author's page {SITE}/author/soren", f"both in {GAZETTE}", "both write for Letters"),
        ),
        frozenset({"Mira Holt", "M. Holt"}): (4, ("initials for a given name", f"both in {GAZETTE}", "both write for Docks")),
        frozenset({"Mira Holt", "Holt Mira"}): (
            5, ("same words in another order", f"both in {WEEKLY}", "both write for Docks"),
        ),
    }  # fmt: skip
    assert next(iter(pairs)) == frozenset({"Søren Ås", "Soren Aas"})


def test_nothing_is_joined_by_asking(archive: Archive) -> None:
    fill(archive)
    before = dump(archive)
    found(archive)
    assert dump(archive) == before


def test_names_in_one_byline_are_two_people(archive: Archive) -> None:
    fill(
        archive,
        (
            Article(GAZETTE, 1, ("Mira Holt",)),
            Article(GAZETTE, 2, ("MIRA HOLT",)),
            Article(GAZETTE, 3, ("Mira Holt", "MIRA HOLT")),
        ),
    )
    assert found(archive) == {}


def test_an_initial_that_fits_two_names_says_so(archive: Archive) -> None:
    fill(
        archive,
        tuple(
            Article(GAZETTE, day, (name,), None, "Docks")
            for day, name in enumerate(("M. Holt", "Mira Holt", "Mats Holt"), 1)
        ),
    )
    assert {(pair.score, pair.evidence[1]) for pair in found(archive).values()} == {
        (3, "but 2 given names fit the initial")
    }


def test_names_of_one_person_are_not_suggested_again(archive: Archive) -> None:
    fill(archive)
    _, person = joined(archive, "Mira Holt", "M. Holt", preferred="Mira Holt")
    pairs = found(archive)
    assert frozenset({"Mira Holt", "M. Holt"}) not in pairs
    assert pairs[frozenset({"Mira Holt", "Holt Mira"})].one.id == person


def test_a_page_that_many_names_share_is_nobodys(archive: Archive) -> None:
    names = ("Ana Bo", "Cy Di", "Ed Fi", "Gil Hu", "Ida Jo")
    fill(
        archive, tuple(Article(GAZETTE, day, (name,), page=f"{SITE}/author/staff") for day, name in enumerate(names, 1))
    )
    assert found(archive) == {}


def test_one_publication_alone_is_asked_for(archive: Archive) -> None:
    fill(archive)
    assert set(found(archive, WEEKLY)) == {frozenset({"Mira Holt", "Holt Mira"})}
