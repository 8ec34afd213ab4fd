"""The stories of a box: one card each, with title and badge."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from pipelines.document import Element
from pipelines.printed_text import read_element
from pipelines.related.box import Box
from pipelines.related.card_links import is_beside, is_section, list_links
from pipelines.related.card_titles import find_badge, find_headline, is_paid, is_title, names_subject, read_link_title
from pipelines.related.headings import split_heading, split_label
from pipelines.related.outline import Outline
from pipelines.related.story_links import LinkReader, StoryLink
from pipelines.selectors import select

_MAXIMUM_TITLE = 500
_CARD_TEXT = 1500
_MAXIMUM_LINKS = 400
_SPONSORED = re.compile(r"sponsor|advert|promot|partner|anzeige|paid", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Card:
    """One story of a box as printed; `words` are all the words of the card."""

    link: StoryLink
    label: str | None
    text: str
    words: tuple[str, ...]


def read_cards(outline: Outline, box: Box, reader: LinkReader) -> list[Card]:
    """The stories of a box in order; a story linked twice, as by picture and title, is one card."""
    links = list_links(outline, box)
    if len(links) > _MAXIMUM_LINKS:
        return []
    found = (reader.find_story(place, outline.elements[place].get("href") or "") for place in links)
    stories = [story for story in found if story and not is_beside(outline, story)]
    groups: dict[str, list[StoryLink]] = {}
    for story in stories:
        groups.setdefault(story.canonical_url, []).append(story)
    order = [story.place for story in stories]
    owner = {story.place: story.canonical_url for story in stories}
    cards = []
    for group in groups.values():
        card = _read_card(outline, box, group, order, owner)
        if card:
            cards.append(card)
    return cards


def _read_card(
    outline: Outline, box: Box, group: list[StoryLink], order: list[int], owner: dict[int, str]
) -> Card | None:
    titled = [(read_link_title(outline, link.place), link) for link in group]
    if any(names_subject(title) for title, _ in titled):
        return None
    title, link = max(titled, key=_rank_title)
    root = _find_root(outline, box, link, order, owner)
    label, ruled = _read_by_rule(outline, box, root)
    text = ruled or (title if is_title(title) else None)
    if text is None and not is_section(link.canonical_url, ""):
        text = find_headline(outline, box, root)
    if text is None or is_section(link.canonical_url, text):
        return None
    _, text = split_heading(text)
    badge, text = split_label(text)
    label = label or badge or find_badge(outline, box, root, text)
    if not text or (label and _SPONSORED.search(label)) or is_paid(outline, root):
        return None
    return Card(group[0], label, text[:_MAXIMUM_TITLE], tuple(outline.read_text(root).split()))


def _rank_title(titled: tuple[str, StoryLink]) -> tuple[bool, int]:
    return is_title(titled[0]), len(titled[0])


def _find_root(outline: Outline, box: Box, story: StoryLink, order: list[int], owner: dict[int, str]) -> int:
    """The largest element around a link that holds no other story, within its box."""
    root = story.place
    for parent in outline.iter_parents(story.place):
        if not any(outline.holds(place, parent) for place in box.places) or outline.text(parent) > _CARD_TEXT:
            break
        if box.heading_place is not None and outline.holds(parent, box.heading_place):
            break
        first = bisect_left(order, parent)
        last = bisect_left(order, outline.ends[parent]) - 1
        if owner[order[first]] != story.canonical_url or owner[order[last]] != story.canonical_url:
            break
        root = parent
    return root


def _read_by_rule(outline: Outline, box: Box, root: int) -> tuple[str | None, str | None]:
    rule = box.rule
    if rule is None:
        return None, None
    element = outline.elements[root]
    return _find_text(element, rule.label), _find_text(element, rule.text)


def _find_text(element: Element, selector: str | None) -> str | None:
    found = select(element, (selector,)) if selector else []
    return (read_element(found[0]) or None) if found else None
