"""Whether a page that was read is a wall: it has a wall's mark, and no article."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipelines.walls.marks import BOT_MARKS, BOT_TITLE, CONSENT_MARKS, CONSENT_TITLE, WALL_TALK

MAX_TEXT = 1500
"""Characters of text: a page with more is no wall, whatever stands over it."""

MAX_PAGE = 400_000
"""Characters of markup in which marks are looked for: walls are short."""

MANY_SUBJECTS = 3
"""Things that walls talk of: a short text that talks of so many is a wall's, with a mark or on an undated page."""

_KINDS = (("bot wall", BOT_MARKS), ("consent wall", CONSENT_MARKS))
_MARKS = tuple(
    (f"{vendor} {kind}", literal, re.compile(pattern, re.IGNORECASE) if pattern else None)
    for kind, vendors in _KINDS
    for vendor, marks in vendors.items()
    for literal, pattern in marks
)


def find_wall(markup: str, *, titles: Iterable[str], text: str, is_article: bool) -> str | None:
    """Whose wall a page is; None where it is none.

    Args:
        markup: the page's source.
        titles: what it says of its title, in all places.
        text: what was read as its text.
        is_article: whether it says, by its date or its type, that it is an article: then its text must be a wall's.
    """
    if len(text) > MAX_TEXT or (is_article and not talks_of_walls(text)):
        return None
    wall = find_mark(markup) or next(filter(None, map(find_title, titles)), None)
    return wall or ("wall by its text" if not is_article and talks_of_walls(text) else None)


def find_mark(markup: str) -> str | None:
    """The vendor and kind of the first mark of a wall in a page's source."""
    source = markup[:MAX_PAGE]
    folded = source.lower()
    for said, literal, pattern in _MARKS:
        if literal in folded and (pattern is None or pattern.search(source)):
            return said
    return None


def find_title(title: str) -> str | None:
    """The kind of wall that a page's title names."""
    if BOT_TITLE.match(title[:200]):
        return "bot wall by its title"
    return "consent wall by its title" if CONSENT_TITLE.match(title[:200]) else None


def talks_of_walls(text: str) -> bool:
    """Whether a text is what walls say."""
    return len({match.lastgroup for match in WALL_TALK.finditer(text[:MAX_TEXT])}) >= MANY_SUBJECTS
