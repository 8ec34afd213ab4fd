"""`backfile show`."""

from __future__ import annotations

from typing import Any

import pytest

from storage.archive import Archive
from storage.outcomes import Outcome
from storage.settlement import Visit, settle_miss
from tests.storage.builders import (
    announce_pages,
    begin,
    capture_page,
    get_page,
    later,
    page_item,
    settle,
    warc_writer,
    writing,
)
from tests.storage.library import GLAZE, SELVEDGE, SHUTTLE, STORIES, TOUR, WEST, add_publications, fill, settle_tour


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


def test_an_interview_is_shown_in_turns(archive: Archive, backfile: Any) -> None:
    settle_tour(archive)
    lines = backfile("show", TOUR.id, on=archive).out.splitlines()
    assert "genre       interview: questions-and-answers" in lines
    assert "sign-off    Reporting by Ida Brand" in lines
    assert "text        partial: shorter-than-declared" in lines
    assert "            the page says that it is for subscribers" in lines
    assert "image       https://www.kiln-review.test/kiln.jpg" in lines
    assert "            The kiln. Cato Frame" in lines
    begin = lines.index("Q  Review: Why wood?")
    assert lines[begin : begin + 4 : 2] == ["Q  Review: Why wood?", "A  Saggar: It was there."]
    begin = lines.index("Notices")
    assert lines[begin : begin + 5] == [
        "Notices",
        "  update, 9:40 AM, in the text",
        "    UPDATED, 9:40 AM: The kiln is lit.",
        "  correction, beside the text",
        "    Correction: The kiln has two doors.",
    ]


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

    by_beginning: dict[str, list[str]] = {}
    stories = [replace(SELVEDGE, slug=f"bobbin-{number}") for number in range(4000)]
    for story in stories:
        by_beginning.setdefault(story.id[:4], []).append(story.id)
    beginning, ids = next((begun, ids) for begun, ids in by_beginning.items() if len(ids) == 2)
    fill(archive, tuple(story for story in stories if story.id in ids))
    done = backfile("show", beginning, on=archive)
    assert (done.code, done.err) == (1, f"backfile: {beginning!r} is more than one article: {', '.join(sorted(ids))}\n")


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


def archive_edited(archive: Archive) -> str:
    """An article whose headline its publisher changed; gives its id."""
    add_publications(archive)
    url = "https://kiln-review.test/ash/"
    with warc_writer(archive) as warc:
        captures = [capture_page(warc, url, at=later(hours), publication="kiln-review") for hours in (0, 5)]
    for capture, title in zip(captures, ("Ash", "Ash glaze"), strict=True):
        public_id = settle(archive, page_item(capture, url=url, title=title)).article
    assert public_id is not None
    return public_id


def test_an_earlier_revision_can_be_read(archive: Archive, backfile: Any) -> None:
    public_id = archive_edited(archive)
    last = backfile("show", public_id, on=archive).out.splitlines()
    first = backfile("show", public_id, "--revision", "1", on=archive).out.splitlines()
    assert (first[0], last[0]) == ("Ash", "Ash glaze")
    assert "revision    1 of 2: what is shown here was changed later" in first
    assert f"Revisions  `backfile show {public_id} --revision 1` shows the first" in last
    shown = backfile("show", public_id, "--revision", "1", "--json", on=archive).json()
    assert (shown["title"], shown["revision"], shown["captured_at"]) == ("Ash", 1, shown["revisions"][0]["seen_at"])
    assert backfile("show", public_id, "--json", on=archive).json()["revision"] == 2


def test_an_unknown_revision_is_one_sentence(archive: Archive, backfile: Any) -> None:
    public_id = archive_edited(archive)
    done = backfile("show", public_id, "--revision", "3", on=archive)
    assert (done.code, done.out) == (1, "")
    assert done.err == f"backfile: article {public_id} has no revision 3; it has 1, 2\n"


def test_an_article_that_is_gone_says_so_and_is_kept(archive: Archive, backfile: Any) -> None:
    fill(archive, (GLAZE,))
    with writing(archive) as session:
        page = get_page(session, GLAZE.url, GLAZE.publication)
        settle_miss(session, page.id, Outcome.GONE, "HTTP 410", Visit(later(9), None))
    lines = backfile("show", GLAZE.id, on=archive).out.splitlines()
    assert "state       gone when last visited, 2026-03-04 14:06:07 UTC (HTTP 410); kept here" in lines
    assert backfile("show", GLAZE.id, "--json", on=archive).json()["pages"] == [
        {
            "url": GLAZE.url,
            "state": "gone",
            "since_at": "2026-03-04T14:06:07+00:00",
            "outcome": "gone",
            "reason": "HTTP 410",
            "visited_at": "2026-03-04T14:06:07+00:00",
            "moved_to": None,
            "evidence": None,
        }
    ]
