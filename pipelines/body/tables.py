"""Tables of data, told from tables that lay out a page, and their rows as lines."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from storage.normal_form import normalise_text

Element = etree._Element

CELL_SEPARATOR = " | "

MAX_CELL = 300
"""Characters: a longer cell holds text of its own and makes its table a layout."""


def is_data_table(table: Element) -> bool:
    """Whether the table has two rows and two columns at least, and only short cells without tables or headings."""
    if table.get("role") in {"presentation", "none"}:
        return False
    if next(table.iterdescendants("table", "h1", "h2", "h3", "article", "ul"), None) is not None:
        return False
    cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    if sum(len(row) > 1 for row in cells) < 2:
        return False
    return all(len(_cell_text(cell)) <= MAX_CELL for row in cells for cell in row)


def iter_rows(table: Element) -> Iterator[tuple[Element, str]]:
    """Each row that has text, its cells joined by `CELL_SEPARATOR`."""
    for row in table.iter("tr"):
        texts = [_cell_text(cell) for cell in row if cell.tag in ("td", "th")]
        if any(texts):
            yield row, CELL_SEPARATOR.join(texts).strip(" |")


def _cell_text(cell: Element) -> str:
    return normalise_text(" ".join(map(str, cell.itertext())))
