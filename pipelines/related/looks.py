"""What the attributes of an element say: whether it is seen, how it is named and what that announces."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from pipelines.document import Element
from pipelines.related.headings import HeadingKind, find_phrase
from pipelines.related.marks import Mark, find_mark, get_stronger
from pipelines.related.visibility import hides

_NAMES = frozenset(("id", "data-component", "data-component-name", "data-testid", "data-module", "data-type", "name"))
_STATES = frozenset(("style", "hidden"))
_TELLING = _NAMES | _STATES | {"class", "aria-hidden", "aria-label", "role"}
_LABELLED = frozenset(("aside", "section", "ul", "ol", "div"))
_CHROME_ROLES = frozenset(("navigation", "search", "dialog", "contentinfo", "banner", "menu"))
_MAXIMUM_NAMES = 1000
_MAXIMUM_ID = 50
"""Characters; a longer id is made of a headline, and its words name no box."""


class Look(NamedTuple):
    """What the attributes of an element say.

    Attributes:
        unseen: whether no reader sees it.
        aria_hidden: whether assistive software passes over it (WAI-ARIA 1.2 §6.7), which mostly means the same.
        names: class, id and data attributes, as they stand.
        mark: what they announce.
    """

    unseen: bool = False
    aria_hidden: bool = False
    names: str = ""
    mark: Mark | None = None


PLAIN = Look()
"""The look of an element that has no telling attribute."""


def get_look(element: Element) -> Look:
    """The look of an element."""
    look = PLAIN
    for name, value in element.items():
        if name not in _TELLING:
            continue
        if name == "class":
            told = _read_class(str(value)[:_MAXIMUM_NAMES])
            look = told if look is PLAIN else _join(look, told)
        elif name in _NAMES:
            look = _add_name(look, str(value)[:_MAXIMUM_NAMES]) if name != "id" or len(value) <= _MAXIMUM_ID else look
        elif name in _STATES:
            look = look._replace(unseen=True) if hides(str(name), str(value)) else look
        elif name == "aria-hidden":
            look = look._replace(aria_hidden=value == "true")
        elif name == "aria-label" and element.tag in _LABELLED:
            look = look._replace(mark=get_stronger(_read_label(str(value)), look.mark))
        elif name == "role" and value in _CHROME_ROLES:
            look = look._replace(mark=get_stronger(Mark.CHROME, look.mark))
    return look


@lru_cache(maxsize=16384)
def _read_class(value: str) -> Look:
    return Look(unseen=hides("class", value), names=value, mark=find_mark(value))


@lru_cache(maxsize=4096)
def _read_label(value: str) -> Mark | None:
    """What the name that assistive software reads out for an element announces (WAI-ARIA 1.2 §6.6)."""
    return Mark.RELATED if find_phrase(value) is HeadingKind.RELATED else None


def _join(look: Look, told: Look) -> Look:
    names = f"{look.names} {told.names}" if look.names else told.names
    return Look(look.unseen or told.unseen, look.aria_hidden, names, get_stronger(look.mark, told.mark))


def _add_name(look: Look, value: str) -> Look:
    names = f"{look.names} {value}" if look.names else value
    return Look(look.unseen, look.aria_hidden, names, get_stronger(look.mark, find_mark(value)))
