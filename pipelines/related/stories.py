"""Related stories of a page, and the boxes that hold them."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.document import Document, Element
from pipelines.related.box import Box, Origin
from pipelines.related.boxes import find_boxes
from pipelines.related.cards import Card, read_cards
from pipelines.related.outline import Outline
from pipelines.related.outline_reading import read_outline
from pipelines.related.reading_lists import is_foreign, is_index
from pipelines.related.story_links import LinkReader
from pipelines.related.text_range import find_text_range
from pipelines.rules import Rules
from pipelines.selectors import drop_element, select
from storage.items import RelatedStory

_MAXIMUM_CARDS = 50
_MAXIMUM_UNHEADED = 12
_EMPTY = 150
_MAXIMUM_STORIES = 200


@dataclass(frozen=True, slots=True)
class RelatedBoxes:
    """What is on a page beside its text.

    Attributes:
        stories: the related stories, each once, in document order.
        related: the elements of the boxes they stand in.
        furniture: the elements of boxes whose links are no related stories.
    """

    stories: tuple[RelatedStory, ...]
    related: tuple[Element, ...]
    furniture: tuple[Element, ...]


def extract_related(document: Document, rules: Rules) -> list[RelatedStory]:
    """The related stories of a page, each once, in document order. The tree stays as it is."""
    return list(find_related_boxes(document, rules).stories)


def find_related_boxes(document: Document, rules: Rules) -> RelatedBoxes:
    """The boxes of a page beside its text, with the related stories in them. The tree stays as it is.

    Rules come before what headings and names say. Every page gives a result, if an empty one.
    """
    outline = read_outline(document.tree)
    found = _find_in(document, outline, rules)
    if not found.stories and outline.hides_related:
        return _find_in(document, read_outline(document.tree, trust_aria=False), rules)
    return found


def drop_boxes(boxes: RelatedBoxes) -> None:
    """Take the boxes out of their tree; the text after each stays."""
    for element in (*boxes.related, *boxes.furniture):
        drop_element(element)


def _add_stories(stories: dict[str, RelatedStory], box: Box, cards: list[Card]) -> None:
    assert box.kind
    for card in cards:
        link = card.link
        if link.canonical_url not in stories:
            stories[link.canonical_url] = RelatedStory(
                box.kind, box.heading, card.label, card.text, link.url, link.canonical_url, len(stories)
            )


def _is_empty(outline: Outline, box: Box) -> bool:
    """Whether a box without stories has nothing to read either."""
    return box.origin is not Origin.LINE and sum(outline.text(place) for place in box.places) <= _EMPTY


def _find_in(document: Document, outline: Outline, rules: Rules) -> RelatedBoxes:
    if not outline.elements:
        return RelatedBoxes((), (), ())
    given = next((place for found in select(document.tree, rules.body) if (place := outline.find_place(found))), None)
    reader = LinkReader(document)
    boxes = find_boxes(outline, find_text_range(outline, given), rules, reader)
    stories: dict[str, RelatedStory] = {}
    related: list[Element] = []
    furniture: list[Element] = []
    for box in boxes:
        cards = read_cards(outline, box, reader) if box.kind and len(stories) < _MAXIMUM_STORIES else []
        elements = [outline.elements[place] for place in box.places]
        if not box.kind or len(cards) > (_MAXIMUM_CARDS if box.heading or box.rule else _MAXIMUM_UNHEADED):
            furniture += elements
        elif is_foreign(cards, reader) or is_index(cards):
            continue
        elif cards or _is_empty(outline, box):
            related += elements
            _add_stories(stories, box, cards)
    return RelatedBoxes(tuple(stories.values()), tuple(related), tuple(furniture))
