"""What is searchable of an article, and the form it is indexed in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from storage.search.analyser import MAX_CHARACTERS, fold, stem

FIELD_BREAK = "¶"
"""Stands between two fields, so that no phrase spans them; it is no token of the analyser."""


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """The searchable text of an article, in order; what lies beyond `MAX_CHARACTERS` is not searched."""

    title: str | None = None
    standfirst: str | None = None
    byline: str | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class IndexedForm:
    """What the databases index.

    Attributes:
        tokens: the stems in order, a blank before and after each.
        words: the distinct surface forms, sorted, a blank between two.
    """

    tokens: str
    words: str


def indexed_form(document: SearchDocument) -> IndexedForm:
    """Analyse a document."""
    surfaces = list(_iter_surfaces(document))
    stems = " ".join(stem(surface) for surface in surfaces)
    return IndexedForm(f" {stems} ", " ".join(sorted(set(surfaces) - {FIELD_BREAK})))


def _iter_surfaces(document: SearchDocument) -> Iterator[str]:
    """Yield the surface forms of all fields until together they are as long as a text may be."""
    room = MAX_CHARACTERS
    for field in (document.title, document.standfirst, document.byline, document.body):
        for surface in [*fold(field or ""), FIELD_BREAK]:
            room -= len(surface) + 1
            if room < 0:
                return
            yield surface
