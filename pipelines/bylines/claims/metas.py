"""Authors in meta elements."""

from __future__ import annotations

from itertools import islice

from pipelines.document import Document
from pipelines.printed_text import read_printed
from storage.items import BylineClaim

KEYS = (
    "author", "byl", "parsely-author", "sailthru.author", "cxenseparse:author", "dc.creator", "dcterms.creator",
    "dc.contributor", "article:author", "article:author_name", "og:article:author", "citation_author",
    "authors", "creator", "og:author", "articleauthor", "mrf:authors", "twitter:data1", "twitter:data2",
    "twitter:creator",
)  # fmt: skip
"""In the order of trust: Dublin Core, Open Graph, Highwire, and what Parse.ly, Sailthru, Cxense and Marfeel read."""

_MOST = 100
"""Authors of one kind of meta that are read."""

_ONE_EACH = frozenset(
    {"citation_author", "dc.creator", "article:author", "author", "parsely-author", "cxenseparse:author"}
)
"""Metas of which a page has one for each author."""

_LABELLED = {"twitter:data1": "twitter:label1", "twitter:data2": "twitter:label2"}
_LABELS = ("written by", "by", "author", "verfasst von", "geschrieben von", "écrit par", "escrito por", "scritto da")


def extract_meta_claims(document: Document) -> list[BylineClaim]:
    """One claim for each kind of meta that names somebody."""
    claims = []
    for key in KEYS:
        contents = _contents(document, key)
        if contents:
            source = "twitter:creator" if key == "twitter:creator" else f"meta:{key}"
            apart = tuple(contents) if len(contents) > 1 else ()
            claims.append(BylineClaim(source, ", ".join(contents), names=apart))
    return claims


def _contents(document: Document, key: str) -> list[str]:
    if key in _LABELLED and (document.meta(_LABELLED[key]) or "").casefold() not in _LABELS:
        return []
    found = (read_printed(content) for name, content in document.metas if name == key and content)
    unique = list(dict.fromkeys(content for content in islice(found, _MOST) if content))
    return unique if key in _ONE_EACH else unique[:1]
