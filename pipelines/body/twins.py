"""Parts of a body that stand apart from the part that trafilatura found.

Publishers split a long text over several containers, with advertising between them. trafilatura reads one of them, and
the rest is missing without a sign. The parts are marked up alike: their paragraphs stand in elements of the same name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set

from lxml import etree

from pipelines.body.passages import Passage
from storage.items import BlockKind

Element = etree._Element
Signature = tuple[str, ...]

MIN_PROSE = 80
"""Characters from which a paragraph counts as prose."""

MAX_LINKED = 0.3
"""Share of link text above which a paragraph is none."""

MIN_SHARE = 0.6
"""Share of the matched prose that has to be marked up alike for its mark-up to mean anything."""

MIN_MISSING = 0.5
"""What stands apart, as a share of the matched prose, from which a body counts as split: less is a box of the site."""


def is_prose(passage: Passage, main: Set[Element]) -> bool:
    """Whether a passage is a paragraph of some length that readers see, outside boxes of the site but for `main`."""
    if passage.hidden or passage.linked > MAX_LINKED or any(box not in main for box in passage.furniture):
        return False
    return passage.kind is BlockKind.PARAGRAPH and len(passage.text) >= MIN_PROSE


def find_twins(passages: Sequence[Passage], matched: Sequence[Passage], main: Set[Element]) -> list[Passage]:
    """Prose that is marked up as most of `matched` is and is not part of it; [] where the mark-up has no names."""
    weights: Counter[Signature | None] = Counter()
    for passage in matched:
        if is_prose(passage, main):
            weights[_sign(passage)] += len(passage.text)
    signature, weight = weights.most_common(1)[0] if weights else (None, 0)
    if signature is None or weight < MIN_SHARE * sum(weights.values()):
        return []
    known = set(map(id, matched))
    others = [p for p in passages if id(p) not in known and is_prose(p, main) and _sign(p) == signature]
    story = _story_of(next(p for p in matched if is_prose(p, main) and _sign(p) == signature))
    twins = [passage for passage in others if _story_of(passage) is story]
    return twins if sum(len(twin.text) for twin in twins) >= MIN_MISSING * sum(weights.values()) else []


def _sign(passage: Passage) -> Signature | None:
    """Names of the passage's element and of those around it up to the first that has a class; None where none has."""
    names: list[str] = []
    for element in (passage.element, *passage.element.iterancestors()):
        if element.tag == "body":
            return None
        name = element.get("class")
        names.append(str(element.tag))
        if name and element is not passage.element:
            return (*names, str(name))
    return None


def _story_of(passage: Passage) -> Element | None:
    """The outermost `<article>` around the passage: one page may carry several stories."""
    return next((a for a in reversed(list(passage.element.iterancestors("article")))), None)
