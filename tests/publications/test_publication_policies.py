"""What every bundled publication keeps to."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import tldextract

from crawler.definitions import BUNDLED, load_file
from crawler.publication import Publication

CASES = Path(__file__).parent
SAMPLE = "sample"
FILES = sorted(BUNDLED.glob("*.toml"))
TITLES = [path for path in FILES if path.stem != SAMPLE]
REGISTERED = tldextract.TLDExtract(suffix_list_urls=())

each_publication = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
each_title = pytest.mark.parametrize("path", TITLES, ids=lambda path: path.stem)


def recorded_urls(publication: Publication) -> list[str]:
    captures = sorted((CASES / publication.slug).glob("*/capture.json"))
    return [json.loads(path.read_text(encoding="utf-8"))["url"] for path in captures]


def all_patterns(publication: Publication) -> Iterator[re.Pattern[str]]:
    yield from publication.pages.include
    yield from publication.pages.exclude
    yield from (revisit.url for revisit in publication.revisit if revisit.url)
    yield from (rules.post_id for rules in publication.rules if rules.post_id)


@each_publication
def test_it_loads_under_its_file_name(path: Path) -> None:
    assert load_file(path).slug == path.stem


@each_title
def test_every_address_is_on_the_publications_own_domain(path: Path) -> None:
    publication = load_file(path)
    hosts = [publication.home, *(source.url for source in publication.sources)]
    assert len({REGISTERED(url).top_domain_under_public_suffix for url in hosts}) == 1


@each_title
def test_one_request_at_a_time_with_five_seconds_between(path: Path) -> None:
    crawl = load_file(path).crawl
    assert crawl.delay >= 5
    assert crawl.concurrency == 1


@each_title
def test_sources_are_not_polled_more_than_every_quarter_of_an_hour(path: Path) -> None:
    assert min(source.every.total_seconds() for source in load_file(path).sources) >= 15 * 60


@each_title
def test_no_source_stands_alone(path: Path) -> None:
    assert len({source.kind for source in load_file(path).sources}) >= 2


@each_title
def test_it_has_a_recorded_case_whose_url_it_accepts(path: Path) -> None:
    publication = load_file(path)
    urls = recorded_urls(publication)
    assert urls
    assert [url for url in urls if not publication.accepts(url)] == []


@each_title
def test_the_same_page_is_accepted_however_it_is_linked(path: Path) -> None:
    publication = load_file(path)
    for url in recorded_urls(publication):
        bare = url.rstrip("/")
        linked = [bare, f"{bare}/", f"{bare}?utm_source=feed", f"{bare}/#respond", bare.replace("https://", "http://")]
        assert [link for link in linked if not publication.accepts(link)] == []


NO_ARTICLES = (
    "", "feed/", "author/ann-example/", "author/ann-example-of-the-desk/", "tag/one-two-three/", "about/", "contact/",
    "privacy-policy/", "terms-of-use/", "search/?q=one-two-three-12345678", "category/business/", "page/2/",
    "category/one-two-three/", "wp-content/uploads/2024/05/one-two-three-123456.jpg", "robots.txt", "2024/", "2024/05/",
    "sitemap_index.xml", "events/one-two-three/", "newsletter/", "gallery/one-two-three-12345678/",
)  # fmt: skip


@each_title
def test_what_is_no_article_is_not_accepted(path: Path) -> None:
    publication = load_file(path)
    assert [place for place in NO_ARTICLES if publication.accepts(publication.home + place)] == []


@each_title
def test_feed_and_amp_of_an_article_are_not_accepted(path: Path) -> None:
    publication = load_file(path)
    for url in recorded_urls(publication):
        assert not publication.accepts(url.rstrip("/") + "/feed/")
        assert not publication.accepts(url.rstrip("/") + "/amp/")


@each_title
def test_the_page_of_another_site_is_not_accepted(path: Path) -> None:
    publication = load_file(path)
    for url in recorded_urls(publication):
        host = url.split("/")[2]
        assert not publication.accepts(url.replace(host, f"{host}.elsewhere.example"))
        assert not publication.accepts(f"https://elsewhere.example/?u={url}")


@each_publication
def test_its_zone_has_a_clock(path: Path) -> None:
    assert load_file(path).zone == ZoneInfo(load_file(path).timezone)


@each_title
def test_what_is_not_captured_is_said(path: Path) -> None:
    publication = load_file(path)
    assert publication.note
    assert publication.verified != "captured" or "Captured:" in publication.note


@each_publication
def test_patterns_are_few(path: Path) -> None:
    publication = load_file(path)
    assert len(publication.pages.include) <= 5
    assert len(publication.pages.exclude) <= 5


HOSTILE = [
    piece * (10_000 // len(piece))
    for piece in ("a", "-", "/", "a-", "a/", "1", "-1", "1/", "/-", "%20", "a-1/", "/articles/1", "-12345", "?", "w1-")
]  # fmt: skip


@pytest.mark.timeout(60)
@each_publication
def test_no_pattern_is_slow_on_any_address(path: Path) -> None:
    publication = load_file(path)
    addresses = [publication.home + tail for tail in HOSTILE] + [publication.home + tail + "!" for tail in HOSTILE]
    patterns = list(all_patterns(publication))
    for url in addresses:
        for pattern in patterns:
            pattern.search(url)


def test_families_are_used() -> None:
    used = {load_file(path).family for path in FILES}
    assert {path.stem for path in (BUNDLED / "families").glob("*.toml")} <= used
