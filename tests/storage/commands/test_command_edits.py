"""`backfile history`, `backfile diff` and `backfile edits`."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from storage.archive import Archive
from tests.storage.builders import (
    PUBLICATION,
    address,
    announce_pages,
    begin,
    capture_page,
    later,
    page_item,
    settle,
    warc_writer,
    writing,
)

HOSTILE = '<script>alert("1")</script>\x1b[31m & <b>'
PARAGRAPHS = (
    "The docks of Port Ansel reopened on Monday after the longest strike in the harbour's history.",
    "The owners of the quay expect the backlog to be cleared before the autumn gales set in.",
)


@pytest.fixture
def edited(archive: Archive) -> str:
    """The id of an article with three revisions: as archived, another headline, another number."""
    with writing(archive) as session:
        begin(session)
        page_id = announce_pages(session, [address(1)])[address(1)]
    with warc_writer(archive) as warc:
        captures = [capture_page(warc, address(1), b"<p>%d</p>" % n, at=later(24 * n)) for n in range(3)]
    shown: list[dict[str, Any]] = [
        {"paragraphs": PARAGRAPHS},
        {"paragraphs": PARAGRAPHS, "title": "Docks open"},
        {"paragraphs": (PARAGRAPHS[0], f"{PARAGRAPHS[1]} {HOSTILE}"), "title": "Docks open"},
    ]
    settled = [
        settle(archive, page_item(capture, url=address(1), page_id=page_id, **one))
        for capture, one in zip(captures, shown, strict=True)
    ]
    return str(settled[-1].article)


def test_the_history_tells_each_revision_with_its_edits(archive: Archive, backfile: Any, edited: str) -> None:
    said = backfile("history", edited, on=archive).out.splitlines()
    assert said[:2] == ["Docks open", address(1)]
    assert [" ".join(line.split()) for line in said[3:]] == [
        "1 2026-03-04 05:06:07 UTC as first archived",
        "2 2026-03-05 05:06:07 UTC title",
        "headline title; words: other words than before",
        "3 2026-03-06 05:06:07 UTC text",
        "substantive text; sentences: 1 added, the others as they were",
        f"2 changes since it was first archived: `backfile diff {edited}` shows the last",
    ]


def test_the_history_is_json_for_programs(archive: Archive, backfile: Any, edited: str) -> None:
    said = backfile("history", edited, "--json", on=archive).json()
    assert (said["id"], said["revision"]) == (edited, 3)
    assert said["revisions"][1] == {
        "number": 2,
        "seen_at": "2026-03-05T05:06:07+00:00",
        "changed": ["title"],
        "edits": [{"kind": "headline", "field": "title", "rule": "words: other words than before"}],
        "is_stealth": None,
    }


def test_a_difference_is_marked_word_by_word(archive: Archive, backfile: Any, edited: str) -> None:
    said = backfile("diff", edited, "--from", 1, "--to", 2, on=archive).out.splitlines()
    assert said[1:3] == [
        "from revision 1, seen 2026-03-04 05:06:07 UTC",
        "to   revision 2, seen 2026-03-05 05:06:07 UTC: headline",
    ]
    assert said[4:] == ["Title", "  Docks [-reopen-]{+open+}", ""]


def test_the_last_two_revisions_are_compared_where_none_is_named(archive: Archive, backfile: Any, edited: str) -> None:
    said = backfile("diff", edited, on=archive).out
    assert "Title" not in said.splitlines()
    assert "  … 1 paragraph unchanged" in said.splitlines()
    assert "{+" in said
    assert "\x1b" not in said


def test_words_of_the_article_are_no_markup_of_the_page(archive: Archive, backfile: Any, edited: str) -> None:
    page = backfile("diff", edited, "--from", 1, "--format", "html", on=archive).out
    assert "<del>reopen</del><ins>open</ins>" in page
    assert "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;" in page
    assert "<script" not in page
    assert "<b>" not in page
    assert "\x1b" not in page


def test_a_difference_is_json_for_programs(archive: Archive, backfile: Any, edited: str) -> None:
    said = backfile("diff", edited, "--from", 1, "--to", 2, "--json", on=archive).json()
    assert (said["from"]["number"], said["to"]["number"]) == (1, 2)
    assert said["fields"] == [
        {
            "field": "title",
            "runs": [
                {"change": "same", "text": "Docks "},
                {"change": "removed", "text": "reopen"},
                {"change": "added", "text": "open"},
            ],
        }
    ]
    assert said == backfile("diff", edited, "--from", 1, "--to", 2, "--format", "json", on=archive).json()


def test_what_people_put_in_place_is_no_edit_of_the_publishers(archive: Archive, backfile: Any, edited: str) -> None:
    words = ("--title", "Docks ajar", "--by", "Ines Vale", "--reason", "as printed on paper")
    assert backfile("correct", edited, *words, on=archive).code == 0
    said = backfile("diff", edited, "--from", 2, "--json", on=archive).json()
    assert [one["field"] for one in said["fields"]] == ["text"]
    assert backfile("edits", "--limit", 1, "--json", on=archive).json()[0]["title"] == "Docks ajar"


@pytest.mark.parametrize(("no_colour", "codes"), [("", True), ("1", False)])
def test_a_terminal_shows_colours_unless_told_not_to(
    archive: Archive, backfile: Any, edited: str, monkeypatch: pytest.MonkeyPatch, no_colour: str, codes: bool
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("FORCE_COLOR", "" if no_colour else "1")
    if no_colour:
        monkeypatch.setenv("NO_COLOR", no_colour)
    said = backfile("diff", edited, "--from", 1, "--to", 2, on=archive).out
    assert ("\x1b[" in said and "31" in said) is codes
    assert ("[-reopen-]{+open+}" in said) is not codes


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--from", 3, "--to", 1), 2, "--from 3 is not before --to 1"),
        (("--json", "--format", "html"), 2, "--json does not go with --format html"),
        (("--json", "--format", "text"), 2, "--json does not go with --format text"),
        (("--from", 9), 1, "has no revision 9; it has 1, 2, 3"),
        (("--to", 1), 2, "revision 1 is the first: there is none before it to compare it with"),
        (("--from", 3), 2, "revision 3 is the last: there is none after it to compare it with"),
    ],
)
def test_revisions_that_are_not_there_or_turned_round_are_one_sentence(
    archive: Archive, backfile: Any, edited: str, options: tuple[object, ...], code: int, said: str
) -> None:
    done = backfile("diff", edited, *options, on=archive)
    assert (done.code, said in done.err) == (code, True)


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        ((), [3, 2]),
        (("--kind", "headline"), [2]),
        (("--kind", "stealth"), []),
        (("--publication", PUBLICATION, "--since", "2026-03-06"), [3]),
        (("--until", "2026-03-05"), [2]),
        (("--limit", 1), [3]),
    ],
)
def test_edits_are_listed_by_kind_publication_and_day(
    archive: Archive, backfile: Any, edited: str, options: tuple[object, ...], numbers: list[int]
) -> None:
    said = backfile("edits", *options, "--json", on=archive).json()
    assert [one["number"] for one in said] == numbers
    assert {(one["id"], one["title"]) for one in said} <= {(edited, "Docks open")}


def test_days_that_end_before_they_begin_are_one_sentence(archive: Archive, backfile: Any, edited: str) -> None:
    done = backfile("edits", "--since", "2026-03", "--until", "2026-02", on=archive)
    assert (done.code, done.out, done.err) == (2, "", "backfile: --until 2026-02 is before --since 2026-03\n")


def test_edits_are_a_table(archive: Archive, backfile: Any, edited: str) -> None:
    head, first, second = (line.split("\t") for line in backfile("edits", on=archive).out.splitlines())
    assert head == ["seen (UTC)", "article", "revision", "edits", "stealth", "title"]
    assert first == ["2026-03-06 05:06", edited, "3", "substantive", "", "Docks open"]
    assert second[3] == "headline"
    assert backfile("edits", "--kind", "byline", on=archive).out == "No such edit.\n"
