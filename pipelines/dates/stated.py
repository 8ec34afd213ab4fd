"""Dates that a page states for machines: JSON-LD, meta elements, its address, and the state in its scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.dates.metas import LOCAL_METAS, METAS
from pipelines.dates.reading import Reader
from pipelines.document import Document
from pipelines.structured import Node, find_article_object, find_text, iter_nodes, node_types
from storage.items import DateClaim, DateRole

PUBLISHED, MODIFIED = DateRole.PUBLISHED, DateRole.MODIFIED

Found = Iterator[DateClaim | None]

_PATH_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:([/_-])(\d\d?)\2(\d\d?)|(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))(?=[/_.-]|$)"
)
_PATH_NAMED = re.compile(
    r"/((?:19|20)\d\d)/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}/(\d\d?)/", re.IGNORECASE
)
_PATH_MONTH = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/")

_KEYS = (
    ("datePublished", PUBLISHED, ""),
    ("uploadDate", PUBLISHED, ""),
    ("dateCreated", PUBLISHED, ":created"),
    ("dateModified", MODIFIED, ""),
)
_WORKS = frozenset({"videoobject", "podcastepisode", "audioobject", "review", "recipe", "qapage", "howto", "course"})
_WORKS |= {"question", "dataset", "creativework", "imageobject", "product", "medicalwebpage", "service", "book"}

_STATE = re.compile(
    r"""["'](?:[a-z]{1,12}[._:])?(?:article|page|web|story|post|first|original|display)?[_-]?"""
    r"""(?:date[_-]?published|publi(?:sh|shed|cation)[_-]?(?:date|time|at|on)?|pub[_-]?(?:date|time|timestamp)|"""
    r"""posted[_-]?(?:at|on|date)|post[_-]?date|display[_-]?date)(?:iso|gmt|utc)?\\{0,3}["']\s?:\s?\\{0,3}["']?"""
    r"""((?:19|20)\d\d-\d\d-\d\d[^"'\\<>]{0,30}|1\d{9}(?:\d{3})?(?!\d))""",
    re.IGNORECASE,
)
_STATED = re.compile(r""":\s?\\{0,3}["']?(?:(?:19|20)\d\d-\d\d-\d\d|1\d{9})""")
"""A colon with what may be a date behind it: far fewer than the quotation marks that a key may begin with."""

_LONGEST_KEY, _LONGEST_REST = 80, 80
"""More characters than the key before such a colon has, and than what follows the day."""

_MAXIMUM_STATE = 2_000_000
"""Characters of the source that are searched for state."""


def iter_json_ld_dates(document: Document, reader: Reader) -> Found:
    """What the article's object says, then the page's (`json-ld:webpage`); without an article any other work's."""
    article = document.once(find_article_object)
    nodes = [(node, node_types(node)) for node in iter_nodes(document)]
    pages = [node for node, types in nodes if "webpage" in types][:2]
    works = [] if article else [node for node, types in nodes if types & _WORKS][:3]
    yield from _iter_node(article, "json-ld", reader)
    for page in pages:
        yield from _iter_node(page, "json-ld:webpage", reader)
    for work in works:
        yield from _iter_node(work, "json-ld:work", reader)


def _iter_node(node: Node | None, source: str, reader: Reader) -> Found:
    for key, role, kind in _KEYS if node else ():
        text = find_text(node, key)
        if text:
            yield reader.claim(f"{source}{kind}", role, text)


def iter_meta_dates(document: Document, reader: Reader) -> Found:
    """What the known meta elements say, each under its name."""
    for name, content in document.metas:
        role = METAS.get(name)
        if role:
            source = name if name.startswith("article:") else f"meta:{name}"
            zoned = name not in LOCAL_METAS or not content.rstrip().endswith("Z")
            yield reader.claim(source, role, content, zoned=zoned)


def iter_address_dates(document: Document, reader: Reader) -> Found:
    """The day, or else the month, that stands in the path of the page's address."""
    path = document.url[:2000].split("?")[0]
    day, named, month = _PATH_DATE.search(path), _PATH_NAMED.search(path), _PATH_MONTH.search(path)
    if day:
        yield reader.claim("url", PUBLISHED, f"{day[1]}-{day[3] or day[5]}-{day[4] or day[6]}")
    elif named:
        yield reader.claim("url", PUBLISHED, f"{named[2]} {named[3]}, {named[1]}")
    elif month:
        yield reader.claim("url", PUBLISHED, f"{month[1]}-{month[2]}")


def iter_state_dates(document: Document, reader: Reader) -> Found:
    """The first date of publication in the state that scripts hold (`"publishedAt": "…"`)."""
    for stated in _STATED.finditer(document.markup, 0, _MAXIMUM_STATE):
        start, end = stated.start() - _LONGEST_KEY, min(stated.end() + _LONGEST_REST, _MAXIMUM_STATE)
        found = _STATE.search(document.markup, max(start, 0), end)
        if found and found.start() < stated.start():
            yield reader.claim("state", PUBLISHED, found[1])
            return
