"""Tables in Markdown, in columns that line up in a terminal too."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def format_table(head: Sequence[str], rows: Sequence[Sequence[str]], *, are_figures: bool = True) -> str:
    """All columns to the left; figures, which all but the first are, to the right."""
    widths = [max(3, *(_width(row[column]) for row in (head, *rows))) for column in range(len(head))]
    ruler = ["-" * widths[0], *("-" * (width - 1) + (":" if are_figures else "-") for width in widths[1:])]
    return "\n".join(_format_row(row, widths, are_figures=are_figures) for row in (head, ruler, *rows))


def format_figure(value: float | int | None) -> str:
    """A share with three digits, a dash where there is none."""
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def shorten(text: object, length: int = 60) -> str:
    """One line of a text, cut where it is longer; a bar would end a cell."""
    line = " ".join(str(text).split()).replace("|", "¦")
    return line if len(line) <= length else line[: length - 1] + "…"


def _format_row(row: Sequence[str], widths: Sequence[int], *, are_figures: bool) -> str:
    cells: list[str] = []
    for cell, width in zip(row, widths, strict=True):
        pad = " " * (width - _width(cell))
        cells.append(pad + cell if are_figures and cells else cell + pad)
    return "| " + " | ".join(cells) + " |"


def _width(text: str) -> int:
    """Columns in a terminal (Unicode Annex 11)."""
    return len(text) + sum(unicodedata.east_asian_width(character) in "WF" for character in text)
