"""The sample crawled once, for tests that begin where it ended."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from crawler.sample.server import Request, SampleServer
from tests.crawler.crawling import Ended, crawl


@dataclass(frozen=True, slots=True)
class FirstCrawl:
    """An archive of the first edition on SQLite, to be copied; how its crawl ended, and what the server was asked."""

    directory: Path
    ended: Ended
    asked: list[Request]


@pytest.fixture(scope="session")
def first_crawl(tmp_path_factory: pytest.TempPathFactory) -> FirstCrawl:
    """Crawl the first edition."""
    directory = tmp_path_factory.mktemp("first") / "archive"
    with SampleServer() as server:
        ended = crawl(server, directory, afresh=True)
        return FirstCrawl(directory, ended, list(server.requests))
