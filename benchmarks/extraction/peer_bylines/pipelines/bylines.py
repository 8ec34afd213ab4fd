"""trafilatura's reader of author strings, called as `score_bylines.py` calls ours.

It gives names and does not tell persons from others, so all count as persons, as most are.
"""

from __future__ import annotations

from dataclasses import dataclass

from trafilatura.json_metadata import normalize_authors


@dataclass(frozen=True, slots=True)
class Author:
    """What a contributor is asked for."""

    name: str
    kind: str = "person"
    role: None = None
    affiliation: None = None
    credit: None = None


def parse_byline(printed: str) -> list[Author]:
    """The names in a printed byline."""
    return [Author(name) for name in (normalize_authors(None, printed) or "").split("; ") if name]
