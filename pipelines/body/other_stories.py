"""Other stories on the page of one: those set below it whole, as an endless page has them, and cards of them."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from pipelines.body.passages import Passage
from storage.items import BlockKind

Element = etree._Element

MIN_STORY = 500
"""Characters that make the first `<article>` with a headline the story of the page."""

MIN_CARD = 100
"""Characters of a card's text at least; less may be an item of a round-up."""

MOSTLY = 0.95
"""Share of link text from which a text is all link."""

MAX_CARDS = 0.5
"""Share of the text above which no card is taken out: a link that is never closed runs on over the article."""


def drop_other_stories(matched: Sequence[Passage]) -> list[Passage]:
    """`matched` without the stories below the first, and without texts that are one link inside and out."""
    return _drop_cards(_drop_appended(matched))


def _drop_appended(matched: Sequence[Passage]) -> list[Passage]:
    """`matched` without what stands in a later `<article>` that has a headline of the first rank, as the first has."""
    story_of = [_find_story(passage) for passage in matched]
    stories = list(dict.fromkeys(story for story in story_of if story is not None))
    if len(stories) < 2 or not _has_headline(stories[0]):
        return list(matched)
    length = sum(len(p.text) for p, story in zip(matched, story_of, strict=True) if story is stories[0])
    if length < MIN_STORY:
        return list(matched)
    others = {story for story in stories[1:] if _has_headline(story)}
    return [passage for passage, story in zip(matched, story_of, strict=True) if story not in others]


def _find_story(passage: Passage) -> Element | None:
    """The outermost `<article>` around the passage."""
    return next(iter(reversed(list(passage.element.iterancestors("article")))), None)


def _has_headline(story: Element) -> bool:
    return next(story.iter("h1"), None) is not None


def _drop_cards(matched: Sequence[Passage]) -> list[Passage]:
    told = [passage for passage in matched if not _is_card(passage)]
    left = sum(len(passage.text) for passage in told)
    return told if left >= (1 - MAX_CARDS) * sum(len(passage.text) for passage in matched) else list(matched)


def _is_card(passage: Passage) -> bool:
    """Whether a text of some length is set inside a link as a block: prose holds links and does not stand in one."""
    if passage.kind is BlockKind.HEADING or len(passage.text) < MIN_CARD or passage.linked < MOSTLY:
        return False
    return next(passage.element.iterancestors("a"), None) is not None
