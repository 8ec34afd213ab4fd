"""What the markup around a text says of it: not shown, or no part of an article."""

from __future__ import annotations

import re

from lxml import etree

Element = etree._Element

MAX_NAMES = 400
"""Characters of an element's class and id that are read."""

_FURNITURE = re.compile(
    r"(?<![a-z])(?:"
    r"related|recirc\w*|recommend(?:ed|ations?)?|read-?(?:next|more|also)|more-?(?:from|on|stories|articles|news)"
    r"|most-?(?:read|popular|viewed|shared)|popular|trending|you-?may-?(?:also-?)?like|next-?(?:article|post|story)"
    r"|newsletter\w*|sign-?up|subscri(?:be|ption)s?|opt-?in|donat(?:e|ion)|call-?to-?action|cta|promo\w*"
    r"|share|sharing|share\w*bar|social\w*|follow-?us|addtoany|sharedaddy"
    r"|ads?|advert\w*|sponsor\w*|outbrain|taboola|commercial|affiliate\w*|disclosure|disclaimer"
    r"|comments?|disqus\w*|respond|reply"
    r"|author-?(?:bio|box|info|details?|card|profile|description|block)|about-?(?:the-?)?author|bio|biography|byline\w*"
    r"|post-?(?:meta|info|tags)|article-?(?:meta|info|tags)|entry-?(?:meta|footer)|meta-?data|tags?-?(?:list|links|cloud)|tags"
    r"|breadcrumbs?|pagination|pager|nav|navigation|menu|toolbar|sidebar|table-?of-?contents"
    r"|cookies?|consent|gdpr|modal|popup|overlay|copyright|legal|print-?only|screen-?reader-?text|sr-?only|visually-?hidden"
    r"|(?:photo|image|img|media)-?(?:credit|caption)s?|wp-caption-text|credits?|gallery\w*|slideshow|carousel|lightbox|video-?player"
    r")(?![a-z])"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_FURNITURE_ROLES = frozenset({"navigation", "complementary", "contentinfo", "search", "dialog", "alert", "banner"})
_NOT_SHOWN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
_HIDING_CLASSES = frozenset({"hide", "hidden", "d-none", "invisible", "is-hidden"})


def is_furniture(element: Element) -> bool:
    """Whether class, id or role say that this is a box of the site and no text of the article."""
    if element.tag in {"nav", "footer", "aside"} or (element.get("role") or "") in _FURNITURE_ROLES:
        return True
    names = f"{_CAMEL.sub('-', (element.get('class') or '')[:MAX_NAMES])} {(element.get('id') or '')[:MAX_NAMES]}"
    return len(names) > 1 and _FURNITURE.search(names.lower().replace("_", "-")) is not None


def is_hidden(element: Element) -> bool:
    """Whether the element is kept from readers by attribute, style or a common class name."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style, names = element.get("style") or "", element.get("class") or ""
    if style and _NOT_SHOWN.search(style[:MAX_NAMES]):
        return True
    return not _HIDING_CLASSES.isdisjoint(names[:MAX_NAMES].split())
