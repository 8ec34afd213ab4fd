"""trafilatura's opinion: which words of the page are its main text."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass

import trafilatura
from lxml import etree, html

SHINGLE = 4
"""Words in a row by which a passage is found again in trafilatura's text."""

MIN_SHARE = 0.6
"""Share of a passage's shingles that trafilatura must have kept."""

MIN_KEPT = 0.5
"""Share of the characters that must be left without `_NEVER_READ`: a tag left open takes in the whole article."""

_NEVER_READ = (
    *("head", "img", "map", "picture", "source", "iframe", "object", "embed", "video", "audio", "canvas"),
    *("input", "button", "select", "textarea", "footer", "aside"),
)

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
        return bool(shingles) and sum(map(self.shingles.__contains__, shingles)) >= MIN_SHARE * len(shingles)


def read_seed(tree: html.HtmlElement, url: str, *, is_fast: bool) -> Seed:
    """Trafilatura's main text of `tree`, which is not changed; an empty seed where it finds none.

    The fast way asks only trafilatura's own rules; the other compares with readability and jusText and takes about
    twice the time.
    """
    found = trafilatura.bare_extraction(
        _lighten(tree), url=url or None, fast=is_fast, include_comments=False, include_tables=True, with_metadata=False
    )
    return parse_seed(getattr(found, "text", None) or "")


def _lighten(tree: html.HtmlElement) -> html.HtmlElement:
    """A copy without what trafilatura leaves out of every text and every measure, but only after many searches."""
    light = copy(tree)
    etree.strip_elements(light, *_NEVER_READ, with_tail=False)
    return light if len(light.text_content()) >= MIN_KEPT * len(tree.text_content()) else tree


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
