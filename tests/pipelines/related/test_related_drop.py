from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import html

from pipelines.document import Document
from pipelines.related import drop_boxes, extract_related, find_related_boxes
from pipelines.rules import NO_RULES

MakePage = Callable[..., Document]

BOX = '<section class="c-related"><h2>Related</h2><a href="/2024/04/a-7">Yard to be sold</a></section>'
FURNITURE = '<div><h3>Popular on Harbour Weekly</h3><a href="/2024/04/b-8">Crane falls over</a></div>'
PLAYER = '<div class="pmc-contextual-player"><h3>Popular on Harbour Weekly</h3><div id="player"></div></div>'


def read_text(document: Document) -> str:
    return " ".join(document.tree.text_content().split())


def test_reading_leaves_the_tree_as_it_is(make_page: MakePage) -> None:
    document = make_page(BOX + FURNITURE)
    before = html.tostring(document.tree)
    find_related_boxes(document, NO_RULES)
    extract_related(document, NO_RULES)
    assert html.tostring(document.tree) == before


def test_boxes_go_and_the_text_stays(make_page: MakePage) -> None:
    document = make_page(
        f"{BOX}{PLAYER}<p>Read more: <a href='/2024/04/c-9'>A ship arrives late</a></p>", after=FURNITURE
    )
    drop_boxes(find_related_boxes(document, NO_RULES))
    assert read_text(document) == read_text(make_page())


def test_the_text_after_a_box_stays(make_page: MakePage) -> None:
    document = make_page(f"<div>Before the box. {BOX} Behind the box.</div>")
    drop_boxes(find_related_boxes(document, NO_RULES))
    text = read_text(document)
    assert "Before the box." in text
    assert "Behind the box." in text
    assert "Yard to be sold" not in text


def test_what_holds_the_article_is_never_dropped(make_page: MakePage) -> None:
    document = make_page()
    body = document.tree.find(".//article")
    assert body is not None
    body.set("class", "related-story sponsored")
    before = read_text(document)
    drop_boxes(find_related_boxes(document, NO_RULES))
    assert read_text(document) == before


def test_dropping_twice_changes_nothing_more(make_page: MakePage) -> None:
    document = make_page(BOX)
    boxes = find_related_boxes(document, NO_RULES)
    drop_boxes(boxes)
    once = read_text(document)
    drop_boxes(boxes)
    assert read_text(document) == once


KEPT = [
    "<h2>Background</h2><p>The yard was built in 1890 for the fishing fleet and has been empty since the winter of last year.</p>",
    "<h2>Latest developments</h2><ul><li>The board meets on Monday in Rostock, and will <a href='/2024/05/x-1'>vote</a> on the plan.</li></ul>",
    "<p>The yard is old, as <a class='recommendation-inline-link' href='/2024/04/a-7'>a story of the yard</a> told us in the spring.</p>",
    "<p>Related: the yard in Wismar, which is older, and of which <a href='/2024/04/a-7'>much</a> was written in the last years here.</p>",
    "<ul><li><a href='https://docs.example/one'>A document of the harbour office</a> from March</li></ul>",
]


@pytest.mark.parametrize("markup", KEPT)
def test_the_article_s_own_words_stay(make_page: MakePage, markup: str) -> None:
    document = make_page(markup)
    before = read_text(document)
    drop_boxes(find_related_boxes(document, NO_RULES))
    assert read_text(document) == before
