"""Printing for people: wrapped and marked on a terminal, one line each and plain in a pipe."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import typer

from storage.search import Piece

HIT = "bold yellow"

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def legible(text: str) -> str:
    """The text without what a terminal would obey: control characters and changes of writing direction."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """`1 article`, `2 articles`, `1,000 articles`."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def minute(iso: str | None) -> str:
    """A time of an article's JSON for a table, to the minute; empty where there is none."""
    return f"{datetime.fromisoformat(iso):%Y-%m-%d %H:%M}" if iso else ""


def print_line(*parts: str | tuple[str, str], indent: int = 0, wrap: bool = True) -> None:
    """One line of text; a part may be a pair of text and style. Without `wrap` a URL stays whole to be copied."""
    pairs = [(part, "") if isinstance(part, str) else part for part in parts]
    pairs = [(legible(text), style) for text, style in pairs]
    if not sys.stdout.isatty():
        typer.echo((" " * indent + "".join(text for text, _ in pairs)).rstrip())
        return
    from rich.padding import Padding
    from rich.text import Text

    if wrap:
        _console().print(Padding(Text.assemble(*pairs), (0, 0, 0, indent)))
    else:
        _console().print(Text.assemble(" " * indent, *pairs), soft_wrap=True)


def hits_marked(pieces: Iterable[Piece]) -> list[str | tuple[str, str]]:
    """A snippet as parts of a line."""
    return [(piece.text, HIT) if piece.is_hit else piece.text for piece in pieces]


def print_table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A table; in a pipe, columns parted by tabs below a line of their names.

    On a terminal no cell is broken: columns without room come below, again after the first one.
    """
    cells = [[legible("" if cell is None else str(cell)) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        for line in [columns, *cells]:
            typer.echo("\t".join(" ".join(cell.split()) for cell in line))
        return
    from rich.cells import cell_len

    console = _console()
    widths = [max(map(cell_len, column)) for column in zip(columns, *cells, strict=True)]
    for number, places in enumerate(_part(widths, console.width)):
        if number:
            console.print()
        _print_columns(
            console, [columns[place] for place in places], [[row[place] for place in places] for row in cells]
        )


def _part(widths: Sequence[int], room: int) -> list[list[int]]:
    """The columns of each part of a table: as few parts as there is room for, and about as wide as one another."""
    fewest = len(list(_iter_fitting(widths, room)))
    rooms = range(max(widths), room + 1)
    return next((p for r in rooms if len(p := list(_iter_fitting(widths, r))) == fewest), [list(range(len(widths)))])


def _iter_fitting(widths: Sequence[int], room: int) -> Iterator[list[int]]:
    """The columns of each part of a table; every part begins with the first one."""
    places, taken = [0], widths[0]
    for place, width in enumerate(widths[1:], 1):
        if taken + 1 + width > room and len(places) > 1:
            yield places
            places, taken = [0], widths[0]
        places.append(place)
        taken += 1 + width
    yield places


def _print_columns(console: Any, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, collapse_padding=True)
    for name in columns:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)


def _console() -> Any:
    from rich.console import Console

    return Console(highlight=False)
