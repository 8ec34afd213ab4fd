"""What a page says twice: pull quotes, and tables of contents above the headings they list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.body.passages import Passage
from storage.items import BlockKind

MIN_REPEATED = 40
"""Characters from which the same text twice is no coincidence."""

MAX_QUOTES = 100
"""Quotes of a text at most that are looked for in it."""

MIN_CONTENTS = 3
"""List items that a table of contents has at least."""

CONTENTS_SHARE = 0.6
"""Share of a list's items that are headings of the text, from which it is a table of contents."""

_LETTERS = re.compile(r"\w+")
_CONTENTS = re.compile(
    r"(?:table of contents?|contents?|toc|in this (?:article|guide|post|story)|(?:topics|what['’]s) (?:covered"
    r"|inside)|jump to"
    r"(?: section)?|on this page|quick links|inhalt(?:sverzeichnis)?|sommaire|índice)\W{0,3}(?:toggle)?$",
    re.IGNORECASE,
)


def drop_repetitions(passages: Sequence[Passage]) -> list[Passage]:
    """`passages` without pull quotes, repeated passages and tables of contents."""
    return _drop_contents(_drop_repeated(passages))


def _drop_repeated(passages: Sequence[Passage]) -> list[Passage]:
    """`passages` without quotes that stand in the text as well, and without the second of two alike in a row."""
    is_few = sum(p.kind is BlockKind.QUOTE for p in passages) <= MAX_QUOTES
    prose = "\n".join(_fold(p.text) for p in passages if p.kind is not BlockKind.QUOTE) if is_few else ""
    kept: list[Passage] = []
    before = ""
    for passage in passages:
        folded = _fold(passage.text)
        is_long = len(folded) >= MIN_REPEATED
        is_pulled = is_long and passage.kind is BlockKind.QUOTE and folded in prose
        if not is_pulled and not (is_long and folded == before):
            kept.append(passage)
            before = folded
    return kept


def _drop_contents(passages: Sequence[Passage]) -> list[Passage]:
    headings = {_fold(p.text) for p in passages if p.kind in (BlockKind.HEADING, BlockKind.QUESTION)}
    kept: list[Passage] = []
    index = 0
    while index < len(passages):
        end = _find_end_of_list(passages, index)
        if _is_contents(passages[index:end], headings):
            index = end
            continue
        end = max(end, index + 1)
        kept += passages[index:end]
        index = end
    return [passage for passage in kept if not _CONTENTS.match(passage.text)]


def _find_end_of_list(passages: Sequence[Passage], start: int) -> int:
    end = start
    while end < len(passages) and passages[end].kind is BlockKind.LIST_ITEM:
        end += 1
    return end


def _is_contents(items: Sequence[Passage], headings: set[str]) -> bool:
    if len(items) < MIN_CONTENTS:
        return False
    return sum(_fold(item.text) in headings for item in items) >= CONTENTS_SHARE * len(items)


def _fold(text: str) -> str:
    return " ".join(_LETTERS.findall(text.casefold()))
