"""trafilatura's opinion: which words of the page are its main text."""

from __future__ import annotations

import re
from dataclasses import dataclass

import trafilatura
from lxml import etree

Element = etree._Element

SHINGLE = 4
"""Words in a row by which a passage is found again in trafilatura's text."""

MIN_SHARE = 0.6
"""Share of a passage's shingles that trafilatura must have kept."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Seed:
    """The words that trafilatura kept, by line and by shingle."""

    lines: frozenset[str]
    shingles: frozenset[tuple[str, ...]]
    length: int

    def has(self, text: str) -> bool:
        """Whether trafilatura kept `text`: most of its shingles, or the whole line where it is short."""
        words = _WORD.findall(text)
        if " ".join(words) in self.lines:
            return True
        shingles = list(zip(*(words[start:] for start in range(SHINGLE)), strict=False))
        return bool(shingles) and sum(shingle in self.shingles for shingle in shingles) >= MIN_SHARE * len(shingles)


def read_seed(tree: Element, url: str, *, is_fast: bool) -> Seed:
    """Trafilatura's main text of `tree`, which is not changed; an empty seed where it finds none.

    The fast way asks only trafilatura's own rules; the other compares with readability and jusText and takes about
    twice the time.
    """
    found = trafilatura.bare_extraction(
        tree, url=url or None, fast=is_fast, include_comments=False, include_tables=True, with_metadata=False
    )
    return parse_seed(getattr(found, "text", None) or "")


def parse_seed(text: str) -> Seed:
    """The seed of a text whose lines are passages."""
    lines: set[str] = set()
    shingles: set[tuple[str, ...]] = set()
    for line in text.splitlines():
        words = _WORD.findall(line)
        lines.add(" ".join(words))
        shingles.update(zip(*(words[start:] for start in range(SHINGLE)), strict=False))
    return Seed(frozenset(lines - {""}), frozenset(shingles), len(text))


EMPTY_SEED = parse_seed("")
"""No opinion."""
