"""Which heading is the title, and what is not: mastheads, kickers, boxes named as the headline."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.agreement import agreement
from pipelines.document import Document, parse_document
from pipelines.metadata import extract_metadata
from pipelines.metadata.mastheads import find_label, remove_masthead
from pipelines.metadata.titles import extract_title, find_headline
from pipelines.metadata.walk import Step, iter_steps, step_back
from pipelines.rules import NO_RULES
from storage.items import Metadata

URL = "https://www.harbour-news.example/a/herons-1234/"


def page(head: str, body: str, url: str = URL) -> Document:
    return parse_document(f"<html><head>{head}</head><body>{body}</body></html>".encode(), url, "text/html")


def read(head: str, body: str, url: str = URL) -> Metadata:
    return extract_metadata(page(head, body, url), NO_RULES)


def test_only_h1_stands_against_a_title_made_for_search_engines() -> None:
    found = read("<title>Puppet Plays: 10 Things to Know</title>", "<h1>Herons Take the Stage</h1>")
    assert (found.title, found.title_source) == ("Herons Take the Stage", "h1")


@pytest.mark.parametrize("body", ["<h1>Oops!</h1>", "<h1>Plays</h1>", "<h1>One of Two</h1><h1>Two of Two</h1>", ""])
def test_declared_title_holds_where_no_h1_does(body: str) -> None:
    assert read("<title>Plays and Puppets of the Winter Season</title>", body).title == (
        "Plays and Puppets of the Winter Season"
    )


def test_headline_is_the_element_the_title_is_read_from() -> None:
    document = page(
        "<title>Puppet Plays: 10 Things to Know</title>",
        "<h1>Herons Take the Stage</h1><h2>Ten Things on Puppet Plays to Know</h2>",
    )
    title, headline = extract_title(document, NO_RULES), find_headline(document, NO_RULES)
    assert title is not None
    assert headline is not None
    assert (title.text, headline.tag) == ("Herons Take the Stage", "h1")


def test_box_named_as_the_headline_gives_the_title_alone() -> None:
    body = "<header class='article-title'>May 2, 2024 <span>Herons Take the Stage</span> A winter of carving</header>"
    assert read("<title>Herons Take the Stage</title>", body).title == "Herons Take the Stage"


def test_kicker_before_an_element_named_as_the_headline() -> None:
    body = "<h1><span class=kick>Theatre:</span> <span class=headline>Herons Take the Stage</span></h1>"
    found = read("<title>Theatre: Herons Take the Stage</title>", body)
    assert (found.title, found.kicker) == ("Herons Take the Stage", "Theatre")


@pytest.mark.parametrize(
    ("title", "url", "bare"),
    [
        ("Herons Take the Stage | Harbour News", URL, "Herons Take the Stage"),
        ("Herons Take the Stage - Harbour News Online", URL, "Herons Take the Stage"),
        ("HarbourNews: Herons Take the Stage", URL, "Herons Take the Stage"),
        ("Herons Take the Stage | The Ledger", URL, "Herons Take the Stage | The Ledger"),
        ("Herons Take the Stage – a Review", URL, "Herons Take the Stage – a Review"),
        ("Herons Take the Stage | Harbour News", "", "Herons Take the Stage | Harbour News"),
        ("Harbour News", URL, "Harbour News"),
    ],
)
def test_masthead_by_the_host(title: str, url: str, bare: str) -> None:
    assert remove_masthead(title, frozenset(), url) == bare


@pytest.mark.parametrize(
    ("url", "label"),
    [(URL, "harbournews"), ("https://news.ledger.co.uk/", "ledger"), ("https://[", ""), ("", ""), ("urn:x", "")],
)
def test_label_of_a_host(url: str, label: str) -> None:
    assert find_label(url) == label


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_agreement_is_mutual_and_bounded(one: str, other: str) -> None:
    assert 0 <= agreement(one, other) <= 1
    assert (agreement(one, other) == 1) == (agreement(other, one) == 1)


def test_standfirst_that_says_what_the_description_says() -> None:
    head = (
        '<title>Herons Take the Stage</title><meta property="og:description" content="A winter of carving ends well.">'
    )
    lone = "<h1>Herons Take the Stage</h1><div><p>A winter of carving ends well.</p></div>"
    text = "<h1>Herons Take the Stage</h1><div><p>A winter of carving ends well.</p><p>Next.</p><p>Last.</p></div>"
    assert read(head, lone).standfirst == "A winter of carving ends well."
    assert read(head, text).standfirst is None


def test_teaser_below_the_headline_is_no_standfirst() -> None:
    body = (
        "<h1>Herons Take the Stage</h1><div class='article-teaser'><a href=/b>Ten plays you must not miss now</a></div>"
    )
    assert read("<title>Herons Take the Stage</title>", body).standfirst is None


@pytest.mark.parametrize("section", ["nil", "Uncategorized", "12", "https://a.example/b"])
def test_placeholder_is_no_section(section: str) -> None:
    head = f'<meta property="article:section" content="{section}">'
    assert read(head, "").section is None
    trail = "<ul class=breadcrumb><li><a>Home</a><li><a>Stage</a><li>Herons</ul>"
    assert read(head, trail).section == "Stage"


def test_tags_by_links_and_without_ids() -> None:
    head = '<meta name="keywords" content="Category: News, 8f507083-bac4-423a-9015-2eb31e1bce50, 12, puppets">'
    assert read(head, "").tags == ("puppets",)
    assert read(head, "<a rel=tag href=/t/h>Herons</a> <a rel=tag href=/t/s>Stage</a>").tags == ("Herons", "Stage")


def test_steps_lead_from_an_element_to_the_end() -> None:
    tree = page("", "<p id=a>x<b>y</b></p><p hidden>z</p><p id=c></p>").tree
    start = tree.get_element_by_id("a")
    steps = [(step, node.tag, node.get("id")) for step, node in iter_steps(start)]
    assert steps == [
        (Step.OPEN, "p", "a"),
        (Step.OPEN, "b", None),
        (Step.CLOSE, "b", None),
        (Step.CLOSE, "p", "a"),
        (Step.SKIP, "p", None),
        (Step.OPEN, "p", "c"),
        (Step.CLOSE, "p", "c"),
        (Step.CLOSE, "body", None),
        (Step.CLOSE, "html", None),
    ]


def test_stepping_back_ends_at_the_root() -> None:
    tree = page("", "<div><p id=a>x</p><p>y</p></div><h1 id=h>z</h1>").tree
    headline = tree.get_element_by_id("h")
    assert step_back(headline, 0) is headline
    assert step_back(headline, 2) is tree.get_element_by_id("a")
    assert step_back(headline, 99) is tree
