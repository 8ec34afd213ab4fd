"""What class, id and data attributes say of an element: related stories, furniture, or nothing."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from pipelines.document import Element
from pipelines.related.phrases import read_phrases


class Mark(StrEnum):
    """What the names on an element announce.

    `AUTOMATIC` is a related box that the site always fills itself; `ADVERTISING` and `CHROME` stay what they are
    whatever their heading says. `RECOMMENDED` is a related story where it stands alone in the text, else furniture.
    """

    ADVERTISING = "advertising"
    CHROME = "chrome"
    AUTOMATIC = "automatic"
    FURNITURE = "furniture"
    RELATED = "related"
    RECOMMENDED = "recommended"


_ADVERTISING = """
    taboola | outbrain | ob widget | ob dynamic | trc rbox | trc related | revcontent | mgid | zergnet | nativo |
    logly | plista | ligatus | strossle | dianomi | engageya | sponsored. | sponsor. | advert |
    partner content | partners content | related wp. | related pr. | related ad. | related ads.
"""
_CHROME = """
    nav. | navbar | navigation | navi. | breadcrumb | menu | mega menu | site header | site footer | page footer |
    global footer | cookie | comments. | comment list | disqus | newsletter | share. | sharing | social |
    author bio | author box | author details | author info | author posts | prev next | post navigation |
    pagination | paging | tag list | tags. | article tags | post tags | tagcloud | tag cloud | skip link |
    topic list | related topics | related tags | related compan | related search | related forum |
    related product | related job | related event | related keyword | related entit
"""
_AUTOMATIC = """
    injected related | jp relatedposts | jetpack related | yarpp | crp related | wp rp | rp4wp | zem rp | irp. |
    related posts thumbnails | cx in article | cx ia wrap
"""
_FURNITURE = """
    most popular | mostpopular | popular. | trending | most read | mostread | most viewed | most shared |
    most commented | latest news | latest posts | latest stories | recent posts | recentposts | wpp list |
    you may | you might | contextual player | top stories | editors picks | must read
"""
_RECOMMENDED = "recommended. | recommendation | read next | readnext"
_RELATED = """
    related | rich link | richlink | further reading | see also | seealso | read also | readalso | also read |
    similar. | read more link | c read more | more on this | mehr zum thema | articles lies |
    relacionad
"""
_ATTRIBUTES = frozenset(
    ("class", "id", "data-component", "data-component-name", "data-testid", "data-module", "data-type", "name")
)
_MAXIMUM_NAMES = 1000
_MAXIMUM_ID = 50
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SEPARATOR = re.compile(r"[^a-z0-9]+")
_CHROME_TAGS = frozenset(("nav", "form", "dialog", "menu"))
_CHROME_ROLES = frozenset(("navigation", "search", "dialog", "contentinfo", "banner", "menu"))


def _compile(table: str) -> re.Pattern[str]:
    """A pattern of names that begin at a word's start, and end at a word's end where the table has a full stop."""
    return re.compile(" (?:" + "|".join(name.replace(".", " ") for name in read_phrases(table)) + ")")


_MARKS = (
    (_compile(_ADVERTISING), Mark.ADVERTISING),
    (_compile(_CHROME), Mark.CHROME),
    (_compile(_AUTOMATIC), Mark.AUTOMATIC),
    (_compile(_FURNITURE), Mark.FURNITURE),
    (_compile(_RELATED), Mark.RELATED),
    (_compile(_RECOMMENDED), Mark.RECOMMENDED),
)


def find_mark(element: Element) -> Mark | None:
    """What the names on `element` announce, or None where they announce nothing."""
    if element.tag in _CHROME_TAGS or element.get("role") in _CHROME_ROLES or _is_page_footer(element):
        return Mark.CHROME
    return _find_named(_join_names(element))


def read_names(element: Element) -> str:
    """The names on `element` as lower-case words, each with a blank before and after it; "" where there are none."""
    return _read_words(_join_names(element))


def _join_names(element: Element) -> str:
    values = [str(value) for name, value in element.items() if name in _ATTRIBUTES and not _is_slug(name, value)]
    return " ".join(values)[:_MAXIMUM_NAMES]


def _is_slug(name: str | bytes, value: str | bytes) -> bool:
    """Whether an id is made of a headline: its words name no box."""
    return name == "id" and len(value) > _MAXIMUM_ID


@lru_cache(maxsize=8192)
def _read_words(names: str) -> str:
    return f" {_SEPARATOR.sub(' ', _CAMEL.sub(' ', names).lower()).strip()} " if names else ""


@lru_cache(maxsize=8192)
def _find_named(names: str) -> Mark | None:
    words = _read_words(names)
    return next((mark for pattern, mark in _MARKS if pattern.search(words)), None) if words else None


def _is_page_footer(element: Element) -> bool:
    return element.tag == "footer" and next(element.iterancestors("article", "main"), None) is None
