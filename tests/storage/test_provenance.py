"""Every value that is shown says where it comes from."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from storage.archive import Archive
from storage.corrections import byline_value, correct
from storage.decisions import deciding
from storage.items import BylineClaim, DateClaim, DateRole, Precision
from storage.overlays import Field, Level
from storage.provenance import provenance_json
from storage.takedowns import take_down
from tests.storage.builders import AT, capture_page, get_article, later, settle, warc_writer
from tests.storage.library import TOUR, add_publications, tour_item

SAID: dict[str, Any] = {"actor": "Ines Vale", "reason": "the printed paper says so", "now": later(100)}


@pytest.fixture
def tour(archive: Archive) -> tuple[Archive, str]:
    """An article whose byline and date several places of the page claim; gives its capture's address."""
    add_publications(archive)
    with warc_writer(archive) as warc:
        item = tour_item(capture_page(warc, TOUR.url, publication=TOUR.publication))
    assert item.extraction is not None
    assert item.published is not None
    item.extraction.byline_claims = [BylineClaim("json-ld", "Ida B."), BylineClaim("printed", TOUR.byline)]
    other = DateClaim("json-ld", DateRole.PUBLISHED, "2026-03-03", AT - timedelta(days=1), Precision.DAY)
    item.extraction.date_claims = [other, item.published]
    settle(archive, item)
    return archive, str(item.capture.address)


def rows(archive: Archive) -> dict[str, dict[str, Any]]:
    with archive.read() as session:
        return {row["field"]: row for row in provenance_json(session, get_article(session, TOUR.id))}


def test_every_value_names_its_capture_and_who_read_it(tour: tuple[Archive, str]) -> None:
    archive, address = tour
    found = rows(archive)
    assert {"title", "standfirst", "byline_printed", "contributors[0].name", "published_at", "body", "related"} <= {
        *found
    }
    assert {row["capture"] for row in found.values()} == {address}
    assert {row["extractor"] for row in found.values()} == {"backfile 0"}
    assert {row["captured_at"] for row in found.values()} == {AT.isoformat()}
    assert {row["correction"] for row in found.values()} == {None}


def test_the_claim_that_won_is_told_beside_the_others(tour: tuple[Archive, str]) -> None:
    found = rows(tour[0])
    assert (found["byline_printed"]["value"], found["byline_printed"]["source"]) == ("By Ida Brand", "printed")
    assert found["byline_printed"]["claims"] == [
        {"source": "json-ld", "said": "Ida B."},
        {"source": "printed", "said": "By Ida Brand"},
    ]
    assert found["published_at"]["source"] == "meta"
    assert [claim["source"] for claim in found["published_at"]["claims"]] == ["json-ld", "meta"]
    assert found["contributors[0].name"]["source"] == "printed"
    assert (found["genre"]["value"], found["genre"]["source"]) == ("interview", "questions-and-answers")


def test_a_corrected_value_names_who_gave_it_and_what_was_read(tour: tuple[Archive, str]) -> None:
    archive, _ = tour
    with deciding(archive) as session:
        values = {Field.BYLINE: byline_value(None, ["Ada Brook"])}
        correct(session, get_article(session, TOUR.id), values, **SAID)
    found = rows(archive)
    for field in ("byline_printed", "contributors[0].name"):
        given = found[field]["correction"]
        assert found[field]["value"] == "Ada Brook"
        assert (given["by"], given["reason"], given["as_read"]) == ("Ines Vale", SAID["reason"], "By Ida Brand")
    assert found["contributors[0].name"]["source"] == "correction"
    assert found["title"]["correction"] is None


def test_of_a_redacted_value_nothing_is_told(tour: tuple[Archive, str]) -> None:
    archive, _ = tour
    with deciding(archive) as session:
        take_down(session, get_article(session, TOUR.id), Level.REDACT, fields=["byline"], **SAID)
    assert "Ida" not in repr({field: row for field, row in rows(archive).items() if field != "title"})
