"""Which passages are the body: what trafilatura kept, less furniture, and what it lost between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from pipelines.body.container import find_container
from pipelines.body.passages import Passage
from pipelines.body.seed import Seed
from storage.items import BlockKind

Element = etree._Element

MAX_LINKED = 0.5
"""Share of link text above which a passage that trafilatura left out is a list of links."""

MAIN_SHARE = 0.3
"""A box that holds more than this share of the matched text is no furniture, whatever its class."""


AFTERMATH = 6
"""How many passages after the text are looked at for a call to subscribe."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The body's passages in document order.

    Attributes:
        available: characters of all paragraphs of the container outside furniture.
        aftermath: texts of the last passages and of those that follow them on the page.
    """

    passages: list[Passage]
    available: int = 0
    aftermath: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        """Characters of the passages."""
        return sum(len(passage.text) for passage in self.passages)


def select_passages(passages: Sequence[Passage], seed: Seed) -> Selection:
    """The passages of the body; none where none of `passages` is in the seed."""
    matched = [passage for passage in passages if seed.has(passage.text)]
    container = find_container(matched)
    if container is None:
        return Selection([])
    main = _main_boxes(matched) | {container, *container.iterancestors()}
    inside = [passage for passage in passages if _stands_in(passage, container)]
    kept = set(map(id, matched))
    anchors = [i for i, passage in enumerate(inside) if id(passage) in kept and _is_text(passage, main)]
    if not anchors:
        return Selection(matched)
    between = range(anchors[0], anchors[-1] + 1)
    begun = {inside[i].element for i in anchors if inside[i].element.tag == "p"}
    filled = {i for i in between if _may_fill(inside[i], main)}
    filled |= {i - 1 for i in anchors[1:] if _heads_text(inside[i - 1], main)}
    torn = {i for i, passage in enumerate(inside) if passage.element in begun}
    chosen = [inside[i] for i in sorted({*anchors, *filled, *torn})]
    available = sum(len(p.text) for p in inside if p.kind is BlockKind.PARAGRAPH and _may_fill(p, main))
    return Selection(chosen, available, _find_aftermath(passages, chosen))


def _find_aftermath(passages: Sequence[Passage], chosen: Sequence[Passage]) -> tuple[str, ...]:
    end = next(i for i, passage in enumerate(passages) if passage is chosen[-1])
    return tuple(passage.text for passage in (*chosen[-3:], *passages[end + 1 : end + 1 + AFTERMATH]))


def _stands_in(passage: Passage, container: Element) -> bool:
    return passage.element is container or any(a is container for a in passage.element.iterancestors())


def _main_boxes(matched: Sequence[Passage]) -> set[Element]:
    weights: dict[Element, int] = {}
    for passage in matched:
        for box in passage.furniture:
            weights[box] = weights.get(box, 0) + len(passage.text)
    total = sum(len(passage.text) for passage in matched)
    return {box for box, weight in weights.items() if weight > MAIN_SHARE * total}


def _is_text(passage: Passage, main: set[Element]) -> bool:
    return all(box in main for box in passage.furniture)


def _heads_text(passage: Passage, main: set[Element]) -> bool:
    """Whether the passage before one that trafilatura kept heads it, though it be a link: an item of a round-up."""
    if passage.hidden or not _is_text(passage, main):
        return False
    return passage.kind is BlockKind.HEADING or (passage.bold == passage.text and ":" not in passage.text)


def _may_fill(passage: Passage, main: set[Element]) -> bool:
    if passage.hidden or passage.kind is BlockKind.CAPTION or passage.linked > MAX_LINKED:
        return False
    return _is_text(passage, main) and not passage.text.startswith("{")
