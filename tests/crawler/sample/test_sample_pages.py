from __future__ import annotations

import json
import re

import pytest
from lxml import html

from crawler.sample import expected
from crawler.sample.article import PartKind, SampleArticle
from crawler.sample.credits import writers_of
from crawler.sample.masthead import ORIGIN
from crawler.sample.pages import encoding_of, render
from storage.items import RelatedKind
from storage.normal_form import normalise_text

ARTICLES = expected.articles(2)
BODIES = {"larva": ".pmc-paywall", "dive": "div.article-body", "plain": ".entry-content"}
BYLINES = {
    "larva": "p.author-name, div.author",
    "dive": ".author-name",
    "plain": ".byline",
}


def source_of(article: SampleArticle) -> str:
    return render(article).decode(encoding_of(article).actual)


def tree_of(article: SampleArticle) -> html.HtmlElement:
    return html.fromstring(source_of(article).replace("&#1;", ""))


def text_of(element: html.HtmlElement) -> str:
    return normalise_text(element.text_content())


def by_id(post_id: int) -> SampleArticle:
    return next(one for one in ARTICLES if one.post_id == post_id)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda one: str(one.post_id))
def test_a_page_prints_what_is_true_of_its_article(article):
    tree = tree_of(article)
    body = text_of(tree.cssselect(BODIES[article.section.family])[0])
    assert text_of(tree.find(".//h1")) == normalise_text(article.title)
    assert all(normalise_text(text) in body for text in article.prose)
    assert [text_of(one) for one in tree.cssselect(BYLINES[article.section.family])] == (
        [article.byline] if article.byline else []
    )
    assert tree.xpath("//link[@rel='canonical']/@href") == [article.url]
    assert not article.standfirst or article.standfirst in text_of(tree.find(".//main"))


@pytest.mark.parametrize("article", ARTICLES, ids=lambda one: str(one.post_id))
def test_a_page_links_to_its_related_stories_in_order(article):
    boxes = ".injected-related-story, .pmc-related-link, .embedded-entity, .related-articles, .jp-relatedposts"
    tree = tree_of(article)
    tree.make_links_absolute(article.url)
    in_text = tree.cssselect(".entry-content > p > strong + a")
    seen = [
        (link.get("href"), text_of(link))
        for link in tree.iter("a")
        if link in in_text or any(box in link.iterancestors() for box in tree.cssselect(boxes))
    ]
    assert seen == [(link.url, link.text) for link in article.related]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda one: str(one.post_id))
def test_structured_data_can_be_read(article):
    printed = re.search(r'<script type="application/ld\+json">(.*?)</script>', source_of(article), re.DOTALL)
    data = json.loads(printed[1].removeprefix("/*<![CDATA[*/").removesuffix("/*]]>*/"))
    node = data["@graph"][0] if "@graph" in data else data
    authors = node.get("author", [])
    named = [one["name"] for one in (authors if isinstance(authors, list) else [authors])]
    writers = [one.name for one in writers_of(article)]
    assert node["headline"] == article.title
    assert named == (writers[:1] if article.section.family == "larva" else writers)


def test_the_larva_family_keeps_its_white_space():
    source = source_of(by_id(13004104))
    assert "\n\t\t\tBy \n\t\t\t<a" in source
    assert "\n\t\t\t\t\tRelated Stories\t\t\n" in source
    assert "\n\tQC+\n" in source
    assert "\n\t\t\tPopular on The Quarter Call\t\t</h3>" in source
    assert '<p class="paragraph larva //  ">\n\tAgnes Turnbull' in source


def test_a_question_follows_the_heading_of_the_player():
    tree = tree_of(by_id(13004104))
    player = tree.cssselect(".pmc-contextual-player")[0]
    assert player.getnext().tag == "h2"
    assert text_of(player.getnext()) == by_id(13004104).questions[0]


def test_the_byline_and_the_footer_share_a_class():
    taglines = [text_of(one) for one in tree_of(by_id(13004110)).cssselect(".c-tagline")]
    assert taglines == [
        "Siân Pemberthy",
        "Photographs by Wren Abernethy-Cho",
        "Trade news from both sides of the iron",
    ]


def test_the_pop_over_lists_the_article_itself():
    article = by_id(13005102)
    links = tree_of(article).cssselect(".author-details li a")
    assert [one.get("href") for one in links] == [article.path, by_id(13004104).path]


def test_a_larva_page_names_only_its_first_author_to_machines_and_all_in_its_meta():
    article = by_id(13005114)
    tree = tree_of(article)
    assert tree.xpath("//meta[@name='author']/@content") == ["Odile Marchetti, Siân Pemberthy"]
    assert '"author": {"@type": "Person", "name": "Odile Marchetti"' in source_of(article)


def test_larva_pages_say_they_were_modified_before_they_were_published():
    source = source_of(by_id(13004101))
    assert '"datePublished": "2026-04-02T09:15:00-04:00"' in source
    assert '"dateModified": "2026-04-02T09:15:00+00:00"' in source


def test_a_hidden_variant_links_to_what_no_reader_sees():
    hidden = tree_of(by_id(13005112)).cssselect(".c-related.hide a")
    assert [one.get("href") for one in hidden] == [by_id(13004104).path]
    assert ORIGIN + by_id(13004104).path not in [link.url for link in by_id(13005112).related]


def test_a_lazy_picture_has_a_placeholder():
    image = tree_of(by_id(13006115)).cssselect("figure img")[0]
    assert image.get("src").endswith("lazyload-fallback.gif")
    assert image.get("data-lazy-src") == "/wp-content/uploads/2026/13006115.gif"


def test_commenters_and_neighbours_are_not_the_articles_own():
    tree = tree_of(by_id(13005104))
    assert [text_of(one) for one in tree.cssselect(".comment .fn")] == ["Gallery Slip", "Morwenna Pike"]
    assert len(tree.cssselect(".post-navigation a")) == 2


def test_a_box_that_a_script_fills_is_empty():
    box = tree_of(by_id(13006108)).cssselect(".jp-relatedposts")
    assert [text_of(one) for one in box] == ["Related"]
    assert by_id(13006108).related == ()


def test_a_table_has_all_its_rows():
    rows = tree_of(by_id(13005101)).cssselect("table tr")
    assert [text_of(row[0]) for row in rows] == ["Rank", "1", "2", "3", "4", "5"]
    assert text_of(rows[-1][3]) == "$64,300"


def test_labels_corrections_and_sign_offs_are_printed():
    assert by_id(13005110).find_text(PartKind.UPDATE) == "UPDATED, 10:55 PM:"
    corrected = [one.post_id for one in ARTICLES if one.find_text(PartKind.CORRECTION)]
    assert corrected == [13005113, 13006111]
    assert "Additional reporting by Tomasz Brandl" in text_of(tree_of(by_id(13005109)).cssselect(".pmc-paywall")[0])


def test_editorial_links_stand_among_paragraphs_and_automatic_ones_where_the_family_puts_them():
    kinds = {one.section.family: [link.kind for link in one.related] for one in (by_id(13006107), by_id(13005113))}
    assert kinds["dive"] == [RelatedKind.EDITORIAL, RelatedKind.AUTOMATIC]
    assert kinds["plain"] == [RelatedKind.EDITORIAL, RelatedKind.AUTOMATIC]


def test_the_flag_of_paid_pages_says_nothing_about_the_text():
    flags = {one.section_slug: re.findall(r'"isAccessibleForFree": "(\w+)"', source_of(one)) for one in ARTICLES}
    assert flags["stage"] == ["True"]
    assert flags["interviews"] == flags["plus"] == ["false"]
    assert by_id(13005102).prose[-1] in text_of(tree_of(by_id(13005102)))
