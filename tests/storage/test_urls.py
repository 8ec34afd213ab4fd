from __future__ import annotations

import subprocess
import sys
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from storage.urls import canonicalise, join_url, same_site, url_key

STORY = "https://harbourweekly.example/2024/05/crane-makers-merge-123"

SAME = [
    STORY,
    "http://harbourweekly.example/2024/05/crane-makers-merge-123",
    "//harbourweekly.example/2024/05/crane-makers-merge-123",
    "HTTPS://WWW.HarbourWeekly.Example/2024/05/crane-makers-merge-123/",
    "https://m.harbourweekly.example/2024/05/crane-makers-merge-123",
    "https://www.m.harbourweekly.example./2024/05/crane-makers-merge-123",
    "https://amp.harbourweekly.example/2024/05/crane-makers-merge-123/",
    "http://harbourweekly.example:80/2024/05/crane-makers-merge-123",
    "https://reader:secret@harbourweekly.example:443/2024/05/crane-makers-merge-123",
    STORY + "/amp/",
    STORY + "/amp",
    STORY + ".amp",
    STORY + "?amp=1",
    STORY + "?amp",
    STORY + "?outputType=amp",
    "https://harbourweekly.example/amp/2024/05/crane-makers-merge-123",
    "https://harbourweekly.example/.amp/2024/05/crane-makers-merge-123",
    "https://cdn.ampproject.org/c/s/harbourweekly.example/2024/05/crane-makers-merge-123",
    "https://harbourweekly-example.cdn.ampproject.org/v/s/www.harbourweekly.example/2024/05/crane-makers-merge-123/amp/?usqp=q",
    "https://www.google.com/amp/s/www.harbourweekly.example/2024/05/crane-makers-merge-123/amp/",
    STORY + "/print/",
    STORY + "?print",
    STORY + "?print=1",
    STORY + "#respond",
    STORY + "#comments",
    STORY + "#icn=pmc-related&ici=99_link1",
    STORY + "?cx_testId=6&cx_testVariant=cx_2&cx_artPos=1#cxrecs_s",
    STORY + "?utm_source=site&UTM_Medium=end&fbclid=x&mc_cid=1&srsltid=2&ref_src=twsrc%5Etfw",
    STORY + "?utm_source=a&amp;utm_medium=b",
    STORY + "?replytocom=88",
    STORY + "?share=twitter",
    STORY + "?",
    STORY + "?&&",
    STORY + ";jsessionid=0A1B",
    "https://harbourweekly.example/2024/./05/x/../crane-makers-merge-123",
    "https://harbourweekly.example/2024/05/cr%61ne%2dmakers-merge-123",
    "\n https://harbourweekly.example/2024/05/crane-\nmakers-merge-123\t",
    r"https:\\harbourweekly.example\2024\05\crane-makers-merge-123",
]

SELECTS = [
    "?p=31228", "?feed=rss2", "?id=7", "?ID=7", "?story.asp?ID=7", "?idxno=120", "?idx=3", "?doc_id=5", "?channel=payments",
    "?page=2", "?paged=2", "?v=preview", "?VersionId=a.b", "?yyyy=2024&mm=05&dd=01", "?s=crane", "?q=crane", "?ref=home",
    "?source=wire", "?mod=3", "?cid=9", "?amp=230v", "?print=edition", "?share=7", "?b=2&a=1", "?a=1&b=2", "#!/story/5",
    "/page/2", "/2", ":8443",
]  # fmt: skip


@pytest.mark.parametrize("url", SAME)
def test_addresses_of_one_page_share_a_form(url: str) -> None:
    assert canonicalise(url) == STORY


@pytest.mark.parametrize("ending", SELECTS)
def test_what_selects_the_page_stays(ending: str) -> None:
    url = STORY.replace(".example/", f".example{ending}/") if ending.startswith(":") else STORY + ending
    assert canonicalise(url) == url


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://blätter.example/über-uns", "https://xn--bltter-cua.example/%C3%BCber-uns"),
        ("https://xn--bltter-cua.example/%c3%bcber-uns/", "https://xn--bltter-cua.example/%C3%BCber-uns"),
        ("https://a.example", "https://a.example/"),
        ("https://a.example/?p=5", "https://a.example/?p=5"),
        ("https://a.example/100%/x y", "https://a.example/100%25/x%20y"),
        ("https://a.example/a%2Fb", "https://a.example/a%2Fb"),
        ("https://a.example/News/Fair", "https://a.example/News/Fair"),
        ("https://a.example/stories/fair.amp.html", "https://a.example/stories/fair.html"),
        ("https://a.example/amp/", "https://a.example/amp"),
        ("https://a.example/news/print", "https://a.example/news/print"),
        ("https://www.wsj.com/articles/x-1?mod=hp&id=2", "https://wsj.com/articles/x-1?id=2"),
        ("https://www.enr.com/articles/5-x?v=preview", "https://enr.com/articles/5-x"),
        ("https://m.co/x", "https://m.co/x"),
        ("https://www.com/x", "https://www.com/x"),
        ("https://[2001:DB8::1]:8080/x/", "https://[2001:db8::1]:8080/x"),
        ("https://cdn.ampproject.org/c/s/cdn.ampproject.org/c/a.example/x", "https://a.example/x"),
        ("https://cdn.ampproject.org:8080/c/s/a.example:90/x", "https://a.example:90/x"),
        ("https://cdn.ampproject.org/i/s/a.example/x.jpg", "https://cdn.ampproject.org/i/s/a.example/x.jpg"),
    ],
)
def test_canonical_form(url: str, canonical: str) -> None:
    assert canonicalise(url) == canonical


@pytest.mark.parametrize(
    "url", ["", "urn:sha256:ab", "mailto:a@b.example", "/relative/path", "https://", "https://[::1", "https://a:x/"]
)
def test_what_is_no_web_address_stands_for_itself(url: str) -> None:
    assert canonicalise(f" {url}\n") == url


_PIECES = st.sampled_from(
    [
        "https://", "http://", "//", "www.", "m.", "amp.", "cdn.ampproject.org/c/s/", "google.com/amp/s/", "/amp", "/amp/",
        ".amp", ".amp.html", "/print", "/", "/.", "/..", "%2e", "%61", "%C3%BC", "%zz", "ü", "ß", "İ", "ｗｗｗ．", "。", "?", "&",
        "#", "#!", "utm_source=a", "&amp;", "amp=1", "print=1", ";jsessionid=1", ":80", ":443", ":9", "@", "\\", "[", "]", "a",
        "a-1", ".example", "\ud800", "\x00", "..amp", "-", " ", "\n",
    ]
)  # fmt: skip
_URLS = st.lists(_PIECES, max_size=14).map("".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(_URLS, _URLS.map("https://a.example/{}".format), _URLS.map("https://{}".format), st.text()))
@example("https://google.com/amp/amp/s/a.example/x")
@example("https://a.example/amp.amp")
@example("https://cdn.ampproject.org/amp/c/s/a.example")
@example("https://a.example/..amp/x/...amp")
def test_canonical_form_is_a_fixed_point(url: str) -> None:
    once = canonicalise(url)
    assert canonicalise(once) == once
    assert url_key(url) == url_key(once)


_WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=12)
_SELECTING = st.lists(st.tuples(_WORDS.map("x{}".format), st.text("abc123-", max_size=8)), max_size=5)
_TRACKING = st.lists(
    st.sampled_from(["utm_id=1", "fbclid=a", "UTM_Source=b", "amp;gclid=2", "mc_cid=3", "amp=1"]), max_size=3
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, min_size=1, max_size=4), _SELECTING, _TRACKING, st.randoms(use_true_random=False))
def test_tracking_goes_and_what_selects_the_page_stays_in_order(
    path: list[str], selecting: list[tuple[str, str]], tracking: list[str], random: Random
) -> None:
    kept = [f"{name}={value}" for name, value in selecting]
    mixed = list(kept)
    for parameter in tracking:
        mixed.insert(random.randint(0, len(mixed)), parameter)
    address = f"https://ports.example/story/{'/'.join(path)}-1"
    query = f"?{'&'.join(mixed)}" if mixed else ""
    assert canonicalise(address + query) == address + (f"?{'&'.join(kept)}" if kept else "")


@settings(max_examples=100, deadline=None)
@given(_WORDS, st.text("abc123", min_size=1, max_size=6), st.text("abc123", min_size=1, max_size=6))
def test_pages_that_differ_in_what_selects_them_have_different_keys(name: str, one: str, other: str) -> None:
    address = "https://ports.example/story?x"
    assert (url_key(f"{address}{name}={one}") == url_key(f"{address}{name}={other}")) is (one == other)


@settings(max_examples=200, deadline=None)
@given(_URLS, _URLS)
def test_joining_gives_a_web_address_or_nothing(base: str, href: str) -> None:
    joined = join_url(base, href)
    assert joined is None or joined.startswith(("https://", "http://"))
    assert isinstance(same_site(base, href), bool)


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "unit", ["/amp", ".amp", "..", "%", "ü", "&utm_a=1", "www.", "cdn.ampproject.org/c/s/", ";jsessionid=", "\\"]
)
@pytest.mark.timeout(60)
def test_long_addresses_are_read_in_one_pass(unit: str) -> None:
    for url in ("https://a.example/" + unit * 200_000, f"https://a.example/{(unit * 60_000)[:60_000]}x"):
        once = canonicalise(url)
        assert canonicalise(once) == once
    assert canonicalise("https://" + (unit * 60_000)[:60_000] + "x")


def test_key_is_a_digest_of_the_canonical_form() -> None:
    assert url_key(STORY) == url_key(STORY + "/amp/?utm_source=x")
    assert url_key(STORY) != url_key(STORY + "?p=1")
    assert len(url_key(STORY)) == 64
    assert url_key(STORY) == url_key(STORY).lower()


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("https://news.harbour.co.uk/x", "http://www.harbour.co.uk/", True),
        ("https://harbour.co.uk/", "https://weekly.co.uk/", False),
        ("https://bücher.de/", "https://xn--bcher-kva.de/", True),
        ("https://one.blogspot.com/", "https://two.blogspot.com/", False),
        ("http://192.0.2.7/a", "http://192.0.2.7:8000/b", True),
        ("http://192.0.2.7/", "http://192.0.2.8/", False),
        ("not a url", "not a url", False),
        ("https://[::1", "https://[::1", False),
    ],
)
def test_same_site_goes_by_registered_domain(a: str, b: str, same: bool) -> None:
    assert same_site(a, b) is same
    assert same_site(b, a) is same


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/a/b?c=1#d", "https://a.example/a/b?c=1#d"),
        ("b", "https://a.example/x/b"),
        ("//b.example/y", "https://b.example/y"),
        (" http://B.example/Y \n", "http://B.example/Y"),
        ("", None),
        ("#top", None),
        ("mailto:desk@a.example", None),
        ("javascript:void(0)", None),
        ("http://", None),
        ("http://[oops", None),
    ],
)
def test_joins_links_to_a_base(href: str, url: str | None) -> None:
    assert join_url("https://a.example/x/page", href) == url


def test_a_relative_link_without_a_base_leads_nowhere() -> None:
    assert join_url("", "/a") is None


def test_canonical_forms_need_nothing_slow_to_import() -> None:
    code = "import sys, storage.urls as u; u.url_key('https://a.example/x'); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"tldextract", "w3lib", "scrapy", "twisted", "requests", "idna"} & set(loaded)
