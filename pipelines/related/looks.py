"""What the attributes of an element say: whether it is seen, how it is named and what that announces."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pipelines.document import Element
from pipelines.related.marks import Mark, find_mark
from pipelines.related.visibility import hides

_NAMES = frozenset(
    ("class", "id", "data-component", "data-component-name", "data-testid", "data-module", "data-type", "name")
)
_TELLING = _NAMES | {"style", "hidden", "aria-hidden", "role"}
_CHROME_ROLES = frozenset(("navigation", "search", "dialog", "contentinfo", "banner", "menu"))
_MAXIMUM_NAMES = 1000
_MAXIMUM_ID = 50
"""Characters; a longer id is made of a headline, and its words name no box."""


@dataclass(frozen=True, slots=True)
class Look:
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
    telling = tuple([(str(name), str(value)[:_MAXIMUM_NAMES]) for name, value in element.items() if name in _TELLING])
    return _read_look(telling) if telling else PLAIN


@lru_cache(maxsize=16384)
def _read_look(attributes: tuple[tuple[str, str], ...]) -> Look:
    names = " ".join(
        value for name, value in attributes if name in _NAMES and (name != "id" or len(value) <= _MAXIMUM_ID)
    )
    is_chrome = any(name == "role" and value in _CHROME_ROLES for name, value in attributes)
    return Look(
        unseen=any(hides(name, value) for name, value in attributes),
        aria_hidden=("aria-hidden", "true") in attributes,
        names=names,
        mark=Mark.CHROME if is_chrome else find_mark(names),
    )
