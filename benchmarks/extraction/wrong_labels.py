"""Labels that are wrong: they are left out of the count both ways, and the figures with them stay beside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from benchmarks.extraction.labels import Labels, Row
from storage.errors import UnreadableInput

FIELDS = {
    "authors": ("authors", "author_kind"),
    "date": ("published", "published_raw"),
    "published": ("published", "published_raw"),
    "title": ("title",),
    "body": ("body", "body_parts", "body_cov_in_html"),
    "with": ("with",),
    "without": ("without",),
}
"""Field of a line = what it takes from a page's truth. `related` takes the page's related stories, `bylines` a printed
byline, which stands in place of the id."""

Wrong = Mapping[str, frozenset[str]]


def read_wrong_labels(file: Path) -> Wrong:
    """Ids by field, from lines of id, field and reason, parted by tabs; blank lines and comments (#) are left out.

    Raises:
        UnreadableInput: the file cannot be read, or a line names no id, a field that is none, or no reason.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput(f"{file}: cannot be read: {error}") from None
    found = defaultdict(set)
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.startswith("#"):
            identity, field = _parse_line(file, number, line)
            found[field].add(identity)
    return {field: frozenset(ids) for field, ids in found.items()}


def leave_out(labels: Labels, wrong: Wrong) -> Labels:
    """The labels without the wrong ones."""
    return replace(
        labels,
        pages=tuple(_mend(row, wrong) for row in labels.pages),
        related=tuple(row for row in labels.related if row["id"] not in wrong.get("related", ())),
        bylines=tuple(row for row in labels.bylines if row["printed"] not in wrong.get("bylines", ())),
    )


def _parse_line(file: Path, number: int, line: str) -> tuple[str, str]:
    identity, field, reason, *_ = (*(cell.strip() for cell in line.split("\t")), "", "", "")
    if field not in {*FIELDS, "related", "bylines"}:
        raise UnreadableInput(f"{file}: line {number} names no field: one of {', '.join(FIELDS)}, related, bylines")
    if not identity or not reason:
        raise UnreadableInput(f"{file}: line {number} has no {'reason' if identity else 'id'}")
    return identity, field


def _mend(page: Row, wrong: Wrong) -> Row:
    dropped = {key for field, keys in FIELDS.items() if page["id"] in wrong.get(field, ()) for key in keys}
    return {**page, "truth": {key: value for key, value in page["truth"].items() if key not in dropped}}
