"""Shows where a text meets a query: worked out from the text itself, so that both databases show the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from storage.search.analyser import MAX_CHARACTERS, iter_tokens, stem
from storage.search.folding import fold_character, fold_text
from storage.search.query import Query, Term

MAX_SNIPPET = 240
"""Characters of a snippet, where the caller does not say."""

ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a snippet; `is_hit` where it is what the query looks for."""

    text: str
    is_hit: bool = False


class _Word(NamedTuple):
    """A word of the text: its surface form and stem, and where it stands."""

    surface: str
    stem: str
    start: int
    end: int


def highlight(text: str, query: Query, *, length: int = MAX_SNIPPET) -> list[Piece]:
    """Return about `length` characters of `text` around its first hit, or its beginning where there is none.

    The pieces together are a part of `text`, in NFC and with its white space collapsed; an ellipsis stands where it
    goes on. A phrase is a hit where all of it stands together.
    """
    text = " ".join(unicodedata.normalize("NFC", text[:MAX_CHARACTERS]).split())
    words = list(_iter_words(text))
    start = _window_start(text, _find_first(words, query), length)
    end = _window_end(text, start + length)
    near = [word for word in words if start <= word.start < end + length]
    hits = _merge(sorted(_iter_hits(near, _wanted(query))))
    before = [Piece(ELLIPSIS)] if start else []
    after = [Piece(ELLIPSIS)] if end < len(text) else []
    return [*before, *_iter_pieces(text, hits, start, end), *after]


def _iter_words(text: str) -> Iterator[_Word]:
    origins = _origins(text)
    for surface, start, end in iter_tokens(fold_text(text)):
        yield _Word(surface, stem(surface), origins[start], origins[end - 1] + 1)


def _origins(text: str) -> list[int] | range:
    """Return for each character of the folded text the position in `text` of the one that it comes from."""
    if text.isascii():
        return range(len(text))
    return [position for position, character in enumerate(text) for _ in fold_character(character)]


def _wanted(query: Query) -> list[Term]:
    return [term for clause in query.clauses for term in clause]


def _find_first(words: list[_Word], query: Query) -> int:
    """Return where the first hit begins, 0 where there is none."""
    stems = f" {' '.join(word.stem for word in words)} "
    found = [stems.find(f" {' '.join(term.tokens)} ") for term in _wanted(query) if term.tokens]
    numbers = [stems.count(" ", 0, position) for position in found if position >= 0]
    prefixes = _prefixes(_wanted(query))
    numbers += next(([number] for number, word in enumerate(words) if word.surface.startswith(prefixes)), [])
    return words[min(numbers)].start if numbers else 0


def _prefixes(terms: list[Term]) -> tuple[str, ...]:
    return tuple(term.prefix for term in terms if term.prefix)


def _iter_hits(words: list[_Word], terms: list[Term]) -> Iterator[tuple[int, int]]:
    """Yield start and end of each hit of any term."""
    beginnings = _by_first_token(terms)
    prefixes = _prefixes(terms)
    for number, word in enumerate(words):
        if word.surface.startswith(prefixes):
            yield word.start, word.end
        for tokens in beginnings.get(word.stem, ()):
            found = words[number : number + len(tokens)]
            if tuple(each.stem for each in found) == tokens:
                yield word.start, found[-1].end


def _by_first_token(terms: list[Term]) -> dict[str, list[tuple[str, ...]]]:
    beginnings: dict[str, list[tuple[str, ...]]] = {}
    for term in terms:
        if term.tokens:
            beginnings.setdefault(term.tokens[0], []).append(term.tokens)
    return beginnings


def _merge(hits: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join hits that overlap."""
    ends = list(accumulate((end for _, end in hits), max))
    merged: list[tuple[int, int]] = []
    for (start, _), end in zip(hits, ends, strict=True):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _window_start(text: str, latest: int, length: int) -> int:
    """Return where a snippet begins that shows `latest` after a third of its length; at a word, if one begins there."""
    earliest = max(0, min(latest - length // 3, len(text) - length))
    if earliest == 0:
        return 0
    blank = text.find(" ", earliest - 1, latest)
    return earliest if blank < 0 else blank + 1


def _window_end(text: str, end: int) -> int:
    """Return where a snippet ends: at `end`, or before the word that would be cut, if that is not long."""
    if end >= len(text):
        return len(text)
    blank = text.rfind(" ", end - 30, end + 1)
    return end if blank < 0 else blank


def _iter_pieces(text: str, hits: list[tuple[int, int]], start: int, end: int) -> Iterator[Piece]:
    position = start
    for hit_start, hit_end in hits:
        first, last = max(hit_start, position), min(hit_end, end)
        if first >= last:
            continue
        if position < first:
            yield Piece(text[position:first])
        yield Piece(text[first:last], is_hit=True)
        position = last
    if position < end:
        yield Piece(text[position:end])
