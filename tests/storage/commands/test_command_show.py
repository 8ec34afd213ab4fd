"""`backfile show`."""

from __future__ import annotations

from typing import Any

import pytest

from storage.archive import Archive
from tests.storage.builders import announce_pages, begin, writing
from tests.storage.library import GLAZE, SELVEDGE, SHUTTLE, STORIES, WEST, add_publications


def test_an_article_is_shown_to_be_read(library: Archive, backfile: Any) -> None:
    lines = backfile("show", GLAZE.id, on=library).out.splitlines()
    assert lines[:10] == [
        "Glaze prices crack",
        "What glaze means",
        "",
        f"id          {GLAZE.id}",
        "publication kiln-review",
        "byline      By K.J. Quill",
        "            K.J. Quill (person)",
        "            photography: Ida Brand (person)",
        "published   31 March 2026 (2026-03-31 15:30:00 UTC)",
        "tags        Craft, Trade",
    ]
    assert lines[12:16] == ["Cobalt rose again on Friday.", "", "Potters will pay for it.", ""]
    assert lines[16:19] == [
        "Related stories  as seen 2026-03-04 05:06:07 UTC",
        "  automatic More: Sings [Loom+]",
        f"            {SHUTTLE.id}  https://www.{WEST}.test/shuttle/?utm_source=box",
    ]
    assert "    1  2026-03-04 05:06:07 UTC  as first archived" in lines
    assert lines[-1] == "extractor   backfile 0"


@pytest.mark.parametrize(
    "name",
    [
        GLAZE.id,
        GLAZE.id.upper(),
        GLAZE.id[:8],
        GLAZE.url,
        "http://kiln-review.test/glaze?utm_source=feed#top",
        "kiln-review.test/glaze",
        f" {GLAZE.url} ",
    ],
)
def test_an_article_has_many_names(library: Archive, backfile: Any, name: str) -> None:
    assert backfile("show", name, "--json", on=library).json()["id"] == GLAZE.id


def test_an_unknown_name_is_one_sentence(library: Archive, backfile: Any) -> None:
    for name in ("aaaaaaaaaaaa", "https://kiln-review.test/nothing/", "no such thing"):
        done = backfile("show", name, on=library)
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith(f"backfile: no article of this archive has the id or URL {name!r}: ")


def test_a_beginning_of_several_ids_names_them(archive: Archive, backfile: Any) -> None:
    from dataclasses import replace

    from tests.storage.library import fill

    by_letter: dict[str, list[str]] = {}
    stories = [replace(SELVEDGE, slug=f"bobbin-{number}") for number in range(33)]
    for story in stories:
        by_letter.setdefault(story.id[0], []).append(story.id)
    letter, ids = next((letter, ids) for letter, ids in by_letter.items() if len(ids) == 2)
    fill(archive, tuple(story for story in stories if story.id in ids))
    done = backfile("show", letter, on=archive)
    assert (done.code, done.err) == (1, f"backfile: {letter!r} is more than one article: {', '.join(sorted(ids))}\n")


def test_a_page_without_an_article_says_why(archive: Archive, backfile: Any) -> None:
    with writing(archive) as session:
        begin(session)
        announce_pages(session, ["https://harbour-gazette.test/later/"])
    done = backfile("show", "harbour-gazette.test/later", on=archive)
    assert done.code == 1
    assert done.err == (
        "backfile: harbour-gazette.test/later is in the ledger of harbour-gazette, but has no article: not visited yet\n"
    )


def test_an_empty_archive_has_no_article(archive: Archive, backfile: Any) -> None:
    add_publications(archive)
    assert backfile("show", STORIES[0].id, on=archive).code == 1
