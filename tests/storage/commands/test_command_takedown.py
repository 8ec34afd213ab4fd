"""`backfile takedown`."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from storage import models
from storage.archive import Archive
from tests.storage.builders import capture_page, later, settle, warc_writer
from tests.storage.library import GLAZE, SHUTTLE, fill, story_item

SAID = ("--by", "Ines Vale", "--reason", "a court says so")


@pytest.fixture
def library(archive: Archive) -> Archive:
    fill(archive)
    return archive


def test_who_asks_for_a_hidden_article_is_told_when_and_why(library: Archive, backfile: Any) -> None:
    before = backfile("show", GLAZE.id, on=library).out
    done = backfile("takedown", "hide", GLAZE.id, *SAID, on=library)
    assert done.code == 0
    event = done.out.split(": ")[1].strip()
    for words in (("show", GLAZE.id), ("show", GLAZE.url, "--json"), ("show", GLAZE.id, "--revision", "1")):
        shown = backfile(*words, on=library)
        assert (shown.code, shown.out) == (77, "")
        assert shown.err.startswith(f"backfile: article {GLAZE.id} was taken down (hide) on 20")
        assert shown.err.endswith(": a court says so\n")
    assert backfile("takedown", "undo", event, *SAID, on=library).out == f"{event} undone\n"
    assert backfile("show", GLAZE.id, on=library).out == before
    kinds = [
        (one["kind"], one["outcome"]) for one in backfile("events", "--kind", "takedown", "--json", on=library).json()
    ]
    assert kinds == [("takedown", "hide"), ("takedown", "undone")]


def test_redacted_fields_are_named_where_they_are_blank(library: Archive, backfile: Any) -> None:
    done = backfile("takedown", "redact", GLAZE.id, "--field", "title", "--field", "body", *SAID, on=library)
    assert done.out.startswith(f"body, title of {GLAZE.id} redacted: ")
    lines = backfile("show", GLAZE.id, on=library).out.splitlines()
    assert lines[0] == "(no title)"
    (listed,) = backfile("takedown", "list", "--json", on=library).json()
    assert f"redacted    body, title, on {listed['made_at'][:10]}: a court says so" in lines
    exported = backfile("export", on=library).out
    assert GLAZE.id in exported
    assert "Potters" not in exported
    assert "crack" not in exported


LISTS = (
    ("search", "cobalt"),
    ("export",),
    ("export", "--format", "csv"),
    ("edits",),
    ("links", SHUTTLE.id),
    ("links", "--dangling"),
    ("people", "list"),
)
ITS_OWN = (("show", GLAZE.id), ("history", GLAZE.id), ("diff", GLAZE.id), ("links", GLAZE.id), ("copies", GLAZE.id))
WORDS = ("Glaze prices", "Potters", "K.J. Quill")


@pytest.fixture
def edited(library: Archive) -> Archive:
    """The library with an article whose title was changed."""
    with warc_writer(library) as warc:
        capture = capture_page(warc, GLAZE.url, b"new", publication=GLAZE.publication, at=later(20))
    item = story_item(GLAZE, capture)
    item.title = "Glaze prices mend"
    settle(library, item)
    return library


def told(backfile: Any, archive: Archive, commands: tuple[tuple[str, ...], ...]) -> set[str]:
    """Which words of the article the commands print."""
    printed = "".join(backfile(*words, on=archive).out for words in commands)
    return {word for word in WORDS if word in printed}


def test_no_list_tells_words_of_a_hidden_article(edited: Archive, backfile: Any) -> None:
    assert told(backfile, edited, LISTS) == told(backfile, edited, ITS_OWN) == set(WORDS)
    backfile("takedown", "hide", GLAZE.id, *SAID, on=edited)
    assert told(backfile, edited, LISTS) == told(backfile, edited, ITS_OWN) == set()
    assert {backfile(*words, on=edited).code for words in ITS_OWN} == {77}
    assert backfile("events", GLAZE.id, "--kind", "takedown", on=edited).code == 0


def test_no_command_tells_redacted_words(edited: Archive, backfile: Any) -> None:
    fields = ("--field", "title", "--field", "body", "--field", "byline")
    backfile("takedown", "redact", GLAZE.id, *fields, *SAID, on=edited)
    assert told(backfile, edited, (*LISTS, *ITS_OWN)) == set()
    assert {backfile(*words, on=edited).code for words in ITS_OWN} == {0}


def test_takedowns_are_listed(library: Archive, backfile: Any) -> None:
    assert backfile("takedown", "list", on=library).out == "Nothing is taken down.\n"
    backfile("takedown", "hide", GLAZE.id, *SAID, on=library)
    (listed,) = backfile("takedown", "list", "--json", on=library).json()
    assert (listed["article"], listed["level"], listed["by"], listed["reason"], listed["undone_at"]) == (
        GLAZE.id, "hide", "Ines Vale", "a court says so", None,
    )  # fmt: skip
    backfile("takedown", "undo", listed["id"], *SAID, on=library)
    assert backfile("takedown", "list", on=library).out == "Nothing is taken down.\n"
    assert len(backfile("takedown", "list", "--all", on=library).out.splitlines()) == 2


def test_a_purge_that_could_not_read_everything_says_so_and_can_be_given_again(library: Archive, backfile: Any) -> None:
    with library.read() as session:
        row = session.scalars(select(models.Capture).where(models.Capture.url == GLAZE.url)).one()
        path = library.warc_directory / row.warc_file.name
    broken = bytearray(path.read_bytes())
    broken[60:70] = b"\xff" * 10
    path.write_bytes(broken)
    done = backfile("takedown", "purge", GLAZE.url, *SAID, on=library)
    assert done.code == 4
    assert done.out.startswith(f"{GLAZE.id} purged: ")
    assert "not read: BACKFILE-" in done.out
    assert ":0: gzip member is damaged" in done.out
    assert done.err.startswith("backfile: 1 record could not be read and may hold words of the text: restore ")
    again = backfile("takedown", "purge", GLAZE.url, *SAID, on=library)
    said = (
        f"{GLAZE.id} was purged before: at its addresses and in sources nothing with its words came since. "
        "Under another address a copy of it is another article."
    )
    assert (again.code, again.out.splitlines()[0]) == (4, said)
