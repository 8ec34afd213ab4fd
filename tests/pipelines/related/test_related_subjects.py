"""Links beside stories that lead to lists of them, to offers and to other places where nothing is to be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.document import Document
from pipelines.related import extract_related
from pipelines.rules import NO_RULES

MakePage = Callable[..., Document]

YARD = '<a href="/2024/04/yard-sold-in-spring-7">Old yard to be sold in spring</a>'
CRANE = '<a href="/2024/04/crane-falls-over-8">Crane falls over in the harbour</a>'
TITLES = ["Old yard to be sold in spring", "Crane falls over in the harbour"]


def read(document: Document) -> list[str | None]:
    return [story.text for story in extract_related(document, NO_RULES)]


def test_the_section_around_the_page_is_no_story_of_a_box(make_page: MakePage) -> None:
    head = "<h2>Next Up In <a href='/ships-and-harbour-life'>Ships &amp; Harbour Life</a></h2>"
    box = f"<section><div class='c-related-list'>{head}<ul><li>{YARD}</li><li>{CRANE}</li></ul></div></section>"
    url = "https://www.harbourweekly.example/ships-and-harbour-life/2024/5/crane-makers-merge"
    assert read(make_page(after=box, url=url)) == TITLES


def test_a_section_that_the_page_does_not_lie_in_may_be_a_story(make_page: MakePage) -> None:
    guide = "<a href='/a-guide-to-harbour-cranes/'>A guide to harbour cranes</a>"
    assert read(make_page(f"<p>Read more: {guide}</p>")) == ["A guide to harbour cranes"]


@pytest.mark.parametrize(
    "call", ["More on: Cranes 2024", "Mer om: Kraner 2024", "Mehr zum Thema Hafenkräne", "More about Baltic trade"]
)
def test_a_link_to_more_on_a_subject_is_no_story(make_page: MakePage, call: str) -> None:
    subject = "/emne/cranes-of-the-year-2024-1.126"
    head = f"<h3><a href='{subject}'>Cranes in 2024</a></h3>"
    box = f"<aside class='article-sidebar lp_related'><div>{head}</div><div>{YARD}</div><a href='{subject}'>{call}</a></aside>"
    assert read(make_page(after=box)) == TITLES[:1]


def test_a_title_that_goes_on_after_the_subject_is_a_story(make_page: MakePage) -> None:
    long = "More about the merger than the two boards told the workers in Rostock"
    box = f"<div><h3>Related</h3><ul><li>{YARD}</li><li><a href='/2024/04/merger-talks-9'>{long}</a></li></ul></div>"
    assert read(make_page(after=box)) == [TITLES[0], long]


@pytest.mark.parametrize(
    "line",
    [
        "Try the Kranbau planner for free today",
        "Shop the new winter jackets here now",
        "Talk to us about how we can move your cranes",
        "Jetzt den neuen Hafenkran günstig anfordern und bestellen",
        "December 25, 2023/January 1, 2024, Issue",
    ],
)
def test_a_line_that_offers_something_is_no_story(make_page: MakePage, line: str) -> None:
    assert read(make_page(f"<p><a href='/2024/04/cranes-of-the-north-7'>{line}</a></p>")) == []


def test_a_sign_before_each_offer_is_no_label(make_page: MakePage) -> None:
    lines = "".join(
        f"<p>&gt; <a href='/2024/04/offer-of-kranbau-{n}'>Hire crane number {n} from Kranbau</a></p>" for n in (1, 2, 3)
    )
    assert read(make_page(lines)) == []


@pytest.mark.parametrize("heading", ["Related tasks", "Related Program", "Related services", "Related terms"])
def test_what_is_related_but_is_no_story(make_page: MakePage, heading: str) -> None:
    assert read(make_page(after=f"<section><h3>{heading}</h3><ul><li>{YARD}</li><li>{CRANE}</li></ul></section>")) == []
