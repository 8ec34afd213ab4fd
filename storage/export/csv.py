"""CSV (RFC 4180) with one row for each article, for spreadsheets. docs/fields.md explains each column."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from storage.items import AUTHOR_CREDITS

Json = dict[str, Any]

FORMULA_SIGNS = tuple("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection); full-width forms too."""

_SEPARATOR = "; "


def _listed(values: Iterable[str | None]) -> str:
    return _SEPARATOR.join(value for value in values if value)


def _authors(article: Json) -> str:
    return _listed(person["name"] for person in article["contributors"] if person["credit"] in AUTHOR_CREDITS)


def _credited(article: Json) -> str:
    return _listed(f"{person['name']} ({person['credit']})" for person in article["contributors"] if person["credit"])


MADE: dict[str, Callable[[Json], Any]] = {
    "authors": _authors,
    "credited": _credited,
    "tags": lambda article: _listed(article["tags"]),
    "lead_image": lambda article: article["lead_image"]["url"] if article["lead_image"] else None,
    "notices": lambda article: _listed(notice["text"] for notice in article["notices"]),
    "words": lambda article: len(article["body"].split()),
    "related": lambda article: _listed(story["url"] or story["text"] for story in article["related"]),
    "related_ids": lambda article: _listed(story["article_id"] for story in article["related"]),
    "capture": lambda article: article["capture"]["address"],
    "record_id": lambda article: article["capture"]["record_id"],
    "payload_digest": lambda article: article["capture"]["payload_digest"],
    "revisions": lambda article: len(article["revisions"]),
}
"""How the columns come about that are no field of an article's JSON; lists are parted by `; `."""

COLUMNS = (
    "id", "publication", "url", "canonical_url", "title", "standfirst", "byline_printed", "authors", "credited",
    "published_at", "published_on", "published_printed", "published_precision",
    "modified_at", "modified_on", "modified_printed", "modified_precision",
    "genre", "section", "language", "tags", "lead_image", "body", "words", "notices",
    "text_state", "text_reason", "related", "related_ids",
    "captured_at", "capture", "record_id", "payload_digest", "extractor", "archived_at", "revisions",
)  # fmt: skip
"""The columns in order."""


def iter_csv(articles: Iterable[Json], *, raw: bool = False) -> Iterator[str]:
    """The header and one row for each article.

    A value that a spreadsheet would take for a formula gets an apostrophe before it, unless `raw`.
    """
    line = Line()
    writer = csv.writer(line)
    writer.writerow(COLUMNS)
    yield line.text
    for article in articles:
        values = [MADE[name](article) if name in MADE else article[name] for name in COLUMNS]
        writer.writerow(values if raw else map(as_text, values))
        yield line.text


def as_text(value: Any) -> Any:
    """The value, with an apostrophe before what a spreadsheet would calculate."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_SIGNS) else value


class Line:
    """What `csv.writer` wrote last."""

    text = ""

    def write(self, text: str) -> None:
        """Takes one row."""
        self.text = text
