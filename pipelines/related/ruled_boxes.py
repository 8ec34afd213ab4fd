"""Boxes that a publication's rules name."""

from __future__ import annotations

from pipelines.related.box import Box, Origin
from pipelines.related.page_map import PageMap
from pipelines.rules import RelatedRule, Rules
from pipelines.selectors import select
from storage.items import RelatedKind


def find_ruled_boxes(page: PageMap, rules: Rules) -> None:
    """Add the boxes that `rules` name, furniture first. What holds the article is none, whatever a rule says."""
    for selector in rules.furniture:
        for place in _select(page, selector):
            page.add(Box((place,), Origin.RULE, None))
    for rule in rules.related:
        for place in _select(page, rule.box):
            page.add(_make_box(page, rule, place))


def _select(page: PageMap, selector: str) -> list[int]:
    places = [page.outline.find_place(element) for element in select(page.outline.elements[0], (selector,))]
    return [
        place for place in places if place is not None and not page.is_claimed(place) and not page.holds_text(place)
    ]


def _make_box(page: PageMap, rule: RelatedRule, place: int) -> Box:
    heading = _find_heading(page, rule, place)
    text = page.outline.read_text(heading) if heading is not None else None
    kind = RelatedKind(rule.kind) if rule.kind else page.decide_kind(place, closes_text=False)
    return Box((place,), Origin.RULE, kind, text, heading, rule)


def _find_heading(page: PageMap, rule: RelatedRule, place: int) -> int | None:
    if rule.heading:
        for element in select(page.outline.elements[place], (rule.heading,)):
            found = page.outline.find_place(element)
            if found is not None:
                return found
    return page.find_inner_heading(place)
