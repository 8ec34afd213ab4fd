"""Addresses that are none, wherever a page can put one: templates that were not filled in print them."""

from __future__ import annotations

import pytest

from pipelines.extract import extract_page
from pipelines.rules import NO_RULES


@pytest.mark.parametrize(
    "url", ["http://[", "//[", "https://[domain]/path", "http://[site:url]/x", "http://℀.example/", "http://a:b/", "%"]
)
@pytest.mark.parametrize(
    "place",
    [
        '<meta property="og:url" content="{}">',
        '<link rel="canonical" href="{}">',
        '<base href="{}">',
        '<meta property="og:image" content="{}">',
        '<script type="application/ld+json">{{"@type": "NewsArticle", "url": "{}", "image": "{}"}}</script>',
        '<aside><h3>Related</h3><a href="{}">Old yard in Rostock to be sold</a></aside>',
        '<img src="{}"><a rel="author" href="{}">Ines Halder</a>',
    ],
)
def test_no_address_on_a_page_costs_its_text(place: str, url: str) -> None:
    printed = place.format(*[url] * place.count("{}"))
    text = "<p>Two makers of harbour cranes have agreed to merge, the companies said on Tuesday in Rostock.</p>" * 3
    markup = f"<html><head><title>Cranes</title></head><body>{printed}<h1>Cranes</h1>{text}</body></html>"
    for address in (url, "https://yards.example/2024/05/crane-makers-merge-123/"):
        found = extract_page(markup.encode(), url=address, content_type="text/html", rules=NO_RULES)
        assert found.blocks
