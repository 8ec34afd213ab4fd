"""The article object of a page's structured data."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipelines.document import Document, parse_document
from pipelines.structured import address_key, find_article_object, find_text, node_types, read_value

URL = "https://www.fair.example/news/herons/?utm_source=x#top"
OWN = "http://fair.example/news/herons"


def page(*nodes: dict[str, Any], url: str = URL) -> Document:
    document = parse_document(b"<html><body></body></html>", url, None)
    document.json_ld = list(nodes)
    return document


@pytest.mark.parametrize(
    "own",
    [
        {"@type": "NewsArticle", "url": OWN, "headline": "Own"},
        {"@type": ["Thing", "https://schema.org/BlogPosting"], "mainEntityOfPage": OWN, "headline": "Own"},
        {"@type": "Article", "mainEntityOfPage": {"@type": "WebPage", "@id": OWN}, "headline": "Own"},
        {"@type": "WebPage", "url": OWN, "mainEntity": {"@type": "NewsArticle", "url": OWN, "headline": "Own"}},
        {"@type": "NewsArticle", "headline": "Own"},
    ],
)
def test_own_article_before_teasers(own: dict[str, Any]) -> None:
    teaser = {"@type": "NewsArticle", "url": "https://fair.example/news/other", "headline": "Other"}
    for nodes in ([teaser, own], [own, teaser]):
        found = find_article_object(page(*nodes))
        assert found is not None
        assert found["headline"] == "Own"


def test_teasers_alone_are_no_article() -> None:
    teasers = [{"@type": "NewsArticle", "url": f"https://fair.example/news/other-{number}"} for number in range(2)]
    assert find_article_object(page(*teasers)) is None


def test_only_article_is_believed_whatever_its_address() -> None:
    moved = {"@type": "NewsArticle", "url": "https://fair.example/old/herons"}
    assert find_article_object(page(moved)) == moved


def test_only_article_with_another_title_is_a_teaser() -> None:
    node = {"@type": "NewsArticle", "url": "https://fair.example/old/herons", "headline": "Ferry fares to rise again"}
    head = "<title>Herons Return to the Quay | The Fair</title>"
    script = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    markup = f"<html><head>{head}{script}</head><body><p>Herons.</p></body></html>"
    assert find_article_object(parse_document(markup.encode(), OWN, "text/html")) is None
    same = markup.replace("Ferry fares to rise again", "Herons return to the quay")
    assert find_article_object(parse_document(same.encode(), OWN, "text/html")) is not None


def test_page_of_unknown_address_takes_the_first() -> None:
    first, second = ({"@type": "NewsArticle", "url": f"https://fair.example/{number}"} for number in range(2))
    assert find_article_object(page(first, second, url="")) == first


def test_other_types_are_no_article() -> None:
    assert find_article_object(page({"@type": "Product"}, {"@type": 3}, {"headline": "x"})) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a  b", "a b"),
        (["x", "y"], "x"),
        ({"name": "n"}, "n"),
        ({"@value": "v"}, "v"),
        ([{"name": ["deep"]}], "deep"),
        (7, "7"),
        (True, None),
        (None, None),
        ([], None),
        ({}, None),
        ("", None),
    ],
)
def test_values_as_text(value: object, text: str | None) -> None:
    assert read_value(value) == text


def test_first_key_with_a_text() -> None:
    assert find_text({"headline": "", "name": "N"}, "headline", "name") == "N"
    assert find_text(None, "name") is None


def test_types_without_their_vocabulary() -> None:
    assert node_types({"@type": ["http://schema.org/NewsArticle", 3, "Thing"]}) == {"newsarticle", "thing"}


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.fair.example/a/", "fair.example/a"),
        ("http://fair.example/a?utm=1#x", "fair.example/a"),
        ("/a", "fair.example/a"),
        ("https://fair.example/?p=7", "fair.example?p=7"),
        ("http://[bad", ""),
        ("mailto:a@fair.example", ""),
    ],
)
def test_address_keys(url: str, key: str) -> None:
    assert address_key(url, "https://fair.example/x") == key


def test_cycles_and_depth_are_bounded() -> None:
    node: dict[str, Any] = {"@type": "WebPage"}
    node["mainEntity"] = node
    assert find_article_object(page(node)) is None
