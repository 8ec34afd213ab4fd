"""Names that hold a word of something else, or are written in their own way, stay whole; every name is invented."""

from __future__ import annotations

import pytest

from pipelines.bylines import parse_byline
from storage.items import Contributor, ContributorKind


def persons(printed: str, language: str | None = None) -> list[str]:
    read = parse_byline(printed, language=language)
    assert all(one.kind is ContributorKind.PERSON for one in read)
    return [one.name for one in read]


@pytest.mark.parametrize("surname", ["Read", "More", "Link", "Like", "Full", "Print", "Follow", "Text", "Min"])
def test_word_of_a_button_behind_a_given_name_is_the_surname(surname: str) -> None:
    assert persons(f"By Ada {surname}") == [f"Ada {surname}"]
    assert persons(f"By Ada Quill, Orla {surname}") == ["Ada Quill", f"Orla {surname}"]


@pytest.mark.parametrize("button", ["Share", "• Share", "Share Tweet", "| Read more"])
def test_word_of_a_button_behind_a_whole_name_is_dropped(button: str) -> None:
    assert persons(f"By Ada Quill {button}") == ["Ada Quill"]
    assert [one.name for one in parse_byline(f"Reuters {button}")] == ["Reuters"]


@pytest.mark.parametrize("body", ["Union", "Office", "Marketing", "Legal", "Bank"])
def test_word_of_bodies_behind_a_common_given_name_is_the_surname(body: str) -> None:
    assert persons(f"By Peter {body}") == [f"Peter {body}"]
    assert [one.kind for one in parse_byline(f"By Harbour {body} Group")] == [ContributorKind.ORGANISATION]


def test_word_of_bodies_behind_another_word_is_a_bodys() -> None:
    for name in ("Harbour Office", "Lakeside Union"):
        assert [(one.name, one.kind) for one in parse_byline(f"By {name}")] == [(name, ContributorKind.ORGANISATION)]


@pytest.mark.parametrize(
    "name",
    [
        "quill.o.ra",
        "a.b. quill",
        "Tobin the Keeper",
        "Mwangi wa Ndegwa",
        "Ada s Roy",
        "Ada s. Roy",
    ],
)
def test_name_that_is_written_in_its_own_way_is_one(name: str) -> None:
    assert persons(f"By {name}") == [name]
    assert persons(f"By Orla Byrd and {name}") == ["Orla Byrd", name]


def test_letter_that_leads_does_so_in_its_languages_only() -> None:
    read = parse_byline("Ada Quill s Royem Wyattem", language="cs-CZ")
    assert [(one.name, one.credit) for one in read] == [("Ada Quill", None), ("Royem Wyattem", "with")]
    assert persons("Ada s Roy", language="en") == ["Ada s Roy"]


@pytest.mark.parametrize("pronouns", ["(he/him)", "(she / they)", "[they/them]", "she/her", "(Elle/Iel)"])
def test_pronouns_are_neither_persons_nor_a_workplace(pronouns: str) -> None:
    (one,) = parse_byline(f"By Ada Quill {pronouns}, Senior Editor")
    assert (one.name, one.role, one.affiliation) == ("Ada Quill", "Senior Editor", None)


@pytest.mark.parametrize("printed", ["Jr.", "By III", "Sr.", "ada.b.quill", "a.quill"])
def test_suffix_or_login_alone_is_nobody(printed: str) -> None:
    assert parse_byline(printed) == ()


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("作者：王桥石 李小灯", ["王桥石", "李小灯"]),
        ("作者：李 灯", ["李 灯"]),
        ("山本 灯子", ["山本 灯子"]),
        ("김다리 이등대", ["김다리", "이등대"]),
        ("김 다리", ["김 다리"]),
        ("מאת תמר גשרי ודן מגדלור", ["תמר גשרי", "דן מגדלור"]),
        ("מאת תמר ורד גשרי", ["תמר ורד גשרי"]),
    ],
)
def test_names_without_a_separator_are_told_by_their_script(printed: str, names: list[str]) -> None:
    assert persons(printed) == names


@pytest.mark.parametrize("account", ["webteam", "newsadmin", "siteeditor"])
def test_account_of_a_newsroom_is_nobody(account: str) -> None:
    assert parse_byline(f"Posted by {account}") == ()


def test_desk_that_is_named_in_lower_case_is_a_staff_beside_a_person() -> None:
    _, desk = parse_byline("By Ada Quill and the Harbour Herring data desk")
    assert (desk.name, desk.kind) == ("the Harbour Herring data desk", ContributorKind.STAFF)
    assert desk.affiliation == "Harbour Herring"


@pytest.mark.parametrize("printed", ["Von Orbison, Mira", "Author: Von Orbison, Mira"])
def test_lead_before_a_surname_that_comes_first_is_no_part_of_the_name(printed: str) -> None:
    assert persons(printed) == ["Mira Orbison"]
    assert persons("By Von Quill, Columnist") == ["Von Quill"]


@pytest.mark.parametrize(
    ("printed", "credit"),
    [
        ("Von 梧桐 李", None),
        ("By 梧桐 李", None),
        ("Written by 梧桐 李", "writing"),
        ("Photos by 梧桐 李", "photography"),
    ],
)
def test_a_lead_in_latin_letters_is_no_outlet_of_a_name_in_others(printed: str, credit: str | None) -> None:
    assert parse_byline(printed) == (Contributor("梧桐 李", ContributorKind.PERSON, credit=credit),)


def test_a_lead_in_latin_letters_begins_anew_wherever_it_stands() -> None:
    found = parse_byline("By 梧桐 李 Photographs by 林 明")
    assert [(one.name, one.credit) for one in found] == [("梧桐 李", None), ("林 明", "photography")]
