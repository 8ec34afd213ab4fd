"""The one walk over a page that everything else of its related stories is read from."""

from __future__ import annotations

from pipelines.document import Element
from pipelines.related.looks import Look, get_look
from pipelines.related.marks import Mark
from pipelines.related.outline import Outline
from pipelines.related.visibility import FRAME_TAGS, UNREAD_TAGS

_CHROME_TAGS = frozenset(("form", "footer"))
_TRUNK = frozenset(("article", "main"))


def read_outline(tree: Element, *, trust_aria: bool = True) -> Outline:
    """The outline of `tree`; elements that no reader sees, and what is in them, are left out.

    With `trust_aria` what is hidden from assistive software counts as unseen.
    """
    outline = Outline()
    elements, tags, parents, names, texts, places = (
        outline.elements, outline.tags, outline.parents, outline.names, outline.texts, outline.places,
    )  # fmt: skip
    tails: list[int] = []
    for element in tree.iter("*"):
        around = -1 if element is tree else places.get(element.getparent())
        if around is None:
            continue
        tag, look, text, tail = element.tag, get_look(element), element.text, element.tail
        if tag in UNREAD_TAGS or ((look.unseen or (trust_aria and look.aria_hidden)) and tag not in FRAME_TAGS):
            _pass_over(outline, around, look, tail)
            continue
        place = places[element] = len(elements)
        elements.append(element)
        tags.append(tag)
        parents.append(around)
        names.append(look.names)
        texts.append(len(text.strip()) if text else 0)
        tails.append(len(tail.strip()) if tail else 0)
        if tag == "a" and element.get("href") is not None:
            outline.links.append(place)
        if look.mark or tag in _CHROME_TAGS:
            _mark(outline, place, look.mark)
    _sum_up(outline, tails)
    return outline


def _pass_over(outline: Outline, around: int, look: Look, tail: str | None) -> None:
    """Leave an unseen element out; the text behind it stays."""
    outline.hides_related |= look.aria_hidden and look.mark is Mark.RELATED
    if tail and around >= 0:
        outline.strays[around] = outline.strays.get(around, "") + tail


def _mark(outline: Outline, place: int, named: Mark | None) -> None:
    """Keep what an element announces by its tag or names; a footer of the article itself is none of the page."""
    tag = outline.tags[place]
    own_footer = tag == "footer" and any(outline.tags[around] in _TRUNK for around in outline.iter_parents(place))
    mark = Mark.CHROME if tag in _CHROME_TAGS and not own_footer else named
    if mark:
        outline.named[place] = mark


def _sum_up(outline: Outline, tails: list[int]) -> None:
    """Sum up the text of each element and where it ends, from the last element to the first."""
    texts, parents = outline.texts, outline.parents
    linked = [0] * len(texts)
    ends = list(range(1, len(texts) + 1))
    links = set(outline.links)
    for place, text in outline.strays.items():
        texts[place] += len(text.strip())
    for place in range(len(texts) - 1, -1, -1):
        if place in links:
            linked[place] = texts[place]
        around = parents[place]
        if around >= 0:
            texts[around] += texts[place] + tails[place]
            linked[around] += linked[place]
            if ends[place] > ends[around]:
                ends[around] = ends[place]
    for place in outline.links:
        linked[place : ends[place]] = texts[place : ends[place]]
    outline.linked_texts, outline.ends = linked, ends
