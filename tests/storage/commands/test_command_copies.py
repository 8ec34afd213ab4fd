"""`backfile copies`, what `show` and `search` say of copies, and copies found in an archive that had none."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import delete

from storage import models
from storage.archive import Archive
from storage.decisions import deciding
from storage.overlays import Level
from storage.takedowns import take_down
from tests.storage.builders import dump, get_article, later, writing
from tests.storage.copies.press import Story, print_stories
from tests.storage.copies.texts import change_words, invent_text

STRIKE = invent_text(1)
FIRST = Story("first", "kiln-review", STRIKE, later(2), agency="Port Ansel Press")
SISTER = Story("sister", "dock-weekly", change_words(STRIKE, 0.1), later(50))
EXCERPT = Story("excerpt", "harbour-gazette", STRIKE[:2], None, later(9))
OTHER = Story("other", "dock-weekly", invent_text(2), later(1))
PAIR = [replace(OTHER, name="pair", publication="kiln-review", published_at=later(3))]


@pytest.fixture
def ids(archive: Archive) -> dict[str, str]:
    return print_stories(archive, [FIRST, SISTER, EXCERPT, OTHER, *PAIR, Story("alone", "kiln-review", invent_text(3))])


def test_the_copies_of_an_article_are_shown_with_their_lead(
    archive: Archive, backfile: Any, ids: dict[str, str]
) -> None:
    done = backfile("copies", ids["sister"], on=archive)
    rows = [line.split("\t") for line in done.out.splitlines()]
    assert rows[0] == ["article", "publication", "published", "likeness", "words", "credit", "title"]
    assert rows[1] == [ids["first"], "kiln-review", "2026-03-04", "lead", "120", "Port Ansel Press", "first"]
    assert [row[0] for row in rows[2:]] == [ids["sister"], ids["excerpt"]]
    assert rows[3][2:5] == ["", "100%, excerpt", "80"]


def test_copies_are_json_for_programs(archive: Archive, backfile: Any, ids: dict[str, str]) -> None:
    said = backfile("copies", ids["excerpt"], "--json", on=archive).json()
    assert said["lead"] == ids["first"]
    first, sister, excerpt = said["articles"]
    assert first == {
        "id": ids["first"],
        "publication": "kiln-review",
        "url": "https://kiln-review.test/first/",
        "title": "first",
        "published_at": "2026-03-04T07:06:07+00:00",
        "published_on": "2026-03-04",
        "words": 120,
        "credit": "Port Ansel Press",
        "credit_source": "agency",
        "likeness": None,
        "length": None,
    }
    assert 0.6 < sister["likeness"] < 0.95
    assert (excerpt["likeness"], excerpt["length"]) == (1.0, 0.667)
    assert backfile("copies", ids["alone"], "--json", on=archive).json() == {"lead": None, "articles": []}
    assert backfile("copies", ids["alone"], on=archive).out == f"The archive has no copy of {ids['alone']}.\n"


@pytest.mark.parametrize(
    ("options", "leads"),
    [
        ([], ["first", "other"]),
        (["--min", "3"], ["first"]),
        (["--publication", "harbour-gazette"], ["first"]),
        (["--since", "2026-03-06"], ["first"]),
        (["--since", "2026-04"], []),
        (["--limit", "1"], ["first"]),
    ],
)
def test_groups_are_listed(
    archive: Archive, backfile: Any, ids: dict[str, str], options: list[str], leads: list[str]
) -> None:
    said = backfile("copies", "--list", *options, "--json", on=archive).json()
    assert [group["lead"] for group in said] == [ids[name] for name in leads]
    printed = backfile("copies", "--list", *options, on=archive).out.splitlines()
    assert [line.split("\t")[1] for line in printed[1:-1]] == [ids[name] for name in leads]


def test_what_is_hidden_is_not_named(archive: Archive, backfile: Any, ids: dict[str, str]) -> None:
    with deciding(archive) as session:
        article = get_article(session, ids["first"])
        take_down(session, article, Level.HIDE, actor="Ines Vale", reason="a court says so", now=later(100))
    said = backfile("copies", ids["sister"], "--json", on=archive).json()
    assert [one["id"] for one in said["articles"]] == [ids["sister"], ids["excerpt"]]
    refused = backfile("copies", ids["first"], on=archive)
    assert (refused.out, "was taken down" in refused.err) == ("", True)


def test_an_article_names_its_lead_in_one_line(archive: Archive, backfile: Any, ids: dict[str, str]) -> None:
    def said(name: str) -> list[str]:
        lines = backfile("show", ids[name], on=archive).out.splitlines()
        return [line for line in lines if line.startswith("copies")]

    assert said("alone") == []
    (line,) = said("sister")
    assert line.split(maxsplit=1)[1] == (
        f"of {ids['first']} (kiln-review, 2026-03-04); 2 other articles with this text: `backfile copies {ids['sister']}`"
    )
    (line,) = said("first")
    assert "lead of 2 other articles" in line


def test_searches_leave_out_copies(archive: Archive, backfile: Any, ids: dict[str, str]) -> None:
    word = STRIKE[0].split()[0]
    found = backfile("search", word, "--no-copies", "--json", on=archive).json()
    assert ids["first"] in {hit["id"] for hit in found}
    assert not {ids["sister"], ids["excerpt"]} & {hit["id"] for hit in found}
    lines = backfile("export", "--no-copies", on=archive).out.splitlines()
    assert len(lines) == len(ids) - 3


@pytest.mark.parametrize(
    "words",
    [[], ["--publication", "kiln-review"], ["abc", "--list"], ["abc", "--since", "2026"], ["abc", "--limit", "3"]],
)
def test_a_wrong_combination_is_one_sentence(archive: Archive, backfile: Any, words: list[str]) -> None:
    done = backfile("copies", *words, on=archive)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1


def test_copies_are_found_in_an_archive_that_knew_of_none(archive: Archive, backfile: Any, ids: dict[str, str]) -> None:
    tables = models.CopyMember, models.CopyLink, models.FingerprintBand, models.Fingerprint
    before = dump(archive)
    with writing(archive) as session:
        for table in tables:
            session.execute(delete(table))
    done = backfile("database", "reindex", on=archive)
    assert done.out.splitlines()[1] == "5 of them are copies of one another: `backfile copies --list`."
    after = dump(archive)
    assert all(after[table.__tablename__] == before[table.__tablename__] for table in tables)
    with writing(archive) as session:
        session.execute(delete(models.CopyMember))
        session.execute(delete(models.CopyLink))
    assert backfile("database", "reindex", on=archive).code == 0
    after = dump(archive)
    assert all(after[table.__tablename__] == before[table.__tablename__] for table in tables)


def test_commands_that_read_do_not_load_the_library() -> None:
    code = "import sys, storage.commands.copies_page, storage.queries.copies, storage.settlement; print('rensa' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
