from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.document import Document, parse_document
from pipelines.related import extract_related
from pipelines.rules import NO_RULES
from storage.items import RelatedKind

MakePage = Callable[..., Document]

URL = "https://www.harbourweekly.example/2024/05/crane-makers-merge-123/"
YARD = '<a href="/2024/04/yard-sold-in-spring-7">Old yard to be sold in spring</a>'
CRANE = '<a href="/2024/04/crane-falls-over-8">Crane falls over in the harbour</a>'
TITLES = ["Old yard to be sold in spring", "Crane falls over in the harbour"]
TEASER = (
    "<p>The owners hope for an offer before the summer, and the town would like to keep the slip for the old ships.</p>"
)
LONG = "The port counted what was gone on Monday and wrote to the office in Rostock, which said that it would look into it. "


def read(document: Document) -> list[str | None]:
    return [story.text for story in extract_related(document, NO_RULES)]


def card(link: str, kicker: str = "") -> str:
    return f"<div class='item'><a href='#'><img alt=''></a><div>{kicker}<h4>{link}</h4>{TEASER}</div></div>"


def test_a_stream_of_teasers_after_the_text_is_no_part_of_it(make_page: MakePage) -> None:
    stream = f"<div class='stream'><div><h4>Latest Insights</h4></div><div>{card(YARD)}{card(CRANE)}</div></div>"
    assert read(make_page(closing=stream)) == []


def test_a_teaser_in_a_box_of_the_text_ends_no_box(make_page: MakePage) -> None:
    box = f"<div><div><p>Read more</p></div><div>{card(YARD)}{card(CRANE)}</div></div>"
    stories = extract_related(make_page(box), NO_RULES)
    assert [(story.kind, story.text) for story in stories] == [(RelatedKind.EDITORIAL, title) for title in TITLES]


def test_an_article_of_items_under_linked_titles_stays_the_text() -> None:
    items = "".join(card(f'<a href="https://shop{n}.example/a">Crane maker of the north {n}</a>') for n in range(9))
    page = f"<html><body><article><h1>Cranes</h1><div>{items}<p>Related: {YARD}</p></div></article></body></html>"
    [story] = extract_related(parse_document(page.encode(), URL, "text/html"), NO_RULES)
    assert story.text == TITLES[0]


def test_a_kicker_on_every_card_ends_no_box(make_page: MakePage) -> None:
    links = (YARD, CRANE, '<a href="/2024/04/ship-late-again-9">A ship arrives late again here</a>')
    cards = "".join(card(link, "<div class='sub'>News</div>") for link in links)
    assert read(make_page(after=f"<div><h2>Related stories</h2><div>{cards}</div></div>"))[:2] == TITLES


def test_a_call_beside_the_heading_is_not_what_it_heads(make_page: MakePage) -> None:
    head = "<div><h2>Other related articles…</h2><a href='/2024/news-and-more'>View all</a></div>"
    assert read(make_page(after=f"<section>{head}<ul><li>{YARD}</li><li>{CRANE}</li></ul></section>")) == TITLES


@pytest.mark.parametrize(
    "box",
    [
        f"<div class='layout__related'><div><h2><a href='/world/'>World</a></h2><ul><li>{YARD}</li><li>{CRANE}</li></ul></div></div>",
        f"<div class='recirc-list'><div class='footer-related'><header>Read More</header><div>{YARD}{CRANE}</div></div></div>",
        f"<div class='next-slot'><h3>Read This Next</h3><div>{YARD}</div></div>",
        f"<div><h3>Storage Best Picks</h3><ul id='further-reading'><li>{YARD}</li><li>{CRANE}</li></ul></div>",
        f"<div class='related-wrap'><h3>You might also be interested in ...</h3>{YARD}{CRANE}</div>",
        f"<div><h3>Alle Kommentare zu diesem Artikel</h3><ul><li>{YARD}</li></ul></div>",
        "<div><h3>Related</h3><a href='/?action=share&amp;from=box'>Share this with all of your friends</a></div>",
        "<div><h3>Related</h3><a href='/book/cranes-of-the-north-7/buy'>Cranes of the North, in paperback</a></div>",
    ],
)
def test_furniture_in_related_clothes(make_page: MakePage, box: str) -> None:
    assert read(make_page(after=box)) == []


@pytest.mark.parametrize(
    "box",
    [
        f"<div class='recirc-section'><h2>Related Articles</h2><div>{YARD}{CRANE}</div></div>",
        f"<div class='c-related'><h4><a href='#'>Of its kind</a></h4>{YARD}{CRANE}</div>",
        f"<div><h3>Read Next</h3><div>{YARD}{CRANE}</div></div>",
    ],
)
def test_related_stories_in_the_clothes_of_furniture(make_page: MakePage, box: str) -> None:
    assert read(make_page(after=box)) == TITLES


def test_boxes_of_further_articles_on_the_page_are_theirs() -> None:
    box = "<section class='c-related'><p>Read also</p><ul><li>{}</li></ul></section>"
    bodies = "".join(
        f"<div><article><h1>Title {number}</h1>{f'<p>{LONG}</p>' * (3 + number)}{box.format(link)}</article></div>"
        for number, link in enumerate((YARD, CRANE))
    )
    page = f"<html><body><main>{bodies}</main></body></html>"
    assert read(parse_document(page.encode(), URL, "text/html")) == TITLES[:1]


def test_labelled_lines_that_all_lead_elsewhere_belong_to_the_text(make_page: MakePage) -> None:
    lines = [
        f'<p>See: <a href="https://{host}.example/a-long-story-7">A long story of {host}</a></p>' for host in "abc"
    ]
    assert read(make_page("".join(lines))) == []
    assert read(make_page("".join(lines[:2]) + f"<p>Related: {YARD}</p>"))[-1:] == TITLES[:1]


def test_bare_lines_right_after_the_last_paragraph_close_the_text(make_page: MakePage) -> None:
    stories = extract_related(make_page(closing=f"<p>{LONG}{LONG}</p>{YARD}<h3>Others</h3>{CRANE}"), NO_RULES)
    assert [(story.kind, story.text) for story in stories] == [(RelatedKind.EDITORIAL, title) for title in TITLES]
    assert read(make_page(closing=f"<p>{LONG}{LONG}</p><div>Imprint</div>{YARD}")) == []


def test_a_numbered_title_heads_an_item_of_the_article(make_page: MakePage) -> None:
    item = '<div><h2><a href="/2024/04/the-best-of-cranes-7">5. The best of all cranes</a></h2></div>'
    assert read(make_page(item)) == []
    assert read(make_page(item.replace("5. The", "The"))) == ["The best of all cranes"]


def test_a_link_named_after_navigation_may_be_a_story(make_page: MakePage) -> None:
    link = "<a class='forward-navigation' href='/2024/04/yard-7'><h2><small>See also</small> Old yard to be sold in spring</h2></a>"
    [story] = extract_related(make_page(f"<div>{link}</div>"), NO_RULES)
    assert (story.kind, story.heading, story.text) == (RelatedKind.EDITORIAL, "See also", TITLES[0])


def test_a_title_beside_an_empty_link_is_its_title(make_page: MakePage) -> None:
    cards = "".join(
        f"<div><a href='/blog/{slug}'></a><div><a href='/blog/ports'>ports</a><h3>{title}</h3></div></div>"
        for slug, title in (("old-yard-sold", TITLES[0]), ("crane-falls-over", TITLES[1]))
    )
    assert read(make_page(after=f"<div class='RelatedArticles'><span>related posts</span>{cards}</div>")) == TITLES


def test_an_advertisement_in_a_related_box_is_no_story(make_page: MakePage) -> None:
    advertisement = "<li class='spons'><a href='https://deals.example/l/6-7'>The ports of the world, live now</a></li>"
    box = f"<div><h4>Ähnliche:</h4><ul><li>{YARD}</li>{advertisement}<li>{CRANE}</li></ul></div>"
    assert read(make_page(after=box)) == TITLES


@pytest.mark.parametrize(
    ("items", "stories"),
    [
        (f"<li>{YARD}</li><li>{CRANE} in May</li>", TITLES),
        (f"<li>{YARD}</li><li><a href='https://office.example/law-7'>The law of ports in full</a></li>", []),
        (f"<li>{YARD}</li>", []),
        (f"<li>{YARD}</li><li>The crane fell over in the spring, as {CRANE} says in many more words</li>", []),
    ],
)
def test_a_list_of_own_stories_after_a_colon_closes_the_text(
    make_page: MakePage, items: str, stories: list[str]
) -> None:
    closing = f"<p>The merger had been talked about for long, and we have written of it before in these pages:</p><ul>{items}</ul>"
    assert read(make_page(closing=closing)) == stories
    assert read(make_page(closing=closing.replace(":</p>", ".</p>"))) == []


@pytest.mark.parametrize("date", ["November 28, 2025", "28. März 2025", "3 de mayo de 2022", "Dec. 3rd, 2024"])
def test_a_date_is_no_title_and_its_archive_no_story(make_page: MakePage, date: str) -> None:
    cards = "".join(f"<div><h4>{link}</h4><a href='/ports/one-of-many-7'>{date}</a></div>" for link in (YARD, CRANE))
    archive = "<a href='/blog/2025/11/'>What we wrote in that month</a>"
    assert read(make_page(after=f"<div class='c-related'>{cards}{archive}</div>")) == TITLES


@pytest.mark.parametrize("name", ["related-box js-outbrain-anchor", "related-posts swiper--show-pagination"])
def test_names_of_script_hooks_and_switches_name_no_box(make_page: MakePage, name: str) -> None:
    assert read(make_page(after=f"<div class='{name}'>{YARD}{CRANE}</div>")) == TITLES


def test_a_short_title_with_a_number_names_no_section(make_page: MakePage) -> None:
    box = "<div><h2>Related Articles</h2><a href='/blog/yard-alternatives'>7 Yard Alternatives</a></div>"
    assert read(make_page(after=box)) == ["7 Yard Alternatives"]


def test_a_story_whose_address_ends_with_its_month_is_one(make_page: MakePage) -> None:
    link = "<a href='/leadership/old-yard-to-be-sold/2025/12'>Old yard to be sold in spring</a>"
    assert read(make_page(after=f"<div><h3>Related</h3>{link}</div>")) == TITLES[:1]


@pytest.mark.parametrize(
    "box",
    [
        f"<aside class='RelatedContent'><h2>From around the site</h2><ul><li>{YARD}</li><li>{CRANE}</li></ul></aside>",
        "<div><div>Anzeige</div></div>" * 2 + f"<div>Anzeige</div><div class='related-posts'>{YARD}</div>",
    ],
)
def test_more_furniture_in_related_clothes(make_page: MakePage, box: str) -> None:
    assert read(make_page(after=box)) == []


def test_a_card_may_name_the_section_of_its_story(make_page: MakePage) -> None:
    card = f"<div class='inset'><a href='/2024/04/yard-sold-in-spring-7'><img></a><h3><a href='/lifekit'>Life Kit</a></h3><h3>{YARD}</h3></div>"
    assert read(make_page(card)) == TITLES[:1]


def test_linked_headings_beside_each_other_head_no_text(make_page: MakePage) -> None:
    headings = f"<h2>{YARD}</h2><h2>{CRANE}</h2>"
    assert read(make_page(headings)) == TITLES
    assert read(make_page(f"<h2>{YARD}</h2><p>{LONG}</p><h2>{CRANE}</h2>")) == []


def test_a_closing_line_that_leads_to_a_section_is_no_story(make_page: MakePage) -> None:
    line = "<p><a href='/sport/rowing/'>All that we have written on rowing in the harbour</a></p>"
    assert read(make_page(closing=f"<p>{LONG}{LONG}</p>{line}")) == []


@pytest.mark.parametrize(
    "box",
    [
        f"<div class='video-player'><div class='related-wrapper'>{YARD}{CRANE}</div></div>",
        f"<div class='related-drawer'><div><a href='/ports'>More in Ports</a></div><div>{YARD}{CRANE}</div></div>",
        f"<div><h2>This could be interesting for you</h2><div class='related-section'>{YARD}{CRANE}</div></div>",
        f"<div class='related'><h2>Read more from Ines Halder</h2>{YARD}{CRANE}</div>",
        f"<ul><li class='post-8 type-post status-publish tag-related-crafts'>{YARD}</li></ul>",
    ],
)
def test_what_lies_in_players_drawers_and_posts_is_furniture(make_page: MakePage, box: str) -> None:
    assert read(make_page(after=box)) == []


def test_words_before_several_stories_are_a_label_in_any_language(make_page: MakePage) -> None:
    lines = "".join(f"<p>FUNDA LAPHA | {link}</p><p>{LONG}</p>" for link in (YARD, CRANE))
    stories = extract_related(make_page(lines), NO_RULES)
    assert [(story.kind, story.heading, story.text) for story in stories] == [
        (RelatedKind.EDITORIAL, "FUNDA LAPHA |", title) for title in TITLES
    ]
    assert read(make_page(f"<p>FUNDA LAPHA | {YARD}</p><p>{LONG}</p>")) == []


@pytest.mark.parametrize(
    "box",
    [
        f"<h3>Bild zum Artikel auf hafen.example</h3><ul><li>{YARD}</li><li>{CRANE}</li></ul>",
        f"<div class='list related'><h3><a href='/ports'>Ports and Yards Latest Articles</a></h3>{YARD}{CRANE}</div>",
        "<h3>What to Read Next</h3><ul>"
        + "".join(f"<li><a href='/2024/ship-{n}-7'>Ship {n} arrives late once more</a></li>" for n in range(14))
        + "</ul>",
    ],
)
def test_streams_and_other_headings_are_furniture(make_page: MakePage, box: str) -> None:
    assert read(make_page(after=f"<div>{box}</div>")) == []


@pytest.mark.parametrize(
    "inside",
    [
        "<div class='image'><a href='/pictures/crane-in-the-harbour-at-night-7'><img>Enlarge (photo: Ines Halder in the yard)</a></div>",
        "<div class='btn'><a href='/comment.php?id=7'><img>Add a comment to this story here</a></div>",
        f"<p>Fig.: <a href='/2024/04/a-7'>https://hafen.example/a-7</a></p><p>{LONG}</p>" * 2,
    ],
)
def test_credits_calls_and_addresses_are_no_titles(make_page: MakePage, inside: str) -> None:
    assert read(make_page(inside)) == []
