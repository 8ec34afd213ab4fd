"""The one JSON of an article, from the archive and from an item."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from typing import Any

import pytest

from storage.archive import Archive
from storage.article_json import article_json, item_json
from storage.dating import iso_day, iso_time
from storage.items import Precision
from tests.storage.builders import capture_page, get_article, later, page_item, settle, warc_writer
from tests.storage.library import GLAZE, SHUTTLE, ZONES, add_publications, fill, story_item

ONLY_IN_THE_ARCHIVE = {"id": None, "archived_at": None, "pages": [], "revision": None, "revisions": []}
AT = datetime(2026, 5, 1, 3, 30, tzinfo=UTC)


@pytest.fixture
def stored(library: Archive) -> dict[str, Any]:
    with library.read() as session:
        return article_json(session, get_article(session, GLAZE.id))


def test_an_item_has_the_shape_and_the_values_of_what_is_stored(archive: Archive) -> None:
    fill(archive)
    with warc_writer(archive) as warc:
        capture = capture_page(warc, GLAZE.url, publication=GLAZE.publication)
    item = story_item(GLAZE, capture)
    made = item_json(item, timezone=ZONES[GLAZE.publication])
    with archive.read() as session:
        stored = article_json(session, get_article(session, GLAZE.id))
    assert list(made) == list(stored)
    assert made["related"][0].pop("article_id") is None
    assert stored["related"][0].pop("article_id") == SHUTTLE.id
    assert {name: made[name] for name in ONLY_IN_THE_ARCHIVE} == ONLY_IN_THE_ARCHIVE
    differing = {name for name in made if made[name] != stored[name]}
    assert differing == {*ONLY_IN_THE_ARCHIVE, "capture"}


def test_the_capture_can_be_found_in_its_file(library: Archive, stored: dict[str, Any]) -> None:
    file, _, offset = stored["capture"]["address"].rpartition(":")
    member = (library.warc_directory / file).read_bytes()[int(offset) :]
    record = zlib.decompressobj(wbits=31).decompress(member)
    assert f"WARC-Record-ID: <{stored['capture']['record_id']}>".encode() in record
    assert record.rstrip().endswith(GLAZE.title.encode())


def test_a_printed_offset_is_kept_and_the_day_is_the_publications(stored: dict[str, Any]) -> None:
    assert (stored["published_at"], stored["published_on"]) == ("2026-04-01T00:30:00+09:00", "2026-04-01")
    assert (stored["published_printed"], stored["published_precision"]) == ("31 March 2026", "minute")
    assert stored["modified_at"] is stored["modified_on"] is stored["modified_printed"] is None


def test_contributors_and_related_stories_are_whole(stored: dict[str, Any]) -> None:
    assert [(who["name"], who["kind"], who["credit"]) for who in stored["contributors"]] == [
        ("K.J. Quill", "person", None),
        ("Ida Brand", "person", "photography"),
    ]
    (story,) = stored["related"]
    assert (story["position"], story["kind"], story["label"], story["article_id"]) == (
        0,
        "automatic",
        "Loom+",
        SHUTTLE.id,
    )
    assert story["canonical_url"] == "https://loom-weekly.test/shuttle"


def test_a_revision_says_what_changed(archive: Archive) -> None:
    add_publications(archive)
    url = "https://kiln-review.test/ash/"
    with warc_writer(archive) as warc:
        captures = [capture_page(warc, url, at=later(hours), publication="kiln-review") for hours in (0, 5)]
    for capture, title in zip(captures, ("Ash", "Ash glaze"), strict=True):
        public_id = settle(archive, page_item(capture, url=url, title=title)).article
    with archive.read() as session:
        article = article_json(session, get_article(session, public_id))
    assert article["title"] == "Ash glaze"
    assert [(revision["number"], revision["changed"]) for revision in article["revisions"]][1] == (2, ["title"])
    assert article["captured_at"] == article["revisions"][1]["seen_at"] == "2026-03-04T10:06:07+00:00"
    assert (article["related"], article["related_seen_at"]) == ([], None)


@pytest.mark.parametrize(
    ("precision", "day"),
    [(Precision.YEAR, "2026"), (Precision.MONTH, "2026-04"), (Precision.DAY, "2026-04-30"), (None, "2026-04-30")],
)
def test_a_day_is_as_precise_as_it_was_stated(precision: str | None, day: str) -> None:
    assert iso_day(AT, precision, "America/Los_Angeles") == day


def test_a_time_has_the_offset_that_was_stated() -> None:
    assert iso_time(AT, 330) == "2026-05-01T09:00:00+05:30"
    assert iso_time(AT) == "2026-05-01T03:30:00+00:00"
    assert iso_time(None) is None
