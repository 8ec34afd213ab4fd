"""Corrections: shown, searched and exported in place of what was read, which stays."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from storage import models
from storage.archive import Archive
from storage.article_json import article_json, revision_json
from storage.corrections import byline_value, correct, published_value, title_value, withdraw
from storage.decisions import deciding
from storage.errors import NotFound, UsageError
from storage.overlays import Field
from storage.queries.articles import get_revision
from storage.queries.filters import Filters
from storage.queries.hits import Hit, find_hits, joined
from storage.reindexing import reindex
from storage.verification import verify
from tests.storage.builders import capture_page, dump, get_article, later, settle, warc_writer
from tests.storage.library import GLAZE, SHUTTLE, TWIN, fill, story_item

SAID: dict[str, Any] = {"actor": "Ines Vale", "reason": "the printed paper says so", "now": later(100)}


@pytest.fixture
def library(archive: Archive) -> Archive:
    fill(archive)
    return archive


def give(archive: Archive, public_id: str, **values: dict[str, Any]) -> list[str]:
    with deciding(archive) as session:
        named = {Field(name): value for name, value in values.items()}
        return [row.event for row in correct(session, get_article(session, public_id), named, **SAID)]


def take_back(archive: Archive, public_id: str, event: str) -> None:
    with deciding(archive) as session:
        withdraw(session, get_article(session, public_id), event, **{**SAID, "reason": "the paper was wrong"})


def shown(archive: Archive, public_id: str) -> dict[str, Any]:
    with archive.read() as session:
        return article_json(session, get_article(session, public_id))


def found(archive: Archive, **filters: Any) -> list[Hit]:
    with archive.connect() as connection:
        return list(find_hits(connection, Filters(**filters), limit=20).shown)


def ids(hits: list[Hit]) -> list[str]:
    return [hit.id for hit in hits]


def sound(archive: Archive) -> bool:
    return not any(result.findings for result in verify(archive))


def derived(archive: Archive) -> dict[str, Any]:
    tables = dump(archive)
    return {name: tables[name] for name in ("article", "overlaid_name", "search_document", "reading", "contributor")}


def test_a_corrected_title_is_shown_searched_and_listed(library: Archive) -> None:
    give(library, GLAZE.id, title=title_value("Glaze  prices soar"))
    article = shown(library, GLAZE.id)
    assert article["title"] == "Glaze prices soar"
    assert article["corrections"] == [
        {
            "id": article["corrections"][0]["id"], "field": "title", "value": "Glaze prices soar",
            "as_read": "Glaze prices crack", "by": "Ines Vale", "reason": "the printed paper says so",
            "made_at": later(100).isoformat(),
        }
    ]  # fmt: skip
    (hit,) = found(library, text="soar")
    assert (hit.id, joined(hit.title)) == (GLAZE.id, "Glaze prices soar")
    assert found(library, text="crack") == []
    assert sound(library)


def test_a_corrected_byline_is_found_by_its_names_and_no_longer_by_those_read(library: Archive) -> None:
    give(library, GLAZE.id, byline=byline_value("By Ada Brook and Bo Lind", ["Ada Brook", "Bo Lind"]))
    (hit,) = found(library, by="ada brook")
    assert (hit.id, hit.byline_printed, [credit.name for credit in hit.by]) == (
        GLAZE.id, "By Ada Brook and Bo Lind", ["Ada Brook"],
    )  # fmt: skip
    assert ids(found(library, by="Ida Brand")) == [SHUTTLE.id]
    assert found(library, by="Ada Lind") == []
    article = shown(library, GLAZE.id)
    assert [(who["name"], who["kind"], who["source"]) for who in article["contributors"]] == [
        ("Ada Brook", "person", "correction"),
        ("Bo Lind", "person", "correction"),
    ]
    assert article["corrections"][0]["as_read"] == "By K.J. Quill"


def test_an_article_may_be_said_to_have_no_byline(library: Archive) -> None:
    give(library, GLAZE.id, byline=byline_value("", []))
    article = shown(library, GLAZE.id)
    assert (article["byline_printed"], article["contributors"]) == (None, [])
    assert found(library, by="Quill", text="glaze") == []


@pytest.mark.parametrize(
    ("text", "at", "on", "precision"),
    [
        ("2026-01-05", "2026-01-04T15:00:00+00:00", "2026-01-05", "day"),
        ("2026-01", "2025-12-31T15:00:00+00:00", "2026-01", "month"),
        ("2026", "2025-12-31T15:00:00+00:00", "2026", "year"),
        ("2026-01-05T09:30", "2026-01-05T09:30:00+09:00", "2026-01-05", "minute"),
        ("2026-01-05T09:30Z", "2026-01-05T09:30:00+00:00", "2026-01-05", "minute"),
    ],
)
def test_a_corrected_date_orders_and_is_chosen_by(
    library: Archive, text: str, at: str, on: str, precision: str
) -> None:
    give(library, GLAZE.id, published=published_value(text, "Asia/Tokyo"))
    article = shown(library, GLAZE.id)
    assert [article[f"published_{name}"] for name in ("at", "on", "printed", "precision")] == [at, on, text, precision]
    first = next(hit for hit in found(library, text="glaze"))
    assert (first.published_at, first.published_on) == (at, on)
    assert [hit.id for hit in found(library) if hit.published_at][-1] == GLAZE.id
    assert GLAZE.id not in ids(found(library, since=date(2026, 2, 1)))


def test_a_later_reading_does_not_remove_a_correction(library: Archive) -> None:
    give(
        library, GLAZE.id, title=title_value("Glaze prices soar"), published=published_value("2026-01-05", "Asia/Tokyo")
    )
    with warc_writer(library) as warc:
        capture = capture_page(warc, GLAZE.url, b"new", publication=GLAZE.publication, at=later(200))
    item = story_item(GLAZE, capture)
    item.title = "Glaze prices crack again"
    settle(library, item)
    article = shown(library, GLAZE.id)
    assert (article["title"], article["published_on"]) == ("Glaze prices soar", "2026-01-05")
    assert article["corrections"][0]["as_read"] == "Glaze prices crack again"
    assert ids(found(library, text="soar")) == [GLAZE.id]
    assert found(library, text="crack") == []
    with library.read() as session:
        row = get_article(session, GLAZE.id)
        assert revision_json(session, row, get_revision(row, 1))["title"] == "Glaze prices crack"


def test_withdrawing_restores_exactly(library: Archive) -> None:
    before, table = shown(library, GLAZE.id), derived(library)
    events = give(
        library, GLAZE.id, title=title_value("Glaze prices soar"), byline=byline_value(None, ["Ada Brook"]),
        published=published_value("2026-01-05", "Asia/Tokyo"),
    )  # fmt: skip
    assert shown(library, GLAZE.id) != before
    for event in events:
        take_back(library, GLAZE.id, event[:13])
    assert shown(library, GLAZE.id) == before
    assert derived(library) == table


def test_of_two_corrections_the_last_decides_until_it_is_withdrawn(library: Archive) -> None:
    give(library, GLAZE.id, title=title_value("First"))
    (second,) = give(library, GLAZE.id, title=title_value("Second"))
    assert shown(library, GLAZE.id)["title"] == "Second"
    take_back(library, GLAZE.id, second)
    assert shown(library, GLAZE.id)["title"] == "First"
    with pytest.raises(NotFound, match="no correction in force"):
        take_back(library, GLAZE.id, second)


def test_an_index_made_anew_holds_the_corrections(library: Archive) -> None:
    give(library, TWIN.id, title=title_value("Triplet beams"), byline=byline_value(None, ["Ada Brook"]))
    before = derived(library)
    reindex(library)
    assert derived(library) == before
    assert ids(found(library, text="triplet ada")) == [TWIN.id]


def test_the_text_of_a_correction_is_in_its_record_and_not_in_its_event(library: Archive) -> None:
    give(library, GLAZE.id, title=title_value("Glaze prices soar"))
    with library.read() as session:
        event = session.scalars(select(models.Event).where(models.Event.kind == "correction")).one()
        assert (event.outcome, event.details) == ("given", {"field": "title"})
    assert "soar" not in repr(dump(library)["event"])


def test_what_is_no_correction_is_refused(library: Archive) -> None:
    with pytest.raises(UsageError, match="add --author"):
        byline_value("By Ada Brook", [])
    with pytest.raises(UsageError, match="--title is empty"):
        title_value(" ")
    for text in ("yesterday", "2026-13-01", "2026-02-30T10:00", "", "0001-01-01"):
        with pytest.raises(UsageError, match="--published"):
            published_value(text, "UTC")
    with pytest.raises(UsageError, match="nothing to correct"):
        give(library, GLAZE.id)
    assert "correction" not in repr(dump(library)["event"])
