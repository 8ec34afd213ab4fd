"""Which links of a box lead to its stories, and which stand beside them."""

from __future__ import annotations

import re

from pipelines.related.box import Box
from pipelines.related.card_titles import MAXIMUM_BADGE, MINIMUM_TITLE, TITLE_TAGS, UNSPACED, WORD
from pipelines.related.headings import HeadingKind, classify_heading
from pipelines.related.marks import Mark, read_words
from pipelines.related.outline import Outline
from pipelines.related.story_links import StoryLink
from pipelines.selectors import select

_CARD_TAGS = TITLE_TAGS | {"article", "li"}
_BLOCKS = frozenset(("p", "div", "section", "article", "li", "td", "aside")) | TITLE_TAGS
_NO_TITLE_NAMES = re.compile(
    r" (?:category|categories|section|kicker|author|byline|tag|tags|eyebrow|rubric|topic|share) "
)
_TEASER = 60


def list_links(outline: Outline, box: Box) -> list[int]:
    """Places of the links of a box in order; of its cards only, where a rule names them."""
    if box.rule is None or box.rule.card is None:
        return _without_advertising(outline, [link for place in box.places for link in outline.links_in(place)], box)
    cards = [card for place in box.places for card in select(outline.elements[place], (box.rule.card,))]
    places = [place for card in cards if (place := outline.find_place(card)) is not None]
    return sorted({link for place in places for link in outline.links_in(place)})


def _without_advertising(outline: Outline, links: list[int], box: Box) -> list[int]:
    """The links of a box that stand in none of its elements named advertising."""
    named = (place for place, mark in outline.named.items() if mark is Mark.ADVERTISING)
    paid = [place for place in named if any(outline.holds(around, place) for around in box.places)]
    return [link for link in links if not any(outline.holds(place, link) for place in paid)] if paid else links


def is_beside(outline: Outline, story: StoryLink) -> bool:
    """Whether a link of a card does not lead to the card's story: its section, author, or a source of its teaser."""
    text = outline.read_text(story.place)
    if text and is_section(story.canonical_url, text) and classify_heading(text) is not HeadingKind.READ_MORE:
        return True
    return _is_aside(outline, story.place) or _is_citation(outline, story.place)


def _is_aside(outline: Outline, place: int) -> bool:
    """Whether a link stands for the category or author of a card."""
    if _NO_TITLE_NAMES.search(read_words(outline.names[place])):
        return True
    for around in outline.iter_parents(place):
        if outline.text(around) > MAXIMUM_BADGE or outline.tags[around] in _CARD_TAGS:
            break
        if _NO_TITLE_NAMES.search(read_words(outline.names[around])):
            return True
    return False


def _is_citation(outline: Outline, place: int) -> bool:
    """Whether a link stands in the running text of a teaser."""
    for around in outline.iter_parents(place):
        if outline.tags[around] in _BLOCKS:
            return outline.tags[around] == "p" and outline.plain_text(around) > outline.text(place) + _TEASER
    return False


def is_section(canonical: str, text: str) -> bool:
    """Whether a link leads to the front of a section rather than to a story."""
    path, _, query = canonical.partition("?")
    slug = path.rpartition("/")[2]
    if query or slug.count("-") > 1 or any(map(str.isdigit, slug + text)) or UNSPACED.search(text):
        return False
    return len(WORD.findall(text)) <= (MINIMUM_TITLE if text.isascii() else MINIMUM_TITLE - 1)
