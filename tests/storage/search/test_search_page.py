"""What docs/search.md says is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from storage.search import SearchDocument, index_article, matching, parse_query
from storage.search.analyser import MAX_CHARACTERS, MAX_TOKEN
from storage.search.query import MAX_QUERY, MAX_TERMS, MIN_PREFIX

PAGE = (Path(__file__).parents[3] / "docs" / "search.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\| `([^`]+)` \| (.+) \| (.+) \|$", PAGE, re.MULTILINE)


def test_there_are_examples() -> None:
    assert len(EXAMPLES) == PAGE.count("\n| `")
    assert len(EXAMPLES) > 20


@pytest.mark.parametrize("field", ["title", "body"])
def test_the_examples_hold(session: Session, field: str) -> None:
    for query, finds, passes_over in EXAMPLES:
        index_article(session, 1, SearchDocument(**{field: finds}))
        index_article(session, 2, SearchDocument(**{field: passes_over}))
        assert session.scalars(matching(session, parse_query(query))).all() == [1], query


def test_the_limits_are_those_of_the_code() -> None:
    assert f"first {MAX_CHARACTERS:,} characters of an article" in PAGE
    assert f"first {MAX_TOKEN} characters" in PAGE
    assert f"first {MAX_QUERY:,} characters of a query are read, and its first {MAX_TERMS} " in PAGE
    assert MIN_PREFIX == 2
    assert "after two or more characters" in PAGE
