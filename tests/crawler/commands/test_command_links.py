"""`backfile links`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx
import pytest
from sqlalchemy import select

from storage import models
from storage.archive import Archive
from storage.public_ids import mint
from storage.urls import url_key
from tests.command_line import Done, Run
from tests.storage.builders import (
    PUBLICATION,
    SITE,
    address,
    begin,
    capture_page,
    page_item,
    related_story,
    settle,
    warc_writer,
    writing,
)

ONE, TWO = (mint(PUBLICATION, url_key(address(number))) for number in (1, 2))
DEFINITION = f"""
name = "Harbour Gazette"
home = "{SITE}/"
timezone = "Europe/Oslo"

[[sources]]
kind = "feed"
url = "{SITE}/feed"

[pages]
include = ['^{SITE}/2026/']

[[rules]]
post_id = 'story-(\\d+)'
"""


@pytest.fixture
def linked(archive: Archive) -> Archive:
    """Two stories that point to one another, to a third one and to another site."""
    with writing(archive) as session:
        begin(session)
    with warc_writer(archive) as warc:
        for number in (1, 2):
            related = [
                related_story(0, address(3 - number), "The other"),
                related_story(1, address(7), "Seven"),
                related_story(2, f"https://elsewhere.test/{number}"),
            ]
            capture = capture_page(warc, address(number), b"%d" % number)
            text = [f"The docks of port {number} reopened."]
            settle(
                archive,
                page_item(capture, url=address(number), title=f"Story {number}", paragraphs=text, related=related),
            )
    return archive


@pytest.fixture
def backfile(backfile_here: Run) -> Callable[..., Done]:
    def run_on(*words: str, on: Archive) -> Done:
        return backfile_here(*words, "--archive", on.directory, "--database-url", on.database_url)

    return run_on


@pytest.fixture
def definitions(tmp_path: Path) -> Path:
    directory = tmp_path / "definitions"
    directory.mkdir()
    (directory / f"{PUBLICATION}.toml").write_text(DEFINITION)
    return directory


def test_links_of_an_article_are_listed_both_ways(linked: Archive, backfile: Any) -> None:
    done = backfile("links", ONE, on=linked)
    assert done.code == 0, done.err
    assert done.out.splitlines() == [
        "3 links to others",
        "to\tkind\theading\tlabel\ttext\tfirst seen (UTC)\tlast seen (UTC)",
        f"{TWO}\teditorial\tMore on this\t\tThe other\t2026-03-04 05:06\t2026-03-04 05:06",
        f"{address(7)}\teditorial\tMore on this\t\tSeven\t2026-03-04 05:06\t2026-03-04 05:06",
        "https://elsewhere.test/1\teditorial\tMore on this\t\t\t2026-03-04 05:06\t2026-03-04 05:06",
        "",
        "1 link from others",
        "from\tkind\theading\tlabel\ttext\tfirst seen (UTC)\tlast seen (UTC)",
        f"{TWO}\teditorial\tMore on this\t\tThe other\t2026-03-04 05:06\t2026-03-04 05:06",
    ]


def test_links_of_an_article_for_programs(linked: Archive, backfile: Any) -> None:
    found = backfile("links", address(1), "--json", on=linked).json()
    assert found["id"] == ONE
    assert found["in"] == [
        {
            "origin": TWO, "target": ONE, "kind": "editorial", "heading": "More on this", "label": None,
            "text": "The other", "url": address(1),
            "first_seen_at": "2026-03-04T05:06:07+00:00", "last_seen_at": "2026-03-04T05:06:07+00:00",
        }
    ]  # fmt: skip


def test_what_is_missing_is_listed_most_linked_first(linked: Archive, backfile: Any) -> None:
    done = backfile("links", "--dangling", on=linked)
    assert done.out.splitlines() == [
        "links\tstate\tpublication\taddress\ttext",
        f"2\tnot announced\t\t{address(7)}\tSeven",
        "1\tnot announced\t\thttps://elsewhere.test/1\t",
        "1\tnot announced\t\thttps://elsewhere.test/2\t",
    ]
    assert [one["links"] for one in backfile("links", "--dangling", "--limit", "1", "--json", on=linked).json()] == [2]


def test_what_a_definition_takes_is_put_into_its_ledger_once(linked: Archive, backfile: Any, definitions: Path) -> None:
    adding = ["links", "--dangling", "--add", "--publications", str(definitions)]
    assert backfile(*adding, on=linked).out == f"1 page added to the ledger of {PUBLICATION}.\n"
    assert backfile(*adding, "--json", on=linked).json() == {PUBLICATION: 0}
    with linked.read() as session:
        page = session.scalars(select(models.Page).where(models.Page.url == address(7))).one()
        assert (page.publication, page.post_id, page.outcome) == (PUBLICATION, "7", None)
        assert page.next_visit_at is not None
    assert f"2\tnot visited yet\t{PUBLICATION}\t{address(7)}" in backfile("links", "--dangling", on=linked).out


def test_what_no_definition_takes_is_said(linked: Archive, backfile: Any, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    done = backfile("links", "--dangling", "--add", "--publications", str(tmp_path / "none"), on=linked)
    assert (done.code, done.out) == (0, "No definition takes any of them.\n")


def test_the_most_linked_are_counted(linked: Archive, backfile: Any) -> None:
    done = backfile("links", "--most-linked", "--from", "2026-03", "--limit", "1", on=linked)
    assert done.out.splitlines()[0] == "links\tarticle\tpublication\tpublished\ttitle"
    assert done.out.splitlines()[1].startswith("1\t")
    assert backfile("links", "--most-linked", "--to", "2026-02", on=linked).out == "No article is linked to.\n"


def test_the_graph_is_exported(linked: Archive, backfile: Any, tmp_path: Path) -> None:
    written = tmp_path / "graph.xml"
    done = backfile("links", "--format", "graphml", "--output", str(written), on=linked)
    assert (done.code, done.out, done.err) == (0, "", f"6 links written to {written}\n")
    read = networkx.read_graphml(written)
    assert (read.number_of_nodes(), read.number_of_edges()) == (5, 6)
    rows = backfile("links", "--format", "csv", on=linked).out.splitlines()
    assert rows[0].startswith("source,target,target_url,kind,")
    assert len(rows) == 7


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        ([], 2, "backfile: give one of: an article, --dangling, --most-linked, --format\n"),
        (["--dangling", "--most-linked"], 2, "backfile: give one of: "),
        (["--most-linked", "--add"], 2, "backfile: --add goes with --dangling\n"),
        (["--dangling", "--output", "x"], 2, "backfile: --output goes with --format\n"),
        (["nosuch", "--limit", "3"], 2, "backfile: --limit goes with --dangling and --most-linked\n"),
        (["--format", "csv", "--limit", "3"], 2, "backfile: --limit goes with --dangling and --most-linked\n"),
        (["--format", "csv", "--json"], 2, "backfile: --json does not go with --format"),
        (["--format", "graphml", "--raw"], 2, "backfile: --raw goes with --format csv\n"),
        (
            ["nosuch", "--from", "2026"],
            2,
            "backfile: --publication, --from and --to choose articles: give them without",
        ),
        (["nosuch", "--output", "x"], 2, "backfile: --output goes with --format\n"),
        (["nosuch"], 1, "backfile: no article of this archive has the id or URL 'nosuch'"),
        (["--dangling", "--publication", "tide"], 1, "backfile: the archive has no publication 'tide'"),
        (["--dangling", "--add", "--publications", "/nowhere"], 2, "backfile: there is no directory /nowhere"),
    ],
)
def test_a_wrong_option_is_one_sentence(
    linked: Archive, backfile: Any, words: list[str], code: int, sentence: str
) -> None:
    done = backfile("links", *words, on=linked)
    assert (done.code, done.out) == (code, "")
    assert done.err.startswith(sentence)
    assert done.err.count("\n") == 1
