"""Printing for people: wrapped and marked on a terminal, one line each and plain in a pipe."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import typer

from storage.search import Piece

HIT = "bold yellow"

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def legible(text: str) -> str:
    """The text without what a terminal would obey: control characters and changes of writing direction."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def print_line(*parts: str | tuple[str, str], indent: int = 0) -> None:
    """One line of text; a part may be a pair of text and style."""
    pairs = [(part, "") if isinstance(part, str) else part for part in parts]
    pairs = [(legible(text), style) for text, style in pairs]
    if not sys.stdout.isatty():
        typer.echo((" " * indent + "".join(text for text, _ in pairs)).rstrip())
        return
    from rich.padding import Padding
    from rich.text import Text

    _console().print(Padding(Text.assemble(*pairs), (0, 0, 0, indent)))


def hits_marked(pieces: Iterable[Piece]) -> list[str | tuple[str, str]]:
    """A snippet as parts of a line."""
    return [(piece.text, HIT) if piece.is_hit else piece.text for piece in pieces]


def print_table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A table; in a pipe, columns parted by tabs below a line of their names."""
    cells = [[legible("" if cell is None else str(cell)) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        for line in [columns, *cells]:
            typer.echo("\t".join(" ".join(cell.split()) for cell in line))
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for name in columns:
        table.add_column(name, overflow="fold")
    for row in cells:
        table.add_row(*map(Text, row))
    _console().print(table)


def _console() -> Any:
    from rich.console import Console

    return Console(highlight=False)
