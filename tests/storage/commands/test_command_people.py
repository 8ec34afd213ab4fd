"""`backfile people`."""

from __future__ import annotations

from typing import Any

import pytest

from storage.archive import Archive
from tests.storage.people.newsroom import GAZETTE, WEEKLY, fill

BY = ("--by", "Iva Bell", "--reason", "They told me so")


@pytest.fixture
def newsroom(archive: Archive) -> Archive:
    fill(archive)
    return archive


def test_people_are_listed_with_counts(newsroom: Archive, backfile: Any) -> None:
    done = backfile("people", on=newsroom)
    assert done.out.splitlines()[:4] == [
        "person\tname\tarticles\tpublications\tprinted as",
        "\tMira Holt\t3\t2\t",
        "\tOde Rask\t2\t2\t",
        "\tSøren Ås\t2\t2\t",
    ]
    assert backfile("people", "list", on=newsroom).out == done.out
    assert [one["name"] for one in backfile("people", "--limit", "1", "--json", on=newsroom).json()] == ["Mira Holt"]
    words = backfile("people", "list", "holt", "m", "--publication", GAZETTE, "--json", on=newsroom).json()
    assert [(one["name"], one["articles"]) for one in words] == [("M. Holt", 1)]
    assert backfile("people", "list", "zeppelin", on=newsroom).out == "No byline names such a person.\n"


def test_names_are_joined_shown_and_parted(newsroom: Archive, backfile: Any) -> None:
    alone = backfile("people", "show", "Mira Holt", on=newsroom).out
    everybody = backfile("people", on=newsroom).out
    done = backfile("people", "merge", "Mira Holt", "M. Holt", "--name", "Mira Holt", *BY, "--json", on=newsroom).json()
    assert (done["names"], done["undoes"]) == (["Mira Holt", "M. Holt"], None)
    shown = backfile("people", "show", done["person"], on=newsroom).out.splitlines()
    assert shown[:3] == [f"Mira Holt  {done['person']}", "  printed as M. Holt", "  printed as Mira Holt"]
    assert f"{GAZETTE}\t3\t2026-05-01\t2026-05-03" in shown
    assert f"Senior Reporter\t\t\t{GAZETTE}\t2\t2026-05-02\t2026-05-03" in shown
    assert "Ode Rask\t\t1" in shown
    assert shown[-1] == "4 articles."
    programs = backfile("people", "show", "M. Holt", "--json", on=newsroom).json()
    assert (programs["id"], len(programs["articles"]), programs["articles"][0]["title"]) == (
        done["person"],
        4,
        "Story 6",
    )
    back = backfile("people", "split", done["person"], *BY, on=newsroom).out
    assert back.startswith(f"Mira Holt, M. Holt and {done['person']}: all is as it was before (decision ")
    assert backfile("people", "show", "Mira Holt", on=newsroom).out == alone
    assert backfile("people", on=newsroom).out == everybody


def test_articles_are_found_by_person(newsroom: Archive, backfile: Any) -> None:
    joining = ("people", "merge", "Mira Holt", "M. Holt", "--name", "Mira Holt", "--publication", GAZETTE)
    person = backfile(*joining, *BY, "--json", on=newsroom).json()["person"]
    hits = backfile("search", "--person", person, "--json", on=newsroom).json()
    assert [hit["title"] for hit in hits] == ["Story 3", "Story 2", "Story 1"]
    later = backfile("search", "--person", person, "--from", "2026-05-02", "--json", on=newsroom).json()
    assert later == hits[:2]
    exported = backfile("export", "--person", person, on=newsroom).out.splitlines()
    assert len(exported) == 3
    wrong = backfile("search", "--person", "nobody", on=newsroom)
    assert (wrong.code, wrong.err) == (
        1,
        "backfile: there is no person 'nobody': `backfile people` lists those there are\n",
    )


def test_two_people_of_one_name(newsroom: Archive, backfile: Any) -> None:
    joining = ("people", "merge", "Ode Rask", *BY, "--json", "--publication")
    one = backfile(*joining, GAZETTE, "--name", "Ode Rask the elder", on=newsroom).json()["person"]
    other = backfile(*joining, WEEKLY, "--name", "Ode Rask the younger", on=newsroom).json()["person"]
    assert one != other
    said = backfile("people", "show", "Ode Rask", on=newsroom)
    assert said.code == 1
    assert f"{one} (Ode Rask the elder)" in said.err
    undone = backfile("events", "--kind", "person-merge", "--json", on=newsroom).json()[0]["id"]
    assert backfile("people", "undo", undone, *BY, on=newsroom).code == 0
    shown = backfile("people", "show", "Ode Rask", on=newsroom).out
    assert f"in other articles the name is Ode Rask the younger ({other})" in shown


def test_a_name_is_parted_from_a_person(newsroom: Archive, backfile: Any) -> None:
    person = backfile("people", "merge", "Mira Holt", "Ode Rask", "--name", "M", *BY, "--json", on=newsroom).json()[
        "person"
    ]
    done = backfile("people", "split", person, "Ode Rask", *BY, on=newsroom)
    assert done.out.startswith(f"Ode Rask: parted from {person} (decision ")


def test_suggestions_are_shown_with_evidence(newsroom: Archive, backfile: Any) -> None:
    done = backfile("people", "suggest", "--limit", "1", on=newsroom)
    assert done.out.splitlines()[0] == "score\tname\tother name\tevidence"
    assert done.out.splitlines()[1].startswith("7\tSøren Ås\tSoren Aas\tsame author's page ")
    found = backfile("people", "suggest", "--publication", WEEKLY, "--json", on=newsroom).json()
    assert [name["name"] for name in found[0]["names"]] == ["Holt Mira", "Mira Holt"]


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["show", "Nobody"], 1, "backfile: no byline of this archive prints 'Nobody': `backfile people` lists names\n"),
        (["list", "…"], 2, "backfile: '…' holds no name\n"),
        (["list", "--publication", "x"], 1, "backfile: the archive has no publication 'x'"),
        (["merge", "Mira Holt", *BY], 2, "backfile: these names make a new person: give --name"),
        (["merge", "Mira Holt", "--name", "M", "--by", " ", "--reason", "x"], 2, "backfile: --by is empty"),
        (["merge", "Mira Holt", "--publication", GAZETTE, "--article", "x", *BY], 2, "backfile: give --publication or"),
        (["merge", "Mira Holt", "--publication", "x", *BY], 1, "backfile: the archive has no publication 'x'"),
        (["split", "Mira Holt", *BY], 1, "backfile: there is no person 'Mira Holt': `backfile people` lists"),
        (["undo", "xxxx", *BY], 1, "backfile: no event has the id 'xxxx'"),
        (["undo", "x", *BY], 1, "backfile: 'x' is too short for an id"),
        (["split", "xyz", *BY], 1, "backfile: 'xyz' is too short for an id"),
        (["show", "xyz"], 1, "backfile: no byline of this archive prints 'xyz'"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_sentence(
    newsroom: Archive, backfile: Any, words: list[str], code: int, sentence: str
) -> None:
    done = backfile("people", *words, on=newsroom)
    assert (done.code, done.out) == (code, "")
    assert done.err.startswith(sentence)
    assert done.err.count("\n") == 1
