"""trafilatura's opinion: which words of the page are its main text."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from functools import cache
from typing import cast

import trafilatura
from lxml import etree, html
from trafilatura.settings import Extractor

from pipelines.body.regions import is_menu
from pipelines.words import Shingle, list_shingles, list_words

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

_LENGTH = etree.XPath("string-length()")


@dataclass(frozen=True, slots=True)
class Seed:
    """The words that trafilatura kept, by line and by shingle."""

    lines: frozenset[str]
    shingles: frozenset[Shingle]
    length: int

    def has(self, text: str) -> bool:
        """Whether trafilatura kept `text`: most of its shingles, or the whole line where it is short."""
        words = list_words(text)
        if " ".join(words) in self.lines:
            return True
        shingles = list_shingles(words, SHINGLE)
        return bool(shingles) and sum(map(self.shingles.__contains__, shingles)) >= MIN_SHARE * len(shingles)


def read_seed(tree: html.HtmlElement, *, is_fast: bool) -> Seed:
    """Trafilatura's main text of `tree`, which is not changed; an empty seed where it finds none.

    The fast way asks only trafilatura's own rules, once; the other asks them again with less care where they find
    little, compares with readability and jusText and takes about three times the time.
    """
    found = trafilatura.bare_extraction(_lighten(tree), options=_make_options(is_fast=is_fast))
    return parse_seed(getattr(found, "text", None) or "")


@cache
def _make_options(*, is_fast: bool) -> Extractor:
    """Options for all pages. Where text is short the default focus, "balanced", measures the page and tries again."""
    options = Extractor(output_format="python", fast=is_fast, comments=False, tables=True)
    if is_fast:
        options.focus = "rules"
    return options


def _lighten(tree: html.HtmlElement) -> html.HtmlElement:
    """A copy without what trafilatura leaves out of every text and every measure, but only after many searches.

    Menus go, too: what stands in them is no passage.
    """
    light = copy(tree)
    etree.strip_elements(light, *_NEVER_READ, with_tail=False)
    for menu in filter(is_menu, list(light.iter("nav"))):
        menu.clear(keep_tail=True)
    return light if _measure(light) >= MIN_KEPT * _measure(tree) else tree


def _measure(tree: html.HtmlElement) -> float:
    return cast("float", _LENGTH(tree))


def parse_seed(text: str) -> Seed:
    """The seed of a text whose lines are passages."""
    lines: set[str] = set()
    shingles: set[Shingle] = set()
    for line in text.splitlines():
        words = list_words(line)
        lines.add(" ".join(words))
        shingles.update(list_shingles(words, SHINGLE))
    return Seed(frozenset(lines - {""}), frozenset(shingles), len(text))


EMPTY_SEED = parse_seed("")
"""No opinion."""
