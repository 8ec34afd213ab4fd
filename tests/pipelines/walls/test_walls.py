"""Walls: told from articles by their marks, whatever their status, and no article taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract import extract_page
from pipelines.judgement import judge_reading
from pipelines.rules import Rules
from pipelines.walls import find_wall, find_wall_answer, is_wall_address
from storage.items import PageKind
from storage.outcomes import Outcome
from tests.crawler.site import story
from tests.pipelines.walls.wall_pages import AKAMAI, CLOUDFLARE_CHALLENGE, DATADOME, WALLS

URL = "https://trade.example/story/kiln"
BOT_WALLS = [(name, page) for name, pages in WALLS.items() for page in pages if "bot wall" in name]
ALL = [(name, page) for name, pages in WALLS.items() for page in pages]

WATCHED = (
    '<script src="https://js.datadome.co/tags.js"></script><script>window.ddjskey="0A";</script>'
    "<script>window.__CF$cv$params={r:'0a1b'};var d='/cdn-cgi/challenge-platform/scripts/jsd/main.js';</script>"
    '<script src="/_Incapsula_Resource?SWJIYLWA=719d34d31c8e3a6e6fffd425f7e032f3&ns=2&cb=1"></script>'
    '<script>window._pxAppId="PX0000";</script><script src="//client.px-cloud.net/PX0000/main.min.js"></script>'
    '<script src="https://0a.token.awswaf.com/0a/challenge.js" defer></script>'
    '<script src="https://cdn.cookielaw.org/scripttemplates/otSDKStub.js"></script>'
    '<div id="onetrust-consent-sdk"></div><div id="sp_message_container_1"></div>'
    '<form action="/subscribe"><div class="g-recaptcha" data-sitekey="0"></div></form>'
)


def read(page: str) -> tuple[PageKind, str | None, Outcome]:
    found = extract_page(page.encode(), url=URL, content_type="text/html; charset=utf-8", rules=Rules())
    return found.kind, found.kind_reason, judge_reading(found)[0]


@pytest.mark.parametrize(("name", "page"), ALL)
def test_a_wall_with_status_200_is_no_article(name: str, page: str) -> None:
    assert read(page) == (PageKind.WALL, name, Outcome.BLOCKED)


@pytest.mark.parametrize("status", [403, 429, 503])
@pytest.mark.parametrize(("name", "page"), BOT_WALLS)
def test_a_wall_is_known_by_its_body(status: int, name: str, page: str) -> None:
    assert find_wall_answer(status, {}, page.encode()) == name


@pytest.mark.parametrize(
    ("status", "headers", "wall"),
    [
        (200, {"cf-mitigated": "challenge"}, "cloudflare bot wall"),
        (202, {"x-amzn-waf-action": "challenge"}, "aws bot wall"),
        (403, {"x-datadome": "protected"}, "datadome bot wall"),
        (200, {"x-datadome": "protected"}, None),
        (429, {"x-kpsdk-ct": "0A"}, "kasada bot wall"),
        (403, {"server": "cloudflare"}, None),
        (404, {"x-datadome": "protected"}, None),
    ],
)
def test_a_wall_is_known_by_its_header_fields(status: int, headers: dict[str, str], wall: str | None) -> None:
    assert find_wall_answer(status, headers, b"") == wall


@pytest.mark.parametrize("status", [404, 410, 500, 200])
def test_only_statuses_of_walls_are_looked_into(status: int) -> None:
    assert find_wall_answer(status, {}, AKAMAI.encode()) is None


@pytest.mark.parametrize("body", ["", "<h1>403 Forbidden</h1>", "<title>Forbidden</title>nginx", story("Kiln")])
def test_a_plain_refusal_is_no_wall(body: str) -> None:
    assert find_wall_answer(403, {}, body.encode()) is None


@pytest.mark.parametrize("paragraphs", [1, 2, 6])
def test_an_article_that_a_vendor_watches_is_no_wall(paragraphs: int) -> None:
    page = story("Kiln", paragraphs=paragraphs).replace("</body>", f"{WATCHED}</body>")
    assert read(page)[0] is PageKind.ARTICLE


def test_an_article_about_walls_is_no_wall() -> None:
    words = (
        "Publishers say that cookies and consent are dear. Readers who accept all of it give their partners much; "
        "personalised ads pay for the rest, as each privacy policy says. "
    )
    page = story("Kiln").replace("</article>", f"<p>{words * 5}</p><pre>window._cf_chl_opt</pre></article>")
    assert read(page)[0] is PageKind.ARTICLE


@pytest.mark.parametrize(
    ("url", "is_wall"),
    [
        ("https://consent.trade.example/v2/consent?back=/story/kiln", True),
        ("https://guce.trade.example/consent?x=1", True),
        ("https://myprivacy.dpgmedia.nl/consent?siteKey=0", True),
        ("https://geo.captcha-delivery.com/captcha/?cid=0", True),
        ("https://validate.perfdrive.com/0a?ssa=1", True),
        ("https://trade.example/_Incapsula_Resource?x=1", True),
        ("https://trade.example/cookie-wall?next=/story/kiln", True),
        ("https://trade.example/consent-orders-for-kilns/", False),
        ("https://trade.example/story/captcha-makers-merge", False),
        ("https://trade.example/login?next=/story/kiln", False),
        ("http://[::1", False),
    ],
)
def test_walls_have_addresses(url: str, is_wall: bool) -> None:
    assert is_wall_address(url) is is_wall


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_page_is_judged(markup: str, text: str) -> None:
    find_wall(markup, titles=(text,), text=text, is_article=False)
    find_wall_answer(403, {"cf-mitigated": text}, markup.encode())
    is_wall_address(markup)


@pytest.mark.parametrize("piece", ["var dd={", "<title>", "/_Incapsula_Resource?", "id='cmp", "//consent.", "</div>"])
@pytest.mark.timeout(60)
def test_hostile_pages_come_to_an_end(piece: str) -> None:
    assert find_wall(piece * (400_000 // len(piece)), titles=(), text="", is_article=True) is None


@pytest.mark.parametrize("page", [CLOUDFLARE_CHALLENGE, DATADOME])
def test_a_canonical_to_the_article_makes_no_article_of_a_wall(page: str) -> None:
    assert read(page.replace("<head>", f'<head><link rel="canonical" href="{URL}">'))[2] is Outcome.BLOCKED


def test_a_canonical_to_the_front_page_makes_no_index_of_an_article() -> None:
    page = story("Kiln").replace('<meta property="og:type" content="article">', "")
    assert (
        read(page.replace("<head>", '<head><link rel="canonical" href="https://trade.example/">'))[0]
        is PageKind.ARTICLE
    )


def test_a_front_page_at_the_address_of_an_article_is_an_index() -> None:
    cards = "".join(f'<li><a href="/story/{n}">Kiln {n} fired again in the old works</a></li>' for n in range(60))
    page = (
        f'<html><head><link rel="canonical" href="https://trade.example/"></head><body><ul>{cards}</ul></body></html>'
    )
    assert read(page)[:2] == (PageKind.INDEX, "front-page")
