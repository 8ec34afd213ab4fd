"""The sample crawled once for each database, for tests that begin where it ended."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import make_url

from crawler.sample.server import Request, SampleServer
from tests.crawler.crawling import Ended, crawl
from tests.servers.postgresql import PostgreSQLServer


@dataclass(frozen=True, slots=True)
class FirstCrawl:
    """An archive of the first edition, to be copied; how its crawl ended, and what the server was asked.

    Its database is in its directory, or the one of `server` that has a name.
    """

    directory: Path
    ended: Ended
    asked: list[Request]
    server: PostgreSQLServer | None = None
    name: str = ""

    @contextmanager
    def copied(self, directory: Path) -> Iterator[str]:
        """Copies the archive to a directory that is not there yet; lends the URL of its database."""
        shutil.copytree(self.directory, directory)
        if self.server is None:
            yield f"sqlite:///{directory / 'archive.db'}"
            return
        with self.server.database(self.name) as url:
            yield url


@pytest.fixture(scope="session")
def first_crawl(tmp_path_factory: pytest.TempPathFactory) -> FirstCrawl:
    """Crawl the first edition into SQLite."""
    directory = tmp_path_factory.mktemp("first") / "archive"
    with SampleServer() as server:
        ended = crawl(server, directory, afresh=True)
        return FirstCrawl(directory, ended, list(server.requests))


@pytest.fixture(scope="session")
def first_crawl_on_postgresql(
    tmp_path_factory: pytest.TempPathFactory, postgresql_server: PostgreSQLServer
) -> Iterator[FirstCrawl]:
    """Crawl the first edition into PostgreSQL."""
    directory = tmp_path_factory.mktemp("first") / "archive"
    with postgresql_server.database() as url, SampleServer() as server:
        ended = crawl(server, directory, "--database-url", url)
        yield FirstCrawl(directory, ended, list(server.requests), postgresql_server, make_url(url).database or "")


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def any_first_crawl(request: pytest.FixtureRequest) -> FirstCrawl:
    """Lend the first crawl on each database in turn."""
    found: FirstCrawl = request.getfixturevalue(
        "first_crawl" if request.param == "sqlite" else "first_crawl_on_postgresql"
    )
    return found
