"""Section fronts and WordPress lists; and the law that holds for every source: any bytes are an announcement."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scrapy import Request

from crawler.sources.announcement import Announcement, web_link
from crawler.sources.feed import parse_feed
from crawler.sources.section import parse_section
from crawler.sources.sitemap import parse_sitemap
from crawler.sources.wordpress import parse_posts
from storage.items import SourceKind

URL = "http://trade.example/news/"


def parse_front(body: bytes, *, links: tuple[str, ...] = ()) -> Announcement:
    return parse_section(
        body,
        URL,
        content_type="text/html; charset=utf-8",
        accepts=lambda url: "/story/" in url,
        links=links,
        next_page=("a.next",),
    )


def test_a_front_gives_each_article_once_and_its_next_page() -> None:
    said = parse_front(
        b'<a href="/about">About</a><h2><a href="/story/a">Kilns <b>grow</b></a></h2><a href="/story/a">More</a>'
        b'<a href="../story/b">Clay</a><a class="next" href="?page=2">Next</a>'
    )
    assert [(s.url, s.title) for s in said.sightings] == [
        ("http://trade.example/story/a", "Kilns grow"),
        ("http://trade.example/story/b", "Clay"),
    ]
    assert [c.url for c in said.children] == ["http://trade.example/news/?page=2"]


def test_links_are_read_where_the_definition_says() -> None:
    body = b'<nav><a href="/story/old">Old</a></nav><main><a href="/story/a">A</a></main>'
    assert [s.url for s in parse_front(body, links=("main a",)).sightings] == ["http://trade.example/story/a"]


@pytest.mark.parametrize("body", [b"", b"<p>Please accept cookies</p>", b"\x89PNG\r\n", b'<a href="/about">x</a>'])
def test_a_front_without_articles_is_a_problem(body: bytes) -> None:
    assert parse_front(body).problem == "no-article-links"


def test_a_front_of_too_many_articles_is_read_to_its_bound_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.sources.section.MOST_ITEMS", 2)
    body = b'<a href="/story/a">A</a><a href="/story/a">More</a><a href="/story/b">B</a><a href="/about">About</a>'
    said = parse_front(body)
    assert (len(said.sightings), said.problem) == (2, None)
    said = parse_front(body + b'<a href="/story/c">C</a><a class="next" href="?page=2">Next</a>')
    assert [sighting.url[-1] for sighting in said.sightings] == ["a", "b"]
    assert said.problem == "too-long: more than 2 entries"
    assert [child.url for child in said.children] == [f"{URL}?page=2"]


def test_a_wordpress_list_of_too_many_posts_is_read_to_its_bound_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.sources.wordpress.MOST_ITEMS", 2)
    posts = [{"link": f"http://trade.example/story/{name}"} for name in "abc"]
    said = parse_posts(json.dumps(posts).encode(), URL)
    assert [sighting.url[-1] for sighting in said.sightings] == ["a", "b"]
    assert said.problem == "too-long: more than 2 entries"
    assert parse_posts(json.dumps(posts[:2]).encode(), URL).problem is None


def test_a_wordpress_list_gives_gmt_dates_and_rendered_titles() -> None:
    post = {
        "link": "http://trade.example/story/a",
        "date_gmt": "2026-03-03T09:30:00",
        "modified_gmt": "2026-03-04T09:30:00",
        "title": {"rendered": "Kilns &amp; clay \ud83d\x00"},
    }
    (found,) = parse_posts(json.dumps([post]).encode(), URL).sightings
    assert found.title == "Kilns & clay \ufffd"
    assert found.published_at == datetime(2026, 3, 3, 9, 30, tzinfo=UTC)
    assert found.modified_at == datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "not-json"),
        (b"<html></html>", "not-json"),
        (b'{"code": "rest_no_route"}', "not-a-list-of-posts"),
        (b"[" * 100_000, "not-json"),
        (b"9" * 5000, "not-json"),
        (b'[1, null, {"link": 5}, {"link": "/a\\ud83d"}, {"link": "/a\\u0000b"}]', "no-links"),
    ],
)
def test_what_is_no_list_of_posts_is_a_problem(body: bytes, problem: str) -> None:
    assert parse_posts(body, URL).problem == problem


def test_a_list_without_posts_announces_nothing() -> None:
    assert parse_posts(b"[]", URL) == Announcement()


MARKUP = st.lists(
    st.sampled_from(
        [
            b"<rss version='2.0'>", b"<channel>", b"<item>", b"<link>", b"</link>", b"<title>", b"</item>", b"<entry>",
            b"<feed xmlns='http://www.w3.org/2005/Atom'>", b"<urlset>", b"<url>", b"<loc>", b"</loc>", b"</url>",
            b"<sitemapindex>", b"<sitemap>", b"<lastmod>", b"<pubDate>", b"2026-03-03", b"9999", b"&#xD800;", b"&#0;",
            b"&amp;", b"&x;", b"<!DOCTYPE r [", b"]>", b"<![CDATA[", b"]]>", b"<a href='", b"'>", b"<?xml version='1.0'?>",
            b"http://trade.example/story/", b"javascript:", b"[{", b'"link":', b'"', b"}]", b"\x1f\x8b", b"\xef\xbb\xbf",
            b"\x00", b"\xff\xfe", b"xml:base='http://['", b"<base href='http://[::1'>",
        ]
    )
    | st.binary(max_size=12),
    max_size=30,
).map(b"".join)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(body=MARKUP)
def test_any_bytes_are_an_announcement_that_can_be_stored(body: bytes) -> None:
    for said in (
        parse_feed(body, URL),
        parse_sitemap(body, URL, kind=SourceKind.SITEMAP),
        parse_front(body),
        parse_posts(body, URL),
    ):
        for sighting in said.sightings:
            text = f"{sighting.url}{sighting.title}{sighting.dated}"
            assert "\x00" not in text
            assert text.encode()


@settings(max_examples=150, deadline=None)
@given(href=st.text(max_size=40) | st.from_regex(r"https?://[^/]{0,20}(:\d{1,6})?/.{0,20}", fullmatch=True))
def test_every_link_that_is_taken_can_be_asked_for(href: str) -> None:
    if (link := web_link(URL, href)) is not None:
        assert Request(link).url.startswith("http")
