"""Lines of the text that do nothing but point to a story: `Related: <a>…</a>`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.related.headings import HeadingKind, classify_heading, split_heading
from pipelines.related.outline import Outline
from pipelines.related.story_links import is_no_title

_LINE_TAGS = frozenset(
    ("p", "li", "div", "blockquote", "aside", "h2", "h3", "h4", "h5", "h6", "td", "dd", "section", "figure")
)
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_BARE_TAGS = frozenset(("p", "a", "blockquote")) | _HEADINGS
_MAXIMUM_LINE = 600
_MAXIMUM_LEAD = 90
_ALLOWED_REST = 40
_MAXIMUM_LABEL = 40
_SEPARATORS = (":", "|", ">", "»")
_SHORTEST_LED = 4
_MINIMUM_TITLE_WORDS = 5
_OPENING = "[(•-–—→►»> "
_MINIMUM_TITLE = 20
_CALL = re.compile(
    r"\b(?:click(?:ing)? here|sign up|subscribe|newsletter|mailing list|download|register|donate|for free)\b"
    r"|^\W*(?:talk|speak) to us\b"
    r"|^\W*(?:try|shop|buy|order|book|get|start|request|schedule|contact|join)\b.*\b(?:now|here|today|us|online)\W*$"
    r"|^\W*(?:jetzt|hier)\b.*\b(?:sichern|kaufen|bestellen|anmelden|testen|starten|buchen|beantragen|vergleichen)\W*$",
    re.IGNORECASE,
)
"""What asks for something else than to read: to sign up, to order, to get in touch."""
_ANNOUNCING = frozenset((HeadingKind.RELATED, HeadingKind.READ_MORE))


@dataclass(frozen=True, slots=True)
class Line:
    """A line made up of links and perhaps a label before them.

    Attributes:
        label: the words that announce the links, where they are known to do so.
        lead: words before the only link of a line, where nothing follows it, that are not known.
    """

    place: int
    links: tuple[int, ...]
    label: str | None
    lead: str | None = None


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
        if outline.tags[parent] in _LINE_TAGS:
            return parent
    return None


def _stands_alone(outline: Outline, link: int) -> bool:
    """Whether a link is a line by itself between the paragraphs, in no paragraph of its own."""
    parent = outline.parents[link]
    if parent < 0 or outline.tags[parent] in _LINE_TAGS - {"div", "section"} or not outline.text(link):
        return False
    before = outline.elements[link].getprevious()
    ahead = outline.elements[parent].text if before is None else before.tail
    return not (ahead or "").strip() and not outline.read_tail(link)


def _read_line(outline: Outline, place: int) -> Line | None:
    links = outline.links_in(place)
    lead = outline.read_lead(place, links[0])
    rest = outline.plain_text(place) - len(lead)
    if len(lead) > _MAXIMUM_LEAD or rest > max(_ALLOWED_REST, outline.linked_text(place) // 4):
        return None
    label = _find_label(lead, outline.read_text(links[0])) or (None if lead else _find_inner_label(outline, links[0]))
    if label:
        return Line(place, tuple(links), label)
    if _is_unknown_lead(lead) and rest <= 1 and len(links) == 1:
        title = outline.read_text(links[0])
        return (
            None if is_no_title(title) or len(title.split()) < _SHORTEST_LED else Line(place, tuple(links), None, lead)
        )
    return Line(place, tuple(links), None) if _is_bare(outline, place, links, lead, rest) else None


def _is_unknown_lead(lead: str) -> bool:
    """Whether words before a link, not only a sign, lead up to it."""
    return lead.endswith(_SEPARATORS) and len(lead) <= _MAXIMUM_LABEL and bool(lead.strip(_OPENING))


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


def _find_inner_label(outline: Outline, link: int) -> str | None:
    """The words that announce a link where they are an element of their own at its start."""
    for place in range(link + 1, outline.ends[link]):
        if 0 < outline.text(place) < outline.text(link):
            text = outline.read_text(place)
            return text if classify_heading(text) in _ANNOUNCING else None
    return None


def _heads_text(outline: Outline, place: int) -> bool:
    """Whether a line is a heading of the text: it does not stand beside another that is nothing but a link."""
    if outline.tags[place] not in _HEADINGS:
        return False
    around = outline.parents[place]
    row = [child for child in outline.iter_children(around) if outline.text(child)] if around >= 0 else [place]
    at = row.index(place) if place in row else 0
    beside = row[max(at - 1, 0) : at] + row[at + 1 : at + 2]
    return not any(outline.tags[other] in _HEADINGS and not outline.plain_text(other) for other in beside)


def _is_bare(outline: Outline, place: int, links: list[int], lead: str, rest: int) -> bool:
    parent = next(outline.iter_parents(place), place)
    if outline.tags[place] not in _BARE_TAGS or outline.tags[parent] == "li" or _heads_text(outline, place):
        return False
    if lead or rest > 1 or len(links) != 1:
        return False
    title = outline.read_text(links[0])
    if _CALL.search(title) or is_no_title(title):
        return False
    return len(title.split()) >= _MINIMUM_TITLE_WORDS or (not title.isascii() and len(title) >= _MINIMUM_TITLE)
