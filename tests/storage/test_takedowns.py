"""Articles hidden and redacted: nowhere to be seen, and as before once that is undone."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import update

from storage import models
from storage.archive import Archive
from storage.article_json import article_json, revision_json
from storage.decisions import deciding
from storage.errors import NotFound, TakenDown, UsageError
from storage.overlays import BLANKS, Level
from storage.provenance import provenance_json
from storage.queries.articles import get_article as find_article
from storage.queries.articles import get_revision, iter_articles
from storage.queries.filters import Filters
from storage.queries.hits import Hit, find_hits, joined
from storage.reindexing import reindex
from storage.takedowns import list_takedowns, take_down, undo
from storage.verification import verify
from tests.storage.builders import capture_page, dump, get_article, later, settle, warc_writer, writing
from tests.storage.library import GLAZE, TOUR, fill, settle_tour, story_item

SAID: dict[str, Any] = {"actor": "Ines Vale", "reason": "a court says so", "now": later(100)}
DERIVED = ("article", "overlaid_name", "search_document", "reading", "contributor", "related_story", "page", "visit")


@pytest.fixture
def library(archive: Archive) -> Archive:
    fill(archive)
    return archive


def take(archive: Archive, public_id: str, level: Level, *fields: str) -> str:
    with deciding(archive) as session:
        return take_down(session, get_article(session, public_id), level, fields=fields, **SAID).event


def end(archive: Archive, event: str) -> None:
    with deciding(archive) as session:
        undo(session, event, **{**SAID, "reason": "the court was overruled"})


def found(archive: Archive, **filters: Any) -> list[Hit]:
    with archive.connect() as connection:
        return list(find_hits(connection, Filters(**filters), limit=20).shown)


def exported(archive: Archive) -> dict[str, dict[str, Any]]:
    with archive.read() as session:
        return {row.public_id: article_json(session, row) for row in iter_articles(session, Filters())}


def rows(archive: Archive) -> dict[str, Any]:
    tables = dump(archive)
    return {name: tables[name] for name in DERIVED}


def sound(archive: Archive) -> bool:
    return not any(result.findings for result in verify(archive))


def test_a_hidden_article_is_shown_found_and_exported_no_longer(library: Archive) -> None:
    take(library, GLAZE.id, Level.HIDE)
    with library.read() as session, pytest.raises(TakenDown) as said:
        find_article(session, GLAZE.url)
    day = later(100).date()
    assert str(said.value) == f"article {GLAZE.id} was taken down (hide) on {day}: a court says so"
    assert GLAZE.id not in {hit.id for hit in found(library)}
    assert found(library, text="glaze") == found(library, by="Quill", text="potters") == []
    assert GLAZE.id not in exported(library)
    assert "glaze" not in repr(dump(library)["search_document"])
    assert sound(library)


@pytest.mark.parametrize(("level", "fields"), [(Level.HIDE, ()), (Level.REDACT, ("body", "byline"))])
def test_undoing_restores_exactly(library: Archive, level: Level, fields: tuple[str, ...]) -> None:
    before, shown = rows(library), exported(library)
    event = take(library, GLAZE.id, level, *fields)
    assert rows(library) != before
    for typed, said in ((event[:3], "is too short for an id"), ("zzzz", "no takedown in force has the id 'zzzz'")):
        with pytest.raises(NotFound, match=said):
            end(library, typed)
    end(library, event[:4])
    assert rows(library) == before
    assert exported(library) == shown
    with pytest.raises(NotFound):
        end(library, event)


def test_a_takedown_holds_for_what_is_captured_later(library: Archive) -> None:
    take(library, GLAZE.id, Level.HIDE)
    with warc_writer(library) as warc:
        capture = capture_page(warc, GLAZE.url, b"new", publication=GLAZE.publication, at=later(200))
    item = story_item(GLAZE, capture)
    item.title = "Glaze prices mend"
    assert settle(library, item).article == GLAZE.id
    assert found(library, text="mend") == []
    assert "mend" not in repr(dump(library)["search_document"])
    reindex(library)
    assert "mend" not in repr(dump(library)["search_document"])
    with library.read() as session, pytest.raises(TakenDown):
        find_article(session, GLAZE.id)
    assert sound(library)


@pytest.mark.parametrize("field", BLANKS)
def test_a_redacted_field_is_blank_and_the_others_are_not(archive: Archive, field: str) -> None:
    settle_tour(archive)
    with archive.read() as session:
        before = article_json(session, get_article(session, TOUR.id))
    take(archive, TOUR.id, Level.REDACT, field)
    with archive.read() as session:
        row = get_article(session, TOUR.id)
        for after in (article_json(session, row), revision_json(session, row, get_revision(row, 1))):
            assert after == {**before, **BLANKS[field], "redacted": [field]}


@pytest.mark.parametrize("field", ["title", "kicker", "body"])
def test_a_reason_that_quotes_what_is_redacted_is_blank(archive: Archive, field: str) -> None:
    item = settle_tour(archive)
    with writing(archive) as session:
        session.execute(update(models.Reading).values(genre_reason="text: The kiln is lit", text_reason="The kiln"))
    take(archive, TOUR.id, Level.REDACT, field)
    with archive.read() as session:
        row = get_article(session, TOUR.id)
        shown = article_json(session, row)
        told = {one["field"]: one["source"] for one in provenance_json(session, row)}
    expected = (None, None) if field == "body" else (None, "The kiln")
    assert (shown["genre_reason"], shown["text_reason"]) == (told["genre"], told["text_state"]) == expected
    assert (shown["genre"], shown["text_state"]) == (item.extraction.genre, item.extraction.text_state)


def test_redacted_words_are_not_found(library: Archive) -> None:
    take(library, GLAZE.id, Level.REDACT, "body", "byline")
    (hit,) = found(library, text="glaze")
    assert (hit.id, hit.byline_printed, joined(hit.snippet)) == (GLAZE.id, None, "What glaze means")
    assert found(library, text="potters") == []
    assert GLAZE.id not in {hit.id for hit in found(library, by="Quill")}
    assert "Potters" not in json.dumps(exported(library))
    assert sound(library)


def test_several_takedowns_add_up(library: Archive) -> None:
    redaction = take(library, GLAZE.id, Level.REDACT, "title")
    take(library, GLAZE.id, Level.REDACT, "standfirst")
    hiding = take(library, GLAZE.id, Level.HIDE)
    end(library, redaction)
    with library.read() as session:
        assert get_article(session, GLAZE.id).taken_down == "hide"
        listed = list_takedowns(session, even_undone=False)
        assert [(one["level"], one["fields"]) for one in listed] == [("redact", ["standfirst"]), ("hide", [])]
        assert len(list_takedowns(session, even_undone=True)) == 3
    end(library, hiding)
    article = exported(library)[GLAZE.id]
    assert (article["title"], article["standfirst"], article["redacted"]) == (GLAZE.title, None, ["standfirst"])


def test_what_makes_no_sense_is_refused(library: Archive) -> None:
    with pytest.raises(UsageError, match="name a --field"):
        take(library, GLAZE.id, Level.REDACT)
    with pytest.raises(UsageError, match="'url' cannot be redacted"):
        take(library, GLAZE.id, Level.REDACT, "url")
    take(library, GLAZE.id, Level.HIDE)
    with pytest.raises(UsageError, match="taken down already"):
        take(library, GLAZE.id, Level.HIDE)
    for event, said in (("", "too short for an id"), ("%%%%", "takedown list"), ("nobody", "takedown list")):
        with pytest.raises(NotFound, match=said):
            end(library, event)
