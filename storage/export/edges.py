"""The graph of related stories as a list of edges in CSV (RFC 4180). docs/links.md explains each column."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from storage.export.csv import Line, as_text
from storage.links.seen import Link

COLUMNS = (
    "source", "target", "target_url", "kind", "heading", "label", "text", "first_seen_at", "last_seen_at",
)  # fmt: skip
"""The columns in order."""


def iter_edges(links: Iterable[Link], *, raw: bool = False) -> Iterator[str]:
    """The header and one row for each link.

    A value that a spreadsheet would take for a formula gets an apostrophe before it, unless `raw`.
    """
    line = Line()
    writer = csv.writer(line)
    writer.writerow(COLUMNS)
    yield line.text
    for link in links:
        values = {**link.as_json(), "source": link.origin, "target_url": link.url}
        row = [values[name] for name in COLUMNS]
        writer.writerow(row if raw else map(as_text, row))
        yield line.text
