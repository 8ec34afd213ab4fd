"""What a page says twice: pull quotes, tables of contents above the headings they list, the whole text once more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.body.passages import Passage
from pipelines.words import Shingle, list_shingles, list_words
from storage.items import BlockKind

MIN_REPEATED = 40
"""Characters from which the same text twice is no coincidence."""

MAX_QUOTES = 100
"""Quotes of a text at most that are looked for in it."""

MIN_CONTENTS = 3
"""List items that a table of contents has at least."""

CONTENTS_SHARE = 0.6
"""Share of a list's items that are headings of the text, from which it is a table of contents."""

MIN_COPY = 500
"""Characters that a copy of the text has at least."""

COPY_SHARE = 0.5
"""Length of a copy as a share of what stands before it, at least: less is a summary or a quotation."""

COPIED = 0.8
"""Share of a copy's words in a row that stand before it."""

SHINGLE = 5

_CONTENTS = re.compile(
    r"(?:table of contents?|contents?|toc|in this (?:article|guide|post|story)|(?:topics|what['’]s) (?:covered"
    r"|inside)|jump to"
    r"(?: section)?|on this page|quick links|inhalt(?:sverzeichnis)?|sommaire|índice)\W{0,3}(?:toggle)?$",
    re.IGNORECASE,
)


def drop_repetitions(passages: Sequence[Passage]) -> list[Passage]:
    """`passages` without pull quotes, repeated passages, copies of the text and tables of contents."""
    return _drop_contents(_drop_copies(_drop_repeated(passages)))


def _drop_repeated(passages: Sequence[Passage]) -> list[Passage]:
    """`passages` without quotes that stand in the text as well, and without the second of two alike in a row."""
    folded = [_fold(passage.text) for passage in passages]
    prose = _join_prose(passages, folded)
    kept: list[Passage] = []
    before = ""
    for passage, words in zip(passages, folded, strict=True):
        is_long = len(words) >= MIN_REPEATED
        is_pulled = is_long and passage.kind is BlockKind.QUOTE and words in prose
        if not is_pulled and not (is_long and words == before):
            kept.append(passage)
            before = words
    return kept


def _join_prose(passages: Sequence[Passage], folded: Sequence[str]) -> str:
    """What quotes are looked for in; nothing where there are none, or too many."""
    if not 0 < sum(passage.kind is BlockKind.QUOTE for passage in passages) <= MAX_QUOTES:
        return ""
    return "\n".join(
        words for passage, words in zip(passages, folded, strict=True) if passage.kind is not BlockKind.QUOTE
    )


def _drop_copies(passages: Sequence[Passage]) -> list[Passage]:
    """`passages` without one that says most of what stands before it again: a page that also holds itself for print."""
    kept: list[Passage] = []
    length = 0
    for passage in passages:
        if len(passage.text) < max(MIN_COPY, COPY_SHARE * length) or not _is_copy(passage, kept):
            kept.append(passage)
            length += len(passage.text)
    return kept


def _is_copy(passage: Passage, before: Sequence[Passage]) -> bool:
    seen = {shingle for other in before for shingle in _shingles(other.text)}
    shingles = _shingles(passage.text)
    return sum(shingle in seen for shingle in shingles) >= COPIED * len(shingles) > 0


def _shingles(text: str) -> list[Shingle]:
    return list_shingles(list_words(text), SHINGLE)


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
    return " ".join(list_words(text.casefold()))
