"""Which elements a heading stands over."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.related.card_titles import is_call, names_payment
from pipelines.related.headings import MAXIMUM_HEADING, HeadingKind, classify_heading, find_phrase, split_label
from pipelines.related.outline import Outline
from pipelines.related.text_range import TextRange

_HEADING_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_TABS = frozenset(("li", "button", "div"))
_CARD_TAGS = frozenset(("li", "article"))
_PAGE_TAGS = frozenset(("html", "body", "main"))
_UNREAD = frozenset(("h1", "span"))
_INLINE = frozenset(("a", "button", "time"))
_SUBTITLE = 40
_MAXIMUM_CLIMB = 8
_MAXIMUM_LINKS = 150
_LOOK_AHEAD = 12
_CARD_LINKS = 8
_CARD_TEXT = 250
_TEASER = 200
_PROSE = 120
_MAXIMUM_HEADINGS = 1000
_MINIMUM_KICKERS = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """An element that announces a box: its place, what it announces and its text as printed."""

    place: int
    kind: HeadingKind
    text: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What a heading stands over: the element it begins in and the elements after it, none where nothing follows."""

    start: int
    region: tuple[int, ...]


def find_headings(outline: Outline) -> list[Heading]:
    """The elements whose whole text announces a box of links, outermost of equals, in document order."""
    headings: list[Heading] = []
    plain: set[int] = set()
    end = 0
    for place, size in enumerate(outline.texts):
        if not 0 < size <= MAXIMUM_HEADING or place < end or outline.tags[place] in _INLINE:
            continue
        around = outline.parents[place]
        if around in plain and size == outline.texts[around]:
            plain.add(place)
            continue
        kind, text = _classify(outline, place)
        if kind is HeadingKind.NONE and not outline.linked_texts[place] and outline.tags[place] not in _UNREAD:
            plain.add(place)
        if len(headings) == _MAXIMUM_HEADINGS:
            break
        if kind is not HeadingKind.NONE and not _is_in_link(outline, place) and not _is_tab(outline, place):
            headings.append(Heading(place, kind, text))
            end = outline.ends[place]
    return _without_kickers(outline, headings)


def _without_kickers(outline: Outline, headings: list[Heading]) -> list[Heading]:
    """Leave out what stands over one card after the other, such as `News` or `Video`: it heads no box."""
    counts = Counter(heading.text for heading in headings)
    return [
        heading
        for heading in headings
        if counts[heading.text] < _MINIMUM_KICKERS
        or names_payment(heading.text)
        or heading.kind in {HeadingKind.RELATED, HeadingKind.READ_MORE}
        or outline.tags[heading.place] in _HEADING_TAGS
    ]


def _classify(outline: Outline, place: int) -> tuple[HeadingKind, str]:
    """What an element announces, with its text: a linked title must be a set phrase, a badge announces nothing."""
    tag = outline.tags[place]
    if tag == "h1" or (outline.linked_text(place) and tag not in _HEADING_TAGS):
        return HeadingKind.NONE, ""
    text = outline.read_text(place)
    if outline.linked_text(place):
        return find_phrase(text) or _classify_partly_linked(outline, place, text), text
    is_badge = tag == "span" and not split_label(text)[1]
    return HeadingKind.NONE if is_badge else classify_heading(text), text


def _classify_partly_linked(outline: Outline, place: int, text: str) -> HeadingKind:
    """`More in Business` with the section linked heads furniture; a title that is all link is read by no pattern."""
    is_furniture = outline.plain_text(place) > 0 and classify_heading(text) is HeadingKind.FURNITURE
    return HeadingKind.FURNITURE if is_furniture else HeadingKind.NONE


def find_scope(outline: Outline, heading: int, barriers: Sequence[int], text: TextRange) -> Scope:
    """What the heading stands over: siblings after it, or after what holds nothing but it, up to the next barrier.

    Barriers are paragraphs of the article, other headings of boxes, and headings of the same rank without a link.
    """
    node = heading
    budget = outline.text(heading) + _SUBTITLE
    for _ in range(_MAXIMUM_CLIMB):
        region, stopped = _take_siblings(outline, node, heading, barriers, text)
        if any(outline.has_links(place) and not _is_call(outline, place) for place in region):
            return Scope(node, region)
        parent = next(outline.iter_parents(node), None)
        if stopped or parent is None or outline.tags[parent] in _PAGE_TAGS or outline.text(parent) > budget:
            break
        node = parent
    return Scope(node, ())


def _is_call(outline: Outline, place: int) -> bool:
    """Whether an element only leads to all stories of a kind, as beside a heading."""
    return outline.text(place) <= _SUBTITLE and is_call(outline.read_text(place))


def _take_siblings(
    outline: Outline, node: int, heading: int, barriers: Sequence[int], text: TextRange
) -> tuple[tuple[int, ...], bool]:
    region: list[int] = []
    links = 0
    if len(outline.read_tail(node)) > _SUBTITLE:
        return (), True
    for sibling in outline.iter_following(node):
        links += outline.count_links(sibling)
        if not region and _is_subtitle(outline, sibling, heading):
            continue
        if _is_barrier(outline, sibling, heading, barriers, text) or links > _MAXIMUM_LINKS:
            return tuple(region), True
        region.append(sibling)
        if len(outline.read_tail(sibling)) > _SUBTITLE:
            return tuple(region), True
    return tuple(region), False


def _is_subtitle(outline: Outline, place: int, heading: int) -> bool:
    """Whether a heading stands right under another and heads the same."""
    if outline.tags[place] not in _HEADING_TAGS or outline.tags[heading] not in _HEADING_TAGS:
        return False
    unlinked = 0 < outline.text(place) <= _SUBTITLE and not outline.has_links(place)
    return unlinked and classify_heading(outline.read_text(place)) is HeadingKind.NONE


def _is_barrier(outline: Outline, place: int, heading: int, barriers: Sequence[int], text: TextRange) -> bool:
    if outline.tags[place] == "p" and outline.plain_text(place) > max(_PROSE, 2 * outline.linked_text(place)):
        return True
    if _holds_other_heading(outline, place, outline.tags[heading]):
        return True
    if text.is_inside(place) and outline.plain_text(place) > 2 * outline.linked_text(place) + _TEASER:
        return True
    return _holds_any(outline, place, barriers) or _holds_any(outline, place, text.paragraphs)


def _holds_other_heading(outline: Outline, place: int, rank: str) -> bool:
    """Whether an element is or holds a heading of the same rank, over links of its own and itself no link."""
    links = outline.count_links(place)
    if outline.tags[place] in _CARD_TAGS or links in {1, 2}:
        return False
    if 0 < links <= _CARD_LINKS and outline.text(place) <= _CARD_TEXT:
        return False
    for inner in range(place, min(outline.ends[place], place + _LOOK_AHEAD)):
        tag = outline.tags[inner]
        if tag in _HEADING_TAGS and (rank not in _HEADING_TAGS or tag <= rank):
            unlinked = outline.text(inner) > 0 and not outline.linked_text(inner)
            return unlinked and not _holds_cards(outline, place, tag)
    return False


def _holds_cards(outline: Outline, place: int, tag: str) -> bool:
    """Whether the headings of an element are the titles of its cards, a few links to each."""
    titles = outline.tags[place : outline.ends[place]].count(tag)
    few = outline.count_links(place) <= _CARD_LINKS * titles and outline.text(place) <= _CARD_TEXT * titles
    return titles > 1 and few and "article" in outline.tags[place : outline.ends[place]]


def _holds_any(outline: Outline, place: int, ordered: Sequence[int]) -> bool:
    first = bisect_left(ordered, place)
    return first < len(ordered) and ordered[first] < outline.ends[place]


def _is_tab(outline: Outline, place: int) -> bool:
    """Whether an element is a row of tabs or one of them: such a row stands over several boxes at once."""
    inner = [child for child in outline.iter_children(place) if outline.tags[child] in _TABS]
    if len(inner) > 1:
        return True
    parent = outline.parents[place]
    return outline.tags[place] == "li" and parent >= 0 and not outline.has_links(parent)


def _is_in_link(outline: Outline, place: int) -> bool:
    for parent in outline.iter_parents(place):
        tag = outline.tags[parent]
        if tag in _INLINE:
            return True
        if tag in _CARD_TAGS or tag in _PAGE_TAGS:
            break
    return False
