"""What class, id and data attributes say of an element: related stories, furniture, or nothing."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from pipelines.related.phrases import read_phrases


class Mark(StrEnum):
    """What the names on an element announce.

    `AUTOMATIC` is a related box that the site always fills itself; `ADVERTISING` and `CHROME` stay what they are
    whatever their heading says, `TAGS` and `RECIRCULATED` (stories that a site shows to keep its readers) unless their
    heading says otherwise. `RECOMMENDED` is a related story where it
    stands alone in the text, else furniture.
    """

    ADVERTISING = "advertising"
    CHROME = "chrome"
    TAGS = "tags"
    RECIRCULATED = "recirculated"
    AUTOMATIC = "automatic"
    FURNITURE = "furniture"
    RELATED = "related"
    RECOMMENDED = "recommended"


_ADVERTISING = """
    taboola | outbrain | ob widget | ob dynamic | trc rbox | trc related | revcontent | mgid | zergnet | nativo |
    logly | plista | ligatus | strossle | dianomi | engageya | sponsored. | sponsor. | spons. | advert |
    partner content | partners content | related wp. | related pr. | related ad. | related ads.
"""
_CHROME = """
    nav. | navbar | navigation | navi. | breadcrumb | menu | mega menu | site header | site footer | page footer |
    global footer | cookie | comments. | comment list | disqus | newsletter | share. | sharing | social |
    author bio | author box | author details | author info | author posts | prev next | post navigation |
    pagination | paging | tag list | tags. | article tags | post tags | tagcloud | tag cloud | skip link |
    topic list | player wrapper | player overlay | video player | jwplayer | playlist
"""
_TAGS = """
    related topic | related tag | related compan | related search | related forum | related product | related job |
    related event | related keyword | related entit
"""
_AUTOMATIC = """
    injected related | jp relatedposts | jetpack related | yarpp | crp related | wp rp | rp4wp | zem rp | irp. |
    related posts thumbnails | cxense
"""
_FURNITURE = """
    most popular | mostpopular | popular. | trending | most read | mostread | most viewed | most shared |
    most commented | latest news | latest posts | latest stories | recent posts | recentposts | wpp list |
    you may | you might | top stories | editors picks | must read
"""
_RECOMMENDED = "recommended. | recommendation | read next | readnext"
_RELATED = """
    related | rich link | richlink | further reading | see also | seealso | read also | readalso | also read |
    similar. | read more link | c read more | more on this | mehr zum thema | articles lies |
    relacionad
"""
_STATE = re.compile(
    r"(?<!\S)(?:(?:[^\s_-]+[_-]+)?(?:with|has|without|no)[_-]\S*"
    r"|\S*?--(?:show|hide|on|off|enabled?|disabled?)\b\S*|js-\S*anchor\b\S*)"
)
"""A class that says what an element has or lacks, or where scripts take hold, does not name the element."""
_POST = re.compile(r"(?<!\S)(?:type-|post-)[a-z]+(?!\S)")
_SUBJECTS = re.compile(r"(?<!\S)(?:tag|category)-\S+")
"""Classes that WordPress gives a post for its subjects, whatever these are called."""
_WORD = re.compile(r"[A-Z]*[a-z0-9]+|[A-Z]+")
_LOWER_WORD = re.compile("[a-z0-9]+")


_TABLES = (
    (_ADVERTISING, Mark.ADVERTISING),
    (_CHROME, Mark.CHROME),
    (_TAGS, Mark.TAGS),
    ("recirc. | recirculation", Mark.RECIRCULATED),
    (_AUTOMATIC, Mark.AUTOMATIC),
    (_FURNITURE, Mark.FURNITURE),
    (_RELATED, Mark.RELATED),
    (_RECOMMENDED, Mark.RECOMMENDED),
)
_RANKS = {mark: rank for rank, (_, mark) in enumerate(_TABLES)}
_BEGINNING = 4


def _sort_names() -> dict[str, list[tuple[str, Mark]]]:
    """The names by what their first word begins with: most words begin none, which is quickly told.

    Names begin at a word's start, and end at a word's end where the table has a full stop.
    """
    names: dict[str, list[tuple[str, Mark]]] = {}
    for table, mark in _TABLES:
        for phrase in read_phrases(table):
            name = phrase.replace(".", " ")
            names.setdefault(name.partition(" ")[0][:_BEGINNING], []).append((name, mark))
    return names


_SORTED_NAMES = _sort_names()


@lru_cache(maxsize=16384)
def find_mark(names: str) -> Mark | None:
    """What the names on an element announce, or None where they announce nothing."""
    words = read_words(names)
    found: Mark | None = None
    start = 1
    for word in words.split():
        for name, mark in _SORTED_NAMES.get(word[:_BEGINNING], ()):
            if words.startswith(name, start):
                found = get_stronger(found, mark)
        start += len(word) + 1
    return found


def get_stronger(one: Mark | None, other: Mark | None) -> Mark | None:
    """Which of two announcements holds for an element that makes both."""
    if one is None or other is None:
        return one or other
    return min(one, other, key=_RANKS.__getitem__)


@lru_cache(maxsize=4096)
def read_words(names: str) -> str:
    """Names as lower-case words, each with a blank before and after it; "" where there are none."""
    if "with" in names or "has" in names or "no-" in names or "no_" in names or "--" in names or "js-" in names:
        names = _STATE.sub("", names)
    if "type-" in names and _POST.search(names):
        names = _SUBJECTS.sub("", names)
    words = (_LOWER_WORD if names.islower() else _WORD).findall(names)
    return f" {' '.join(words).lower()} " if words else ""
