"""Lists of the pages that are lists of the code: keys of a definition, values of a field."""

from __future__ import annotations

import re
from enum import StrEnum

import pytest
from pydantic import BaseModel

from crawler.publication import Crawl, Expectations, Pages, Publication, Revisit, Source
from pipelines.genre.judge import ORDER, SHORT
from pipelines.rules import RelatedRule, Rules
from storage.items import (
    BlockKind,
    CaptureRole,
    ContributorKind,
    Genre,
    NoticeKind,
    RelatedKind,
    SourceKind,
    TextState,
)
from tests.docs.pages import DOCS, bare, read, rows

DEFINITION = read(DOCS / "add-a-publication.md").partition("## The definition")[2].partition("\n## ")[0]
TABLES = [part.partition("\n") for part in re.split(r"^### ", DEFINITION, flags=re.MULTILINE)[1:]]
PARTS = {"sources", "pages", "crawl", "revisit", "rules", "expect"}


def keys(beginning: str) -> list[list[str]]:
    """The keys of each table below the heading that begins so."""
    text = next(text for title, _, text in TABLES if title.startswith(beginning))
    tables = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    return [[bare(key) for names, *_ in rows(table) for key in names.split(", ")] for table in tables]


def test_every_key_of_a_title_is_explained():
    assert set(keys("The title")[0]) == Publication.model_fields.keys() - PARTS - {"slug"}


@pytest.mark.parametrize(
    ("heading", "model"),
    [
        ("`[[sources]]`", Source),
        ("`[pages]`", Pages),
        ("`[crawl]`", Crawl),
        ("`[[revisit]]`", Revisit),
        ("`[[rules]]`", Rules),
        ("`[expect]`", Expectations),
    ],
)
def test_every_key_of_a_part_is_explained(heading: str, model: type[BaseModel]):
    assert set(keys(heading)[0]) == model.model_fields.keys()


def test_every_key_of_a_box_of_related_stories_is_explained():
    assert set(keys("`[[rules]]`")[1]) == RelatedRule.model_fields.keys()


@pytest.mark.parametrize(
    ("page", "field", "values"),
    [
        ("add-a-publication.md", "kind", SourceKind),
        ("fields.md", "contributors[].kind", ContributorKind),
        ("fields.md", "blocks[].kind", BlockKind),
        ("fields.md", "related[].kind", RelatedKind),
        ("fields.md", "text_state", TextState),
        ("fields.md", "genre", Genre),
        ("fields.md", "notices[].kind", NoticeKind),
        ("captures.md", "Backfile-Role", CaptureRole),
    ],
)
def test_every_value_of_a_field_is_named(page: str, field: str, values: type[StrEnum]):
    meaning = next(row[1] for row in rows(read(DOCS / page)) if bare(row[0]) == field)
    assert set(re.findall(r"`([\w-]+)`", meaning)) == {str(value) for value in values}


def test_every_state_of_a_text_is_explained():
    stated = {
        bare(row[0])
        for row in rows(read(DOCS / "extraction.md").partition("## States of the text")[2])
        if len(row) == 3
    }
    assert stated == {str(state) for state in TextState}


def test_the_genres_are_explained_in_the_order_in_which_they_are_tried():
    section = read(DOCS / "extraction.md").partition("## Genres")[2].partition("\n## ")[0]
    assert [bare(row[0]) for row in rows(section)] == [*map(str, ORDER), "article"]
    assert f"{SHORT:,} characters" in section
