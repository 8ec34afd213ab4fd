"""`backfile correct`."""

from __future__ import annotations

from typing import Any

import pytest

from storage.archive import Archive
from storage.decisions import LOCK
from storage.locks import exclusive
from tests.storage.library import GLAZE, fill

SAID = ("--by", "Ines Vale", "--reason", "the printed paper says so")


@pytest.fixture
def library(archive: Archive) -> Archive:
    fill(archive)
    return archive


def test_what_was_read_is_shown_beside_the_correction(library: Archive, backfile: Any) -> None:
    done = backfile("correct", GLAZE.id, "--author", "Ada Brook", "--title", "Glaze soars", *SAID, on=library)
    assert done.code == 0
    assert [line.split(":")[0] for line in done.out.splitlines()] == [
        f"title of {GLAZE.id} corrected",
        f"byline of {GLAZE.id} corrected",
    ]
    lines = backfile("show", GLAZE.id, on=library).out.splitlines()
    assert lines[0] == "Glaze soars"
    assert "byline      Ada Brook" in lines
    first = next(place for place, line in enumerate(lines) if line.startswith("corrected   title, by Ines Vale on 20"))
    assert lines[first].endswith(": the printed paper says so")
    assert lines[first + 1] == "            as read: Glaze prices crack"
    assert lines[first + 3] == "            as read: By K.J. Quill"


def test_a_correction_is_withdrawn_by_its_id(library: Archive, backfile: Any) -> None:
    before = backfile("show", GLAZE.id, on=library).out
    made = backfile("correct", GLAZE.id, "--published", "2026-03-04", *SAID, "--json", on=library).json()
    assert [(one["article"], one["field"]) for one in made] == [(GLAZE.id, "published")]
    assert backfile("show", GLAZE.id, on=library).out != before
    done = backfile("correct", GLAZE.id, "--withdraw", made[0]["id"], *SAID, on=library)
    assert done.out == f"published of {GLAZE.id} withdrawn: {made[0]['id']}\n"
    assert backfile("show", GLAZE.id, on=library).out == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--title", "X"), 2, "--by"),
        (("--by", "Ines Vale", "--reason", " ", "--title", "X"), 2, "--reason is empty"),
        (SAID, 2, "nothing to correct"),
        ((*SAID, "--byline", "By Ada Brook"), 2, "add --author"),
        ((*SAID, "--byline", "By X", "--author", "Y Z"), 2, "--author 'Y Z' is not in --byline 'By X'"),
        ((*SAID, "--byline", " ", "--author", "Y Z"), 2, "--byline '' says that there is no byline"),
        ((*SAID, "--author", " "), 2, "--author is empty: name somebody, or blank the byline with --byline ''"),
        ((*SAID, "--author", "Ada Brook", "--author", ""), 2, "--author is empty"),
        ((*SAID, "--author", "Ada Brook", "--author", "ADA  brook"), 2, "--author 'ADA brook' is given twice"),
        ((*SAID, "--published", "soon"), 2, "--published 'soon' is no date"),
        ((*SAID, "--published", "3026"), 2, "--published '3026' is more than 5 years ahead"),
        ((*SAID, "--published", "3026-03-04T09:30"), 2, "is more than 5 years ahead"),
        ((*SAID, "--withdraw", "1", "--title", "X"), 2, "withdraw first"),
        ((*SAID, "--withdraw", "zzzz"), 1, f"no correction in force has the id 'zzzz'; article {GLAZE.id} has none"),
        ((*SAID, "--withdraw", "zzz"), 1, "'zzz' is too short for an id: type at least 4 characters of it"),
    ],
)
def test_a_mistake_is_said_in_one_sentence(
    library: Archive, backfile: Any, words: tuple[str, ...], code: int, said: str
) -> None:
    done = backfile("correct", GLAZE.id, *words, on=library)
    assert done.code == code
    assert said in done.err
    assert list(library.warc_directory.glob("BACKFILE-DECISIONS*")) == []


def test_another_process_that_decides_is_waited_for(library: Archive, backfile: Any) -> None:
    with exclusive(LOCK, directory=library.lock_directory, engine=library.engine):
        done = backfile("correct", GLAZE.id, "--title", "X", *SAID, on=library)
    assert done.code == 75
    assert "record of decisions is being worked on by another process" in done.err
