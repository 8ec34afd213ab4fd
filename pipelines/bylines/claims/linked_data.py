"""Authors in JSON-LD (schema.org `author`, `creator`), in the shapes they are found in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipelines.document import Document
from pipelines.printed_text import read_printed
from pipelines.structured import Node, find_article_object, iter_nodes
from storage.items import BylineClaim

_KEYS = ("author", "creator", "contributor")
_MOST = 100
"""Authors of one object that are read."""


def extract_json_ld_claims(document: Document) -> list[BylineClaim]:
    """The claim of the object that is this page's article; objects of other pages are teasers."""
    article = document.once(find_article_object)
    if article is None:
        article = next((node for node in iter_nodes(document) if _is_page(node)), None)
    if article is None:
        return []
    by_id = {str(node["@id"]): node for node in iter_nodes(document) if "@id" in node and "name" in node}
    for key in _KEYS[:2]:
        claim = _read_claim(article.get(key), by_id)
        if claim is not None:
            return [claim]
    return []


def _is_page(node: Node) -> bool:
    return (
        any(kind in str(node.get("@type")) for kind in ("WebPage", "Recipe", "Review", "VideoObject"))
        and "author" in node
    )


def _read_claim(value: Any, by_id: dict[str, Node]) -> BylineClaim | None:
    authors = [author for author in _iter_authors(value, by_id) if author[0]][:_MOST]
    if not authors:
        return None
    return BylineClaim(
        "json-ld",
        ", ".join(name for name, _, _, _ in authors),
        names=tuple(name for name, _, _, _ in authors),
        urls=tuple(url for _, url, _, _ in authors),
        kinds=tuple(kind for _, _, kind, _ in authors),
        roles=tuple(role for _, _, _, role in authors),
    )


def _iter_authors(value: Any, by_id: dict[str, Node]) -> Iterator[tuple[str, str | None, str | None, str | None]]:
    """(name, url, type, role) of every author; a reference is followed to the object it names."""
    for one in (value if isinstance(value, list) else [value])[:_MOST]:
        node = _resolve(one, by_id)
        if isinstance(node, str):
            yield read_printed(node), None, None, None
        elif isinstance(node, dict):
            yield from _iter_named(node)


def _resolve(value: Any, by_id: dict[str, Node]) -> Any:
    if isinstance(value, dict) and "name" not in value and "@id" in value:
        return by_id.get(str(value["@id"]), value)
    return value


def _iter_named(node: Node) -> Iterator[tuple[str, str | None, str | None, str | None]]:
    names = node.get("name")
    for name in names if isinstance(names, list) else [names]:
        if isinstance(name, str):
            kind, url, role = (_text(node.get(key)) for key in ("@type", "url", "jobTitle"))
            yield read_printed(name), url, kind, role


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return value.strip() or None if isinstance(value, str) else None
