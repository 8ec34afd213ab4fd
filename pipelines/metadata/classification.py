"""Where a publication files an article: section, language and tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from pipelines.agreement import titles_agree
from pipelines.document import Document
from pipelines.elements import list_elements
from pipelines.metadata.titles import declared_titles
from pipelines.printed_text import read_element, read_printed
from pipelines.rules import Rules
from pipelines.selectors import select_elements, select_text
from pipelines.structured import (
    Node,
    address_key,
    find_article_object,
    find_text,
    iter_nodes,
    node_types,
    page_addresses,
)

_LANGUAGE = re.compile(r"^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?:$|[-_.,;@\s])", re.IGNORECASE)
_MAXIMUM_TAGS = 100
_LONGEST_SECTION = 60
_SECTION_METAS = (
    *("article:section", "og:article:section", "parsely-section", "section"),
    *("dc.subject.section", "articlesection", "category"),
)
_NO_SECTION = re.compile(
    r"(?:nil|null|none|undefined|false|true|tags?|articles?|posts?|home|startseite|accueil|inicio|uncategori[sz]ed|"
    r"default|n/a|\d+|https?:.*)$",
    re.IGNORECASE,
)
_MACHINE_TAG = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-|[\w -]{1,40}:\s?\S|https?:|\d+$|.{101}", re.IGNORECASE)


_TRAILS = frozenset({"breadcrumb", "breadcrumbs"})


def extract_section(document: Document, rules: Rules) -> str | None:
    """The section as named: by the rules, metas, JSON-LD's articleSection, else the last breadcrumb above the article.

    What a template leaves empty (`nil`, `Uncategorized`) and the front page are no sections. Of a list the first.
    """
    names = (name.split(",")[0] for name in _iter_section_names(document, rules) if name)
    sections = map(read_printed, names)
    return next((section for section in sections if section and _may_be_section(section)), None)


def _iter_section_names(document: Document, rules: Rules) -> Iterator[str | None]:
    yield select_text(document, rules.section)
    yield from map(document.meta, _SECTION_METAS)
    yield find_text(document.once(find_article_object), "articleSection")
    yield _breadcrumb(document, rules)


def _may_be_section(name: str) -> bool:
    return len(name) <= _LONGEST_SECTION and not _NO_SECTION.match(name)


def _breadcrumb(document: Document, rules: Rules) -> str | None:
    declared = document.once(declared_titles, rules)
    for read_trail in (_declared_trail, _printed_trail):
        names = read_trail(document)
        above = [name for name in names[1:] if not any(titles_agree(name, title.text) for title in declared)]
        if above:
            return above[-1]
    return None


def _declared_trail(document: Document) -> list[str]:
    """The names of schema.org's BreadcrumbList, without a last one that has no address or this page's."""
    for node in iter_nodes(document):
        items = node.get("itemListElement") if "breadcrumblist" in node_types(node) else None
        crumbs = [item for item in (items[:20] if isinstance(items, list) else []) if isinstance(item, dict)]
        if len(crumbs) >= 2:
            kept = crumbs[:-1] if _is_page(crumbs[-1], document) else crumbs
            names = (find_text(crumb, "name") or find_text({"item": crumb.get("item")}, "item") for crumb in kept)
            return [name for name in names if name]
    return []


def _is_page(crumb: Node, document: Document) -> bool:
    item = crumb.get("item")
    address = (item.get("@id") or item.get("url")) if isinstance(item, dict) else item
    return not isinstance(address, str) or address_key(address, document.base) in document.once(page_addresses)


def _printed_trail(document: Document) -> list[str]:
    trail = next((element for element in document.tree.iterdescendants("*") if element.get("class") in _TRAILS), None)
    links = islice(trail.iter("a"), 20) if trail is not None else ()
    return [text for link in links if (text := read_element(link))]


def extract_language(document: Document, rules: Rules) -> str | None:
    """The page's language as a BCP 47 tag: html lang, JSON-LD's inLanguage, og:locale, content-language, the rules."""
    root = document.tree.getroottree().getroot()
    declared = (
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang"),
        find_text(document.once(find_article_object), "inLanguage"),
        document.meta("og:locale"),
        document.meta("content-language", "language", "dc.language"),
        rules.language,
    )
    return next((tag for value in declared if value and (tag := parse_language(value))), None)


def parse_language(printed: str) -> str | None:
    """`printed` as language[-Script][-REGION] (RFC 5646 §2.1.1); None when it is no tag. Other subtags are dropped."""
    found = _LANGUAGE.match(printed.strip()[:100])
    if not found:
        return None
    language, script, region = found.groups()
    parts = (language.lower(), script.title() if script else None, region.upper() if region else None)
    return "-".join(part for part in parts if part)


def extract_tags(document: Document, rules: Rules) -> tuple[str, ...]:
    """The article's tags in the order printed, each once.

    By the rules, else article:tag, JSON-LD's keywords, links marked as tags (`rel="tag"`), keywords of metas. Ids and
    pairs of key and value, which programs set, are none.
    """
    for found in _iter_tag_lists(document, rules):
        read = (read_printed(text).strip(" ,;#") for text in found)
        tags = dict.fromkeys(tag for tag in read if tag and not _MACHINE_TAG.match(tag))
        if tags:
            return tuple(tags)[:_MAXIMUM_TAGS]
    return ()


def _iter_tag_lists(document: Document, rules: Rules) -> Iterator[list[str]]:
    yield [text for _, text in select_elements(document, rules.tags)]
    yield [content for name, content in document.metas if name == "article:tag"]
    keywords = (document.once(find_article_object) or {}).get("keywords")
    if isinstance(keywords, list):
        yield [word for word in keywords if isinstance(word, str)]
    elif isinstance(keywords, str):
        yield _split_list(keywords)
    marked = (link for link in list_elements(document, "a") if link.get("rel") == "tag")
    yield [read_element(link) for link in islice(marked, _MAXIMUM_TAGS)]
    yield _split_list(document.meta("parsely-tags", "sailthru.tags", "news_keywords", "keywords") or "")


def _split_list(text: str) -> list[str]:
    return re.split(r"[,;]", text[:10_000])
