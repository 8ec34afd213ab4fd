"""Where a publication files an article: section, language and tags."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.document import Document
from pipelines.printed_text import read_printed
from pipelines.rules import Rules
from pipelines.selectors import select_elements, select_text
from pipelines.structured import find_article_object, find_text, iter_nodes, node_types

_LANGUAGE = re.compile(r"^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?:$|[-_.,;@\s])", re.IGNORECASE)
_MAXIMUM_TAGS = 100


def extract_section(document: Document, rules: Rules) -> str | None:
    """The section as named: rules, article:section, JSON-LD's articleSection, else the last breadcrumb but one."""
    return (
        select_text(document, rules.section)
        or _printed(document.meta("article:section", "parsely-section", "section", "dc.subject.section"))
        or find_text(document.once(find_article_object), "articleSection")
        or _breadcrumb(document)
    )


def _printed(text: str | None) -> str | None:
    return (read_printed(text) or None) if text else None


def _breadcrumb(document: Document) -> str | None:
    for node in iter_nodes(document):
        if "breadcrumblist" not in node_types(node):
            continue
        items = node.get("itemListElement")
        names = [
            find_text(item, "name") or find_text({"item": item.get("item")}, "item")
            for item in (items[:20] if isinstance(items, list) else [])
            if isinstance(item, dict)
        ]
        if len(names) >= 3:
            return names[-2]
    return None


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
    """The article's tags in the order printed, each once: by the rules, article:tag, keywords of JSON-LD and metas."""
    for found in _iter_tag_lists(document, rules):
        tags = dict.fromkeys(tag for text in found if (tag := read_printed(text).strip(" ,;#")))
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
    yield _split_list(document.meta("parsely-tags", "sailthru.tags", "news_keywords", "keywords") or "")


def _split_list(text: str) -> list[str]:
    return re.split(r"[,;]", text[:10_000])
