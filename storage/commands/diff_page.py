"""A difference as text: coloured in a terminal, with marks around the words elsewhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from storage.commands.printing import counted, print_line
from storage.differences import Change, Difference, Run
from storage.normal_form import PARAGRAPH_BREAK

STYLES = {Change.SAME: "", Change.REMOVED: "red strike", Change.ADDED: "green underline"}
MARKS = {Change.SAME: ("", ""), Change.REMOVED: ("[-", "-]"), Change.ADDED: ("{+", "+}")}
"""As wdiff(1) has them."""

NAMES = {
    "title": "Title",
    "standfirst": "Standfirst",
    "byline_printed": "Byline",
    "published_at": "Published",
    "modified_at": "Modified",
    "notices": "Notices beside the text",
    "text": "Text",
}


def print_differences(said: Mapping[str, Any], differences: Sequence[Difference]) -> None:
    """Prints the fields that differ; paragraphs that do not are counted."""
    has_colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    print_line((said["title"] or "(no title)", "bold"))
    print_line((f"from {describe(said['from'])}", "dim"))
    print_line((f"to   {describe(said['to'])}", "dim"))
    print_line()
    for found in differences:
        print_line((NAMES[found.field], "bold"))
        for same, paragraphs in groupby(iter_paragraphs(found.runs), key=_is_same):
            _print_paragraphs(list(paragraphs), same=same, has_colour=has_colour)
    if not differences:
        print_line("Nothing differs.")


def describe(revision: Mapping[str, Any]) -> str:
    """A revision in a line: number, when it was seen, kinds of its edits."""
    at = datetime.fromisoformat(revision["seen_at"]).astimezone(UTC)
    kinds = ", ".join(dict.fromkeys(edit["kind"] for edit in revision["edits"]))
    stealth = ", stealth" if revision["is_stealth"] else ""
    return f"revision {revision['number']}, seen {at:%Y-%m-%d %H:%M:%S} UTC{': ' if kinds else ''}{kinds}{stealth}"


def iter_paragraphs(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """The runs of each paragraph; a run over several is parted."""
    paragraph: list[Run] = []
    for run in runs:
        first, *rest = run.text.split(PARAGRAPH_BREAK)
        paragraph += [Run(run.change, first)] if first else []
        for text in rest:
            yield paragraph
            paragraph = [Run(run.change, text)] if text else []
    if paragraph:
        yield paragraph


def _is_same(paragraph: Sequence[Run]) -> bool:
    return all(run.change is Change.SAME for run in paragraph)


def _print_paragraphs(paragraphs: Sequence[Sequence[Run]], *, same: bool, has_colour: bool) -> None:
    if same:
        print_line((f"… {counted(sum(map(bool, paragraphs)), 'paragraph')} unchanged", "dim"), indent=2)
        print_line()
        return
    for paragraph in paragraphs:
        print_line(*(_part(run, has_colour=has_colour) for run in paragraph), indent=2)
        print_line()


def _part(run: Run, *, has_colour: bool) -> str | tuple[str, str]:
    opening, closing = MARKS[run.change]
    return (run.text, STYLES[run.change]) if has_colour else f"{opening}{run.text}{closing}"
