"""Whole pages, from markup to the authors; every name is invented."""

from __future__ import annotations

import pytest

from pipelines.bylines import decide_byline, extract_byline_claims
from pipelines.document import parse_document
from pipelines.rules import NO_RULES
from storage.items import AUTHOR_CREDITS

TEXT = "<p>" + "The bridge fell on a quiet day, and nobody had seen it coming for a very long time. " * 4 + "</p>"
LINKED = '<script type="application/ld+json">{"@type": "NewsArticle", "author": %s}</script>'


def contributors(body: str, head: str = "", title: str = "The bridge falls again") -> list[tuple[str, str | None]]:
    markup = f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    document = parse_document(markup.encode(), "https://herring.example/bridge/", "text/html; charset=utf-8")
    return [(one.name, one.credit) for one in decide_byline(extract_byline_claims(document, NO_RULES))[1]]


def authors(body: str, head: str = "", title: str = "The bridge falls again") -> list[str]:
    return [name for name, credit in contributors(body, head, title) if credit in AUTHOR_CREDITS]


HEADED = "<h1>The bridge falls again</h1>"
CARD = '<article class="story"><h3><a href="/{0}/">Another story of a bridge</a></h3><p class="byline">By {1}</p></article>'


def test_byline_in_a_card_with_a_linked_headline_is_another_storys() -> None:
    assert authors(f"{HEADED}{TEXT}{CARD.format('other', 'Roy Wyatt')}") == []
    own = CARD.format("bridge", "Ada Quill")
    assert authors(f"{TEXT}{own}", title="Bridges") == ["Ada Quill"]


def test_bylines_marked_alike_on_many_stories_are_none_of_the_articles() -> None:
    names = ("Roy Wyatt", "Léa Montclar", "Orla Byrd", "Finn Sorley")
    series = "".join(f'<div class="row"><p>x</p></div><div><i class="byline">{name}</i></div>' for name in names)
    filler = "<p><b>x</b></p>" * 30
    assert authors(f"{HEADED}<p>By Ada Quill</p>{filler}{series}") == ["Ada Quill"]
    assert authors(f"{HEADED}{filler}{series}") == []


@pytest.mark.parametrize(
    "line",
    [
        "<div><h5>Date:</h5>3 May 2024<br><h5>Author:</h5>Ada Quill<br></div>",
        f"<div><span>| By </span><span>Ada Quill</span> | <span>x</span><p>{TEXT}</p></div>",
        "<div><time>3 May 2024</time> by Ada Quill, Staff Writer</div>",
        '<div class="storyAuthorDate">Ada Quill</div>',
        "<div><p>Ada Quill</p><p>May 3, 2024</p></div>",
        "<p>Ada Quill, May 3, 2024</p>",
        '<noscript><div><span class="byline-author">By Ada Quill</span>' + TEXT * 3 + "</div></noscript>",
        f'<div class="blog-author-box"><div>Ada Quill</div>{TEXT}</div>',
        f'<div class="author-note"><p>Ada Quill is a keeper of bridges.</p>{TEXT}</div>',
    ],
)
def test_byline_is_found_in(line: str) -> None:
    assert authors(f"{HEADED}{line}{TEXT}") == ["Ada Quill"]


@pytest.mark.parametrize(
    "line",
    [
        "<div><p>Real Estate</p><p>May 3, 2024</p></div>",
        "<div><p>Supply Chain</p><p>May 3, 2024</p></div>",
        "<div><p>Reading Time</p><p>May 3, 2024</p></div>",
        "<p>The crowd was led <em>by</em> the mayor<br>von Bord</p>",
        f'<div class="author-note">{TEXT}</div>',
        '<p class="license-author">Roy Wyatt</p>',
        '<div class="siteCommentBox"><span class="author">Roy Wyatt</span></div>',
        '<noscript><img alt=""><span class="author">Roy Wyatt</span></noscript>',
    ],
)
def test_no_byline_is_found_in(line: str) -> None:
    assert authors(f"{HEADED}{line}{TEXT}") == []


def test_headline_is_the_one_that_the_title_repeats() -> None:
    logo = "<h1>Herring</h1><div><p>Roy Wyatt</p><p>May 1, 2020</p></div>"
    assert authors(f"{logo}{'<i>x</i>' * 20}<h2>The bridge falls again</h2><p>Ada Quill, May 3, 2024</p>") == [
        "Ada Quill"
    ]


def test_words_beside_known_authors_are_no_authors() -> None:
    head = LINKED % '"Ada Quill"'
    body = f'{HEADED}<div class="byline"><a href="/author/ada/">Ada Quill</a><button>Tip me</button><b>Oslo</b></div>'
    assert authors(body, head) == ["Ada Quill"]
    both = (
        f'{HEADED}<div class="byline"><a href="/author/ada/">Ada Quill</a> and <a href="/author/orla/">Orla</a></div>'
    )
    assert authors(both) == ["Ada Quill", "Orla"]


def test_line_that_names_the_kind_of_text_wins_over_the_account_that_uploaded_it() -> None:
    head = LINKED % '"Roy Wyatt"' + '<meta name="author" content="Roy Wyatt">'
    assert authors(f'{HEADED}<a rel="author" href="/author/roy/">Roy Wyatt</a><p>A column by Ada Quill</p>', head) == [
        "Roy Wyatt"
    ]
    assert authors(f"{HEADED}<p>Interview by Ada Quill</p>{TEXT}", head) == ["Ada Quill"]


def test_given_name_of_an_account_is_completed_from_the_page() -> None:
    assert authors(f"{HEADED}<p>By Ada Quill</p>", LINKED % '"Ada"') == ["Ada Quill"]
    assert authors(f"{HEADED}<p>x</p>", LINKED % '"Ada"') == ["Ada"]


def test_publisher_that_is_a_person_is_the_author_and_another_is_not() -> None:
    head = '<meta property="og:site_name" content="{0}"><meta name="author" content="{0}">'
    assert authors(HEADED, head.format("Ada Quill")) == ["Ada Quill"]
    assert authors(HEADED, head.format("Herring Media")) == []


def test_name_of_a_body_is_not_taken_apart() -> None:
    head = LINKED % '{"@type": "Organization", "name": "NEW BRIDGE Keepers and Friends"}'
    assert authors(HEADED, head) == ["NEW BRIDGE Keepers and Friends"]


def test_nobody_of_a_sign_off_becomes_an_author_beside_a_byline_that_names_persons() -> None:
    signed = "<p>(Reporting by Roy Wyatt; Writing by Orla Byrd; Editing by Finn Sorley)</p>"
    assert contributors(f'{HEADED}<p class="byline">By Ada Quill</p>{TEXT}{signed}') == [
        ("Ada Quill", None),
        ("Roy Wyatt", "additional-reporting"),
        ("Orla Byrd", "with"),
        ("Finn Sorley", "editing"),
    ]
    assert authors(f'{HEADED}<p class="byline">Reuters</p>{TEXT}{signed}') == ["Reuters", "Roy Wyatt", "Orla Byrd"]


def test_meta_that_lists_more_people_than_the_byline_adds_nobody_alone() -> None:
    head = '<meta name="author" content="Ada Quill, Roy Wyatt, Orla Byrd">'
    body = f'{HEADED}<p class="byline">By <a rel="author" href="/author/ada/">Ada Quill</a></p>{TEXT}'
    assert authors(body, head) == ["Ada Quill"]
