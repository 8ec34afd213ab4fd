"""Lines of the text that do nothing but point to a story: `Related: <a>…</a>`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.printed_text import fold_blanks
from pipelines.related.headings import HeadingKind, classify_heading, split_heading
from pipelines.related.outline import Outline
from pipelines.related.scopes import read_text

_LINE_TAGS = frozenset(
    ("p", "li", "div", "blockquote", "aside", "h2", "h3", "h4", "h5", "h6", "td", "dd", "section", "figure")
)
_MAXIMUM_LINE = 600
_MAXIMUM_LEAD = 90
_ALLOWED_REST = 40
_MINIMUM_TITLE_WORDS = 5
_OPENING = "[(•-–—→►»> "
_MINIMUM_TITLE = 20
_CALL = re.compile(
    r"\b(?:click(?:ing)? here|sign up|subscribe|newsletter|mailing list|download|register|donate)\b", re.IGNORECASE
)
_ANNOUNCING = frozenset((HeadingKind.RELATED, HeadingKind.READ_MORE))


@dataclass(frozen=True, slots=True)
class Line:
    """A line made up of links and perhaps a label before them."""

    place: int
    links: tuple[int, ...]
    label: str | None


def iter_lines(outline: Outline, first: int, end: int) -> Iterator[Line]:
    """The lines between two places of the outline that only point elsewhere, in order, each once."""
    seen = -1
    for link in outline.links_between(first, end):
        place = _find_line(outline, link)
        if place is None or place <= seen or place < first:
            continue
        seen = place
        line = _read_line(outline, place)
        if line:
            yield line


def _find_line(outline: Outline, link: int) -> int | None:
    for parent in outline.iter_parents(link):
        if outline.text(parent) > _MAXIMUM_LINE:
            return link if _stands_alone(outline, link) else None
        if outline.elements[parent].tag in _LINE_TAGS:
            return parent
    return None


def _stands_alone(outline: Outline, link: int) -> bool:
    """Whether a link is a line by itself between the paragraphs, in no paragraph of its own."""
    element = outline.elements[link]
    parent, before = element.getparent(), element.getprevious()
    if parent is None or parent.tag in _LINE_TAGS - {"div", "section"} or not outline.text(link):
        return False
    ahead = parent.text if before is None else before.tail
    return not (ahead or "").strip() and not (element.tail or "").strip()


def _read_line(outline: Outline, place: int) -> Line | None:
    links = outline.links_in(place)
    lead = _read_lead(outline, place, links[0])
    rest = outline.plain_text(place) - len(lead)
    if len(lead) > _MAXIMUM_LEAD or rest > max(_ALLOWED_REST, outline.linked_text(place) // 4):
        return None
    label = _find_label(lead, read_text(outline, links[0]))
    if label:
        return Line(place, tuple(links), label)
    return Line(place, tuple(links), None) if _is_bare(outline, place, links, lead, rest) else None


def _find_label(lead: str, title: str) -> str | None:
    """The words that announce the link: before it, or at the start of its own text."""
    if not lead.strip(_OPENING):
        return split_heading(title)[0]
    kind = classify_heading(lead)
    if kind is HeadingKind.NONE and ":" in lead:
        kind = classify_heading(lead.partition(":")[0])
    lead = lead.lstrip(_OPENING)
    if kind is HeadingKind.RELATED:
        return lead
    return lead if kind is HeadingKind.READ_MORE and (":" in lead or lead.isupper()) else None


def _is_bare(outline: Outline, place: int, links: list[int], lead: str, rest: int) -> bool:
    parent = next(outline.iter_parents(place), place)
    if outline.elements[place].tag not in {"p", "a"} or outline.elements[parent].tag == "li":
        return False
    if lead or rest > 1 or len(links) != 1:
        return False
    title = read_text(outline, links[0])
    if _CALL.search(title):
        return False
    return len(title.split()) >= _MINIMUM_TITLE_WORDS or (not title.isascii() and len(title) >= _MINIMUM_TITLE)


def _read_lead(outline: Outline, place: int, link: int) -> str:
    """The text of a line before its first link."""
    pieces = []
    for position in range(place, link):
        element = outline.elements[position]
        pieces.append(element.text or "")
        if outline.ends[position] <= link:
            pieces.append(element.tail or "")
    return fold_blanks("".join(pieces))
