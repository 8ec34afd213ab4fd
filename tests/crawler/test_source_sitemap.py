"""Sitemaps, indexes and news sitemaps: sound, broken and hostile."""

from __future__ import annotations

import gzip
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from crawler.sources.announcement import Announcement
from crawler.sources.sitemap import parse_sitemap
from storage.items import SourceKind

URL = "http://trade.example/sitemap.xml"
NAMESPACE = b'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(count: int) -> bytes:
    urls = b"".join(b"<url><loc>http://trade.example/story/%d</loc></url>" % n for n in range(count))
    return b"<urlset " + NAMESPACE + b">" + urls + b"</urlset>"


def parse(body: bytes, *, since: date | None = None) -> Announcement:
    return parse_sitemap(body, URL, kind=SourceKind.SITEMAP, since=since)


def test_a_news_sitemap_gives_title_and_date() -> None:
    body = (
        b'<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" ' + NAMESPACE + b"><url>"
        b"<loc>http://trade.example/story/a</loc><news:news><news:publication><news:name>T</news:name>"
        b"</news:publication><news:publication_date>2026-03-03T09:30:00+01:00</news:publication_date>"
        b"<news:title>Kilns &amp;amp; clay</news:title></news:news></url></urlset>"
    )
    (found,) = parse(body).sightings
    assert found.title == "Kilns & clay"
    assert found.published_at == datetime(2026, 3, 3, 8, 30, tzinfo=UTC)


def test_an_index_lists_sources_and_leaves_older_ones_alone() -> None:
    children = "".join(
        f"<sitemap><loc>{loc}</loc><lastmod>{mod}</lastmod></sitemap>"
        for loc, mod in (
            ("/posts-2025-12.xml", "2026-03-01"),
            ("/posts-2026-01.xml", "2020-01-01"),
            ("/old.xml", "2020-01-01"),
        )
    )
    body = f"<sitemapindex>{children}</sitemapindex>".encode()
    assert len(parse(body).children) == 3
    assert [c.url for c in parse(body, since=date(2026, 1, 15)).children] == ["http://trade.example/posts-2026-01.xml"]


@pytest.mark.parametrize(
    "body",
    [
        gzip.compress(urlset(3)),
        b"\xef\xbb\xbf" + urlset(3),
        b'\n  <?xml version="1.0"?>' + urlset(3),
        ('<?xml version="1.0" encoding="utf-16"?>' + urlset(3).decode()).encode("utf-16"),
        urlset(3).replace(b"http://trade.example", b""),
    ],
    ids=["gzip", "bom", "leading blanks", "utf-16", "relative"],
)
def test_what_can_be_read_is_read(body: bytes) -> None:
    said = parse(body)
    assert said.problem is None
    assert [s.url for s in said.sightings] == [f"http://trade.example/story/{n}" for n in range(3)]


def test_a_gzip_that_is_cut_keeps_what_stood_before() -> None:
    said = parse(gzip.compress(urlset(3000))[:-400])
    assert 0 < len(said.sightings) < 3000
    assert said.problem is not None


@pytest.mark.parametrize("after", [b"<url><loc>/x", b"<url><loc>/a & b</loc></url></urlset>"], ids=["cut", "ampersand"])
def test_what_stands_before_a_break_is_read_and_the_break_is_named(after: bytes) -> None:
    said = parse(urlset(3).replace(b"</urlset>", after))
    assert len(said.sightings) == 3
    assert said.problem is not None
    assert said.problem.startswith("broken-xml: ")


def test_fields_of_images_and_videos_are_not_the_page_s() -> None:
    body = (
        b'<urlset xmlns:i="http://www.google.com/schemas/sitemap-image/1.1" '
        b'xmlns:v="http://www.google.com/schemas/sitemap-video/1.1" '
        b'xmlns:n="http://www.google.com/schemas/sitemap-news/0.9" ' + NAMESPACE + b"><url>"
        b"<i:image><i:loc>/first.jpg</i:loc><i:title>A kiln</i:title></i:image>"
        b"<loc>http://trade.example/story/a</loc><lastmod>2026-03-03</lastmod>"
        b"<n:news><n:title>Kilns reopen</n:title></n:news>"
        b"<v:video><v:title>A film</v:title><v:publication_date>2020-01-01</v:publication_date></v:video>"
        b"<i:image><i:loc>/last.jpg</i:loc><loc>/nested</loc></i:image>"
        b"<loc>/second</loc></url></urlset>"
    )
    (found,) = parse(body).sightings
    assert (found.url, found.title) == ("http://trade.example/story/a", "Kilns reopen")
    assert (found.published_at, found.dated) == (None, "2026-03-03")


def test_an_index_takes_locations_in_no_namespace_too() -> None:
    body = b'<s:sitemapindex xmlns:s="urn:old"><s:sitemap><loc>/a.xml</loc></s:sitemap></s:sitemapindex>'
    assert [child.url for child in parse(body).children] == ["http://trade.example/a.xml"]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "broken-xml"),
        (b"<html><body>Not here</body></html>", "broken-xml: <html> is no sitemap"),
        (b"\x1f\x8bnothing", "broken-gzip"),
        (gzip.compress(b" " * 60_000_000), "broken-gzip: more than"),
        (b'<?xml version="1.0" encoding="x-nope"?><urlset/>', "broken-xml"),
        (b"<urlset>" + b"<a>" * 100_000, "broken-xml"),
    ],
    ids=["empty", "html", "bad gzip", "bomb", "encoding", "deep"],
)
def test_what_cannot_be_read_is_a_problem(body: bytes, problem: str) -> None:
    said = parse(body)
    assert said.problem is not None
    assert said.problem.startswith(problem)


def test_external_entities_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("kept-to-ourselves")
    doctype = f'<!DOCTYPE urlset [<!ENTITY x SYSTEM "file://{secret}">]>'.encode()
    body = doctype + b"<urlset><url><loc>/story/a&x;</loc><lastmod>&x;</lastmod><title>&x;</title></url></urlset>"
    assert "kept-to-ourselves" not in repr(parse(body))


def test_entities_do_not_multiply() -> None:
    entities = b'<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9)
    )
    said = parse(b"<!DOCTYPE urlset [" + entities + b"]><urlset><url><loc>/story/&j;</loc></url></urlset>")
    assert len(repr(said)) < 1000


def test_as_many_urls_as_the_protocol_allows_are_read_and_the_rest_is_named() -> None:
    said = parse(urlset(50_010))
    assert (len(said.sightings), said.problem) == (50_000, "too-long: more than 50000 entries")


def test_an_index_of_too_many_sitemaps_is_read_in_part() -> None:
    children = b"".join(b"<sitemap><loc>/%d.xml</loc></sitemap>" % number for number in range(5_001))
    said = parse(b"<sitemapindex>" + children + b"</sitemapindex>")
    assert (len(said.children), said.problem) == (5_000, "too-long: more than 5000 entries")


def test_more_elements_than_are_looked_at_are_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.sources.sitemap.MOST_ELEMENTS", 6)
    said = parse(urlset(5))
    assert (len(said.sightings), said.problem) == (2, "too-long: more than 6 elements")
