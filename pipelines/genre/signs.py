"""What a page says of its genre: types, classes, sections, address, headline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from pipelines.document import Document
from pipelines.elements import iter_left
from pipelines.structured import ARTICLE_TYPES, Node, find_text, iter_nodes, node_types
from storage.items import Metadata

LONGEST_LABEL = 60
"""Characters of a section's or a kicker's name; a longer one is a sentence."""

_CLASS = re.compile(
    r"(?:category|cat|section|post-?type|type|single|genre|channel|layout|template)-{1,2}([a-z][\w-]{2,40})",
    re.IGNORECASE,
)
_TRUE = frozenset({"1", "true", "yes", "y", "sponsored", "branded"})
_PAID_META = re.compile(r"(?:branded-?content|sponsored|advertorial|paid-?content|native-?ad)$", re.IGNORECASE)
_SECTION_METAS = (
    "article:section",
    "parsely-section",
    "section",
    "category",
    "parsely-type",
    "page-type",
    "content-type",
)
_MAXIMUM_SEGMENTS = 12


@dataclass(frozen=True, slots=True)
class Signs:
    """What a page says of its genre, apart from its text.

    Attributes:
        types: schema.org's types of the objects that describe the page, in lower case.
        labels: (where, what) of each section, kicker or category.
        segments: the parts of the address before the last, host left out.
        slug: the last part.
        media: Open Graph's type.
        is_paid: whether a meta element says that the page is paid for.
        has_audio: whether there is a player for sound.
        rated: whether structured data rates one thing.
    """

    title: str = ""
    types: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    segments: tuple[str, ...] = ()
    slug: str = ""
    media: str = ""
    is_paid: str | None = None
    has_audio: bool = False
    rated: bool = False
    declares_article: bool = False


def read_signs(document: Document, metadata: Metadata) -> Signs:
    """The signs of `document`, whose tree is left as it is."""
    nodes = list(iter_nodes(document))
    types = [name for node in nodes for name in sorted(node_types(node))]
    media = (document.meta("og:type") or "").lower()
    segments, slug = _split_address(document.url or metadata.declared_canonical or "")
    return Signs(
        title=metadata.title or "",
        types=tuple(dict.fromkeys(types)),
        labels=tuple(_iter_labels(document, metadata, nodes)),
        segments=segments,
        slug=slug,
        media=media,
        is_paid=next((key for key, content in document.metas if _says_paid(key, content)), None),
        has_audio=any(True for _ in iter_left(document, "audio")),
        rated=_is_rated(nodes),
        declares_article=media == "article" or any(name in ARTICLE_TYPES for name in types),
    )


def _says_paid(key: str, content: str) -> bool:
    return content.strip().lower() in _TRUE and _PAID_META.search(key) is not None


def _iter_labels(document: Document, metadata: Metadata, nodes: list[Node]) -> Iterator[tuple[str, str]]:
    said = [("kicker", metadata.kicker), ("section", metadata.section)]
    said += [("section", content) for key, content in document.metas if key in _SECTION_METAS]
    for node in nodes:
        if node_types(node) & ARTICLE_TYPES:
            said += [("section", find_text(node, "articleSection")), ("schema.org", find_text(node, "genre"))]
    said += [("class", name) for name in _iter_class_names(document)]
    for where, text in said:
        label = (text or "").strip(" \t\n:|/›»•#")
        if 0 < len(label) <= LONGEST_LABEL:
            yield where, label


def _iter_class_names(document: Document) -> Iterator[str]:
    """Categories and types as content management systems print them in the classes of body and article."""
    body, article = document.tree.find("body"), next(iter_left(document, "article"), None)
    for element in (body, article):
        names = (element.get("class") or "")[:4000].split() if element is not None else []
        for name in names:
            found = _CLASS.fullmatch(name)
            if found:
                yield re.sub(r"[-_]+", " ", found[1])


def _split_address(url: str) -> tuple[tuple[str, ...], str]:
    try:
        path = unquote(urlsplit(url.strip()).path[:2000])
    except ValueError:
        return (), ""
    parts = [part for part in path.lower().split("/") if part][:_MAXIMUM_SEGMENTS]
    return tuple(parts[:-1]), parts[-1] if parts else ""


def _is_rated(nodes: list[Node]) -> bool:
    """Whether the page is one review of one thing, told by schema.org; several are a shop's or its customers'."""
    reviews = [node for node in nodes if "review" in node_types(node)]
    if len(reviews) == 1 and isinstance(reviews[0].get("reviewRating"), dict):
        return True
    return any("itemReviewed" in node and node_types(node) & ARTICLE_TYPES for node in nodes)
