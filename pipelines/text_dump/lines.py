"""The lines of a dump, and what their indentation says.

A page's text taken node by node keeps the tabs of its template. In dumps of the kind that WordPress themes give, a line
without a tab is a block of the editor's (a question, a subheading) or page chrome; one tab is a paragraph or a badge;
two and more are the heading of a box or the title of a card. Tabs say this inside such a dump only; other text is read
by its blank lines.
"""

from __future__ import annotations

from dataclasses import dataclass

from storage.normal_form import normalise_text

MAXIMUM_LINES = 20_000
"""Printed lines that are read; an article has hundreds."""

PARAGRAPH_DEPTH = 1
CARD_DEPTH = 2

_FEWEST_TABBED = 3
_WRAPPED = 120
"""Characters; no margin is wider, so a longer line is a whole paragraph."""

_SHORTEST_WRAPPED = 40

_ENDS = (".", "!", "?", "…", ":", ";", "。", "？", "！")
_CLOSING = "\"'”’»)]"


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line or paragraph in the normal form of text; `depth` counts the tabs before it."""

    text: str
    depth: int = PARAGRAPH_DEPTH

    @property
    def ends_sentence(self) -> bool:
        """Whether the line ends as a sentence does."""
        return self.text.rstrip(_CLOSING).endswith(_ENDS)

    @property
    def asks(self) -> bool:
        """Whether the line ends in a question mark."""
        return self.text.rstrip(_CLOSING).endswith(("?", "？"))


def fold_line(text: str) -> str:
    """A line as it is compared with names and taglines: without case and without a last stop."""
    return normalise_text(text).casefold().rstrip(".! ")


def read_lines(text: str) -> tuple[list[Line], bool]:
    """The lines of `text` that say something, and whether their tabs mean what a template's do.

    At most `MAXIMUM_LINES` printed lines are read.
    """
    printed = text.splitlines()[:MAXIMUM_LINES]
    lines = [Line(words, len(line) - len(line.lstrip("\t"))) for line in printed if (words := normalise_text(line))]
    if _is_tabbed(lines):
        return lines, True
    return [Line(words) for words in _join_paragraphs(printed)], False


def _is_tabbed(lines: list[Line]) -> bool:
    indented = sum(line.depth > 0 for line in lines)
    return indented >= _FEWEST_TABBED and 3 * indented >= len(lines)


def _join_paragraphs(printed: list[str]) -> list[str]:
    paragraphs: list[list[str]] = [[]]
    for line in printed:
        words = normalise_text(line)
        if words:
            paragraphs[-1].append(words)
        elif paragraphs[-1]:
            paragraphs.append([])
    return [text for lines in paragraphs for text in _join_wrapped(lines)]


def _join_wrapped(lines: list[str]) -> list[str]:
    """One paragraph of lines that a margin broke, or the lines themselves where each is a paragraph."""
    broken = all(len(line) <= _WRAPPED for line in lines)
    if broken and all(len(line) >= _SHORTEST_WRAPPED for line in lines[:-1]):
        return [" ".join(lines)] if lines else []
    return lines
