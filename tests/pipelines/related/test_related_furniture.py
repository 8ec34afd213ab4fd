from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.document import Document
from pipelines.related import extract_related
from pipelines.rules import NO_RULES

MakePage = Callable[..., Document]

LINKS = (
    '<ul><li><a href="/2024/04/a-7">Yard to be sold</a></li><li><a href="/2024/04/b-8">Crane falls over</a></li></ul>'
)
BOXES = [
    f"<section><h2>Popular on Harbour Weekly</h2>{LINKS}</section>",
    f'<section class="brands-most-popular trending-in-article"><h2>Trending</h2>{LINKS}</section>',
    f'<div class="RecircMostPopularContainer-x"><div>Most Popular</div>{LINKS}</div>',
    f"<div><h3>Most Read Today</h3>{LINKS}</div>",
    f"<div><h3>Latest News</h3>{LINKS}</div>",
    f"<aside><span>Recommended for you</span>{LINKS}</aside>",
    f'<div class="related-articles"><h3>You might like</h3>{LINKS}</div>',
    f'<div class="ob-widget"><span>MORE FROM HARBOUR WEEKLY</span>{LINKS}</div>',
    f'<div class="trc_rbox_container"><h2>Related</h2>{LINKS}</div>',
    f'<div class="sponsored-links"><h2>Related</h2>{LINKS}</div>',
    f'<section class="author-details"><h4>Related</h4>{LINKS}</section>',
    f"<section><h2>More from this author</h2>{LINKS}</section>",
    f'<div class="related-topics"><h3>Related Topics</h3>{LINKS}</div>',
    f"<div><strong>In this article:</strong>{LINKS}</div>",
    f'<nav class="post-navigation"><h2>Related</h2>{LINKS}</nav>',
    f'<section class="c-related variant-b hide"><h3>Related</h3>{LINKS}</section>',
    f'<section class="c-related" hidden><h3>Related</h3>{LINKS}</section>',
    f'<section class="c-related" style="color: red; display:none"><h3>Related</h3>{LINKS}</section>',
    '<section><h2>Related</h2><a href="/">Harbour Weekly, the news of the ports</a></section>',
    '<section><h2>Related</h2><a href="https://harbourweekly.example/2024/05/crane-makers-merge-123?x=1#c">Crane makers merge</a></section>',
    '<section><h2>Related</h2><a href="/tag/cranes-and-yards">All about cranes and yards</a></section>',
    '<section><h2>Related</h2><a href="/author/ines-halder">Stories by Ines Halder</a></section>',
    '<section><h2>Related</h2><a href="/newsletter">Our newsletter, every week</a></section>',
    '<section><h2>Related</h2><a href="https://www.facebook.com/sharer?u=x">Share this story with friends</a></section>',
    '<section><h2>Related</h2><a href="javascript:void(0)">Show more related stories</a></section>',
    '<p><a href="/newsletter-for-all">Sign up for our weekly newsletter here</a></p>',
    f'<section class="c-related"><h2>More in <a href="/ships">Ships</a></h2>{LINKS}</section>',
    f'<section class="c-related"><h2>You’ll Also Love</h2>{LINKS}</section>',
    "<h2>Related</h2>",
]


@pytest.mark.parametrize("box", BOXES)
def test_furniture_after_the_text_is_no_related_story(make_page: MakePage, box: str) -> None:
    assert extract_related(make_page(after=box), NO_RULES) == []


@pytest.mark.parametrize("box", BOXES)
def test_furniture_in_the_text_is_no_related_story(make_page: MakePage, box: str) -> None:
    assert extract_related(make_page(box), NO_RULES) == []


def test_an_aria_hidden_variant_beside_a_shown_box(make_page: MakePage) -> None:
    box = '<section class="c-related" aria-hidden="{}"><h3>Related</h3><a href="/2024/04/{}">Story of the {} box</a></section>'
    document = make_page(box.format("false", "a-7", "shown") + box.format("true", "b-8", "hidden"))
    assert [story.text for story in extract_related(document, NO_RULES)] == ["Story of the shown box"]


def test_boxes_that_are_all_aria_hidden_are_read(make_page: MakePage) -> None:
    aside = '<aside class="related-oneup" aria-hidden="true"><h4>Related Article</h4><a href="/2024/04/a-7">Yard to be sold</a></aside>'
    assert [story.text for story in extract_related(make_page(aside), NO_RULES)] == ["Yard to be sold"]


def test_what_is_hidden_on_small_screens_only_is_read(make_page: MakePage) -> None:
    box = f'<section class="d-none d-lg-block"><h2>Related</h2>{LINKS}</section>'
    assert len(extract_related(make_page(after=box), NO_RULES)) == 2


def test_a_sponsored_card_of_a_related_box(make_page: MakePage) -> None:
    card = '<div class="card"><span class="badge">Sponsored</span><h3><a href="/2024/04/c-9">How our cranes save money</a></h3></div>'
    document = make_page(after=f"<section><h2>Related</h2>{LINKS}{card}</section>")
    assert [story.text for story in extract_related(document, NO_RULES)] == ["Yard to be sold", "Crane falls over"]


def test_a_heading_of_furniture_ends_a_related_box(make_page: MakePage) -> None:
    other = '<h3>Most popular</h3><ul><li><a href="/2024/03/c-9">A ship arrives late</a></li></ul>'
    document = make_page(after=f"<div><h3>Related</h3>{LINKS}{other}</div>")
    assert [story.text for story in extract_related(document, NO_RULES)] == ["Yard to be sold", "Crane falls over"]


def test_a_paragraph_of_the_text_ends_a_related_box(make_page: MakePage) -> None:
    text = "The yard was built in 1890 for the fishing fleet and has been empty <a href='/2023/01/empty-1'>since the winter</a> of last year, when the last ship left."
    document = make_page(f"<h3>Related</h3>{LINKS}<p>{text}</p>")
    assert [story.text for story in extract_related(document, NO_RULES)] == ["Yard to be sold", "Crane falls over"]


def test_a_paragraph_that_is_a_link_elsewhere_is_a_source(make_page: MakePage) -> None:
    document = make_page(
        '<p><a href="https://office.example/report-7">The report of the harbour office in full</a></p>'
    )
    assert extract_related(document, NO_RULES) == []


def test_a_page_of_bare_links_is_a_list(make_page: MakePage) -> None:
    lines = "".join(
        f'<p><a href="/2024/04/yard-{number}">Yard number {number} is to be sold</a></p>' for number in range(12)
    )
    assert extract_related(make_page(lines), NO_RULES) == []
