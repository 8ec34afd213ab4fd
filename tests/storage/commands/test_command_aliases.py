"""`backfile aliases`: every address with its evidence; merges and splits, and their undoing."""

from __future__ import annotations

from typing import Any

import pytest

from storage import models
from storage.archive import Archive
from storage.locks import exclusive
from tests.storage.builders import (
    PUBLICATION,
    SITE,
    address,
    announce_pages,
    begin,
    capture_page,
    page_item,
    settle,
    warc_writer,
    writing,
)

WHO = ("--by", "Ines Vale", "--reason", "they are one story")


@pytest.fixture
def moved(archive: Archive) -> str:
    """An article that one address led to and another has."""
    with writing(archive) as session:
        begin(session)
        page_id = announce_pages(session, [address(1)])[address(1)]
    with warc_writer(archive) as warc:
        hop = capture_page(warc, address(1), b"", status=301, headers=((b"Location", address(2).encode()),))
        answer = capture_page(warc, address(2), b"<p>2</p>", requested_url=address(1))
    return settle(archive, page_item(answer, url=address(1), page_id=page_id, hops=[hop])).article or ""


@pytest.fixture
def other(archive: Archive, moved: str) -> str:
    """Another article."""
    with warc_writer(archive) as warc:
        capture = capture_page(warc, f"{SITE}/cranes/", b"<p>3</p>")
    item = page_item(capture, url=f"{SITE}/cranes/", title="Cranes", paragraphs=["Cranes came back to the quay."])
    found = settle(archive, item).article or ""
    assert found != moved
    return found


def test_every_address_is_listed_with_its_evidence(archive: Archive, moved: str, backfile: Any) -> None:
    listed = backfile("aliases", moved, on=archive)
    assert listed.out.splitlines() == [
        f"{moved} (harbour-gazette)",
        "url\tevidence\tsince (UTC)\tuntil (UTC)\tstate\tdetail",
        f"{address(2)}\tarchived\t2026-03-04 05:06\t\tlive\t",
        f"{address(1)}\tredirect\t2026-03-04 05:06\t\tmoved\t1 of 1 words as expected",
    ]
    assert backfile("aliases", "list", address(1), on=archive).out == listed.out


def test_json_has_the_state_of_each_address(archive: Archive, moved: str, backfile: Any) -> None:
    shown = backfile("aliases", moved, "--json", on=archive).json()
    assert (shown["article"], shown["merged"]) == (moved, [])
    assert [alias["page"]["state"] for alias in shown["aliases"]] == ["live", "moved"]
    assert shown["aliases"][1]["page"]["evidence"]["location"] == address(2)


def test_a_merge_is_said_listed_and_undone(archive: Archive, moved: str, other: str, backfile: Any) -> None:
    before = backfile("show", other, "--json", on=archive).json()
    merged = backfile("aliases", "merge", other, moved, "--json", *WHO, on=archive).json()
    assert merged["details"]["into"] == moved
    assert backfile("show", other, "--json", on=archive).json()["id"] == moved
    listed = backfile("aliases", moved, on=archive).out.splitlines()
    assert listed[1] == f"merged into it: {other}"
    assert f"{SITE}/cranes/\tmerged\t" in "\n".join(listed)
    undone = backfile("aliases", "undo", merged["event"][:8], *WHO, on=archive)
    assert undone.out.startswith(f"merge of {other} undone: ")
    assert backfile("show", other, "--json", on=archive).json() == before


def test_a_split_is_said_listed_and_undone(archive: Archive, moved: str, backfile: Any) -> None:
    before = backfile("show", moved, "--json", on=archive).json()
    assert backfile("aliases", "split", address(1), *WHO, on=archive).out.startswith(
        f"{address(1)} is no article's now"
    )
    assert backfile("show", moved, "--json", on=archive).json()["pages"] == before["pages"][1:]
    (event,) = backfile("events", "--kind", "split", "--json", on=archive).json()
    backfile("aliases", "undo", event["id"], *WHO, on=archive)
    assert backfile("show", moved, "--json", on=archive).json() == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("merge", "{moved}", "{moved}", *WHO), 2, "article {moved} cannot be merged into itself"),
        (("merge", address(1), address(2), *WHO), 2, "article {moved} cannot be merged into itself"),
        (("merge", "{moved}", "zzzz", *WHO), 1, "no article of this archive has the id or URL 'zzzz'"),
        (("split", address(2), *WHO), 2, "split off its other addresses"),
        (("split", f"{SITE}/nowhere/", *WHO), 1, "is no page of this archive"),
        (("split", "{moved}", *WHO), 1, "is no address: name one of those that `backfile aliases {moved}` lists"),
        (("split", address(1), "--by", " ", "--reason", "so"), 2, "--by is empty"),
        (("undo", "0000-none", *WHO), 1, "no event has the id '0000-none'"),
        (("undo", "000", *WHO), 1, "'000' is too short for an id: type at least 4 characters of it"),
        (("abc",), 1, "'abc' is too short for an id"),
        (("zzzz",), 1, "no article of this archive has the id or URL 'zzzz'"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    archive: Archive, moved: str, backfile: Any, words: tuple[str, ...], code: int, said: str
) -> None:
    done = backfile("aliases", *(word.format(moved=moved) for word in words), on=archive)
    assert (done.code, done.out) == (code, "")
    assert said.format(moved=moved) in done.err
    assert len(done.err.splitlines()) == 1


def test_what_was_taken_down_is_not_merged(archive: Archive, moved: str, other: str, backfile: Any) -> None:
    backfile("takedown", "hide", other, *WHO, on=archive)
    (hidden,) = backfile("takedown", "list", "--json", on=archive).json()
    for words in ((other, moved), (moved, other)):
        done = backfile("aliases", "merge", *words, *WHO, on=archive)
        assert (done.code, done.out) == (77, "")
        assert f"article {other} was taken down (hide): undo that first, {hidden['id']}" in done.err


def test_nothing_is_decided_while_the_publication_is_crawled(
    archive: Archive, moved: str, other: str, backfile: Any
) -> None:
    merged = backfile("aliases", "merge", other, moved, "--json", *WHO, on=archive).json()
    with exclusive(PUBLICATION, directory=archive.lock_directory, engine=archive.engine):
        for words in (("merge", other, moved), ("split", address(1)), ("undo", merged["event"])):
            done = backfile("aliases", *words, *WHO, on=archive)
            assert (done.code, done.out) == (75, "")
            assert f"{PUBLICATION} is being worked on by another process" in done.err


def test_nothing_is_decided_while_articles_are_made_again(
    archive: Archive, moved: str, other: str, backfile: Any
) -> None:
    with writing(archive) as session:
        session.get_one(models.Publication, PUBLICATION).rebuilt_to = 1
    done = backfile("aliases", "merge", other, moved, *WHO, on=archive)
    assert (done.code, done.out) == (2, "")
    assert f"run `backfile rebuild --publication {PUBLICATION}` first" in done.err
