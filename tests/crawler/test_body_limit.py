"""Bodies that never end, and that grow."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from storage.outcomes import Outcome
from tests.crawler.site import ORIGIN, Exchange, Site, answer, story
from tests.crawler.site_crawl import crawl_site, kept, outcomes

MOST = 200_000


def endless(exchange: Exchange) -> None:
    exchange.head(200, Content_Type="text/html")
    exchange.close_connection = True
    while True:
        exchange.wfile.write(b"<p>and so on</p>" * 1000)


LONG_NOTE = "n" * 150_000


class Crawled:
    def __init__(self, directory: Path) -> None:
        self.directory = directory
        routes = {
            "/story/sound": answer(story("Sound")),
            "/story/endless": endless,
            "/story/endless-gzip": answer(gzip.compress(os.urandom(2 * MOST)), Content_Encoding="gzip"),
            "/story/bomb": answer(gzip.compress(bytes(80_000_000)), Content_Encoding="gzip"),
            "/story/twice": answer(gzip.compress(gzip.compress(bytes(80_000_000))), Content_Encoding="gzip, gzip"),
            "/story/announced-long": answer(bytes(9_000_000)),
            "/story/long-note": answer(LONG_NOTE, status=302, Location="/story/after-note"),
            "/story/after-note": answer(story("After", paragraphs=600)),
        }
        with Site(routes) as site:
            site.announce(*routes)
            self.ended = crawl_site(
                site, directory,
                "--set", f"BACKFILE_MAX_BODY={MOST}", "--set", "DOWNLOAD_MAXSIZE=8000000",
                "--set", "RETRY_TIMES=0",
            )  # fmt: skip
        self.outcomes = outcomes(directory)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    return Crawled(tmp_path_factory.mktemp("bodies"))


def test_the_crawl_goes_on_and_loses_nothing(crawled: Crawled) -> None:
    assert crawled.ended.code == 0, crawled.ended.said
    assert crawled.outcomes["/story/sound"][0] == "archived"


@pytest.mark.parametrize("name", ["endless", "endless-gzip", "bomb", "twice", "announced-long"])
def test_what_is_too_large_is_said_to_be(crawled: Crawled, name: str) -> None:
    assert crawled.outcomes[f"/story/{name}"][0] == Outcome.TOO_LARGE


@pytest.mark.parametrize("name", ["endless", "endless-gzip"])
def test_a_body_is_cut_and_kept_as_cut(crawled: Crawled, name: str) -> None:
    ((capture, body),) = kept(crawled.directory, f"{ORIGIN}/story/{name}")
    assert capture.truncated == "length"
    assert MOST < capture.payload_length < MOST + 300_000
    assert body


def test_a_bomb_is_kept_as_received(crawled: Crawled) -> None:
    ((capture, _),) = kept(crawled.directory, f"{ORIGIN}/story/bomb")
    assert capture.truncated is None
    assert capture.payload_length < MOST


def test_what_a_redirect_brought_does_not_count_for_its_target(crawled: Crawled) -> None:
    assert len(LONG_NOTE) + len(story("After", paragraphs=600)) > MOST > len(story("After", paragraphs=600))
    assert crawled.outcomes["/story/after-note"][0] in {"archived", "unchanged"}
