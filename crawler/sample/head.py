"""What stands in the head of an article's page: metadata as each family of templates prints them."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from crawler.sample.article import SampleArticle
from crawler.sample.credits import author_path, writers_of
from crawler.sample.masthead import NAME, ORIGIN, ZONE, address_of
from storage.items import Contributor, ContributorKind


def meta(key: str, name: str, content: str) -> str:
    """One meta element, `key` being name, property or itemprop."""
    return f'<meta {key}="{name}" content="{escape(content)}" />'


def person(one: Contributor) -> dict[str, Any]:
    """A contributor in the words of schema.org."""
    if one.kind is ContributorKind.PERSON:
        return {"@type": "Person", "name": one.name, "url": address_of(author_path(one.name))}
    return {"@type": "Organization", "name": one.name}


def script(data: dict[str, Any], *, in_cdata: bool = False) -> str:
    """A JSON-LD block; wrapped in CDATA as some themes still do, which a plain JSON parser refuses."""
    text = json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
    return f'<script type="application/ld+json">{f"/*<![CDATA[*/ {text} /*]]>*/" if in_cdata else text}</script>'


def news_article(article: SampleArticle) -> dict[str, Any]:
    """What every family says of an article."""
    published = article.published_at.astimezone(ZONE)
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "url": article.url,
        "mainEntityOfPage": {"@type": "WebPage", "@id": article.url},
        "datePublished": published.isoformat(),
        "dateModified": article.modified_at.astimezone(ZONE).isoformat(),
        "publisher": {"@type": "Organization", "name": NAME, "url": ORIGIN + "/"},
    }


def larva_head(article: SampleArticle) -> str:
    """The head of the larva family: the first author only, local time called UTC, and a flag that says nothing.

    Interviews are served whole although the flag calls them paid for, as such titles do.
    """
    local = article.modified_at.astimezone(ZONE).strftime("%Y-%m-%dT%H:%M:%S+00:00")
    writers = writers_of(article)
    free = "True" if article.section_slug == "stage" else "false"
    data = {**news_article(article), "dateModified": local, "isAccessibleForFree": free}
    if writers:
        data["author"] = person(writers[0])
    lines = [
        *_open_graph(article),
        meta("name", "cXenseParse:articleid", str(article.post_id)),
        meta(
            "name", "cXenseParse:recs:publishtime", article.published_at.astimezone(ZONE).strftime("%Y-%m-%dT%H:%M:%SZ")
        ),
        f'<link rel="shortlink" href="{ORIGIN}/?p={article.post_id}" />',
        script(data, in_cdata=article.author_style == "tagline"),
    ]
    if writers:
        lines.insert(0, meta("name", "author", ", ".join(one.name for one in writers)))
    return "\n".join(lines)


def dive_head(article: SampleArticle) -> str:
    """The head of the dive family: sailthru's names beside schema.org's."""
    writers = writers_of(article)
    data = {**news_article(article), "author": [person(one) for one in writers]}
    lines = [
        *_open_graph(article),
        meta("name", "sailthru.author", ", ".join(one.name for one in writers)),
        meta("name", "sailthru.date", article.published_at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M:%S")),
        meta("name", "sailthru.title", article.title),
        script(data),
    ]
    return "\n".join(lines)


def plain_head(article: SampleArticle) -> str:
    """The head of plain WordPress with an SEO plugin: one graph, and the article's own comment feed announced first."""
    writers = writers_of(article)
    node = news_article(article)
    graph: list[dict[str, Any]] = [
        node,
        {"@type": "WebSite", "@id": f"{ORIGIN}/#website", "name": NAME, "url": ORIGIN + "/"},
    ]
    if writers:
        node["author"] = [person(one) for one in writers]
    comments = f"{NAME} » {article.title} Comments Feed"
    lines = [
        f'<link rel="alternate" type="application/rss+xml" title="{escape(comments)}" href="{article.url}feed/" />',
        *_open_graph(article),
        meta("property", "article:modified_time", article.modified_at.isoformat()),
        f'<link rel="shortlink" href="{ORIGIN}/?p={article.post_id}" />',
        script({"@context": "https://schema.org", "@graph": graph}),
    ]
    return "\n".join(lines)


def _open_graph(article: SampleArticle) -> list[str]:
    return [
        meta("property", "og:type", "article"),
        meta("property", "og:title", article.title),
        meta("property", "og:url", article.url),
        meta("property", "og:site_name", NAME),
        meta("property", "og:description", article.standfirst or article.prose[0]),
        meta("property", "article:published_time", article.published_at.isoformat()),
    ]
