"""What hides an element from the reader of a page."""

from __future__ import annotations

import re

_UNREAD = """
    nav menu dialog head script style noscript template svg iframe select textarea object embed audio video canvas
"""
UNREAD_TAGS = frozenset(_UNREAD.split())
"""Elements that hold no text of the page: no text at all, or navigation."""
_HIDDEN_CLASSES = frozenset(("hide", "hidden", "is-hidden", "d-none", "display-none", "u-hidden", "invisible"))
_SHOWN_SOMEWHERE = re.compile(
    r"(?:^|\s)(?:\S*:)(?:block|flex|grid|inline\S*|table|contents|visible)\b|\bd-\w+-(?:block|flex|grid|inline)"
)
_HIDING_STYLE = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
FRAME_TAGS = frozenset(("html", "body", "main", "article"))
"""Elements that are hidden, if at all, only until scripts have run."""


def hides(name: str, value: str) -> bool:
    """Whether an attribute hides its element everywhere: `hidden`, a class or an inline style that says so.

    What is hidden only on small or large screens is shown. Style sheets are not read.
    """
    if name == "class":
        return not _HIDDEN_CLASSES.isdisjoint(value.split()) and not _SHOWN_SOMEWHERE.search(value)
    if name == "style":
        return bool(_HIDING_STYLE.search(value))
    return name == "hidden" and value != "until-found"
