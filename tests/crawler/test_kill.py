"""Kill it anywhere, lose nothing: `kill -9` at random moments, and the same command again."""

from __future__ import annotations

import random
import time
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select

from crawler.sample.expected import expected_outcomes
from crawler.sample.server import SampleServer
from storage import models
from storage.archive import Archive
from storage.outcomes import Outcome
from storage.verification import verify
from tests.crawler.crawling import crawl, crawl_words
from tests.servers.commands import Command

KILLS = 20
SLOWNESS = 0.12
"""Seconds the server takes for an answer, so that a crawl is long enough to be killed twenty times."""


def kill_at_random(server: SampleServer, archive: Path, database_url: str, chance: random.Random) -> bool:
    """Starts a crawl and kills it within the second after its first request; False when it had ended before."""
    before = len(server.requests)
    process = Command(*crawl_words(server, archive, "--database-url", database_url))
    while len(server.requests) == before and process.poll() is None:
        time.sleep(0.01)
    time.sleep(chance.uniform(0.0, 1.0))
    ended = process.poll() is not None
    process.kill()
    process.wait()
    return not ended


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_crawl_killed_twenty_times_loses_nothing_and_stores_nothing_twice(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    database_url: str = request.getfixturevalue(f"{kind}_url")
    chance = random.Random(20)
    kills = 0
    with SampleServer(delay=SLOWNESS) as server:
        for _ in range(KILLS):
            kills += kill_at_random(server, tmp_path, database_url, chance)
        server.delay = 0.0
        ended = crawl(server, tmp_path, "--database-url", database_url)
        fetched = Counter(r.url for r in server.requests if r.status == 200)

    assert ended.code == 0, ended.said
    expected = expected_outcomes(1)
    archive = Archive(tmp_path, database_url)
    with archive.read() as session:
        pages = {page.url: page for page in session.scalars(select(models.Page))}
        articles = session.scalar(select(func.count()).select_from(models.Article))
        revisions = session.scalar(select(func.count()).select_from(models.Revision))
        unindexed = session.scalar(select(func.count()).where(models.Page.leased_by.is_not(None)))
    damage = {result.name: result.damage for result in verify(archive) if result.findings}
    archive.close()

    # A page whose next visit came between two kills was asked again, conditionally.
    settled = {url: "archived" if page.outcome == "unchanged" else page.outcome for url, page in pages.items()}
    assert settled == expected
    archived = [url for url, outcome in expected.items() if outcome == Outcome.ARCHIVED]
    assert articles == revisions == len(archived)
    assert unindexed == 0
    assert damage == {}
    assert kills >= KILLS * 0.9
    refetched = sum(fetched[url] - 1 for url in archived)
    assert refetched <= kills, "only what was in flight may be fetched again, and one page of a host is at a time"
