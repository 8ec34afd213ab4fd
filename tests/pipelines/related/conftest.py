from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.document import Document, parse_document

PAGE_URL = "https://www.harbourweekly.example/2024/05/crane-makers-merge-123/"
PARAGRAPHS = (
    "Two makers of harbour cranes have agreed to merge, the companies said on Tuesday, after a year of talks in Rostock.",
    "The joint firm would build every third crane in the Baltic, and it hopes to win work in the ports of the North Sea.",
    "Workers were told at a meeting in the yard, where the boards promised that no site would close before the year 2030.",
    "Analysts had expected the deal, but the price of the smaller firm was higher than most of them had put on paper.",
)


def make_document(markup: str, url: str = PAGE_URL) -> Document:
    return parse_document(markup.encode(), url, "text/html; charset=utf-8")


@pytest.fixture
def make_page() -> Callable[..., Document]:
    """Build an article page with markup above, inside and below its text."""

    def make(
        inside: str = "", *, before: str = "", closing: str = "", after: str = "", url: str = PAGE_URL
    ) -> Document:
        first, second, third, fourth = (f"<p>{text}</p>" for text in PARAGRAPHS)
        text = f"{first}{second}{inside}{third}{fourth}{closing}"
        return make_document(
            f"<html><head><title>Crane makers merge</title></head><body><header><nav><a href='/'>Home</a></nav></header>"
            f"{before}<article><h1>Crane makers merge</h1><div class='entry'>{text}</div></article>{after}"
            f"<footer><a href='/imprint-and-legal-notes'>Imprint and legal notes</a></footer></body></html>",
            url,
        )

    return make
