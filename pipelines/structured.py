"""Structured data of a page (JSON-LD, schema.org): which of its objects is the article, and how to read a value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from pipelines.agreement import titles_agree
from pipelines.document import Document
from pipelines.elements import list_elements
from pipelines.printed_text import read_printed

Node = dict[str, Any]

ARTICLE_TYPES = frozenset(
    {
        "advertisercontentarticle",
        "analysisnewsarticle",
        "article",
        "askpublicnewsarticle",
        "backgroundnewsarticle",
        "blogposting",
        "discussionforumposting",
        "liveblogposting",
        "medicalscholarlyarticle",
        "newsarticle",
        "opinionnewsarticle",
        "report",
        "reportagenewsarticle",
        "reviewnewsarticle",
        "satiricalarticle",
        "scholarlyarticle",
        "socialmediaposting",
        "techarticle",
    }
)
"""schema.org's Article and its kinds, in lower case."""

_MAXIMUM_NODES = 500
_NESTING = ("mainEntity", "mainEntityOfPage", "@graph", "item", "hasPart")


def find_article_object(document: Document) -> Node | None:
    """The JSON-LD object of the article this page is, never that of a teaser to another page.

    An object that names this page wins; then one that names no page; one that names another page is a teaser unless
    it is the only one of the page, no other address fits, and it has the page's title or none. Within a rank the first
    in the document wins.
    """
    pages = document.once(page_addresses)
    nodes = [node for node in iter_nodes(document) if node_types(node) & ARTICLE_TYPES]
    ranked = sorted(nodes, key=lambda node: _rank(node, pages, document.base))
    if not ranked:
        return None
    if _rank(ranked[0], pages, document.base) == _ELSEWHERE and (
        len(ranked) > 1 or _is_of_another(ranked[0], document)
    ):
        return None
    return ranked[0]


def _is_of_another(node: Node, document: Document) -> bool:
    """Whether an object has another title than the page declares."""
    headline = find_text(node, "headline", "name")
    titles = [title for title in (document.meta("og:title"), document.tree.findtext(".//title")) if title]
    return bool(headline and titles) and not any(titles_agree(headline or "", title) for title in titles)


_HERE, _UNNAMED, _ELSEWHERE = range(3)


def _rank(node: Node, pages: set[str], base: str) -> int:
    named = {address_key(url, base) for url in _iter_addresses(node)}
    if named & pages:
        return _HERE
    return _ELSEWHERE if named and pages else _UNNAMED


def iter_nodes(document: Document) -> Iterator[Node]:
    """Every object that may describe the page: top-level ones and those nested as its main entity, at most 500."""
    waiting: list[Any] = list(document.json_ld[:_MAXIMUM_NODES])
    for count, value in enumerate(waiting):
        if count >= _MAXIMUM_NODES:
            return
        if not isinstance(value, dict):
            continue
        yield value
        for key in _NESTING:
            inner = value.get(key)
            waiting.extend(inner[:_MAXIMUM_NODES] if isinstance(inner, list) else [inner])


def node_types(node: Node) -> set[str]:
    """The node's types in lower case, without the vocabulary's address."""
    declared = node.get("@type")
    values = declared if isinstance(declared, list) else [declared]
    return {value.rsplit("/", 1)[-1].lower() for value in values if isinstance(value, str)}


def find_text(node: Node | None, *keys: str) -> str | None:
    """The first of `keys` that holds a text: a string, a named object, or a list that begins with one."""
    for key in keys:
        text = read_value(node.get(key)) if node else None
        if text:
            return text
    return None


def read_value(value: object) -> str | None:
    """A JSON-LD value as one printed line; None when it holds no text."""
    for _ in range(4):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            value = next((value[key] for key in ("@value", "name", "@id") if value.get(key)), None)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return read_printed(str(value)) or None


def page_addresses(document: Document) -> set[str]:
    """Keys (`address_key`) of the addresses this page goes by: captured, canonical and Open Graph's."""
    urls = [document.url, document.meta("og:url") or "", *document.once(find_canonical_links)]
    return {address_key(url, document.base) for url in urls if _has_path(url)} - {""}


def find_canonical_links(document: Document) -> list[str]:
    """The addresses of every `<link rel="canonical">` (RFC 6596), as printed."""
    links = list_elements(document, "link")
    return [
        href.strip()
        for link in links
        if "canonical" in (link.get("rel") or "").lower().split() and (href := link.get("href"))
    ]


def address_key(url: str, base: str) -> str:
    """What two addresses of one page share: host without www., and path; "" for what is no web address."""
    try:
        parts = urlsplit(urljoin(base, url.strip()[:4000]))
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return ""
    query = parts.query if "=" in parts.query and parts.path in ("", "/") else ""
    return f"{host}{parts.path.rstrip('/')}?{query}".rstrip("?") if host else ""


def _has_path(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.path.strip("/") or parts.query)


def _iter_addresses(node: Node) -> Iterator[str]:
    for key in ("url", "mainEntityOfPage", "@id"):
        value = node.get(key)
        for one in value[:5] if isinstance(value, list) else [value]:
            found = (one.get("@id") or one.get("url")) if isinstance(one, dict) else one
            if isinstance(found, str) and _has_path(found):
                yield found
