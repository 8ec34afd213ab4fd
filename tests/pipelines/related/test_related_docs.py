from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.document import Document
from pipelines.related import extract_related
from pipelines.rules import NO_RULES

PAGE = Path(__file__).parents[3] / "docs" / "related-stories.md"
EXAMPLES = re.findall(r"```html (in|after) the text\n(.*?)```\n\n```text\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)


def test_every_example_of_the_page_is_read() -> None:
    assert len(EXAMPLES) == PAGE.read_text("utf-8").count("```html") > 5


@pytest.mark.parametrize(("place", "markup", "expected"), EXAMPLES)
def test_examples_are_read_as_the_page_says(
    make_page: Callable[..., Document], place: str, markup: str, expected: str
) -> None:
    document = make_page(markup) if place == "in" else make_page(after=markup)
    rows = [(story.kind, story.heading, story.label, story.text) for story in extract_related(document, NO_RULES)]
    printed = [" | ".join(value or "" for value in row).replace("|  |", "| |").replace("|  |", "| |") for row in rows]
    assert printed == expected.splitlines()
