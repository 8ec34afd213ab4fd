"""What the class, id or test id of an element says of its place on a page, word by word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from pipelines.bylines.phrases import word_set

STRANGE = 1
"""Captions, comments, cards of other stories, menus: never read."""

DOUBTFUL = 2
"""Boxes about the author and beside the text: read when nothing else names the author."""

BYLINE = 4
AUTHOR = 8
"""Something of an author, which need not be the byline."""

_STRANGE = word_set(
    """comment comments commentlist disqus respond reply replies related trending newsletter mostread mostviewed
    mostpopular morefrom morestories morenews moreposts morearticles moreby siteheader sitefooter navbar menu promo
    promos teaser teasers readnext readmore seealso upnext caption captions photocredit photocredits imagecredit
    imagecredits picturecredit picturecredits photoauthor imageauthor pictureauthor mediaauthor mediacredit
    licenseauthor licenceauthor gallery carousel slider swiper outbrain taboola breadcrumb breadcrumbs pagination
    testimonial testimonials pullquote nextpost prevpost latestposts latestnews lateststories latestarticles
    authorlatest copyright pagefooter globalfooter fbpost fbxfbmlparse twittertweet twittervideo instagrammedia
    tiktokembed blueskyembed discussion responses"""
)
_STRANGE_STARTS = frozenset({"recomm", "recirc", "advert", "sponso", "adjace", "recent", "youmay", "popula"})
"""The first six letters of words with many endings."""

_DOUBTFUL = word_set(
    """sidebar widget widgets footer popovertarget popup modal tooltip bio biography authordetail authordetails
    authorbox authorbio authorabout authordescription authorcard authorprofile aboutauthor aboutauthors abouttheauthor
    abouttheauthors theauthor"""
)
_PLACES = dict.fromkeys(_STRANGE, STRANGE) | dict.fromkeys(_DOUBTFUL, DOUBTFUL)
_AUTHOR_ENDS = frozenset({"", "name", "names", "link", "info", "list", "wrap"})
_AUTHORS = frozenset(
    word + end
    for word in word_set(
        """author authors autor autoren autores autorin auteur auteurs writer writers contributor contributors
        reporter reporters journalist journalists redakteur verfasser"""
    )
    for end in _AUTHOR_ENDS
)
_LONGEST_PREFIX = 12
"""Letters before "author" in one word: `articleauthor`."""

_MODIFIERS = tuple(
    word + mark for word in sorted(word_set("has hasnt no not with without is js u elementor")) for mark in "-_"
)
"""What only changes how a box looks: `has-bio`, `row--with-menu`."""

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Between the words of `articleAuthorName`."""

_BYLINES = ("byline", "writtenby", "postedby")
_LONGEST = 1000
"""Characters of a value that are read."""


def read_marks(attributes: Mapping[str, str]) -> int:
    """What the class, id and test id of an element say together: any of the marks above, added."""
    marks = 0
    for key in ("class", "id"):
        value = attributes.get(key)
        if value:
            marks |= _read_value(value)
    tested = attributes.get("data-testid")
    return marks | (_read_value(tested) & (BYLINE | AUTHOR)) if tested else marks


@lru_cache(maxsize=8192)
def _read_value(value: str) -> int:
    marks = 0
    for name in value[:_LONGEST].split():
        marks |= _read_name(name)
    return marks


@lru_cache(maxsize=32768)
def _read_name(name: str) -> int:
    """What one class name says; sites share most of theirs, so that most are answered from memory."""
    folded = name.lower()
    words = (folded if folded == name else _HUMP.sub("-", name).lower()).replace("_", "-").split("-")
    marks = _read_naming(words, folded)
    if "comment" in words or "comments" in words or "authorposts" in "".join(words):
        marks |= STRANGE
    if folded.startswith(_MODIFIERS):
        return marks
    for part in folded.split("--", 1)[0].split("_"):
        marks |= _read_place(part.split("-"))
    return marks


def _read_place(words: list[str]) -> int:
    """What words say, each alone and up to three in a row as one: `most-popular`, `about-the-author`."""
    marks, last, before = 0, "", ""
    for word in words:
        marks |= _read_phrase(word)
        if last:
            marks |= _read_phrase(last + word)
        if before:
            marks |= _read_phrase(before + last + word)
        before, last = last, word
    return marks


def _read_phrase(phrase: str) -> int:
    return STRANGE if phrase[:6] in _STRANGE_STARTS else _PLACES.get(phrase, 0)


def _read_naming(words: list[str], folded: str) -> int:
    if "by" in folded and ("by" in words or any(mark in "".join(words) for mark in _BYLINES)):
        return BYLINE
    if words[-1] == "author":
        return BYLINE
    named = not _AUTHORS.isdisjoint(words) or ("author" in folded and any(map(_is_of_author, words)))
    return AUTHOR if named else 0


def _is_of_author(word: str) -> bool:
    """`articleauthor`, `articleauthornames`, `authorbox`."""
    if word in _DOUBTFUL:
        return "author" in word
    at = word.find("author")
    return 0 <= at <= _LONGEST_PREFIX and word[at + 6 :].removeprefix("s") in _AUTHOR_ENDS
