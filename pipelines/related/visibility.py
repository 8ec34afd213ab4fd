"""Which elements a reader of the page never sees."""

from __future__ import annotations

import re

from pipelines.document import Element

_UNREAD_TAGS = "head script style noscript template svg iframe select textarea object embed audio video canvas"
_UNREAD = frozenset(_UNREAD_TAGS.split())
_HIDDEN_CLASSES = frozenset(
    ("hide", "hidden", "is-hidden", "d-none", "display-none", "u-hidden", "lrv-u-hidden", "invisible")
)
_SHOWN_SOMEWHERE = re.compile(
    r"(?:^|\s)(?:\S*:)(?:block|flex|grid|inline\S*|table|contents|visible)\b|\bd-\w+-(?:block|flex|grid|inline)"
)
_HIDING_STYLE = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_HIDING = frozenset(("class", "style", "hidden", "aria-hidden"))
_PAGE = frozenset(("html", "body", "main", "article"))


def is_unseen(element: Element, *, trust_aria: bool = True) -> bool:
    """Whether `element` and what is in it is not shown: no text, hidden by attribute, class or inline style.

    `aria-hidden` says only that assistive software passes over the element (WAI-ARIA 1.2 §6.7); with `trust_aria`
    it counts as hidden, as it mostly is.

    What is hidden only on small or large screens is shown. Style sheets are not read. The frame of a page is never
    unseen: it is hidden only until scripts have run.
    """
    if element.tag in _UNREAD:
        return True
    if element.tag in _PAGE:
        return False
    return any(
        _hides(str(name), str(value), trust_aria=trust_aria) for name, value in element.items() if name in _HIDING
    )


def _hides(name: str, value: str, *, trust_aria: bool) -> bool:
    if name == "class":
        return not _HIDDEN_CLASSES.isdisjoint(value.split()) and not _SHOWN_SOMEWHERE.search(value)
    if name == "style":
        return bool(_HIDING_STYLE.search(value))
    if name == "hidden":
        return value != "until-found"
    return trust_aria and value == "true"
