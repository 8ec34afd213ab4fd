"""Which passages are the body: what trafilatura kept, less furniture, and what it lost before, between and beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

from lxml import etree

from pipelines.body.captions import is_caption_text
from pipelines.body.completeness import has_paywall_call
from pipelines.body.container import find_container
from pipelines.body.other_stories import drop_other_stories
from pipelines.body.passages import Passage
from pipelines.body.seed import Seed
from pipelines.body.site_lines import is_label
from pipelines.body.twins import find_twins, is_prose
from storage.items import BlockKind

Element = etree._Element

MAX_LINKED = 0.5
"""Share of link text above which a passage that trafilatura left out is a list of links."""

MAIN_SHARE = 0.3
"""A box that holds more than this share of the matched text is no furniture, whatever its class."""

MAX_CAPTIONED = 0.15
"""Share of captions in the matched text from which many of them are the text: a gallery."""

MANY_CAPTIONS = 3

MIN_CUT = 400
"""Characters of a text from which it may be cut off; what is found of less says little of what goes on with it."""

MIN_FOLDED = 0.1
"""What is folded away, as a share of what trafilatura kept, from which it is text and no pop-up of the site."""

MIN_ITEMS = 3
"""Items that a round-up has at least."""

MAX_PROSE_PER_ITEM = 3
"""Paragraphs to an item of a round-up at most."""

MAX_ITEM = 150
"""Characters of an item's heading at most."""

MOSTLY = 0.9
"""Share of link text from which a line is a link."""

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
    matched = drop_other_stories([passage for passage in passages if seed.has(passage.text)])
    matched += find_twins(passages, matched, _main_boxes(matched))
    container = find_container(matched)
    if container is None:
        return Selection([])
    main = _main_boxes(matched) | {container, *container.iterancestors()}
    first, end = _find_range(passages, container)
    inside = passages[first:end]
    kept = set(map(id, matched))
    anchors = [i for i, passage in enumerate(inside) if id(passage) in kept and _is_text(passage, main)]
    anchors = _drop_unseen(_drop_captions(anchors, inside), inside)
    if not anchors:
        return Selection(matched)
    anchors += _find_rest(inside, anchors, main)
    chosen = [inside[i] for i in sorted(_fill(inside, anchors, main))]
    chosen = _find_introduction(passages[:first], kept, main) + chosen
    available = sum(len(p.text) for p in inside if p.kind is BlockKind.PARAGRAPH and _may_fill(p, main))
    return Selection(chosen, available, _find_aftermath(passages, chosen))


def _find_range(passages: Sequence[Passage], container: Element) -> tuple[int, int]:
    """Index of the container's first passage, and of the first after its last."""
    elements = set(container.iter())
    within = [i for i, passage in enumerate(passages) if passage.element in elements]
    return within[0], within[-1] + 1


def _fill(inside: Sequence[Passage], anchors: Sequence[int], main: Set[Element]) -> set[int]:
    """`anchors` with what belongs to the text between them and before the first."""
    begun = {inside[i].element for i in anchors if inside[i].element.tag == "p"}
    filled = {i for i in range(_find_start(inside, anchors[0], main), anchors[-1] + 1) if _may_fill(inside[i], main)}
    filled |= {i - 1 for i in anchors[1:] if _heads_text(inside[i - 1], main)}
    torn = {i for i, passage in enumerate(inside) if passage.element in begun}
    return {*anchors, *filled, *torn, *_find_items(inside, anchors, main), *_find_folded(inside, anchors, main)}


def _find_rest(inside: Sequence[Passage], anchors: Sequence[int], main: Set[Element]) -> list[int]:
    """The container's prose behind the last of `anchors`, where it is more than all that was found: a text cut off."""
    found = _measure(inside, anchors)
    rest = [i for i in range(anchors[-1] + 1, len(inside)) if is_prose(inside[i], main) and _may_fill(inside[i], main)]
    return rest if _measure(inside, rest) > found >= MIN_CUT else []


def _find_folded(inside: Sequence[Passage], anchors: Sequence[int], main: Set[Element]) -> set[int]:
    """Text that readers unfold, where there is much of it between the rest and it is no call to subscribe."""
    between = range(anchors[0], anchors[-1] + 1)
    folded = {i for i in between if inside[i].hidden and _is_fit(inside[i], main)}
    length = sum(len(inside[i].text) for i in folded)
    shown = sum(len(inside[i].text) for i in anchors)
    if length < MIN_FOLDED * shown or has_paywall_call([inside[i].text for i in folded]):
        return set()
    return folded


def _find_items(inside: Sequence[Passage], anchors: Sequence[int], main: Set[Element]) -> set[int]:
    """Lines that are one link each and head what follows: the items of a round-up, where there are enough of them."""
    prose = [i for i in anchors if is_prose(inside[i], main)]
    items = {i - 1 for i in prose if i and _is_linked_line(inside[i - 1]) and _is_text(inside[i - 1], main)}
    return items if len(items) >= max(MIN_ITEMS, len(prose) / MAX_PROSE_PER_ITEM) else set()


def _is_linked_line(passage: Passage) -> bool:
    if passage.hidden or passage.kind is not BlockKind.PARAGRAPH or is_label(passage.text):
        return False
    return passage.linked > MOSTLY and len(passage.text) <= MAX_ITEM


def _find_start(inside: Sequence[Passage], anchor: int, main: Set[Element]) -> int:
    """The first prose of the container that stands below its headline, where that is before `anchor`."""
    below = max((i + 1 for i in range(anchor) if inside[i].level == 1 and _is_heading(inside[i])), default=0)
    return next((i for i in range(below, anchor) if is_prose(inside[i], main)), anchor)


def _find_introduction(before: Sequence[Passage], kept: Set[int], main: Set[Element]) -> list[Passage]:
    """Paragraphs that trafilatura kept between the headline and the container, outside the page's header."""
    headline = max((i for i, p in enumerate(before) if p.level == 1 and _is_heading(p)), default=len(before))
    return [p for p in before[headline + 1 :] if id(p) in kept and _introduces(p, main)]


def _introduces(passage: Passage, main: Set[Element]) -> bool:
    if passage.element.tag != "p" or not is_prose(passage, main):
        return False
    return next(passage.element.iterancestors("header"), None) is None


def _find_aftermath(passages: Sequence[Passage], chosen: Sequence[Passage]) -> tuple[str, ...]:
    end = next(i for i, passage in enumerate(passages) if passage is chosen[-1])
    return tuple(passage.text for passage in (*chosen[-3:], *passages[end + 1 : end + 1 + AFTERMATH]))


def _main_boxes(matched: Sequence[Passage]) -> set[Element]:
    """Boxes that look like furniture and hold the text; a menu holds many words and is no text."""
    weights: Counter[Element] = Counter()
    linked: dict[Element, float] = {}
    for passage in matched:
        for box in passage.furniture:
            weights[box] += len(passage.text)
            linked[box] = linked.get(box, 0.0) + passage.linked * len(passage.text)
    enough = MAIN_SHARE * sum(len(passage.text) for passage in matched)
    return {box for box, weight in weights.items() if weight > enough and linked[box] <= MAX_LINKED * weight}


def _is_heading(passage: Passage) -> bool:
    return passage.kind is BlockKind.HEADING


def _is_text(passage: Passage, main: Set[Element]) -> bool:
    return all(box in main for box in passage.furniture)


def _heads_text(passage: Passage, main: Set[Element]) -> bool:
    """Whether the passage before one that trafilatura kept heads it, though it be a link: an item of a round-up."""
    if passage.hidden or not _is_text(passage, main):
        return False
    return _is_heading(passage) or (passage.bold == passage.text and ":" not in passage.text)


def _may_fill(passage: Passage, main: Set[Element]) -> bool:
    return not passage.hidden and _is_fit(passage, main)


def _is_fit(passage: Passage, main: Set[Element]) -> bool:
    if passage.linked > MAX_LINKED or not _is_text(passage, main) or passage.text.startswith("{"):
        return False
    return not is_caption_text(passage)


def _drop_captions(anchors: list[int], inside: Sequence[Passage]) -> list[int]:
    """`anchors` without captions, unless they are the text: many of them, or most of it."""
    told = [i for i in anchors if not is_caption_text(inside[i])]
    least = 1 - MAX_CAPTIONED if len(anchors) - len(told) >= MANY_CAPTIONS else 0.5
    return told if _measure(inside, told) >= least * _measure(inside, anchors) else anchors


def _drop_unseen(anchors: list[int], inside: Sequence[Passage]) -> list[int]:
    """`anchors` without what is hidden, unless most is: a page that a script shows when it has loaded."""
    shown = [i for i in anchors if not inside[i].hidden]
    return shown if 2 * _measure(inside, shown) >= _measure(inside, anchors) else anchors


def _measure(inside: Sequence[Passage], indices: Sequence[int]) -> int:
    return sum(len(inside[i].text) for i in indices)
