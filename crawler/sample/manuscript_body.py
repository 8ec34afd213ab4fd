"""The body of a manuscript, part by part.

Parts are kept apart by blank lines. A paragraph is plain; `## ` and `### ` are headings, `? ` and `?b ` questions (as
a heading or in bold), `* ` list items, `> ` a quotation, `| a | b |` table rows. A part in braces is set by the
template: `{box}`, `{related RELATED: 13004102}`, `{correction} text`. `{only 2} text` stands in that edition alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.sample.article import Part, PartKind

_BRACES = re.compile(r"\{(\w+)(?: ([^}]*))?\}(?: (.*))?", re.DOTALL)
_TARGET = re.compile(r"(?:(?P<heading>.*) )?(?P<id>\d{8})(?P<fragment>#\S+)?")
_PREFIXES = {
    "### ": PartKind.MINOR_HEADING,
    "## ": PartKind.HEADING,
    "?b ": PartKind.BOLD_QUESTION,
    "? ": PartKind.QUESTION,
    "> ": PartKind.QUOTE,
}


def parse_body(text: str, edition: int) -> tuple[Part, ...]:
    """The parts of a body as it stands in an edition."""
    return tuple(part for chunk in text.strip().split("\n\n") for part in _parse_chunk(chunk.strip(), edition))


def _parse_chunk(chunk: str, edition: int) -> Iterator[Part]:
    if match := _BRACES.fullmatch(chunk):
        yield from _parse_braces(match[1], match[2] or "", match[3] or "", edition)
    elif chunk.startswith("* "):
        yield Part(PartKind.LIST, tuple(line.removeprefix("* ") for line in chunk.splitlines()))
    elif chunk.startswith("| "):
        yield Part(PartKind.TABLE, tuple(chunk.splitlines()))
    else:
        prefix = next((p for p in _PREFIXES if chunk.startswith(p)), "")
        yield Part(_PREFIXES.get(prefix, PartKind.PARAGRAPH), (chunk.removeprefix(prefix),))


def _parse_braces(word: str, argument: str, text: str, edition: int) -> Iterator[Part]:
    if word == "only":
        if int(argument) == edition:
            yield Part(PartKind.PARAGRAPH, (text,))
    elif target := _TARGET.fullmatch(argument):
        yield Part(
            PartKind(word), post_id=int(target["id"]), heading=target["heading"], fragment=target["fragment"] or ""
        )
    else:
        yield Part(PartKind(word), (text or argument,) if text or argument else ())


def cells_of_row(row: str) -> list[str]:
    """The cells of one row of a table."""
    return [cell.strip() for cell in row.strip("| ").split("|")]
