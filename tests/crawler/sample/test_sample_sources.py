from __future__ import annotations

from datetime import datetime
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

import feedparser
import pytest
from lxml import etree, html

from crawler.sample.announcements import announcements_of
from crawler.sample.masthead import ORIGIN, SECTIONS

NAMESPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}


def locations(got) -> list[str]:
    return etree.fromstring(got.body).xpath("//s:loc/text()", namespaces=NAMESPACES)


def test_robots_asks_for_a_fraction_of_a_second(ask):
    robots = ask("/robots.txt")
    assert robots.header("Content-Type").startswith("text/plain")
    lines = robots.body.decode().splitlines()
    assert "Crawl-delay: 0.05" in lines
    parser = RobotFileParser()
    parser.parse(lines)
    assert parser.site_maps() == [f"{ORIGIN}/sitemap_index.xml", f"{ORIGIN}/news-sitemap.xml"]
    refused = [one.outcome for one in announcements_of(1) if not parser.can_fetch("Backfile", one.url)]
    assert refused == ["robots"]


def test_the_feed_has_the_newest_fifteen(ask):
    got = ask("/feed/")
    feed = feedparser.parse(got.body)
    assert got.header("Content-Type").startswith("application/rss+xml")
    assert not feed.bozo
    newest = [one for one in announcements_of(1) if not one.sitemap_only][:15]
    assert [entry.link for entry in feed.entries] == [one.url for one in newest]
    assert [entry.id for entry in feed.entries] == [f"{ORIGIN}/?p={one.post_id}" for one in newest]
    assert feed.entries[0].author == newest[0].author
    assert any("&#8217;" in entry.title for entry in feed.entries)


def test_the_sitemaps_announce_everything_once(ask):
    index = ask("/sitemap_index.xml")
    months = locations(index)
    assert months == [f"{ORIGIN}/post-sitemap2026{month}.xml" for month in ("04", "05", "06")]
    announced = [url for month in months for url in locations(ask(month))]
    assert sorted(announced) == sorted(one.url for one in announcements_of(1))
    for path in ("/sitemap_index.xml", "/post-sitemap202604.xml", "/news-sitemap.xml"):
        assert ask(path).header("X-Robots-Tag") == "noindex, follow"


def test_the_index_dates_each_month_by_its_last_change(ask):
    for entry in etree.fromstring(ask("/sitemap_index.xml").body):
        location, lastmod = (child.text for child in entry)
        changes = etree.fromstring(ask(location).body).xpath("//s:lastmod/text()", namespaces=NAMESPACES)
        assert datetime.fromisoformat(lastmod) == max(map(datetime.fromisoformat, changes))


def test_the_news_sitemap_has_the_last_days_with_titles(ask):
    tree = etree.fromstring(ask("/news-sitemap.xml").body)
    titles = tree.xpath("//n:title/text()", namespaces=NAMESPACES)
    newest = [one for one in announcements_of(1) if not one.sitemap_only][: len(titles)]
    assert len(titles) >= 2
    assert titles == [one.title for one in newest]


@pytest.mark.parametrize("section", SECTIONS)
def test_section_fronts_lead_from_page_to_page(ask, section):
    seen, path = [], f"/c/{section}/"
    while path:
        page = html.fromstring(ask(path).body.decode())
        seen += [urljoin(ORIGIN, href) for href in page.xpath("//h3[@class='c-title']/a/@href")]
        further = page.xpath("//a[@rel='next']/@href")
        path = further[0] if further else None
    held = [one.url for one in announcements_of(1) if one.section_slug == section and not one.sitemap_only]
    assert seen == held
    assert ask(f"/c/{section}/page/9/").status == 404


def test_old_addresses_lead_to_the_right_ones(ask):
    address = f"{ORIGIN}/2026/stage/news/counterweight-inspections-come-due-13004101/"
    for path in ("/?p=13004101", "/2025/film/wrong-words-13004101/", address.removesuffix("/")):
        got = ask(path)
        assert (got.status, got.header("Location")) == (301, address)
    assert ask("/sitemap.xml").header("Location") == f"{ORIGIN}/sitemap_index.xml"


def test_links_of_the_pages_lead_somewhere(ask):
    paths: set[str] = set()
    for announced in announcements_of(1):
        got = ask(announced.url)
        if got.status == 200 and "html" in got.header("Content-Type") and got.body:
            paths |= {href.removeprefix(ORIGIN) for href in html.fromstring(got.body).xpath("//a/@href")}
    own = sorted(path for path in paths if path.startswith("/") and not path.startswith("/subscribe/"))
    faults = {one.path for one in announcements_of(1) if one.answer}
    assert len(own) > 80
    assert [path for path in own if path not in faults and ask(path.partition("#")[0]).status != 200] == []
