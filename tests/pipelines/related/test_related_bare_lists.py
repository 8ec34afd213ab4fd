"""Lists of stories that no heading element announces."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.document import Document
from pipelines.related import extract_related, find_related_boxes
from pipelines.rules import NO_RULES
from storage.items import RelatedKind

MakePage = Callable[..., Document]

TITLES = ["Old yard to be sold in spring", "Crane falls over in the harbour"]
URLS = ("/2024/04/yard-sold-in-spring-7", "/2024/04/crane-falls-over-8")
YARD, CRANE = (f"<a href='{url}'>{title}</a>" for url, title in zip(URLS, TITLES, strict=True))
PICTURED = f"<a href='{URLS[0]}'><div><img alt=''></div>{TITLES[0]}</a>"


def read(document: Document) -> list[tuple[RelatedKind, str | None]]:
    return [(story.kind, story.text) for story in extract_related(document, NO_RULES)]


EDITORIAL = [(RelatedKind.EDITORIAL, title) for title in TITLES]
AUTOMATIC = [(RelatedKind.AUTOMATIC, title) for title in TITLES]


def test_a_list_of_pictured_links_between_the_paragraphs(make_page: MakePage) -> None:
    box = (
        f"<div class='box'><div class='linklist'><ul class='list'><li>{PICTURED}</li><li>{CRANE}</li></ul></div></div>"
    )
    assert read(make_page(box)) == EDITORIAL


@pytest.mark.parametrize(
    "box",
    [
        f"<div class='box'><h3>Top ten</h3><ul><li>{PICTURED}</li><li>{CRANE}</li></ul></div>",
        f"<div class='box'><ul><li>{PICTURED} with a note on it</li><li>{CRANE}</li></ul></div>",
        f"<ul><li>{YARD}</li><li>{CRANE}</li></ul>",
    ],
)
def test_a_list_that_belongs_to_the_text_or_to_a_widget(make_page: MakePage, box: str) -> None:
    assert read(make_page(box)) == []


@pytest.mark.parametrize("words", ["You may also like...", "Das könnte Sie auch interessieren", "Te puede interesar"])
def test_suggestions_written_as_paragraphs_of_the_text(make_page: MakePage, words: str) -> None:
    lines = f"<p>{words}</p><p>{YARD}</p><div class='ad-slot'></div><p>{CRANE}</p>"
    assert read(make_page(closing=lines)) == EDITORIAL


@pytest.mark.parametrize(
    "box",
    [
        f"<h3>You may also like...</h3><p>{YARD}</p><p>{CRANE}</p>",
        f"<p>You may also like...</p><ul><li>{YARD}</li><li>{CRANE}</li></ul>",
        f"<p>Most popular</p><p>{YARD}</p><p>{CRANE}</p>",
        f"<div><p>You may also like...</p><p>{YARD}</p><p>{CRANE}</p></div>",
    ],
)
def test_suggestions_that_a_site_sets_stay_furniture(make_page: MakePage, box: str) -> None:
    found = find_related_boxes(make_page(closing=box), NO_RULES)
    assert found.stories == ()
    assert found.furniture


def test_the_name_that_assistive_software_reads_out_announces_a_list(make_page: MakePage) -> None:
    box = f"<ul class='subtitles' aria-label='Contenido relacionado'><li>{YARD}</li><li>{CRANE}</li></ul>"
    assert read(make_page(before=box)) == AUTOMATIC
    assert read(make_page(before=box.replace("Contenido relacionado", "Nuestros lectores"))) == []


def test_the_name_of_a_link_or_button_announces_nothing(make_page: MakePage) -> None:
    link = f"<a aria-label='Related articles' href='/2024/04/a-third-story-9'>A third story of the harbour</a><ul><li>{YARD}</li></ul>"
    assert read(make_page(after=f"<div>{link}</div>")) == []


def test_an_advertisement_label_ends_where_the_next_box_begins(make_page: MakePage) -> None:
    label = "<div class='x1'><div id='spot-9'></div><small>Advertisement</small></div>"
    box = (
        f"<div class='x2'><h4>Read more</h4><figure><a href='{URLS[0]}'><img alt=''></a></figure><h3>{YARD}</h3></div>"
    )
    assert read(make_page(label + box)) == EDITORIAL[:1]
