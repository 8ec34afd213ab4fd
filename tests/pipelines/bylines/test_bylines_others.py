"""Names on a page that are not the article's authors: commenters, other stories' authors, people in the text."""

from __future__ import annotations

import pytest

from pipelines.bylines import decide_byline, extract_byline_claims
from pipelines.document import parse_document
from pipelines.rules import NO_RULES
from storage.items import AUTHOR_CREDITS

TEXT = "<p>" + "The lamp of the harbour was lit again, and the keepers were the last to hear of it. " * 4 + "</p>"
OTHER = "/2024/other/keepers-of-the-lamp-return/"
TITLE = "Keepers of the lamp return after winter"


def authors(body: str, head: str = "") -> list[str]:
    heading = "The lamp of the harbour is lit again"
    markup = f"<title>{heading}</title>{head}<main><article><h1>{heading}</h1>{body}</article></main>"
    document = parse_document(markup.encode(), "https://herring.example/2024/lamp-lit/", "text/html; charset=utf-8")
    return [
        one.name for one in decide_byline(extract_byline_claims(document, NO_RULES))[1] if one.credit in AUTHOR_CREDITS
    ]


COMMENT = '<div itemscope itemtype="https://schema.org/{}"><span itemprop="author">{}</span><p>So it is.</p></div>'


@pytest.mark.parametrize("kind", ["Comment", "UserComments"])
@pytest.mark.parametrize("names", [("Orla Byrd",), ("Orla Byrd", "Finn Sorley", "Roy Wyatt")])
def test_author_of_a_comment_is_none_of_the_articles(kind: str, names: tuple[str, ...]) -> None:
    assert authors("<p>Short.</p>" + "".join(COMMENT.format(kind, name) for name in names)) == []


def test_author_of_the_articles_own_item_is_one() -> None:
    assert authors(COMMENT.format("NewsArticle", "Ada Quill") + TEXT) == ["Ada Quill"]


@pytest.mark.parametrize("box", ["discussion", "article-responses"])
def test_name_in_a_box_of_readers_voices_is_none(box: str) -> None:
    assert authors(f'{TEXT}<div class="{box}"><a class="author" href="/u/9">Orla Byrd</a><p>So it is.</p></div>') == []


def test_bylines_marked_alike_behind_a_short_text_are_none_of_the_articles() -> None:
    rows = "".join(f'<div><b class="author">{name}</b></div>' for name in ("Orla Byrd", "Finn Sorley", "Roy Wyatt"))
    assert authors(TEXT + rows) == []
    assert authors(rows + TEXT) == ["Orla Byrd"]


def card(title: str, href: str = OTHER) -> str:
    return f'<div class="tile"><a href="{href}">{title}</a><span class="byline">By Orla Byrd</span></div>'


def test_link_that_is_a_title_heads_a_card() -> None:
    assert authors(TEXT + card(TITLE)) == []
    assert authors(card("Harbours and Lamps", "/harbours/") + TEXT) == ["Orla Byrd"]
    assert authors(card(TITLE, "/2024/lamp-lit/") + TEXT) == ["Orla Byrd"]


def test_article_below_the_main_one_is_a_card() -> None:
    below = '<article class="item"><p>Lamps</p><p class="byline">Orla Byrd</p></article>'
    assert authors(TEXT + below) == []
    assert authors(f'<p class="byline">Ada Quill</p>{TEXT}{below}') == ["Ada Quill"]


NAMED = '<a href="/people/orla-byrd/">Orla Byrd</a>'


@pytest.mark.parametrize(
    "paragraph",
    [f"The lamp surprised {NAMED}, who rows the ferry.", f"As {NAMED} noted.", f"<em>Seen by {NAMED} first</em>"],
)
def test_linked_name_in_a_sentence_is_none_of_the_authors(paragraph: str) -> None:
    assert authors(f"<p>{paragraph}</p>{TEXT}") == []


@pytest.mark.parametrize(
    "paragraph",
    [NAMED, f"By {NAMED}", f"By {NAMED}, senior reporter, 3 May 2024", f"<b>By</b> {NAMED} for the Herring"],
)
def test_linked_name_beside_a_lead_a_role_and_a_date_is_the_authors(paragraph: str) -> None:
    assert authors(f"<p>{paragraph}</p>{TEXT}") == ["Orla Byrd"]


def test_one_houses_marks_are_no_bylines() -> None:
    assert authors(f'<p class="c-tagline">Voice of the Harbour</p>{TEXT}') == []


def test_authors_without_a_blank_stay_beside_the_source() -> None:
    assert authors(f'<div class="info">2024-05-03 10:15 来源：灯塔报 作者：王桥石 李小灯</div>{TEXT}') == [
        "王桥石",
        "李小灯",
    ]


def test_metas_of_one_kind_are_read_up_to_a_bound() -> None:
    metas = "".join(
        f'<meta name="citation_author" content="{chr(65 + at % 26)}. Wyatt{"x" * at}">' for at in range(150)
    )
    assert len(authors(TEXT, metas)) == 100


def test_credit_in_an_element_of_authors_is_read_where_there_is_no_author() -> None:
    markup = f'<h1>The lamp is lit</h1><p class="autor">Interview: Ada Quill</p>{TEXT}'
    document = parse_document(markup.encode(), "https://herring.example/a/", "text/html; charset=utf-8")
    line, read = decide_byline(extract_byline_claims(document, NO_RULES))
    assert line == "Interview: Ada Quill"
    assert [(one.name, one.credit) for one in read] == [("Ada Quill", "interview")]


def test_name_that_a_popover_repeats_is_printed_once() -> None:
    popover = (
        '<div class="byline">By <a href="/author/ada/">Ada Quill</a><div class="card"><h4>Ada Quill</h4></div></div>'
    )
    document = parse_document(f"<h1>The lamp is lit</h1>{popover}".encode(), "https://herring.example/a/", "text/html")
    assert decide_byline(extract_byline_claims(document, NO_RULES))[0] == "By Ada Quill"


SIGNED = {
    "Photographs by Roy Wyatt.": ("Roy Wyatt", "photography"),
    "— With assistance from Roy Wyatt": ("Roy Wyatt", "additional-reporting"),
    "Translated from Danish by Roy Wyatt.": ("Roy Wyatt", "translation"),
    "Translated from the Danish by Roy Wyatt": ("Roy Wyatt", "translation"),
    "Fact-checked by Roy Wyatt": ("Roy Wyatt", "review"),
    "Edited by Roy Wyatt.": ("Roy Wyatt", "editing"),
}


def credits_on(body: str) -> list[tuple[str, str | None]]:
    markup = f'<h1>The lamp is lit</h1><p class="byline">By Ada Quill</p>{body}'
    document = parse_document(markup.encode(), "https://herring.example/a/", "text/html; charset=utf-8")
    return [(one.name, one.credit) for one in decide_byline(extract_byline_claims(document, NO_RULES))[1]]


@pytest.mark.parametrize(("line", "credited"), SIGNED.items())
def test_credit_at_the_end_of_the_text_is_read(line: str, credited: tuple[str, str]) -> None:
    assert credits_on(f"{TEXT}<p>{line}</p>") == [("Ada Quill", None), credited]


def test_review_below_the_byline_is_read() -> None:
    below = '<div class="x">Medically reviewed by <a href="/people/roy/">Roy Wyatt, MD</a></div>'
    assert credits_on(below + TEXT) == [("Ada Quill", None), ("Roy Wyatt", "review")]


@pytest.mark.parametrize(
    "line", ["Photographs by the river were sold.", "With help from friends he rowed.", "Sponsored by Herring Foods"]
)
def test_sentence_that_begins_as_a_credit_is_none(line: str) -> None:
    assert credits_on(f"{TEXT}<p>{line}</p>") == [("Ada Quill", None)]
