"""Dates as printed, the claims of a page, and which of them holds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.dates import decide_dates, extract_date_claims, find_printed_date, find_zone
from pipelines.document import Document, parse_document
from pipelines.rules import NO_RULES, Rules
from storage.items import DateClaim, DateRole, Precision

GUIDE = Path(__file__).parents[2] / "docs" / "dates.md"


def guide_examples() -> list[list[str]]:
    rows = GUIDE.read_text(encoding="utf-8").split("## Examples")[1].splitlines()
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows if row.startswith("|")]
    return cells[2:]


def page(body: str, head: str = "", url: str = "https://fair.example/news/harbour-fair-moves") -> Document:
    markup = f"<html><head><title>Harbour Fair Moves</title>{head}</head><body>{body}</body></html>"
    return parse_document(markup.encode(), url, "text/html; charset=utf-8")


def claim(
    source: str, at: str, precision: Precision, role: DateRole = DateRole.PUBLISHED, offset: int | None = None
) -> DateClaim:
    return DateClaim(source, role, at, datetime.fromisoformat(at).replace(tzinfo=UTC), precision, offset)


def sources(document: Document, rules: Rules = NO_RULES) -> dict[str, str]:
    return {found.source: found.at.isoformat()[:16] for found in extract_date_claims(document, rules)}


@pytest.mark.parametrize(("printed", "at", "precision", "offset"), guide_examples())
def test_examples_of_the_guide(printed: str, at: str, precision: str, offset: str) -> None:
    found = find_printed_date(printed, timezone="America/Los_Angeles")
    assert found is not None
    assert found.at == datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert found.precision == precision
    assert found.offset == (int(offset) if offset else None)


def test_guide_has_examples() -> None:
    assert len(guide_examples()) > 20


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no date",
        "31 February 2024",
        "13.13.2024",
        "99/99/2024",
        "page 2024",
        "v1.2.3",
        "4 of 20",
        "may 2",
        "12:30",
        "1:2:2024x",
        "2024-13-45",
    ],
)
def test_text_without_a_date(text: str) -> None:
    assert find_printed_date(text) is None


def test_range_of_hours_is_no_offset() -> None:
    found = find_printed_date("19.1.23, 10:00-11:30")
    assert found is not None
    assert (found.at.hour, found.offset) == (10, None)


@pytest.mark.parametrize(
    ("name", "own", "expected"),
    [
        ("PT", None, "America/Los_Angeles"),
        ("EDT", None, "America/New_York"),
        ("BST", None, "Europe/London"),
        ("IST", None, "Asia/Kolkata"),
        ("IST", "Asia/Jerusalem", "Asia/Jerusalem"),
        ("CST", "Asia/Shanghai", "Asia/Shanghai"),
        ("CEST", "Europe/Rome", "Europe/Rome"),
        ("GMT", None, "UTC"),
        ("XYZ", None, "None"),
    ],
)
def test_zone_names(name: str, own: str | None, expected: str) -> None:
    assert str(find_zone(name, timezone_name=own)) == expected


@pytest.mark.parametrize(
    ("printed", "hours"),
    [
        ("May 3, 2024 10:15 GMT+2", 2),
        ("May 3, 2024 10:15 GMT +2", 2),
        ("May 3, 2024 10:15 (UTC-03:00)", -3),
        ("May 3, 2024 10:15 (GMT-5)", -5),
        ("May 3, 2024 10:15 UTC+5:30", 5.5),
        ("2024-05-03 10:15 GMT+2", 2),
        ("May 3, 2024 10:15 GMT", 0),
        ("May 3, 2024 10:15 (МСК)", 3),
        ("3 May 2024, 10:15 +0200", 2),
    ],
)
def test_zone_beside_the_time(printed: str, hours: float) -> None:
    found = find_printed_date(printed)
    assert found is not None
    assert (found.offset, found.at.hour + found.at.minute / 60) == (hours * 60, 10.25 - hours)


@pytest.mark.parametrize(("stated", "offset"), [("2024-09-06T14:15:33+02:00", 120), ("2024-09-06T14:15:33Z", None)])
def test_local_meta_is_doubted_only_where_it_says_utc(stated: str, offset: int | None) -> None:
    document = page("<h1>Harbour Fair Moves</h1>", f'<meta name="cXenseParse:recs:publishtime" content="{stated}">')
    (claim,) = extract_date_claims(document, NO_RULES)
    assert claim.offset == offset


def test_date_of_a_quoted_post_is_not_the_pages() -> None:
    quoted = "<blockquote class='post'><p>The fair stays.</p>Ada Quist <a href='/p/1'>April 1, 2021</a></blockquote>"
    document = page(f"<h1>Harbour Fair Moves</h1><p>The fair moves to the old hall.</p>{quoted}<p>It opens soon.</p>")
    assert not extract_date_claims(document, NO_RULES)


def test_every_source_of_a_page() -> None:
    head = """<meta property="article:published_time" content="2024-09-06T21:15:33+00:00">
      <meta name="parsely-pub-date" content="2024-09-06T21:15:33Z">
      <meta name="cXenseParse:recs:publishtime" content="2024-09-06T14:15:33Z">
      <script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-09-06T21:15:33+00:00",
        "dateModified": "2024-09-06T14:20:00+00:00"}</script>"""
    body = """<h1>Harbour Fair Moves</h1><time class="c-timestamp" datetime="2024-09-06 14:15:33.000000-0700">
      Sep 6, 2024 2:15pm PT</time><p>The fair moves to the old hall.</p>"""
    document = page(body, head, "https://fair.example/2024/09/06/harbour-fair-moves/")
    claims = extract_date_claims(document, Rules(timezone="America/Los_Angeles"))
    published = {found.source: found for found in claims if found.role is DateRole.PUBLISHED}
    assert set(published) == {
        "json-ld",
        "article:published_time",
        "meta:parsely-pub-date",
        "meta:cxenseparse:recs:publishtime",
        "time",
        "printed",
        "url",
    }
    assert {found.at.isoformat()[:16] for found in published.values()} == {"2024-09-06T21:15", "2024-09-06T07:00"}
    assert published["url"].precision is Precision.DAY
    assert published["printed"].printed == "Sep 6, 2024 2:15pm PT"
    assert published["meta:cxenseparse:recs:publishtime"].offset is None
    chosen, changed = decide_dates(claims, timezone="America/Los_Angeles")
    assert chosen is not None
    assert (chosen.at.isoformat(), chosen.offset) == ("2024-09-06T21:15:33+00:00", -420)
    assert changed is not None
    assert changed.at < chosen.at


def test_rules_come_first() -> None:
    body = (
        """<h1>Harbour Fair Moves</h1><p><i class="when">UPDATED 4 May 2024 10:00</i><b class="x">2 May 2024</b></p>"""
    )
    claims = extract_date_claims(page(body), Rules(published=(".x", ".when"), timezone="Europe/London"))
    assert [(found.source, found.role) for found in claims[:2]] == [
        ("rules", DateRole.PUBLISHED),
        ("rules", DateRole.MODIFIED),
    ]
    assert claims[0].at.isoformat() == "2024-05-01T23:00:00+00:00"


def test_label_decides_the_role() -> None:
    body = "<h1>Harbour Fair Moves</h1><p>Published Jul 17, 2024, 11:21am | Updated Jul 17, 2024, 6:39pm</p>"
    published, modified = decide_dates(extract_date_claims(page(body), NO_RULES), timezone=None)
    assert published is not None
    assert modified is not None
    assert (published.at.hour, modified.at.hour) == (11, 18)


def test_dates_of_other_stories_are_no_claims() -> None:
    cards = "<div><a href='/b'>Other</a><time datetime='2023-01-01'>Jan 1, 2023</time></div>" * 9
    body = f"<h1>Harbour Fair Moves</h1><p>May 2, 2024</p><p>It moves.</p><aside class='related'>{cards}</aside>"
    found = sources(page(body))
    assert found["printed:bare"] == "2024-05-02T00:00"
    published, _ = decide_dates(extract_date_claims(page(body), NO_RULES), timezone=None)
    assert published is not None
    assert published.at.year == 2024


def test_date_in_a_sentence_is_no_claim() -> None:
    body = "<h1>Harbour Fair Moves</h1><p>The old hall burned down on May 2, 1911, and nobody knew why until later.</p>"
    assert extract_date_claims(page(body), NO_RULES) == []


@pytest.mark.parametrize(
    ("path", "at"),
    [
        ("/2024/11/09/slug/", "2024-11-09T00:00"),
        ("/2024/nov/09/slug/", "2024-11-09T00:00"),
        ("/news/slug-20241109/", "2024-11-09T00:00"),
        ("/news/2024-11-09-slug", "2024-11-09T00:00"),
        ("/2024/11/slug-1236130000/", "2024-11-01T00:00"),
    ],
)
def test_date_in_the_address(path: str, at: str) -> None:
    assert sources(page("<h1>Harbour Fair Moves</h1>", url=f"https://fair.example{path}")) == {"url": at}


@pytest.mark.parametrize("path", ["/article/20241399/", "/2024/43/slug", "/id/1236130000/", "/top-2024-list/"])
def test_number_in_the_address(path: str) -> None:
    assert sources(page("<h1>Harbour Fair Moves</h1>", url=f"https://fair.example{path}")) == {}


def test_minute_beats_day() -> None:
    day = claim("printed", "2024-09-06T00:00", Precision.DAY)
    minute = claim("url", "2024-09-06T21:15", Precision.MINUTE)
    assert decide_dates([day, minute], timezone=None)[0] is minute


def test_majority_beats_a_build_time() -> None:
    built = claim("json-ld", "2025-08-21T10:00", Precision.SECOND)
    printed = claim("printed", "2023-04-26T00:00", Precision.DAY)
    path = claim("url", "2023-04-26T00:00", Precision.DAY)
    assert decide_dates([built, printed, path], timezone=None)[0] is printed


def test_future_never_wins() -> None:
    event = claim("json-ld", "2026-03-19T00:00", Precision.SECOND)
    printed = claim("printed:distant", "2025-10-13T00:00", Precision.DAY)
    captured = datetime(2025, 12, 1, tzinfo=UTC)
    assert decide_dates([event, printed], timezone=None, captured_at=captured)[0] is printed
    assert decide_dates([event], timezone=None, captured_at=captured) == (None, None)


def test_page_that_only_says_when_it_was_changed_goes_by_that() -> None:
    changed = claim("printed", "2025-10-13T00:00", Precision.DAY, DateRole.MODIFIED)
    assert decide_dates([changed], timezone=None) == (changed, changed)


def test_nothing_is_decided_of_nothing() -> None:
    assert decide_dates([], timezone="Europe/Berlin") == (None, None)


CLAIMS = st.lists(
    st.builds(
        DateClaim,
        source=st.sampled_from(["json-ld", "printed", "url", "time:distant", "meta:date"]),
        role=st.sampled_from(DateRole),
        printed=st.just("x"),
        at=st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
        precision=st.sampled_from(Precision),
        offset=st.none() | st.integers(-720, 840),
    ),
    max_size=8,
)


@given(CLAIMS, st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)))
@settings(max_examples=100, deadline=None)
def test_decision_is_one_of_the_claims(claims: list[DateClaim], captured_at: datetime) -> None:
    published, modified = decide_dates(claims, timezone="Asia/Tokyo", captured_at=captured_at)
    for decided, role in ((published, DateRole.PUBLISHED), (modified, DateRole.MODIFIED)):
        held = [one for one in claims if one.at <= captured_at + timedelta(days=2)]
        possible = [one for one in held if one.role is role] or (held if role is DateRole.PUBLISHED else [])
        assert decided in possible if possible else decided is None


@given(st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from("0123456789-/.:T ampm,年月日"), max_size=120))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_an_aware_time_or_none(text: str) -> None:
    found = find_printed_date(text, timezone="Europe/Berlin")
    assert found is None or found.at.tzinfo is UTC


@given(st.datetimes(datetime(1900, 1, 2), datetime(2099, 12, 30)), st.integers(-720, 840))
@settings(max_examples=100, deadline=None)
def test_machine_dates_come_back(local: datetime, offset: int) -> None:
    sign, (hours, minutes) = "-" if offset < 0 else "+", divmod(abs(offset), 60)
    found = find_printed_date(f"{local:%Y-%m-%dT%H:%M:%S}{sign}{hours:02}:{minutes:02}")
    assert found is not None
    assert found.at == (local - timedelta(minutes=offset)).replace(tzinfo=UTC, microsecond=0)
    assert found.offset == offset


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "2024-01-01 ",
        "May ",
        "12:",
        "20240101",
        "<time datetime='2024-01-01'>x</time>",
        "<p>2024-01-01",
        "<b class=date>",
    ],
)
def test_megabytes_are_read_in_seconds(unit: str) -> None:
    filled = unit * (300_000 // len(unit))
    document = page(
        f"<h1>Harbour Fair Moves</h1><div class='date'>{filled}</div>",
        f"<meta name='date' content='{filled[:200_000].replace(chr(39), '')}'>",
    )
    assert len(extract_date_claims(document, NO_RULES)) <= 60
