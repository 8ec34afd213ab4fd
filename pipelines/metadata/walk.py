"""Reading a tree from the middle: what stands around an element, without touching the rest."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from lxml import etree

_UNREAD = frozenset({"head", "script", "style", "template", "svg", "noscript", "select", "option", "button", "iframe"})


class Step(Enum):
    """What is passed: the opening of an element, its closing, or a whole element that is left unread."""

    OPEN = "open"
    CLOSE = "close"
    SKIP = "skip"


def iter_steps(start: etree._Element) -> Iterator[tuple[Step, etree._Element]]:
    """The steps from the opening of `start` to the end of its document, those out of its ancestors among them.

    Scripts, the choices of forms and what is hidden are skipped whole.
    """
    node = start
    while True:
        if is_unread(node):
            yield Step.SKIP, node
        else:
            yield Step.OPEN, node
            if len(node):
                node = node[0]
                continue
            yield Step.CLOSE, node
        following = node.getnext()
        while following is None:
            parent = node.getparent()
            if parent is None:
                return
            node = parent
            yield Step.CLOSE, node
            following = node.getnext()
        node = following


def step_back(element: etree._Element, count: int) -> etree._Element:
    """The element `count` openings before `element`, or the first of the document where there are fewer."""
    node = element
    for _ in range(count):
        before = node.getprevious()
        if before is None:
            parent = node.getparent()
            if parent is None:
                return node
            node = parent
            continue
        while len(before) and not is_unread(before):
            before = before[-1]
        node = before
    return node


def is_unread(node: etree._Element) -> bool:
    """Whether a reader does not see the text of `node`.

    Parts of a page that are sent later and put in place by a script are hidden until then (`<div hidden id="S:1">`).
    """
    tag = node.tag
    if tag in _UNREAD or not isinstance(tag, str):
        return True
    return node.get("hidden") is not None and not (node.get("id") or "").startswith("S:")
