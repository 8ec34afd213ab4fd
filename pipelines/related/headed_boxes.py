"""Boxes that a heading announces."""

from __future__ import annotations

import re

from pipelines.related.box import Box, Origin
from pipelines.related.headings import HeadingKind, is_next, is_suggestion, is_unspecific
from pipelines.related.marks import Mark
from pipelines.related.page_map import HEADING_TAGS, PageMap
from pipelines.related.scopes import Heading, Scope, find_headings, find_scope

_LINES = frozenset(("p", "li")) | HEADING_TAGS
_INLINE = frozenset(("strong", "b", "em", "i", "u", "span", "font"))
_MAXIMUM_LINE = 600
_CARD_TAGS = frozenset(("img", "picture", "article")) | HEADING_TAGS
_RELATED_SUBJECTS = re.compile(r"\W*(?:related|verwandte|temas relacionados|tópicos relacionados)", re.IGNORECASE)
_HEADLINE = 25
_TITLE = 18
_MAXIMUM_NEXT = 12
_MINIMUM_CARDS = 3
_TEASERS = 400
_SLACK = 5


def find_headed_boxes(page: PageMap) -> None:
    """Add what stands under headings of related stories and of furniture."""
    headings = [heading for heading in find_headings(page.outline) if not page.is_claimed(heading.place)]
    barriers = [heading.place for heading in headings if _is_barrier(page, heading)]
    for heading in headings:
        if page.is_full():
            return
        if not page.is_claimed(heading.place) and not _is_in_line(page, heading):
            box = _make_box(page, heading, find_scope(page.outline, heading.place, barriers, page.text))
            if box:
                page.add(box)


def _is_barrier(page: PageMap, heading: Heading) -> bool:
    """Whether a box above ends at a heading: the words to read on are one where they are set as a heading."""
    return heading.kind is not HeadingKind.READ_MORE or page.outline.tags[heading.place] in HEADING_TAGS


def _is_in_line(page: PageMap, heading: Heading) -> bool:
    """Whether the heading is only the label of a link in the same paragraph."""
    outline = page.outline
    if outline.elements[heading.place].tag not in _INLINE:
        return False
    for parent in outline.iter_parents(heading.place):
        tag = outline.tags[parent]
        if tag in _LINES:
            return outline.has_links(parent) and outline.text(parent) <= _MAXIMUM_LINE
        if tag not in _INLINE:
            break
    return False


def _make_box(page: PageMap, heading: Heading, scope: Scope) -> Box | None:
    region = tuple(place for place in scope.region if not page.is_claimed(place))
    if not region:
        return _make_empty_box(page, heading, scope)
    if not _is_credible(page, heading, region):
        return None
    places = _grow(page, (scope.start, *region))
    related = heading.kind in {HeadingKind.RELATED, HeadingKind.READ_MORE}
    if heading.kind is HeadingKind.TAGS:
        related = _RELATED_SUBJECTS.match(heading.text) is not None and _holds_headlines(page, region)
    if heading.kind is HeadingKind.FURNITURE and is_unspecific(heading.text):
        related = page.is_marked(scope.start, Mark.RELATED, Mark.AUTOMATIC)
    if heading.kind is HeadingKind.FURNITURE and is_suggestion(heading.text):
        related = _is_written(page, heading, region)
    if related and is_next(heading.text):
        related = _is_more_than_next(page, scope.start, len(_list_targets(page, region)))
    written = not page.is_marked(places[0]) and not _holds_cards(page, region)
    kind = page.decide_kind(scope.start, closes_text=written) if related else None
    return Box(places, Origin.HEADING, kind, heading.text, heading.place)


def _is_written(page: PageMap, heading: Heading, region: tuple[int, ...]) -> bool:
    """Whether heading and links are paragraphs of the article's column: written by hand, which no site's box is."""
    outline = page.outline
    lines = [place for place in (heading.place, *region) if outline.text(place)]
    written = all(outline.tags[place] == "p" and outline.parents[place] == page.text.column for place in lines)
    return written and not any(outline.plain_text(place) for place in region)


def _make_empty_box(page: PageMap, heading: Heading, scope: Scope) -> Box | None:
    """A heading that scripts would fill; in the text it may be the author's own, so names must speak for it."""
    if heading.kind is HeadingKind.READ_MORE or page.outline.elements[heading.place].tag not in HEADING_TAGS:
        return None
    if page.outline.holds(page.text.container, heading.place) and not page.is_marked(heading.place):
        return None
    kind = page.decide_kind(scope.start, closes_text=False) if heading.kind is HeadingKind.RELATED else None
    return Box((scope.start,), Origin.HEADING, kind, heading.text, heading.place)


def _is_more_than_next(page: PageMap, place: int, stories: int) -> bool:
    """Whether a box of what to read next is no slot for the next story of the site, and no endless stream."""
    if stories == 1:
        return page.text.is_inside(place) and not page.is_marked(place, Mark.FURNITURE)
    return stories <= _MAXIMUM_NEXT


def _list_targets(page: PageMap, region: tuple[int, ...]) -> set[str]:
    """Where the links of a box lead whose texts are as long as headlines."""
    links = (link for place in region for link in page.outline.links_in(place))
    return {page.outline.elements[link].get("href") or "" for link in links if page.outline.text(link) >= _TITLE}


def _holds_headlines(page: PageMap, region: tuple[int, ...]) -> bool:
    """Whether most words of the links of a box are those of headlines, not names of subjects."""
    texts = [page.outline.text(link) for place in region for link in page.outline.links_in(place)]
    return 2 * sum(text for text in texts if text >= _HEADLINE) > sum(texts)


def _holds_cards(page: PageMap, region: tuple[int, ...]) -> bool:
    """Whether a box shows its stories as cards, with pictures or headlines, as nobody writes them by hand."""
    if len(region) < _MINIMUM_CARDS and sum(map(page.outline.count_links, region)) <= _MINIMUM_CARDS:
        return False
    return _shows_cards(page, region)


def _shows_cards(page: PageMap, region: tuple[int, ...]) -> bool:
    return any(tag in _CARD_TAGS for place in region for tag in page.outline.tags[place : page.outline.ends[place]])


def _is_credible(page: PageMap, heading: Heading, region: tuple[int, ...]) -> bool:
    """Whether what follows a heading is a box: in the text, more link than text, unless names speak for it."""
    outline = page.outline
    linked = sum(outline.linked_text(place) for place in region)
    plain = sum(outline.plain_text(place) for place in region)
    if heading.kind is HeadingKind.READ_MORE:
        around = page.text.container if heading.text.endswith(":") else page.text.column
        closes = heading.place > page.text.first and outline.holds(around, heading.place)
        lines = linked >= plain or (4 * linked >= plain and plain <= _TEASERS and _shows_cards(page, region))
        return lines and (page.text.is_inside(heading.place) or closes)
    if not outline.holds(page.text.container, heading.place) or page.is_marked(heading.place):
        return True
    return linked >= plain or (heading.kind is HeadingKind.RELATED and 3 * linked >= plain)


def _grow(page: PageMap, places: tuple[int, ...]) -> tuple[int, ...]:
    """The element around them where it holds nothing else."""
    outline = page.outline
    for parent in outline.iter_parents(places[0]):
        rest = outline.text(parent) - sum(outline.text(place) for place in places)
        links = sum(len(outline.links_in(place)) for place in places)
        if rest > _SLACK or outline.count_links(parent) != links:
            break
        if page.is_claimed(parent) or page.holds_text(parent):
            break
        places = (parent,)
    return places
