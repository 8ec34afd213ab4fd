"""The query language: text to `Query`. docs/search.md explains it to those who type it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from storage.search.analyser import MAX_TOKEN, fold, stem

MAX_QUERY = 2_000
"""Characters of a query that are read."""

MAX_TERMS = 64
"""Terms of a query that are used: FTS5 takes expressions to a depth of 256."""

MIN_PREFIX = 2
"""Characters before a `*`; a shorter prefix is an ordinary word."""


@dataclass(frozen=True, slots=True)
class Term:
    """What an article must hold: `tokens` one after the other, and a word that begins with `prefix`.

    At least one of both is there.
    """

    tokens: tuple[str, ...] = ()
    prefix: str | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query.

    Attributes:
        clauses: each must be met, by one of its terms.
        excluded: none of these may be met.
        ignored: the parts in which there is nothing to search for, as typed.
    """

    clauses: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()
    ignored: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether every article matches."""
        return not self.clauses and not self.excluded


@dataclass(frozen=True, slots=True)
class _Part:
    """One blank-separated or quoted part of the text."""

    text: str
    is_quoted: bool
    is_negative: bool

    @property
    def operator(self) -> str | None:
        is_operator = self.text in {"AND", "OR", "NOT"} and not self.is_quoted and not self.is_negative
        return self.text if is_operator else None


@dataclass(slots=True)
class _Builder:
    """A query being put together, part by part."""

    clauses: list[list[Term]] = field(default_factory=list)
    excluded: list[Term] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    operator: str | None = None
    was_positive: bool = False

    def add(self, part: _Part) -> None:
        if part.operator:
            self.operator = part.operator
            return
        term = _parse_term(part)
        if term is None:
            self.ignored += [part.text] if part.text else []
        elif part.is_negative or self.operator == "NOT":
            self.excluded.append(term)
        elif self.operator == "OR" and self.was_positive:
            self.clauses[-1].append(term)
        else:
            self.clauses.append([term])
        self.was_positive = term is not None and not part.is_negative and self.operator != "NOT"
        self.operator = None

    def count(self) -> int:
        return sum(map(len, self.clauses)) + len(self.excluded)

    def query(self) -> Query:
        return Query(tuple(map(tuple, self.clauses)), tuple(self.excluded), tuple(self.ignored))


_QUOTES = str.maketrans("“”„‟«»＂", '"' * 7)
_PART = re.compile(r'(?P<minus>-?)"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+)')


def parse_query(text: str) -> Query:
    """Read what a reader typed; any text is a query."""
    builder = _Builder()
    for part in _iter_parts(text[:MAX_QUERY].translate(_QUOTES)):
        if builder.count() >= MAX_TERMS:
            builder.ignored.append(part.text)
        else:
            builder.add(part)
    return builder.query()


def _iter_parts(text: str) -> Iterator[_Part]:
    for found in _PART.finditer(text):
        word = found["word"]
        if word is None:
            yield _Part(found["phrase"], is_quoted=True, is_negative=bool(found["minus"]))
        else:
            yield _Part(word.lstrip("-"), is_quoted=False, is_negative=word.startswith("-"))


def _parse_term(part: _Part) -> Term | None:
    surfaces = fold(part.text)
    prefix = None
    if not part.is_quoted and part.text.endswith("*") and surfaces and _is_prefix(surfaces[-1]):
        prefix = surfaces.pop()
    if not surfaces and prefix is None:
        return None
    return Term(tuple(stem(surface) for surface in surfaces), prefix)


def _is_prefix(surface: str) -> bool:
    return MIN_PREFIX <= len(surface) <= MAX_TOKEN
