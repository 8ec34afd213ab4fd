from __future__ import annotations

from datetime import timedelta

import pytest
from lxml import html

from crawler.definitions import load
from crawler.sample import expected
from crawler.sample.announcements import announcements_of
from crawler.sample.masthead import NAME, ORIGIN, TAGLINE, ZONE
from crawler.sample.site import Site, addresses_of

SAMPLE = load("sample")


def test_it_is_the_title_that_the_server_serves():
    assert (SAMPLE.name, SAMPLE.home, SAMPLE.zone) == (NAME, f"{ORIGIN}/", ZONE)
    assert SAMPLE.rules[-1].taglines == (TAGLINE,)
    sources = {source.url.removeprefix(ORIGIN) for source in SAMPLE.sources}
    assert sources <= addresses_of(1)


def test_every_announced_address_is_a_page_of_it():
    for edition in (1, 2):
        assert [one.url for one in announcements_of(edition) if not SAMPLE.accepts(one.url)] == []


@pytest.mark.parametrize("path", ["/", "/c/stage/", "/feed/", "/author/ines-calloway/", "/t/rigging/", "/sitemap.xml"])
def test_other_addresses_are_not(path):
    assert not SAMPLE.accepts(ORIGIN + path)


def test_comment_feeds_are_not():
    assert not any(SAMPLE.accepts(f"{one.url}feed/") for one in expected.articles())


def test_breaking_stories_are_visited_again_within_seconds():
    assert SAMPLE.schedule_of(expected.moved_article().url).after[0] <= timedelta(seconds=5)
    assert SAMPLE.schedule_of(expected.edited_article().url).after[0] >= timedelta(hours=1)


def test_the_post_id_is_read_from_addresses_that_have_one():
    pattern = SAMPLE.rules[-1].post_id
    for one in expected.articles(2):
        match = pattern.search(one.url)
        assert (int(match[1]) if match else None) == (None if one.section_slug == "business" else one.post_id)


def test_section_links_find_the_stories_of_a_front():
    front = html.fromstring(Site(1).answer("/c/breaking/").body.decode())
    links = [link.get("href") for selector in SAMPLE.pages.section_links for link in front.cssselect(selector)]
    assert links == [one.path for one in announcements_of(1) if one.section_slug == "breaking"]


@pytest.mark.parametrize("field", ["body", "byline", "standfirst", "section", "tags", "furniture", "remove", "paywall"])
def test_every_selector_finds_something(field):
    pages = [html.fromstring(Site(1).answer(one.path).body) for one in expected.articles()]
    for selector in getattr(SAMPLE.rules[-1], field):
        assert any(page.cssselect(selector) for page in pages), selector


def test_every_related_box_is_printed_somewhere():
    pages = [html.fromstring(Site(1).answer(one.path).body) for one in expected.articles()]
    for rule in SAMPLE.rules[-1].related:
        boxes = [box for page in pages for box in page.cssselect(rule.box)]
        for selector in filter(None, (rule.card, rule.heading, rule.label, rule.text)):
            assert any(box.cssselect(selector) for box in boxes), (rule.box, selector)
