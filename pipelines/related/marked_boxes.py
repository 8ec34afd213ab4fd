"""Boxes that the names on their elements announce."""

from __future__ import annotations

from pipelines.related.box import Box, Origin
from pipelines.related.card_links import is_section
from pipelines.related.headings import HeadingKind, classify_heading, is_unspecific
from pipelines.related.marks import Mark
from pipelines.related.page_map import FIXED_MARKS, HEADING_TAGS, PageMap

_RELATED_MARKS = frozenset((Mark.RELATED, Mark.AUTOMATIC))
_UNRELATED_HEADINGS = frozenset((HeadingKind.FURNITURE, HeadingKind.TAGS))
_NEAR = 10
_ALONE = 2
_TEASER = 200


def set_chrome_aside(page: PageMap) -> None:
    """Claim advertising, navigation, other articles and the like, so that no heading in them makes a box."""
    page.claim(*page.text.others)
    for place, mark in page.marks.items():
        if mark in FIXED_MARKS and not page.is_claimed(place) and not _is_footer_of_stories(page, place):
            if mark is Mark.ADVERTISING:
                page.add(Box((place,), Origin.MARK, None))
            page.claim(place)


def _is_footer_of_stories(page: PageMap, place: int) -> bool:
    """Whether a footer holds a box named a related one, as where the page's end begins with it."""
    if page.outline.tags[place] != "footer":
        return False
    end = page.outline.ends[place]
    return any(place < other < end and mark in _RELATED_MARKS for other, mark in page.marks.items())


def find_marked_boxes(page: PageMap) -> None:
    """Add the marked elements that hold links of no other box. A heading of furniture outweighs the names."""
    for place, mark in page.marks.items():
        if page.is_full():
            return
        if mark in FIXED_MARKS or page.is_claimed(place) or not _has_free_links(page, place):
            continue
        if mark not in _RELATED_MARKS and _is_wordy(page, place):
            continue
        if mark not in _RELATED_MARKS and mark is not Mark.RECIRCULATED and _holds_related(page, place):
            continue
        box = _make_box(page, place, mark)
        if box.kind is None and mark in _RELATED_MARKS and _holds_marked_list(page, place):
            continue
        page.add(box)


def _make_box(page: PageMap, place: int, mark: Mark) -> Box:
    heading = page.find_inner_heading(place)
    text = page.outline.read_text(heading) if heading is not None else None
    said = classify_heading(text) if text else HeadingKind.NONE
    alone = mark is Mark.RECOMMENDED and page.text.is_inside(place) and len(page.outline.links_in(place)) <= _ALONE
    unrelated = said in _UNRELATED_HEADINGS and not is_unspecific(text or "")
    related = (mark in _RELATED_MARKS or alone) and not unrelated and not _is_more_furniture(page, place)
    kind = page.decide_kind(place, closes_text=False) if related else None
    return Box(page.list_free(place), Origin.MARK, kind, text, heading)


def _is_more_furniture(page: PageMap, place: int) -> bool:
    """Whether the page itself shows that a box of no telling heading is furniture."""
    return _continues_furniture(page, place) or _heads_section(page, place) or _begins_as_furniture(page, place)


def _begins_as_furniture(page: PageMap, place: int) -> bool:
    """Whether the first link of a box is a heading of furniture that leads to more of it (More in Ports)."""
    first = page.outline.read_text(page.outline.links_in(place)[0])
    return classify_heading(first) is HeadingKind.FURNITURE and not is_unspecific(first)


def _heads_section(page: PageMap, place: int) -> bool:
    """Whether a box begins with a heading, the only one of its rank, that leads to the front of a section."""
    outline = page.outline
    tags = outline.tags[place : outline.ends[place]]
    heading = next((place + offset for offset, tag in enumerate(tags) if tag in HEADING_TAGS), None)
    links = outline.links_in(place)
    if heading is None or not links or not outline.holds(heading, links[0]) or tags.count(outline.tags[heading]) > 1:
        return False
    href = outline.elements[links[0]].get("href") or ""
    return not href.startswith(("#", "javascript:")) and is_section(href, outline.read_text(links[0]))


def _holds_marked_list(page: PageMap, place: int) -> bool:
    """Whether an element that a heading of furniture begins holds a related box further on."""
    end = page.outline.ends[place]
    return any(
        place < other < end and mark in _RELATED_MARKS and page.outline.tags[other] in {"ul", "ol", "section", "aside"}
        for other, mark in page.marks.items()
    )


def _continues_furniture(page: PageMap, place: int) -> bool:
    """Whether an element is named as the one before it, which is furniture: the second row of the same box."""
    before = [other for other in page.outline.iter_children(page.outline.parents[place]) if other < place][-1:]
    if not before or page.outline.names[before[0]] != page.outline.names[place]:
        return False
    return any(box.kind is None and page.outline.holds(before[0], box.places[0]) for box in page.boxes)


def _has_free_links(page: PageMap, place: int) -> bool:
    return any(not page.is_claimed(link) for link in page.outline.links_in(place))


def _is_wordy(page: PageMap, place: int) -> bool:
    """Whether an element in the text is more text than links: a box of the article's own."""
    outline = page.outline
    inside = outline.holds(page.text.container, place)
    return inside and outline.plain_text(place) > outline.linked_text(place) + _TEASER


def _holds_related(page: PageMap, place: int) -> bool:
    inner = range(place + 1, min(page.outline.ends[place], place + _NEAR))
    return any(page.marks.get(other) in _RELATED_MARKS for other in inner)
