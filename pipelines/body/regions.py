"""What the markup around a text says of it: not shown, or no part of an article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

Element = etree._Element

MENUS = frozenset({"nav", "footer"})
_PROSE = ("p", "h1", "article", "table")

MAX_NAMES = 400
"""Characters of an element's class and id that are read."""

MAX_CAPTION = 1000
"""Characters, white space and all: a longer element holds text, whatever its class."""

_FURNITURE = re.compile(
    r"(?<![a-z])(?:"
    r"related|recirc\w*|recommend(?:ed|ations?)?|read-?(?:next|more|also)|more-?(?:from|on|stories|articles|news)"
    r"|most-?(?:read|popular|viewed|shared)|popular|trending|you-?may-?(?:also-?)?like|next-?(?:article|post|story)"
    r"|newsletter\w*|sign-?up|subscri(?:be|ption)s?|opt-?in|donat(?:e|ion)|call-?to-?action|cta|promo\w*"
    r"|breaking-?(?:news|block)|share|sharing|share\w*bar|social\w*|follow-?us|addtoany|sharedaddy"
    r"|ads?|advert\w*|sponsor\w*|outbrain|taboola|commercial|affiliate\w*|disclosure|disclaimer"
    r"|comments?|disqus\w*|respond|reply"
    r"|author-?(?:bio|box|info|details?|card|profile|description|block)|about-?(?:the-?)?author|bio|biography|byline\w*"
    r"|post-?(?:meta|info|tags)|article-?(?:meta|info|tags)|entry-?(?:meta|footer)|meta-?data|tags?-?(?:list"
    r"|links|cloud)|tags"
    r"|breadcrumbs?|pagination|pager|nav|navigation|menu|toolbar|sidebar|table-?of-?contents"
    r"|cookies?|consent|gdpr|modal|popup|overlay|copyright|legal|print-?only|screen-?reader-?text|sr-?only"
    r"|visually-?hidden"
    r"|(?:photo|image|img|media)-?(?:credit|caption)s?|wp-caption-text|credits?|gallery\w*|slideshow|carousel"
    r"|lightbox|video-?player"
    r")(?![a-z])"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CAPTION = re.compile(r"(?<![a-z])(?:[a-z]{0,12}caption[a-z]{0,6}|bildunterschrift|legende?)(?![a-z])")
_UNSEEN = re.compile(
    r"(?<![a-z])(?:(?:visually|screen-?reader)-?(?:hidden|only|text)|sr-?only|screenreader|offscreen"
    r"|material-(?:icons?|symbols)[a-z-]{0,20})(?![a-z])"
)
_FURNITURE_TAGS = frozenset({"nav", "footer", "aside"})
_TELLING_TAGS = _FURNITURE_TAGS | {"noscript"}
_FURNITURE_ROLES = frozenset({"navigation", "complementary", "contentinfo", "search", "dialog", "alert", "banner"})
_NOT_SHOWN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
_CLIPPED = re.compile(r"clip\s{0,3}:\s{0,3}rect\(0|clip-path\s{0,3}:\s{0,3}inset\(50%", re.IGNORECASE)
_HIDING_CLASSES = frozenset({"hide", "hidden", "d-none", "invisible", "is-hidden"})


class Look(NamedTuple):
    """What an element's tag and attributes say of it.

    Attributes:
        is_furniture: a box of the site, no text of the article.
        is_caption: named as the caption of a picture.
        is_hidden: kept from readers by its name, attribute, style or a common class name.
    """

    is_furniture: bool = False
    is_caption: bool = False
    is_hidden: bool = False


_PLAIN = Look()


def look_at(element: Element) -> Look:
    """What tag and attributes say that `element` is."""
    attributes: dict[str, str] = dict(element.items())  # type: ignore[arg-type]
    if not attributes and element.tag not in _TELLING_TAGS:
        return _PLAIN
    named = _read_names(attributes.get("class", "")[:MAX_NAMES])
    # Capitals inside an id begin no word: ids are often names of things, and not of boxes.
    identified = _read_names(attributes.get("id", "")[:MAX_NAMES].lower())
    is_box = element.tag in _FURNITURE_TAGS or attributes.get("role") in _FURNITURE_ROLES
    return Look(
        is_box or named.is_furniture or identified.is_furniture,
        named.is_caption or identified.is_caption,
        named.is_hidden or element.tag == "noscript" or _hides(attributes),
    )


@lru_cache(maxsize=16384)
def _read_names(value: str) -> Look:
    """What a class or id says; an id hides nothing."""
    spelt = _spell(value)
    return Look(
        _FURNITURE.search(spelt) is not None,
        _CAPTION.search(spelt) is not None,
        not _HIDING_CLASSES.isdisjoint(value.split()),
    )


def _hides(attributes: Mapping[str, str]) -> bool:
    style = attributes.get("style")
    if style and _NOT_SHOWN.search(style[:MAX_NAMES]):
        return True
    return "hidden" in attributes or attributes.get("aria-hidden") == "true"


def is_menu(element: Element) -> bool:
    """Whether an element is a menu or footer; one with prose in it may hold the article, its end tag missing."""
    return element.tag in MENUS and next(element.iterdescendants(*_PROSE), None) is None


def is_short(element: Element) -> bool:
    """Whether `element` holds no more text than a caption has."""
    length = 0
    for text in element.itertext():
        length += len(text)
        if length > MAX_CAPTION:
            return False
    return True


def is_unseen(element: Element) -> bool:
    """Whether an inline element holds what only assistive software reads, or the name of an icon."""
    style = element.get("style")
    is_clipped = style is not None and _CLIPPED.search(style[:MAX_NAMES]) is not None
    return is_clipped or _is_named_unseen((element.get("class") or "")[:MAX_NAMES])


@lru_cache(maxsize=16384)
def _is_named_unseen(names: str) -> bool:
    return _UNSEEN.search(_spell(names)) is not None


def _spell(names: str) -> str:
    """Class or id in lower case, with hyphens between the words of a name."""
    return _CAMEL.sub("-", names).lower().replace("_", "-")
