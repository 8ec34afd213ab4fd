from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.document import Document
from pipelines.related import drop_boxes, extract_related, find_related_boxes
from pipelines.rules import NO_RULES
from storage.items import RelatedKind

MakePage = Callable[..., Document]

YARD = '<a href="/2024/04/yard-sold-in-spring-7">Old yard to be sold in spring</a>'
CRANE = '<a href="/2024/04/crane-falls-over-8">Crane falls over in the harbour</a>'
TITLES = ["Old yard to be sold in spring", "Crane falls over in the harbour"]


def read(document: Document) -> list[str | None]:
    return [story.text for story in extract_related(document, NO_RULES)]


@pytest.mark.parametrize(
    "box",
    [
        f"<div><h3>Related — <span lang='zh'>有關</span></h3><h2>Read further in ports</h2><div>{YARD}{CRANE}</div></div>",
        f"<div><p>Related articles that link to this one:</p><ul><li>{YARD}</li><li>{CRANE}</li></ul></div>",
        f"<div class='block-related-articles'><h2>Weitere Inhalte</h2><div>{YARD}{CRANE}</div></div>",
        f"<div class='td_block_related_posts td_with_ajax_pagination'><h4><a href='#'>Of the same kind</a></h4>{YARD}{CRANE}</div>",
        f"<footer><section class='related-block'><div>To go with it</div>{YARD}{CRANE}</section></footer>",
        f"<div><h3>Verwandte Themen</h3><ul><li>{YARD}</li><li>{CRANE}</li></ul></div>",
        f"<div><h2>Keep Reading ⚓</h2><ul class='related-posts'><li>{YARD}</li><li>{CRANE}</li></ul></div>",
        f"<div class='related-topics__box'><h3>Lesen Sie auch</h3>{YARD}{CRANE}</div>",
        (
            "<div><h4 class='main'>Related articles</h4><div class='row'>"
            "<div><article><h2>Old yard to be sold in spring</h2><a href='/ports'>Ports</a><a href='/2024/04/yard-7'></a></article></div>"
            "<div><article><h2>Crane falls over in the harbour</h2><a href='/ports'>Ports</a><a href='/2024/04/crane-8'></a></article></div>"
            "</div></div>"
        ),
    ],
)
def test_boxes_in_less_common_forms(make_page: MakePage, box: str) -> None:
    assert read(make_page(after=box)) == TITLES


@pytest.mark.parametrize(
    "box",
    [
        f"<div><h2>Weitere Inhalte</h2><div>{YARD}{CRANE}</div></div>",
        f"<div><ul><li>Related</li><li>Recommended</li></ul><div>{YARD}{CRANE}</div></div>",
        f"<div><div><button>More on ports</button><button>More videos</button></div><div>{YARD}{CRANE}</div></div>",
        "<div><h3>Related</h3><a href='/ports-of-the-north'>Ports</a><a href='/old-yards-7'>Yards</a><a href='/cranes-8'>Cranes</a></div>",
        (
            "<div><h3>Related sources</h3><a href='https://one.example/a-report-1'>The report of the harbour office</a>"
            "<a href='https://two.example/a-study-2'>A study of harbour cranes</a><a href='https://three.example/law-3'>The law of ports in full</a></div>"
        ),
        "<div><h3>Related</h3><a href='/2024/05/crane-makers-merge-123/comments'>What readers say of the merger</a></div>",
        "<div><h3>Related</h3><a href='/login?back=%2F2024%2F05%2Fcrane-makers-merge-123'>Log in to leave a comment here</a></div>",
        "<div><h3>Related</h3><a href='/2024/05/ports'>Show all related stories</a></div>",
        f"<div class='more related-content'><h3>You may also like</h3>{YARD}</div><div class='more related-content'>{CRANE}</div>",
        "<div class='related-wrap'>"
        + "".join(f"<li><a href='/2024/story-{number}'>Story of many words {number}</a></li>" for number in range(13))
        + "</div>",
        f"<div class='related'><article><span>Advertorial</span>{YARD}</article></div>",
    ],
)
def test_what_only_looks_like_a_box(make_page: MakePage, box: str) -> None:
    assert read(make_page(after=box)) == []


@pytest.mark.parametrize(
    "card",
    [
        f"<section class='inline-article'><h4>{YARD}</h4><span>By Ines Halder</span></section>",
        "<a class='x1' href='/2024/04/yard-sold-in-spring-7'><div><img alt=''></div><div>Old yard to be sold in spring</div></a>",
        (
            "<div class='oembed'><div><a href='/2024/04/yard-sold-in-spring-7'><img alt=''></a></div><div><h4>"
            f"{YARD}</h4></div></div>"
        ),
        "<div class='widget'><a href='/2024/04/yard-sold-in-spring-7'><span>Les også</span> Old yard to be sold in spring</a></div>",
    ],
)
def test_a_card_set_into_the_text_is_editorial(make_page: MakePage, card: str) -> None:
    [story] = extract_related(make_page(card), NO_RULES)
    assert (story.kind, story.text) == (RelatedKind.EDITORIAL, TITLES[0])


@pytest.mark.parametrize(
    "card",
    [
        "<div><h4><a href='https://academy.harbourweekly.example/crane-driving-for-all-7'>Crane driving for all of us</a></h4></div>",
        "<div><h4><a href='https://office.example/the-report-of-may-7'>The report of the office in May</a></h4></div>",
        f"<div><span>Advertorial</span><h4>{YARD}</h4></div>",
        f"<figure><img alt=''><figcaption>{YARD}</figcaption></figure>",
        f"<div><h1>{YARD}</h1></div>",
    ],
)
def test_a_card_that_leads_elsewhere_stays_in_the_text(make_page: MakePage, card: str) -> None:
    document = make_page(card)
    before = " ".join(document.tree.text_content().split())
    boxes = find_related_boxes(document, NO_RULES)
    assert boxes.stories == ()
    drop_boxes(boxes)
    assert " ".join(document.tree.text_content().split()) == before


def test_linked_lines_of_a_round_up_head_its_items(make_page: MakePage) -> None:
    text = (
        "The port counted what was gone on Monday, and wrote to the office in Rostock before the evening of that day."
    )
    links = (
        '<a href="https://one.example/notice-7">The harbour office counts its days</a>',
        '<a href="https://two.example/notice-8">The second port goes back to paper</a>',
        YARD,
    )
    lines = "".join(f"<p>{link}</p><p>{text}</p>" for link in links)
    assert read(make_page(lines)) == []
    assert read(make_page(f"<p>{YARD}</p><p>{text}</p>")) == [TITLES[0]]


def test_links_in_a_teaser_are_no_cards(make_page: MakePage) -> None:
    teaser = "<p>The makers of the tool, who have <a href='https://tool.example/crane-tool-7'>a page of many words</a> on it and have sold it to three ports, did not answer us on Monday or later.</p>"
    assert read(make_page(after=f"<div><h3>Related</h3><h4>{YARD}</h4>{teaser}<h4>{CRANE}</h4></div>")) == TITLES


def test_the_page_under_an_earlier_headline_is_the_page(make_page: MakePage) -> None:
    box = f'<div><h3>Related</h3><a href="/news/1136087.cranes-are-to-merge">Cranes are to merge</a>{YARD}</div>'
    document = make_page(after=box, url="https://www.harbourweekly.example/news/1136087.crane-makers-merge")
    assert read(document) == [TITLES[0]]


def test_text_beside_furniture_is_never_dropped(make_page: MakePage) -> None:
    other = f"<div><h4>Other top stories</h4></div><p>{'The harbour was built by the town in the spring of that year. ' * 4}</p>"
    document = make_page(after=f"<div>{other}<div><a href='/2024/04/a-7'>A ship arrives late again</a></div></div>")
    drop_boxes(find_related_boxes(document, NO_RULES))
    assert "built by the town" in " ".join(document.tree.text_content().split())


@pytest.mark.parametrize("count", [2, 4])
def test_cards_that_close_the_text_are_automatic_where_they_are_many(make_page: MakePage, count: int) -> None:
    cards = "".join(
        f"<div><img alt=''><a href='/2024/04/ship-{number}-late-again'>Ship {number} arrives late again</a></div>"
        for number in range(count)
    )
    stories = extract_related(make_page(closing=f"<h4>See also</h4>{cards}"), NO_RULES)
    assert len(stories) == count
    assert {story.kind for story in stories} == {RelatedKind.AUTOMATIC if count > 3 else RelatedKind.EDITORIAL}
