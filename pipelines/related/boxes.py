"""The boxes of a page: by rule, by heading, by the names on elements, and by lines in the text."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import islice
from urllib.parse import urlsplit

from pipelines.related.bare_cards import iter_bare_cards
from pipelines.related.box import Box, Origin
from pipelines.related.closing_lists import find_closing_list
from pipelines.related.headed_boxes import find_headed_boxes
from pipelines.related.lines import Line, iter_lines
from pipelines.related.marked_boxes import find_marked_boxes, set_chrome_aside
from pipelines.related.outline import Outline
from pipelines.related.page_map import HEADING_TAGS, PageMap
from pipelines.related.ruled_boxes import find_ruled_boxes
from pipelines.related.story_links import LinkReader, names_story
from pipelines.related.text_range import TextRange
from pipelines.rules import Rules
from storage.items import RelatedKind

_MINIMUM_ITEMS = 3
"""Lines, some of which lead elsewhere, that head the items of a round-up."""
_TEXT_TAGS = HEADING_TAGS | {"p", "ul", "ol", "dl", "table", "blockquote"}
_MAXIMUM_BARE_LINES = 8
"""A page with more lines that are only a link is a list of links."""


def find_boxes(outline: Outline, text: TextRange, rules: Rules, reader: LinkReader) -> list[Box]:
    """All boxes of a page in document order, each link in at most one; what is surer comes first."""
    page = PageMap(outline, text)
    find_ruled_boxes(page, rules)
    set_chrome_aside(page)
    find_headed_boxes(page)
    find_marked_boxes(page)
    _find_lines(page, reader)
    _find_bare_cards(page, reader)
    closing = find_closing_list(page, reader)
    if closing is not None:
        page.add(Box((closing,), Origin.LINE, RelatedKind.EDITORIAL))
    return sorted(page.boxes, key=lambda box: box.places[0])


def _find_lines(page: PageMap, reader: LinkReader) -> None:
    text = page.text
    if not text.paragraphs:
        return
    labelled: list[Line] = []
    led: list[Line] = []
    bare: list[Line] = []
    for line in iter_lines(page.outline, text.container, page.outline.ends[text.container]):
        if any(page.is_claimed(link) for link in line.links):
            continue
        if line.label is not None:
            labelled.append(line)
        elif line.lead is not None:
            led.append(line)
        elif text.is_inside(line.place) or _closes_text(page, line, bare):
            bare.append(line)
    labelled += _label_by_repetition(page, led, reader)
    for line in [] if _are_sources(page, labelled, reader) else labelled:
        _add_line(page, line)
    own = [line for line in bare if _leads_to_own_story(page, line, reader)]
    if len(bare) <= _MAXIMUM_BARE_LINES and (len(bare) < _MINIMUM_ITEMS or len(own) == len(bare)):
        for line in own:
            _add_line(page, line)


def _label_by_repetition(page: PageMap, lines: list[Line], reader: LinkReader) -> list[Line]:
    """The lines of the text whose unknown lead stands before several own stories, in whatever language: a label."""
    counts = Counter(line.lead for line in lines)
    return [
        replace(line, label=line.lead)
        for line in lines
        if counts[line.lead] > 1 and page.text.is_inside(line.place) and _leads_to_own_story(page, line, reader)
    ]


def _are_sources(page: PageMap, lines: list[Line], reader: LinkReader) -> bool:
    """Whether lines with a label lead to several other hosts and none to the page's own: a list of the article's."""
    links = [line.links[0] for line in lines]
    found = [reader.find_story(link, page.outline.elements[link].get("href") or "") for link in links]
    stories = [story for story in found if story]
    hosts = {urlsplit(story.canonical_url).hostname for story in stories}
    return len(hosts) >= _MINIMUM_ITEMS and not any(map(reader.is_on_host, stories))


def _closes_text(page: PageMap, line: Line, earlier: list[Line]) -> bool:
    """Whether a line without a label stands right after the last paragraph, or after another such line."""
    outline, last = page.outline, page.text.last
    before = max(last, *(line.place for line in earlier), last)
    if outline.parents[line.place] != outline.parents[before] or line.place <= before:
        return False
    return all(
        not outline.text(place) or outline.tags[place] in _TEXT_TAGS
        for place in outline.iter_following(before)
        if place < line.place
    )


def _find_bare_cards(page: PageMap, reader: LinkReader) -> None:
    cards = list(islice(iter_bare_cards(page, reader), _MAXIMUM_BARE_LINES + 1))
    for place in cards if len(cards) <= _MAXIMUM_BARE_LINES else ():
        page.add(Box((place,), Origin.LINE, page.decide_kind(place, closes_text=True)))


def _add_line(page: PageMap, line: Line) -> None:
    if page.is_full():
        return
    kind = page.decide_kind(line.place, closes_text=True)
    page.add(Box((line.place,), Origin.LINE, kind, line.label))


def _leads_to_own_story(page: PageMap, line: Line, reader: LinkReader) -> bool:
    """Whether a line without a label points to a story of the same site; elsewhere it is a source or a reference."""
    href = page.outline.elements[line.links[0]].get("href") or ""
    story = reader.find_story(line.links[0], href)
    if story is None or not reader.is_on_site(story):
        return False
    return page.text.is_inside(line.place) or names_story(story.canonical_url)
