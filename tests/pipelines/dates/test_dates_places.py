"""Places of a page that date its article: scripts, attributes, lines near and far."""

from __future__ import annotations

import json

import pytest

from pipelines.dates import decide_dates, extract_date_claims
from pipelines.document import Document, parse_document
from pipelines.rules import NO_RULES, Rules
from storage.items import DateClaim, DateRole, Precision


def page(
    body: str, head: str = "", url: str = "https://fair.example/news/harbour-fair-moves", lang: str = ""
) -> Document:
    markup = f"<html {lang}><head><title>Harbour Fair Moves</title>{head}</head><body>{body}</body></html>"
    return parse_document(markup.encode(), url, "text/html; charset=utf-8")


def published(document: Document, rules: Rules = NO_RULES) -> DateClaim:
    claim = decide_dates(extract_date_claims(document, rules), timezone=rules.timezone)[0]
    assert claim is not None
    return claim


def stated(claim: DateClaim) -> tuple[str, str, int | None]:
    return claim.source, claim.at.isoformat()[:16], claim.offset


def test_printed_time_takes_the_offset_that_a_stated_one_proves() -> None:
    head = '<meta property="article:published_time" content="2024-05-04T00:25:56Z">'
    found = published(page("<h1>Harbour Fair Moves</h1><time>3 May 2024 21:25</time>", head))
    assert (found.at.isoformat()[:16], found.offset) == ("2024-05-04T00:25", -180)


def test_printed_day_chooses_among_offsets_of_one_moment() -> None:
    head = '<meta name="date" content="2024-06-13T04:43:01+08:00">'
    body = "<h1>Harbour Fair Moves</h1><time datetime='2024-06-12T20:43:01Z'>June 12th 2024</time>"
    assert stated(published(page(body, head))) == ("time", "2024-06-12T20:43", 0)


def test_numbers_are_read_as_another_claim_confirms() -> None:
    head = '<meta property="article:published_time" content="2017-11-03T03:01:00-04:00">'
    claims = extract_date_claims(page("<h1>Harbour Fair Moves</h1><b class=date>11.03.17</b>", head), NO_RULES)
    assert {claim.at.date().isoformat() for claim in claims} == {"2017-11-03"}


@pytest.mark.parametrize(
    ("lang", "url", "day"),
    [
        ("lang=en", "https://fair.example/a", "2024-02-10"),
        ("lang=en-GB", "https://fair.example/a", "2024-10-02"),
        ("", "https://fair.example/en-gb/news/a", "2024-10-02"),
        ("lang=en", "https://fair.co.uk/a", "2024-10-02"),
        ("lang=fr", "https://fair.example/a", "2024-10-02"),
    ],
)
def test_order_of_numbers(lang: str, url: str, day: str) -> None:
    found = published(page("<h1>Harbour Fair Moves</h1><p>02/10/2024</p>", url=url, lang=lang))
    assert found.at.date().isoformat() == day


@pytest.mark.parametrize(
    "script",
    [
        'window.state = {"post": {"postedAt": "2024-05-02T22:37:57.570Z", "title": "Harbour Fair Moves"}}',
        "dataLayer.push({'article.publishDate': '2024-05-02T22:37:57Z'})",
        r'push("{\"firstPublishedAt\":\"2024-05-02T22:37:57Z\"}")',
        '{"publishedAt":1714689477,"id":7}',
    ],
)
def test_state_of_scripts_is_the_last_resort(script: str) -> None:
    body = f"<h1>Harbour Fair Moves</h1><script>{script}</script>"
    assert stated(published(page(body))) == ("state", "2024-05-02T22:37", 0)
    assert published(page(body + "<p>3 June 2024</p>")).source == "printed:bare"


def test_seconds_since_1970_in_a_data_attribute() -> None:
    body = "<h1>Harbour Fair Moves</h1><span class=date data-published-at='1714689477'>last spring</span>"
    assert stated(published(page(body))) == ("time", "2024-05-02T22:37", 0)


def test_date_of_another_work() -> None:
    video = json.dumps({"@type": "VideoObject", "uploadDate": "2024-05-02T22:37:57+02:00"})
    head = f'<script type="application/ld+json">{video}</script>'
    assert stated(published(page("<h1>Harbour Fair Moves</h1>", head))) == ("json-ld:work", "2024-05-02T20:37", 120)


def test_print_is_not_read_where_two_sources_settle_the_minute() -> None:
    keys = {"@type": "NewsArticle", "datePublished": "2024-05-02T22:37:57+02:00", "dateModified": "2024-05-03"}
    head = f"""<meta property="article:published_time" content="2024-05-02T20:37:10-00:00">
      <meta name="parsely-pub-date" content="2024-05-02T22:37:00+02:00">
      <script type="application/ld+json">{json.dumps(keys)}</script>"""
    claims = extract_date_claims(page("<h1>Harbour Fair Moves</h1><time>2 May 2024</time>", head), NO_RULES)
    assert [claim.source for claim in claims] == [
        "json-ld",
        "json-ld",
        "article:published_time",
        "meta:parsely-pub-date",
    ]
    changed = [claim for claim in claims if claim.role is DateRole.MODIFIED]
    assert [claim.precision for claim in changed] == [Precision.DAY]


def test_headline_below_a_long_menu() -> None:
    menu = "".join(f"<li><a href='/{n}'>Stall {n}</a></li>" for n in range(400))
    body = f"<ul>{menu}</ul><h1>Harbour Fair Moves</h1><p class=date>May 2, 2024</p><p>It moves.</p>"
    assert stated(published(page(body))) == ("printed", "2024-05-02T00:00", None)


def test_part_sent_later_is_read() -> None:
    body = (
        "<div hidden id='S:0'><h1>Harbour Fair Moves</h1><p>May 2, 2024</p></div><div hidden><p>May 1, 2020</p></div>"
    )
    assert [claim.at.year for claim in extract_date_claims(page(body), NO_RULES)] == [2024]


def test_comment_count_beside_a_date_is_no_box() -> None:
    text = "<p>The fair moves to the old hall, and the town pays.</p>" * 40
    line = "<div class=entry-meta><time datetime='2024-05-02'>May 2, 2024</time><a class=comments-link>4 Comments</a></div>"
    assert published(page(f"<h1>Harbour Fair Moves</h1>{text}{line}")).source == "time:distant"


def test_month_weighs_less_than_a_day() -> None:
    body = "<h1>Harbour Fair Moves</h1><p class=meta>December 2015</p><p class=meta>23 June 2016</p>"
    assert published(page(body)).at.isoformat()[:10] == "2016-06-23"
