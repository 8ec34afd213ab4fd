"""What the class, id or test id of an element says of its place on a page."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

STRANGE = 1
"""Captions, comments, cards of other stories, menus: never read."""

DOUBTFUL = 2
"""Boxes about the author and beside the text: read when nothing else names the author."""

BYLINE = 4
AUTHOR = 8
"""Something of an author, which need not be the byline."""

_STRANGE = re.compile(
    r"(?:^|[_-])(?:comments?|commentlist|disqus|respond|reply|replies|related|recommend\w*|trending|popular|newsletter"
    r"|most-?(?:read|viewed|popular)|more-?(?:from|stories|news|posts|articles|by)|site-?(?:header|footer)|navbar|menu"
    r"|promos?|teasers?|recirc\w*|read-?(?:next|more)|see-?also|up-?next|captions?|(?:photo|image|picture|media|licen[cs]e)-?(?:credits?|authors?)"
    r"|gallery|carousel|slider|swiper|advert\w*|sponsor\w*|outbrain|taboola|breadcrumbs?|pagination|testimonials?"
    r"|pullquote|next-?post|prev-?post|adjacent\w*|recent-?\w*|you-?may\w*|latest-?(?:posts|news|stories|articles)"
    r"|author[_-]{0,2}(?:posts|latest)|popular-?\w*|copyright|page-?footer|global-?footer)(?:$|[_-])",
    re.IGNORECASE,
)
_DOUBTFUL = re.compile(
    r"(?:^|[_-])(?:sidebar|side-?bar|widgets?|footer|popover-?target|popup|modal|tooltip|bio|biography"
    r"|author-?(?:details?|box|bio|about|description|card|profile)|about-?(?:the-?)?authors?)(?:$|[_-])",
    re.IGNORECASE,
)
_MODIFIER = re.compile(r"(?:has|hasnt|no|not|with|without|is|js|u|elementor)[_-]", re.IGNORECASE)
_BYLINE = re.compile(
    r"by-?line|(?:^|[\s_-])by(?:$|[\s_-])|written-?by|posted-?by|c-tagline|(?:^|[\s_-])p?-?author(?:$|\s)",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"(?:^|[\s_-])(?:\w{0,12}authors?|autor(?:en|es|in)?|auteurs?|writers?|contributors?|reporters?|journalists?"
    r"|redakteur|verfasser)(?:$|[\s_-]|names?|link|info|list|s?wrap)",
    re.IGNORECASE,
)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Between the words of `articleAuthorName`."""

_LONGEST_PLACE = 1000
_LONGEST_NAME = 500
"""Characters of a value that are read."""

_NAMING = BYLINE | AUTHOR


def read_marks(element: etree._Element) -> int:
    """What the class, id and test id of an element say together: any of the marks above, added."""
    marks = 0
    for key in ("class", "id"):
        value = element.get(key)
        if value:
            marks |= _read_value(value[:_LONGEST_PLACE])
    tested = element.get("data-testid")
    return marks | (_read_value(tested[:_LONGEST_NAME]) & _NAMING) if tested else marks


@lru_cache(maxsize=16384)
def _read_value(value: str) -> int:
    """What one attribute says; sites repeat their class names, so that most are answered from memory."""
    marks = 0
    for name in value.split():
        if not _MODIFIER.match(name):
            box = name.split("--")[0]
            marks |= (STRANGE if _STRANGE.search(box) else 0) | (DOUBTFUL if _DOUBTFUL.search(box) else 0)
    named = _HUMP.sub("-", value[:_LONGEST_NAME])
    return marks | (BYLINE if _BYLINE.search(named) else 0) | (AUTHOR if _AUTHOR.search(named) else 0)
