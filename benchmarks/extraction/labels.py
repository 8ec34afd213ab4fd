"""Labelled pages: a directory with `pages.jsonl`, `related.jsonl`, `bylines.jsonl`, the pages and the scorers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.extraction.manifest import Page, read_lines, read_manifest

Row = dict[str, Any]

NAMES = ("pages", "related", "bylines")


@dataclass(frozen=True, slots=True)
class Labels:
    """What is known of pages and of printed bylines.

    Attributes:
        pages: `{id, html, url, domain, source, trade, truth}`.
        related: `{id, source, trade, related}`.
        bylines: `{printed, expected}`.
    """

    directory: Path
    pages: tuple[Row, ...]
    related: tuple[Row, ...]
    bylines: tuple[Row, ...]

    def keep(self, wanted: Callable[[Row], bool]) -> Labels:
        """Those of the pages that are wanted; of the related stories, those of the same pages."""
        pages = tuple(row for row in self.pages if wanted(row))
        ids = {row["id"] for row in pages}
        return replace(self, pages=pages, related=tuple(row for row in self.related if row["id"] in ids))

    def write(self, directory: Path) -> None:
        """Writes the three files as the scorers read them."""
        for name in NAMES:
            lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in getattr(self, name)]
            (directory / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")

    def list_pages(self) -> list[Page]:
        """The pages to be read."""
        wanted = {row["id"] for row in self.pages}
        return [page for page in read_manifest(self.directory / "pages.jsonl") if page.id in wanted]


def read_labels(directory: Path) -> Labels:
    """All labels of a directory.

    Raises:
        UnreadableInput: a file is missing, or has a line that is no JSON object.
    """
    rows = [tuple(row for _, row in read_lines(directory / f"{name}.jsonl")) for name in NAMES]
    return Labels(directory, *rows)


def half_of(page: Row) -> str:
    """`A` or `B`: pages of one site are of one half, so that what is tuned on one is checked on other sites."""
    digest = hashlib.md5((page.get("domain") or page["id"]).encode(), usedforsecurity=False).hexdigest()
    return "AB"[int(digest, 16) % 2]


def is_trade(page: Row) -> bool:
    """Whether the page is of a trade-press title."""
    return bool(page.get("trade"))
