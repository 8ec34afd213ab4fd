"""Where the article's text begins and ends: what decides whether a box stands in it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pipelines.related.outline import Outline
from pipelines.related.teasers import is_teaser

_MINIMUM_PARAGRAPH = 60
_PARAGRAPH_TAGS = frozenset(("p", "div", "span", "blockquote", "section", "td", "font"))
_ASIDES = frozenset(("aside", "nav", "footer", "form", "figure", "li", "table", "button", "label"))
_TRUNK = frozenset(("html", "body", "main", "article"))
_TRUNK_SHARE = 0.7
_TEXT_SHARE = 0.4
"""Of all that looks like running text, what the article's own must reach."""
_WIDENS = 1.2
"""Text gained on the way up that makes the larger element the container."""


@dataclass(frozen=True, slots=True)
class TextRange:
    """The article's text as places in an outline.

    Attributes:
        container: the element around all of it.
        column: the element that holds most paragraphs directly.
        first: its first paragraph; the number of elements of the outline when the page has no text.
        last: its last paragraph.
        paragraphs: all of them.
        others: the elements of further articles, with titles of their own, that stand whole on the same page.
    """

    container: int
    column: int
    first: int
    last: int
    paragraphs: tuple[int, ...]
    others: tuple[int, ...] = ()

    def is_inside(self, place: int) -> bool:
        """Whether an element that is no paragraph stands between the first and the last."""
        return self.first < place <= self.last


def find_text_range(outline: Outline, given: int | None = None) -> TextRange:
    """The range of the article's text in `outline`; `given` is the container where a rule names it."""
    paragraphs = _without_teasers(outline, _list_paragraphs(outline))
    others = _find_other_articles(outline, paragraphs) if given is None else ()
    paragraphs = [place for place in paragraphs if not any(outline.holds(other, place) for other in others)]
    column = _find_column(outline, paragraphs) if given is None else given
    container = _widen(outline, column, paragraphs) if given is None else given
    inside = [place for place in paragraphs if outline.holds(container, place)]
    inside = _trim(outline, container, inside)
    if not inside:
        none = len(outline.elements)
        return TextRange(container, column, none, none, (), others)
    return TextRange(container, column, inside[0], inside[-1], tuple(inside), others)


def _find_other_articles(outline: Outline, paragraphs: list[int]) -> tuple[int, ...]:
    """The articles after the first that has text, where each has its own main heading: pages that go on and on."""
    headed = {
        next((around for around in outline.iter_parents(place) if outline.tags[around] == "article"), -1)
        for place, tag in enumerate(outline.tags)
        if tag == "h1"
    }
    articles = [
        place for place in sorted(headed - {-1}) if any(outline.holds(place, paragraph) for paragraph in paragraphs)
    ]
    apart = [place for place in articles if not outline.holds(articles[0], place)]
    return tuple(apart)


def _without_teasers(outline: Outline, paragraphs: list[int]) -> list[int]:
    """The paragraphs that are no teasers of other stories; all, where that would leave hardly any text."""
    kept = [place for place in paragraphs if not is_teaser(outline, place)]
    mass = sum(outline.plain_text(place) for place in paragraphs)
    return kept if sum(outline.plain_text(place) for place in kept) > _TEXT_SHARE * mass else paragraphs


def _trim(outline: Outline, container: int, paragraphs: list[int]) -> list[int]:
    """Leave out what stands apart from nearly all the text: standfirsts, notes on the author, notices."""
    branches = {place: _find_branch(outline, container, place) for place in paragraphs}
    sizes: defaultdict[int, int] = defaultdict(int)
    for place, branch in branches.items():
        sizes[branch] += outline.plain_text(place)
    trunk = max(sizes, key=lambda branch: sizes[branch], default=container)
    if sizes[trunk] < _TRUNK_SHARE * sum(sizes.values()):
        return paragraphs
    return [place for place in paragraphs if branches[place] == trunk]


def _find_branch(outline: Outline, container: int, place: int) -> int:
    """The child of the container in which a paragraph lies; the container for its own children."""
    branch = place
    for parent in outline.iter_parents(place):
        if parent == container:
            break
        branch = parent
    return container if branch == place else branch


def _list_paragraphs(outline: Outline) -> list[int]:
    """Places of elements that hold a paragraph of plain text of their own, outside asides and marked boxes."""
    paragraphs = []
    skip_to = 0
    for place, size in enumerate(outline.texts):
        if size < _MINIMUM_PARAGRAPH or place < skip_to:
            continue
        if _is_aside(outline, place):
            skip_to = outline.ends[place]
        elif outline.tags[place] in _PARAGRAPH_TAGS and _has_own_text(outline, place):
            paragraphs.append(place)
            if outline.tags[place] == "p":
                skip_to = _skip_inline(outline, place)
    return paragraphs


def _is_aside(outline: Outline, place: int) -> bool:
    tag = outline.tags[place]
    if tag in _TRUNK or 2 * outline.text(place) > outline.text(0):
        return False
    return tag in _ASIDES or place in outline.named


def _has_own_text(outline: Outline, place: int) -> bool:
    if outline.tags[place] == "p":
        plain = outline.plain_text(place)
        return plain >= _MINIMUM_PARAGRAPH and 2 * plain > outline.linked_text(place)
    element = outline.elements[place]
    own = len((element.text or "").strip()) + sum(len((child.tail or "").strip()) for child in element)
    return own >= 2 * _MINIMUM_PARAGRAPH


def _skip_inline(outline: Outline, place: int) -> int:
    return outline.ends[place] if outline.text(place) < 3000 else place


def _find_column(outline: Outline, paragraphs: list[int]) -> int:
    sizes: defaultdict[int, int] = defaultdict(int)
    for place in paragraphs:
        for distance, parent in enumerate(outline.iter_parents(place)):
            sizes[parent] += outline.plain_text(place)
            if distance >= 1:
                break
    return max(sizes, key=lambda place: (sizes[place], place)) if sizes else 0


def _widen(outline: Outline, column: int, paragraphs: list[int]) -> int:
    """The element around that holds a good deal more text, if there is one."""
    container, mass = column, _sum_paragraphs(outline, column, paragraphs)
    for parent in outline.iter_parents(column):
        if outline.tags[parent] in {"body", "html"}:
            break
        wider = _sum_paragraphs(outline, parent, paragraphs)
        if wider >= _WIDENS * mass:
            container, mass = parent, wider
    return container


def _sum_paragraphs(outline: Outline, container: int, paragraphs: list[int]) -> int:
    return sum(outline.plain_text(place) for place in paragraphs if outline.holds(container, place))
