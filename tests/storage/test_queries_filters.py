"""The same filters find the same articles in the same order on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Integer, inspect

from storage.archive import Archive
from storage.errors import NotFound, UsageError
from storage.items import Genre, TextState
from storage.models import Base
from storage.queries import columns
from storage.queries.filters import Filters
from storage.queries.hits import Credit, find_hits, joined
from storage.search.columns import DOCUMENTS
from storage.search.table import SearchDocumentRow
from tests.storage.library import EAST, GLAZE, SELVEDGE, SHUTTLE, STORIES, TWIN, UNDATED, WEST, Story, fill

APRIL_1 = date(2026, 4, 1)
NEWEST_FIRST = (*sorted((SELVEDGE, TWIN), key=lambda story: story.id), SHUTTLE, GLAZE, UNDATED)


def found(archive: Archive, filters: Filters, *, limit: int = 50) -> list[str]:
    with archive.connect() as connection:
        return [hit.id for hit in find_hits(connection, filters, limit=limit).shown]


def in_order(*stories: Story) -> list[str]:
    return [story.id for story in NEWEST_FIRST if story in stories]


@pytest.mark.parametrize(
    ("filters", "stories"),
    [
        (Filters(), STORIES),
        (Filters("cobalt"), (GLAZE, SELVEDGE, UNDATED)),
        (Filters("cobalt -thread"), (GLAZE, UNDATED)),
        (Filters("cobalt", publication=WEST), (SELVEDGE,)),
        (Filters(by="brand"), (GLAZE, SHUTTLE)),
        (Filters(by="BRAND, Ida"), (GLAZE, SHUTTLE)),
        (Filters(by="ran"), ()),
        (Filters(by="quill"), (GLAZE, SELVEDGE)),
        (Filters(by="k. j. quill"), (GLAZE,)),
        (Filters(by="小明"), (TWIN,)),
        (Filters(by="明小"), ()),
        (Filters(by="staff"), (SELVEDGE,)),
        (Filters(since=APRIL_1), (GLAZE, SELVEDGE, TWIN)),
        (Filters(until=APRIL_1), (GLAZE, SHUTTLE, SELVEDGE, TWIN)),
        (Filters(until=date(2026, 3, 31)), (SHUTTLE,)),
        (Filters(since=APRIL_1, until=APRIL_1, publication=EAST), (GLAZE,)),
        (Filters("cobalt", by="quill", since=APRIL_1), (GLAZE, SELVEDGE)),
        (Filters(genre=Genre.REVIEW), (SHUTTLE,)),
        (Filters(genre=Genre.REVIEW, by="brand"), (SHUTTLE,)),
        (Filters(genre=Genre.ARTICLE), ()),
        (Filters("cobalt", text_state=TextState.COMPLETE), (GLAZE, SELVEDGE, UNDATED)),
        (Filters(text_state=TextState.PARTIAL), ()),
        (Filters(genre=Genre.REVIEW, text_state=TextState.COMPLETE), (SHUTTLE,)),
    ],
)
def test_filters_find(library: Archive, filters: Filters, stories: tuple[Story, ...]) -> None:
    assert found(library, filters) == in_order(*stories)


def test_the_order_does_not_depend_on_that_of_archiving(archive: Archive) -> None:
    fill(archive, STORIES[::-1])
    assert found(archive, Filters()) == in_order(*STORIES)


def test_a_limit_keeps_the_newest_and_tells_the_total(library: Archive) -> None:
    with library.connect() as connection:
        hits = find_hits(connection, Filters("cobalt"), limit=2)
    assert ([hit.id for hit in hits.shown], hits.total) == (in_order(GLAZE, SELVEDGE), 3)


def test_a_hit_names_whom_by_found_and_what_for(library: Archive) -> None:
    with library.connect() as connection:
        shuttle, glaze = find_hits(connection, Filters(by="brand"), limit=5).shown
    assert glaze.by == (Credit("Ida Brand", "photography"),)
    assert shuttle.by == (Credit("Ida Brand", None),)


def test_a_hit_has_the_publications_day_and_the_printed_offset(library: Archive) -> None:
    with library.connect() as connection:
        hits = {hit.id: hit for hit in find_hits(connection, Filters(), limit=9).shown}
    assert (hits[GLAZE.id].published_on, hits[GLAZE.id].published_at) == ("2026-04-01", "2026-04-01T00:30:00+09:00")
    assert (hits[SELVEDGE.id].published_on, hits[SELVEDGE.id].published_at) == (
        "2026-04-01",
        "2026-04-01T07:00:00+00:00",
    )
    assert (hits[UNDATED.id].published_on, hits[UNDATED.id].published_at) == (None, None)


def test_a_snippet_is_of_the_text_or_of_the_standfirst_that_has_the_hit(library: Archive) -> None:
    with library.connect() as connection:
        (in_text,) = find_hits(connection, Filters("potters"), limit=1).shown
        (in_standfirst,) = find_hits(connection, Filters("means", by="Saggar"), limit=1).shown
    assert [piece.text for piece in in_text.snippet if piece.is_hit] == ["Potters"]
    assert joined(in_standfirst.snippet) == "What saggar means"


def test_an_unknown_publication_is_named_with_the_known_ones(library: Archive) -> None:
    with library.connect() as connection, pytest.raises(NotFound, match=f"'potter'; it has {EAST}, {WEST}"):
        find_hits(connection, Filters(publication="potter"), limit=1)


@pytest.mark.parametrize("wrong", [Filters(by="…"), Filters(by=""), Filters(since=APRIL_1, until=date(2026, 3, 1))])
def test_a_filter_that_can_find_nothing_is_refused(library: Archive, wrong: Filters) -> None:
    with library.connect() as connection, pytest.raises(UsageError):
        find_hits(connection, wrong, limit=1)


def test_no_filter_and_words_of_nothing_are_empty() -> None:
    assert Filters("… &").is_empty
    assert not replace(Filters(), by="x").is_empty


def test_the_columns_of_a_search_are_those_of_the_models() -> None:
    clauses = [columns.ARTICLES, columns.READINGS, columns.CONTRIBUTORS, columns.PUBLICATIONS, DOCUMENTS]
    for clause in clauses:
        model = Base.metadata.tables[clause.name]
        for column in clause.columns:
            assert isinstance(model.c[column.name].type, type(column.type)) or (
                model.c[column.name].type.python_type is column.type.python_type
            ), column
    mapped = {column.name: isinstance(column.type, Integer) for column in inspect(SearchDocumentRow).columns}
    assert mapped == {column.name: isinstance(column.type, Integer) for column in DOCUMENTS.columns}
