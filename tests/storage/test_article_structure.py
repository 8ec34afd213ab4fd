"""What an article has beside its text: turns, notices, sign-offs, genre and lead image."""

from __future__ import annotations

from typing import Any

import pytest

from storage.archive import Archive
from storage.article_json import article_json, item_json
from storage.export.csv import iter_csv
from tests.storage.builders import get_article
from tests.storage.library import GLAZE, TOUR, ZONES, settle_tour


@pytest.fixture
def stored(archive: Archive) -> dict[str, Any]:
    settle_tour(archive)
    with archive.read() as session:
        return article_json(session, get_article(session, TOUR.id))


def test_structure_is_stored_as_the_item_has_it(archive: Archive) -> None:
    made = item_json(settle_tour(archive), timezone=ZONES[TOUR.publication])
    with archive.read() as session:
        stored = article_json(session, get_article(session, TOUR.id))
    names = ("genre", "genre_reason", "lead_image", "turns", "notices", "sign_offs", "text_state", "text_reason")
    assert {name: made[name] for name in names} == {name: stored[name] for name in names}


def test_how_much_text_there_is_and_why_is_stored(stored: dict[str, Any]) -> None:
    assert (stored["text_state"], stored["text_reason"]) == ("partial", "shorter-than-declared")
    assert stored["paywalled"] is True


def test_turns_are_questions_with_their_answers(stored: dict[str, Any]) -> None:
    assert stored["turns"] == [
        {
            "speaker": "Review",
            "question": "Why wood?",
            "answers": [{"speaker": "Saggar", "text": "It was there."}, {"speaker": None, "text": "Ash"}],
        },
        {"speaker": None, "question": "And gas?", "answers": [{"speaker": None, "text": "Never."}]},
    ]


def test_genre_image_and_notices_are_whole(stored: dict[str, Any]) -> None:
    assert (stored["genre"], stored["genre_reason"]) == ("interview", "questions-and-answers")
    assert stored["lead_image"] == {
        "url": "https://www.kiln-review.test/kiln.jpg",
        "caption": "The kiln",
        "credit": "Cato Frame",
    }
    assert [(notice["kind"], notice["label"], notice["block"]) for notice in stored["notices"]] == [
        ("update", "UPDATED", 0),
        ("correction", "Correction", None),
    ]
    assert stored["sign_offs"] == ["Reporting by Ida Brand"]


def test_an_article_without_structure_has_empty_fields(library: Archive) -> None:
    with library.read() as session:
        article = article_json(session, get_article(session, GLAZE.id))
    assert (article["turns"], article["notices"], article["sign_offs"]) == ([], [], [])
    assert (article["lead_image"], article["genre"]) == (None, None)


def test_a_table_has_the_genre_the_image_and_the_notices(stored: dict[str, Any]) -> None:
    header, row = iter_csv([stored])
    cells = dict(zip(header.strip().split(","), row.split(","), strict=False))
    assert cells["genre"] == "interview"
    assert "https://www.kiln-review.test/kiln.jpg" in row
    assert "UPDATED, 9:40 AM: The kiln is lit.; Correction: The kiln has two doors." in row
