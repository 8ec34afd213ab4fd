"""No name is made up: each stands in the page, but for the changes that docs/bylines.md lists."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.bylines import decide_byline, extract_byline_claims
from pipelines.bylines.words.agencies import AGENCIES
from pipelines.document import Document, parse_document
from pipelines.rules import NO_RULES

CASES = sorted((Path(__file__).parents[2] / "publications").glob("*/*/page.html"))
NAMES = ("Mira Halvorsen", "K.L. Orbison", "TOBIN O'MALLORY", "Inés de la Vega", "ada quince", "Orbison, Mira", "quill",
         "Perry Wyatt Jr.", "Dr. Léa Montclar", "Olena Ставок", "梧桐 李", "The Daily Herring", "Herring Staff", "AP",
         "Reuters", "admin", "mira@herring.example", "https://herring.example/mira", "Quill & Wyatt")  # fmt: skip
LEADS = ("By {}", "Von {}", "{}", "Written by {}", "{}, Senior Editor", "Photographs by {}", "{} and Roy Wyatt",
         "{} | 3 May 2024", "(Reporting by {}; Editing by Roy Wyatt)", "{} contributed to this report.")  # fmt: skip
PLACES = ('<p class="byline">{}</p>', '<a rel="author" href="/author/x/">{}</a>', '<span itemprop="author">{}</span>',
          "<p>{}</p>", '<div class="meta"><h5>Author:</h5>{}<br></div>', '<div class="author-box"><b>{}</b> is busy.</div>',
          '<div class="post-meta"><span>{}</span><time>3 May 2024</time></div>', '<aside class="about-author">{}</aside>',
          '<article class="card"><h3><a href="/other/">The bridge that never was built</a></h3><i class="by">{}</i></article>',
          '<figure><figcaption class="author">{}</figcaption></figure>')  # fmt: skip
HEADS = ('<meta name="author" content="{}">', '<meta name="citation_author" content="{}">',
         '<meta property="og:site_name" content="{}">', '<meta name="twitter:creator" content="{}">')  # fmt: skip

printed = st.builds(lambda lead, name: lead.format(name), st.sampled_from(LEADS), st.sampled_from(NAMES))
bodies = st.lists(st.builds(lambda place, text: place.format(html.escape(text)), st.sampled_from(PLACES), printed))
heads = st.lists(
    st.builds(lambda head, name: head.format(html.escape(name)), st.sampled_from(HEADS), st.sampled_from(NAMES))
)
linked = st.lists(st.sampled_from(NAMES), max_size=3)


def folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def page_of(head: list[str], authors: list[str], body: list[str]) -> Document:
    article = {"@type": "NewsArticle", "author": [{"@type": "Person", "name": name} for name in authors]}
    script = f'<script type="application/ld+json">{json.dumps(article)}</script>'
    markup = f"<html><head>{''.join(head)}{script}</head><body><h1>The bridge falls</h1>{''.join(body)}</body></html>"
    return parse_document(markup.encode(), "https://herring.example/bridge/", "text/html; charset=utf-8")


def assert_names_stand_in(document: Document) -> int:
    attributes = (value for element in document.tree.iter("*") for value in element.attrib.values())
    stated = json.dumps(document.json_ld, ensure_ascii=False)
    whole = folded(html.unescape(" ".join(["".join(document.tree.itertext()), *map(str, attributes), stated])))
    _, contributors = decide_byline(extract_byline_claims(document, NO_RULES))
    for one in contributors:
        words = one.name.split()
        assert AGENCIES.get(words) == one.name or all(folded(word) in whole for word in words), one
    return len(contributors)


@given(heads, linked, bodies)
@settings(max_examples=150, deadline=None)
def test_every_name_of_a_generated_page_stands_in_it(head: list[str], authors: list[str], body: list[str]) -> None:
    assert assert_names_stand_in(page_of(head, authors, body)) >= 0


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.parent.name}/{path.parent.name}")
def test_every_name_of_a_recorded_page_stands_in_it(path: Path) -> None:
    assert_names_stand_in(parse_document(path.read_bytes(), "https://herring.example/a/", "text/html; charset=utf-8"))


def test_generated_pages_name_somebody() -> None:
    assert assert_names_stand_in(page_of([], ["Mira Halvorsen"], ['<p class="byline">By Mira Halvorsen</p>'])) == 1


def test_there_are_recorded_pages() -> None:
    assert CASES
