from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.document import Document
from pipelines.related import extract_related
from pipelines.rules import NO_RULES
from storage.items import RelatedKind, RelatedStory

EDITORIAL, AUTOMATIC = RelatedKind.EDITORIAL, RelatedKind.AUTOMATIC
MakePage = Callable[..., Document]


def read(document: Document) -> list[tuple[RelatedKind, str | None, str | None, str | None]]:
    return [(story.kind, story.heading, story.label, story.text) for story in extract_related(document, NO_RULES)]


def link(slug: str, text: str) -> str:
    return f'<a href="/2024/04/{slug}/">{text}</a>'


def test_a_page_without_links_has_none(make_page: MakePage) -> None:
    assert extract_related(make_page(), NO_RULES) == []


def test_every_field_of_a_story(make_page: MakePage) -> None:
    line = '<p><strong>Related:</strong> <a href="../../04/yard-sold-7/?utm_source=box#top">Yard to be sold</a></p>'
    assert extract_related(make_page(line), NO_RULES) == [
        RelatedStory(
            kind=EDITORIAL,
            heading="Related:",
            label=None,
            text="Yard to be sold",
            url="https://www.harbourweekly.example/2024/04/yard-sold-7/?utm_source=box#top",
            canonical_url="https://harbourweekly.example/2024/04/yard-sold-7",
            position=0,
        )
    ]


@pytest.mark.parametrize(
    "line",
    [
        "<p><strong>Related:</strong> {}</p>",
        "<p><strong>Related</strong>: {}</p>",
        "<p><b>[Related: {}]</b></p>",
        "<p><em>RELATED: {}</em></p>",
        "<p>Read more: {}</p>",
        "<p>READ MORE {}</p>",
        "<p><strong>Also:</strong> {}</p>",
        "<p>Lesen Sie auch: {}</p>",
        "<p>Lire aussi : {}</p>",
        "<blockquote><p>Leia também: {}</p></blockquote>",
        '<aside class="pmc-related-link related"><strong class="pmc-related-type">RELATED</strong> {}</aside>',
        '<div class="c-read-more"><p class="c-read-more__intro">Related</p><h4>{}</h4></div>',
        "<h3>Related Story</h3><ul><li>{}</li></ul>",
        "<p>Weiterlesen</p><ul><li>{}</li></ul>",
        "<div><span>You can read on here</span></div><p>{}</p>",
    ],
)
def test_a_line_in_the_text_is_editorial(make_page: MakePage, line: str) -> None:
    document = make_page(line.format(link("yard-sold-7", "Old yard to be sold in spring")))
    [story] = extract_related(document, NO_RULES)
    assert (story.kind, story.text) == (EDITORIAL, "Old yard to be sold in spring")


def test_a_label_inside_the_link_is_no_part_of_the_title(make_page: MakePage) -> None:
    document = make_page(f"<p>{link('yard-sold-7', 'RELATED: Yard to be sold')}</p>")
    assert read(document) == [(EDITORIAL, "RELATED:", None, "Yard to be sold")]


def test_lines_closing_the_text_are_editorial(make_page: MakePage) -> None:
    closing = f"<p><strong>Related</strong>: {link('a-7', 'Yard to be sold')}</p><p><strong>Related</strong>: {link('b-8', 'Crane falls over')}</p>"
    assert read(make_page(closing=closing)) == [
        (EDITORIAL, "Related:", None, "Yard to be sold"),
        (EDITORIAL, "Related:", None, "Crane falls over"),
    ]


def test_a_sentence_with_a_link_is_no_related_story(make_page: MakePage) -> None:
    sentence = f"<p>Related work in Wismar, where {link('yard-sold-7', 'a yard is to be sold')}, will end before the summer.</p>"
    assert extract_related(make_page(sentence), NO_RULES) == []


INJECTED = """
<div class="injected-related-story // lrv-u-padding-a-1">
  <h3 id="title-of-a-story" class="c-title  lrv-u-font-size-18">
\t\t
\t\t\t\t\tRelated Stories\t\t
\t</h3>
  <div class="o-card">
    <div class="o-card__content">
      <span class="c-span  badge">\tVIP+</span>
      <h3 class="c-title"><a class="c-title__link" href="https://www.harbourweekly.example/vip/cranes-in-figures-1235/">
\t\t\t\t\tCranes in Figures\t\t</a></h3>
    </div>
  </div>
  <div class="o-card">
    <a href="/2024/04/yard-sold-7/"><img src="a.jpg" alt=""></a>
    <h3 class="c-title"><a class="c-title__link" href="/2024/04/yard-sold-7/">
\t\t\t\t\tYard to Be Sold\t\t</a></h3>
  </div>
</div>
"""


def test_the_injected_box_is_automatic_and_has_badges(make_page: MakePage) -> None:
    assert read(make_page(INJECTED)) == [
        (AUTOMATIC, "Related Stories", "VIP+", "Cranes in Figures"),
        (AUTOMATIC, "Related Stories", None, "Yard to Be Sold"),
    ]


SCRIPTED = """
<div class="widget widget_cxense"><div id="cx-in-article"><h2>Related Stories</h2><div class="cx-ia-wrap">
  <div class="cx-item"><a id="cXLinkIdk" href="https://www.harbourweekly.example/vip/cranes-in-figures-1235/"><div class="cx-thumbnail"></div>
    <div class="cx-text-wrapper"><div class="cx-section cx-vip">VIP+</div><h3>Cranes in Figures</h3></div></a></div>
</div></div></div>
"""


def test_a_badge_without_a_telling_name(make_page: MakePage) -> None:
    box = INJECTED.replace('class="c-span  badge"', 'class="c-span"').replace("VIP+", "HW+")
    assert [label for _, _, label, _ in read(make_page(box))] == ["HW+", None]


def test_a_card_inside_one_link(make_page: MakePage) -> None:
    assert read(make_page(SCRIPTED)) == [(AUTOMATIC, "Related Stories", "VIP+", "Cranes in Figures")]


def test_a_box_that_scripts_would_fill_has_none(make_page: MakePage) -> None:
    empty = '<div id="cx-in-article"><h2>Related Stories</h2><div class="cx-ia-wrap"></div></div>'
    assert extract_related(make_page(empty), NO_RULES) == []


CARDS = link("a-7", "Yard to be sold") + link("b-8", "Crane falls over")


@pytest.mark.parametrize(
    "box",
    [
        "<div class='jp-relatedposts'><h3 class='jp-relatedposts-headline'><em>Related</em></h3><div>{}</div></div>",
        "<div class='yarpp yarpp-related'><p>Related posts:</p><ol><li>{}</li></ol></div>",
        "<section class='list-widget-related-stories'><div class='h2'>Read Next</div><div>{}</div></section>",
        "<aside class='related-content-small'><h2><span>Related content</span></h2><div>{}</div></aside>",
        "<div class='row'><div class='col'><h3>Related <span>Articles</span></h3></div></div><div class='row'>{}</div>",
        "<div><header>Related News</header><div>{}</div></div>",
        "<div class='related-wrap'><ul>{}</ul></div>",
        "<section><h2>Verwandte Artikel</h2><ul>{}</ul></section>",
        "<div><div>関連記事</div><ul>{}</ul></div>",
    ],
)
def test_a_box_after_the_text_is_automatic(make_page: MakePage, box: str) -> None:
    stories = extract_related(make_page(after=box.format(CARDS)), NO_RULES)
    assert [(story.kind, story.text, story.position) for story in stories] == [
        (AUTOMATIC, "Yard to be sold", 0),
        (AUTOMATIC, "Crane falls over", 1),
    ]


def test_a_box_before_the_text_is_automatic(make_page: MakePage) -> None:
    box = f"<aside><h2>Related stories</h2>{CARDS}</aside>"
    assert [kind for kind, *_ in read(make_page(before=box))] == [AUTOMATIC, AUTOMATIC]


def test_a_box_in_the_text_is_editorial(make_page: MakePage) -> None:
    box = f"<div class='embedded-entity'><div class='row'><h3 class='label'>Related</h3></div><div class='row'>{CARDS}</div></div>"
    assert [kind for kind, *_ in read(make_page(box))] == [EDITORIAL, EDITORIAL]


def test_a_section_inside_a_paragraph(make_page: MakePage) -> None:
    inside = f"<p>The yard lies near the mouth of the river.<section class='c-related'><h2>Related</h2>{CARDS}</section> It is old.</p>"
    assert len(extract_related(make_page(inside), NO_RULES)) == 2


def test_a_rich_link_without_telling_classes(make_page: MakePage) -> None:
    inside = (
        '<figure class="dcr-1"><gu-island name="RichLinkComponent"><div data-component="rich-link"><a class="dcr-2" href="/2024/04/a-7">'
        '<div class="dcr-3"><div class="dcr-4">Yard to be sold</div></div><div class="dcr-5"><div>Read more</div></div></a></div></gu-island></figure>'
    )
    [story] = extract_related(make_page(inside), NO_RULES)
    assert story.kind is EDITORIAL
    assert story.text is not None
    assert story.text.startswith("Yard to be sold")


def test_teasers_dates_categories_and_authors_are_no_part_of_a_title(make_page: MakePage) -> None:
    card = (
        '<article class="card"><a class="category" href="/logistics-and-ports">Logistics and ports</a>'
        '<a href="/2024/04/a-7"><img alt=""></a><h3><a href="/2024/04/a-7">Yard to be sold</a></h3><p>The old yard finds a buyer.</p>'
        '<a class="author" href="/by/ines-halder">By Ines Halder</a><time>4 May</time></article>'
    )
    assert [text for *_, text in read(make_page(after=f"<section><h2>Related stories</h2>{card}</section>"))] == [
        "Yard to be sold"
    ]


def test_a_picture_link_takes_the_title_beside_it(make_page: MakePage) -> None:
    card = '<li><a href="/2024/04/a-7"><img alt=""></a><h4>Yard to be sold</h4></li>'
    box = f"<section><h3>Related stories</h3><ul>{card}</ul></section>"
    assert [text for *_, text in read(make_page(after=box))] == ["Yard to be sold"]


def test_a_story_in_two_boxes_counts_once(make_page: MakePage) -> None:
    again = '<section><h2>Related</h2><a href="https://harbourweekly.example/2024/04/a-7?utm_source=end">Yard to be sold</a></section>'
    document = make_page(f"<p>Read more: {link('a-7', 'Yard to be sold')}</p>", after=again)
    assert [kind for kind, *_ in read(document)] == [EDITORIAL]


def test_stories_of_a_sister_title_count(make_page: MakePage) -> None:
    box = '<section><h2>Related stories</h2><a href="https://crane-post.example/2024/yard-sold">Yard to be sold</a></section>'
    assert [story.url for story in extract_related(make_page(after=box), NO_RULES)] == [
        "https://crane-post.example/2024/yard-sold"
    ]
