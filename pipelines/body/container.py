"""The element that holds the article's text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lxml import etree

from pipelines.body.passages import Passage

Element = etree._Element

MIN_SHARE = 0.85
"""Share of the matched text that the container holds."""

MIN_SIBLING = 200
"""Characters of paragraphs that make a sibling of the same class another part of the body."""

_LISTS = frozenset({"ol", "ul", "dl"})


def find_container(matched: Sequence[Passage]) -> Element | None:
    """The innermost element around most of the matched text, widened to its siblings of the same class."""
    weights: Counter[Element] = Counter()
    total = 0
    for passage in matched:
        total += len(passage.text)
        weights[passage.element] += len(passage.text)
        for ancestor in passage.element.iterancestors():
            weights[ancestor] += len(passage.text)
    container = _innermost(weights, MIN_SHARE * total) if total else None
    return None if container is None else _widen(_leave_lists(container))


def _innermost(weights: Counter[Element], enough: float) -> Element | None:
    heavy = [element for element, weight in weights.items() if weight >= enough]
    return max(heavy, key=lambda element: sum(1 for _ in element.iterancestors()), default=None)


def _leave_lists(container: Element) -> Element:
    """The element around the list that `container` is or is in: a list has text before and after it."""
    outermost = next((a for a in reversed([container, *container.iterancestors()]) if a.tag in _LISTS), None)
    parent = None if outermost is None else outermost.getparent()
    return container if parent is None else parent


def _widen(container: Element) -> Element:
    """The parent, where the body is split over siblings of one class."""
    while (parent := container.getparent()) is not None and container.get("class"):
        if not any(_is_text_twin(child, container) for child in parent):
            break
        container = parent
    return container


def _is_text_twin(twin: Element, container: Element) -> bool:
    if twin is container or twin.tag != container.tag or twin.get("class") != container.get("class"):
        return False
    return sum(len("".join(map(str, p.itertext()))) for p in twin.iter("p")) > MIN_SIBLING
