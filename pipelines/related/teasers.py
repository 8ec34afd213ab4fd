"""Paragraphs that are no part of the article: the teasers of cards, each under the linked title of another story."""

from __future__ import annotations

from pipelines.related.outline import Outline

_MAXIMUM_CARD = 600
"""Characters of a card, title and all."""
_MAXIMUM_TEASER = 350
_MINIMUM_TITLE = 18
_MINIMUM_PARAGRAPH = 60
_BLOCKS = frozenset(("p", "div", "section", "article", "li", "td", "header", "h2", "h3", "h4", "h5", "h6"))
_PAGE_TAGS = frozenset(("html", "body", "main"))
_CONTAINERS = frozenset(("div", "section", "article", "li"))


def is_teaser(outline: Outline, place: int) -> bool:
    """Whether a paragraph stands alone under a linked title in an element no larger than a card."""
    if outline.text(place) > _MAXIMUM_TEASER:
        return False
    inside = place
    for parent in outline.iter_parents(place):
        if outline.text(parent) > _MAXIMUM_CARD or outline.tags[parent] in _PAGE_TAGS:
            return False
        if _holds_other_paragraph(outline, parent, inside):
            return False
        if any(_is_title(outline, link) for link in outline.links_between(parent, inside)):
            return "h1" not in outline.tags[parent : outline.ends[parent]]
        inside = parent
    return False


def _holds_other_paragraph(outline: Outline, parent: int, inside: int) -> bool:
    """Whether an element holds running text beside one of its children."""
    return any(
        outline.tags[child] == "p" and outline.plain_text(child) >= _MINIMUM_PARAGRAPH
        for child in outline.iter_children(parent)
        if child != inside
    )


def _is_title(outline: Outline, link: int) -> bool:
    """Whether a link to another page is all the text of its block."""
    href = outline.elements[link].get("href") or ""
    if outline.text(link) < _MINIMUM_TITLE or href.startswith("#"):
        return False
    around = next((place for place in outline.iter_parents(link) if outline.tags[place] in _BLOCKS), link)
    return outline.plain_text(around) <= outline.linked_text(around) or outline.tags[around] in _CONTAINERS
