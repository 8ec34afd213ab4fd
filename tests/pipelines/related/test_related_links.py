from __future__ import annotations

import pytest
from lxml import html

from pipelines.related.outline_reading import read_outline
from pipelines.related.story_links import is_story_url


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/2024/05/crane-makers-merge-123",
        "https://a.example/?p=31228",
        "https://a.example/news/articleView.html?idxno=120",
        "https://a.example/people/jane-doe-joins-the-board-of-kranbau",
        "https://a.example/companies/kranbau-7",
        "https://x.example.com/story-of-cranes",
        "https://a.example/%E6%B8%AF%E6%B9%BE",
    ],
)
def test_urls_that_may_be_stories(url: str) -> None:
    assert is_story_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/",
        "https://a.example/author/ines-halder",
        "https://a.example/t/cranes-and-yards",
        "https://a.example/tag/the-long-tag-of-cranes-and-yards",
        "https://a.example/executive/ines-halder",
        "https://a.example/company/kranbau",
        "https://a.example/people",
        "https://a.example/newsletters",
        "https://a.example/2024/05/feed",
        "https://a.example/go/crane-hire-trial-in-may",
        "https://a.example/out/crane-hire-123",
        "https://a.example/2024/report-on-cranes.pdf",
        "https://twitter.com/intent/tweet",
        "https://www.facebook.com/harbourweekly/posts/123",
        "https://[::1",
    ],
)
def test_urls_that_are_no_stories(url: str) -> None:
    assert not is_story_url(url)


@pytest.mark.parametrize(
    ("markup", "unseen"),
    [
        ("<div>x</div>", False),
        ("<div class='hide'>x</div>", True),
        ("<div class='hide-for-print'>x</div>", False),
        ("<div class='d-none d-md-block'>x</div>", False),
        ("<div class='hidden md:flex'>x</div>", False),
        ("<div hidden>x</div>", True),
        ("<div hidden='until-found'>x</div>", False),
        ("<div style='color:red;DISPLAY : none'>x</div>", True),
        ("<div style='visibility: hidden'>x</div>", True),
        ("<div style='display:block'>x</div>", False),
        ("<div aria-hidden='true'>x</div>", True),
        ("<article class='hide'>x</article>", False),
        ("<noscript>x</noscript>", True),
        ("<select><option>x</option></select>", True),
    ],
)
def test_what_a_reader_never_sees(markup: str, unseen: bool) -> None:
    outline = read_outline(html.fragment_fromstring(f"<section>{markup}<p>Behind</p></section>"))
    assert outline.tags[0] == "section"
    assert (outline.read_text(0) == "Behind") is unseen
