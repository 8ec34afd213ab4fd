"""The one walk over a page that everything else of its related stories is read from."""

from __future__ import annotations

from lxml import etree

from pipelines.document import Element
from pipelines.related.looks import Look, get_look
from pipelines.related.marks import Mark
from pipelines.related.outline import Outline
from pipelines.related.visibility import FRAME_TAGS, UNREAD_TAGS

_CHROME_TAGS = frozenset(("nav", "form", "dialog", "menu", "footer"))
_TRUNK = frozenset(("article", "main"))
_UNSEEN = -1


def read_outline(tree: Element, *, trust_aria: bool = True) -> Outline:
    """The outline of `tree`; elements that no reader sees, and what is in them, are left out.

    With `trust_aria` what is hidden from assistive software counts as unseen.
    """
    outline = Outline()
    open_places: list[int] = []
    text = linked = link_depth = 0
    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            tag = str(element.tag)
            look = get_look(element)
            if _is_unseen(tag, look, trust_aria=trust_aria):
                outline.hides_related |= look.aria_hidden and look.mark is Mark.RELATED
                open_places.append(_UNSEEN)
                walker.skip_subtree()
                continue
            place = outline.add(element, tag, open_places[-1] if open_places else -1, look.names, text, linked)
            open_places.append(place)
            if look.mark or tag in _CHROME_TAGS:
                _mark(outline, place, tag, look)
            if tag == "a" and element.get("href") is not None:
                outline.links.append(place)
                link_depth += 1
            piece = element.text
        else:
            place = open_places.pop()
            piece = element.tail
            if place != _UNSEEN:
                outline.close(place, text, linked)
                link_depth -= bool(outline.links) and outline.tags[place] == "a" and element.get("href") is not None
            elif piece and open_places:
                outline.strays[open_places[-1]] = outline.strays.get(open_places[-1], "") + piece
        if piece:
            size = len(piece.strip())
            text += size
            linked += size if link_depth else 0
    return outline


def _is_unseen(tag: str, look: Look, *, trust_aria: bool) -> bool:
    """Whether no reader sees an element. The frame of a page is hidden only until scripts have run."""
    if tag in UNREAD_TAGS:
        return True
    return (look.unseen or (trust_aria and look.aria_hidden)) and tag not in FRAME_TAGS


def _mark(outline: Outline, place: int, tag: str, look: Look) -> None:
    """Keep what an element announces by its tag or names; a footer of the article itself is none of the page."""
    own_footer = tag == "footer" and any(outline.tags[around] in _TRUNK for around in outline.iter_parents(place))
    mark = Mark.CHROME if tag in _CHROME_TAGS and not own_footer else look.mark
    if mark:
        outline.named[place] = mark
