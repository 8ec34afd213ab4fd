"""The examples of docs/bylines.md are what the parser does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipelines.bylines import parse_byline
from pipelines.bylines.words.leads import NOBODY, READINGS
from storage.items import Contributor

PAGE = Path(__file__).parents[3] / "docs" / "bylines.md"
FIELDS = ("role", "affiliation", "credit", "credentials", "honorific", "location")


def example_rows() -> list[tuple[str, str]]:
    section = PAGE.read_text(encoding="utf-8").split("## Decisions, by example")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", section, re.MULTILINE)
    return [row for row in rows if row[0] != "printed"]


def shown(contributor: Contributor) -> str:
    said = [f"{field} {getattr(contributor, field)}" for field in FIELDS if getattr(contributor, field)]
    return ", ".join([f"{contributor.kind.value} {contributor.name}", *said])


def test_page_has_examples() -> None:
    assert len(example_rows()) > 25


@pytest.mark.parametrize(("printed", "expected"), example_rows())
def test_example_is_read_as_the_page_says(printed: str, expected: str) -> None:
    assert (" + ".join(map(shown, parse_byline(printed))) or "nobody") == expected


def test_page_lists_every_credit() -> None:
    text = PAGE.read_text(encoding="utf-8")
    listed = set(re.findall(r"`([a-z-]+)`", text.split("Credits:")[1].split("A contributor")[0]))
    given = {lead.credit for readings in READINGS.values() for lead in readings}
    assert listed == given - {NOBODY, None}
