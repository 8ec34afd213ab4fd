"""Feeds as they are found, and as nobody should send them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.sources.feed import parse_feed
from tests.crawler.site import feed_of

URL = "http://trade.example/feed"


def rss(items: str, *, prolog: str = '<?xml version="1.0"?>') -> bytes:
    return f'{prolog}<rss version="2.0"><channel><title>T</title>{items}</channel></rss>'.encode()


def test_an_rss_item_is_a_sighting_with_what_it_says() -> None:
    item = "<title>Kilns</title><link>http://trade.example/story/a</link><pubDate>Tue, 03 Mar 2026 09:30:00 +0200</pubDate>"
    (found,) = parse_feed(rss(f"<item>{item}</item>"), URL).sightings
    assert (found.url, found.title) == ("http://trade.example/story/a", "Kilns")
    assert found.published_at == datetime(2026, 3, 3, 7, 30, tzinfo=UTC)
    assert found.dated == "Tue, 03 Mar 2026 09:30:00 +0200"


def test_an_atom_entry_is_a_sighting_with_both_dates() -> None:
    body = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><title>Kilns</title>'
        b'<link rel="alternate" href="/story/a"/><published>2026-03-03T09:30:00Z</published>'
        b"<updated>2026-03-04T10:00:00-05:00</updated></entry></feed>"
    )
    (found,) = parse_feed(body, URL).sightings
    assert found.url == "http://trade.example/story/a"
    assert found.published_at == datetime(2026, 3, 3, 9, 30, tzinfo=UTC)
    assert found.modified_at == datetime(2026, 3, 4, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Tue, 03 Mar 2026 09:30:00 EST", datetime(2026, 3, 3, 14, 30, tzinfo=UTC)),
        ("Tue, 03 Mar 2026 09:30:00 PDT", datetime(2026, 3, 3, 16, 30, tzinfo=UTC)),
        ("2026-03-03", datetime(2026, 3, 3, tzinfo=UTC)),
        ("3 March 2026 9:30 am", datetime(2026, 3, 3, 9, 30, tzinfo=UTC)),
        ("9999-12-31T23:59:59-12:00", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31T23:59:59Z", datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)),
        ("Tue, 03 Feb 2026 10:00:00 +9999", None),
        ("Tuesday", None),
        ("09:30", None),
        ("March 2026", None),
        ("2026-02-30", None),
        ("soon", None),
        ("1" * 5000, None),
    ],
)
def test_dates_are_read_or_left(printed: str, read: datetime | None) -> None:
    (found,) = parse_feed(rss(f"<item><link>/story/a</link><pubDate>{printed}</pubDate></item>"), URL).sightings
    assert found.published_at == read
    assert found.dated is not None
    assert len(found.dated) <= 64


def test_an_item_without_a_date_has_none() -> None:
    (found,) = parse_feed(rss("<item><title>A</title><link>/story/a</link></item>"), URL).sightings
    assert (found.published_at, found.modified_at, found.dated) == (None, None, None)


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("Clay &amp; Sons", "Clay & Sons"),
        ("Clay &amp;amp; Sons", "Clay & Sons"),
        ("Clay & Sons", "Clay & Sons"),
        ("<![CDATA[<b>Clay</b> &amp; Sons]]>", "Clay & Sons"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Clay", "alert(1)Clay"),
        ("Clay&#0;&#1;&#xD800;&#x110000;&#99999999999; Sons", "Clay\ufffd\ufffd\ufffd\ufffd\ufffd Sons"),
        ("  Clay\n\t Sons ", "Clay Sons"),
    ],
)
def test_titles_are_text(printed: str, title: str) -> None:
    (found,) = parse_feed(rss(f"<item><title>{printed}</title><link>/story/a</link></item>"), URL).sightings
    assert found.title == title


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("/story/a", "http://trade.example/story/a"),
        ("../story/a", "http://trade.example/story/a"),
        ("//cdn.example/a", "http://cdn.example/a"),
        ("/story/a?x=1&y=2", "http://trade.example/story/a?x=1&y=2"),
        ("http://trade.example/story/caf\u00e9", "http://trade.example/story/caf\u00e9"),
    ],
)
def test_links_are_made_absolute(link: str, url: str) -> None:
    (found,) = parse_feed(rss(f"<item><title>A</title><link>{link}</link></item>"), URL).sightings
    assert found.url == url


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "file:///etc/hostname",
        "mailto:a@trade.example",
        "http://trade.example:99999/story/a",
        "http://trade.example:0/story/a",
        "http://[::1/story/a",
        "#top",
        "",
        "http://trade.example/" + "a" * 20_000,
    ],
)
def test_links_that_lead_nowhere_are_left_out(link: str) -> None:
    body = rss(f"<item><title>A</title><link>{link}</link></item><item><link>/story/b</link></item>")
    assert [s.url for s in parse_feed(body, URL).sightings] == ["http://trade.example/story/b"]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "not-a-feed"),
        (b"   \n", "not-a-feed"),
        (b"<!DOCTYPE html><html><body><h1>We value your privacy</h1></body></html>", "not-a-feed"),
        (b'{"error": "nope"}', "not-a-feed"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not-a-feed"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel><title>T', "broken-feed: SAXParseException"),
    ],
)
def test_what_is_no_feed_is_a_failed_poll_and_not_a_day_without_news(body: bytes, problem: str) -> None:
    said = parse_feed(body, URL)
    assert said.problem == problem
    assert said.sightings == ()


def test_a_feed_without_items_announces_nothing() -> None:
    said = parse_feed(rss(""), URL)
    assert said.problem is None
    assert said.sightings == ()


def test_a_body_that_names_a_file_is_not_that_file(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text(feed_of(["/story/secret"]))
    assert parse_feed(str(feed).encode(), URL).problem == "not-a-feed"


def test_what_stands_before_a_break_is_read() -> None:
    whole = rss("<item><title>A</title><link>/story/a</link></item><item><title>B</title><link>/story/b</link></item>")
    said = parse_feed(whole[: whole.index(b"<title>B")], URL)
    assert "http://trade.example/story/a" in [s.url for s in said.sightings]


def test_items_of_one_guid_and_a_comment_feed_are_read_as_they_are() -> None:
    item = '<item><guid isPermaLink="false">7</guid><link>/story/a#comment-{0}</link><title>By {0}</title></item>'
    found = parse_feed(rss(item.format(1) + item.format(2)), URL).sightings
    assert [s.url for s in found] == [
        "http://trade.example/story/a#comment-1",
        "http://trade.example/story/a#comment-2",
    ]


def test_external_entities_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("kept-to-ourselves")
    prolog = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]>'
    body = rss("<item><title>A&x;B</title><link>/story/&x;</link><pubDate>&x;</pubDate></item>", prolog=prolog)
    assert "kept-to-ourselves" not in repr(parse_feed(body, URL))


def test_entities_do_not_multiply() -> None:
    entities = '<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)
    )
    body = rss("<item><title>&j;</title><link>/story/a</link></item>", prolog=f"<!DOCTYPE rss [{entities}]>")
    said = parse_feed(body, URL)
    assert len(repr(said)) < 50_000


def test_a_feed_of_any_length_is_read_in_bounded_time() -> None:
    items = "".join(f"<item><title>T{n}</title><link>/story/{n}</link></item>" for n in range(5_000))
    assert len(parse_feed(rss(items), URL).sightings) == 5_000


def test_a_feed_that_breaks_off_says_so_and_a_malformed_one_does_not() -> None:
    items = "<item><title>a & b</title><link>http://trade.example/story/a</link></item>" * 3
    assert parse_feed(rss(items), URL).problem is None
    said = parse_feed(rss(items).removesuffix(b"</channel></rss>"), URL)
    assert (len(said.sightings), said.problem) == (3, "broken-feed: it breaks off")


def test_a_feed_of_too_many_entries_is_read_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.sources.feed.MOST_ITEMS", 2)
    said = parse_feed(feed_of(["/story/a", "/story/b", "/story/c"]).encode(), URL)
    assert (len(said.sightings), said.problem) == (2, "too-long: more than 2 entries")
