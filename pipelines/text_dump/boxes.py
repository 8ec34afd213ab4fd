"""Boxes of other stories in a dump: taken out of the lines, the related ones kept as such."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.related.headings import HeadingKind, classify_heading, split_label
from pipelines.text_dump.lines import CARD_DEPTH, Line
from storage.items import RelatedKind, RelatedStory

MAXIMUM_CARDS = 20
_LONGEST_BADGE = 30
_LONGEST_TITLE = 300
_HEADING_WORDS = 5
_SITE_HEADING = re.compile(
    r"(?:most\s)?(?:popular|read|viewed|trending|latest|watch|more)\s(?:on|from|at)\s\S.{0,60}", re.IGNORECASE
)
_BOXES = {HeadingKind.RELATED, HeadingKind.READ_MORE, HeadingKind.FURNITURE, HeadingKind.TAGS}


def take_boxes(lines: Sequence[Line], *, tabbed: bool) -> tuple[list[Line], list[RelatedStory]]:
    """The lines without boxes, and the related stories in their order, kind automatic: a dump holds filled boxes.

    A box is a heading that announces one, and the cards after it: in a tabbed dump lines as deep as cards, with the
    badges before them; in other text headline-like lines after a heading of related stories.
    """
    kept: list[Line] = []
    stories: list[RelatedStory] = []
    index = 0
    while index < len(lines):
        kind = _find_box(lines, index) if tabbed else _find_plain_box(lines, index)
        if kind is None:
            kept.append(lines[index])
            index += 1
            continue
        cards, end = _read_cards(lines, index + 1, tabbed=tabbed) if tabbed or kind is HeadingKind.RELATED else ([], 0)
        if kind in (HeadingKind.RELATED, HeadingKind.READ_MORE):
            heading = lines[index].text
            stories += [_story(heading, label, text, len(stories) + place) for place, (label, text) in enumerate(cards)]
        index = max(end, index + 1)
    return kept, stories


def _story(heading: str, label: str | None, text: str, position: int) -> RelatedStory:
    badge, title = split_label(text)
    if label is None and badge and title:
        label, text = badge, title
    return RelatedStory(RelatedKind.AUTOMATIC, heading, label, text, None, None, position)


def _find_box(lines: Sequence[Line], index: int) -> HeadingKind | None:
    line = lines[index]
    kind = classify_heading(line.text)
    if kind not in _BOXES or (line.ends_sentence and line.depth < CARD_DEPTH):
        return None
    return kind if line.depth >= CARD_DEPTH or _read_cards(lines, index + 1, tabbed=True)[0] else None


def _find_plain_box(lines: Sequence[Line], index: int) -> HeadingKind | None:
    text = lines[index].text
    if len(text) <= 80 and _SITE_HEADING.fullmatch(text) and not lines[index].ends_sentence:
        return HeadingKind.FURNITURE
    related = classify_heading(text) is HeadingKind.RELATED and len(text.split()) <= _HEADING_WORDS
    return HeadingKind.RELATED if related and _read_cards(lines, index + 1, tabbed=False)[0] else None


def _read_cards(lines: Sequence[Line], start: int, *, tabbed: bool) -> tuple[list[tuple[str | None, str]], int]:
    """The cards from `start` on as (badge, title), and the index after them."""
    cards: list[tuple[str | None, str]] = []
    label: str | None = None
    index = end = start
    while index < len(lines) and len(cards) < MAXIMUM_CARDS:
        line = lines[index]
        if _is_badge(lines, index, tabbed=tabbed):
            label = line.text
        elif _is_title(line, tabbed=tabbed):
            cards.append((label, line.text))
            label, end = None, index + 1
        else:
            break
        index += 1
    return cards, end


def _is_badge(lines: Sequence[Line], index: int, *, tabbed: bool) -> bool:
    line = lines[index]
    if len(line.text) > _LONGEST_BADGE or index + 1 >= len(lines) or not _is_title(lines[index + 1], tabbed=tabbed):
        return False
    badge = split_label(line.text)
    return (badge[0] is not None and not badge[1]) or (tabbed and line.depth == 1 and not line.ends_sentence)


def _is_title(line: Line, *, tabbed: bool) -> bool:
    if len(line.text) > _LONGEST_TITLE:
        return False
    heads_box = len(line.text.split()) <= _HEADING_WORDS and classify_heading(line.text) in _BOXES
    return not heads_box and (line.depth >= CARD_DEPTH if tabbed else not line.ends_sentence)
