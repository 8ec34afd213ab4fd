"""`backfile capture`: one page of the sample, due or not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.sample.expected import articles
from storage import models
from storage.captures.exchange import Exchange
from storage.captures.writer import WarcWriter
from tests.crawler.commands.running import Ended, backfile, opened

PAGE = next(page for page in articles() if page.post_id == 13004101)
OLD = datetime(2019, 3, 9, 18, 20, tzinfo=UTC)
GONE = "http://quartercall.example/2026/stage/news/nothing-stands-here-13009903/"


def write_old_record(archive: Path) -> None:
    exchange = Exchange(
        method="GET",
        url=PAGE.url,
        request_headers=(),
        http_version="HTTP/1.1",
        status=200,
        reason="OK",
        response_headers=((b"Content-Type", b"text/html"),),
        body=b"<p>As it was.</p>",
        captured_at=OLD,
        publication="sample",
    )
    writer = WarcWriter(archive / "warc", software="test", operator=None, min_free=0)
    writer.write_exchange(exchange)
    writer.close()


class Captures:
    """A page, the same page again before it is due, and one that is not there.

    Before the second visit there is a record of the page as it was years ago, as a killed import leaves it.
    """

    def __init__(self, directory: Path) -> None:
        self.archive = directory / "archive"
        self.first = self._capture(PAGE.url, afresh=True)
        write_old_record(self.archive)
        self.again = self._capture(PAGE.url)
        self.gone = self._capture(GONE)

    def _capture(self, url: str, *, afresh: bool = False) -> Ended:
        return backfile("capture", url, "--archive", self.archive, "--json", afresh=afresh)


@pytest.fixture(scope="module")
def captures(tmp_path_factory: pytest.TempPathFactory) -> Captures:
    return Captures(tmp_path_factory.mktemp("capture"))


@pytest.fixture
def session(captures: Captures) -> Iterator[Session]:
    with opened(captures.archive) as session:
        yield session


def test_a_page_is_archived_and_its_id_printed(captures: Captures, session: Session) -> None:
    assert captures.first.code == 0, captures.first.said
    article = session.scalars(select(models.Article)).one()
    assert captures.first.answer == {
        "publication": "sample", "url": PAGE.url, "outcome": "archived", "reason": None, "article": article.public_id,
    }  # fmt: skip
    assert article.reading is not None
    assert article.reading.title == PAGE.title


def test_a_page_that_is_not_due_is_visited_all_the_same(captures: Captures, session: Session) -> None:
    assert captures.again.code == 0, captures.again.said
    assert captures.again.answer["outcome"] == "unchanged"
    assert captures.again.answer["article"] == captures.first.answer["article"]
    page = session.scalars(select(models.Page).where(models.Page.url == PAGE.url)).one()
    assert (page.visits, page.leased_by) == (2, None)


def test_what_a_killed_import_left_is_indexed_and_no_visit(captures: Captures, session: Session) -> None:
    left = session.scalars(select(models.Capture).where(models.Capture.captured_at == OLD)).one()
    assert left.publication == "sample"
    assert session.scalars(select(models.Visit).where(models.Visit.capture_id == left.id)).all() == []


def test_a_page_that_is_not_there_is_said(captures: Captures) -> None:
    assert captures.gone.code == 1
    assert captures.gone.answer["outcome"] == "not-found"
    assert captures.gone.answer["article"] is None


def test_robots_are_asked_and_no_source_is_polled(captures: Captures, session: Session) -> None:
    roles = list(session.scalars(select(models.Capture.role)))
    assert sorted(set(roles)) == ["page", "robots"]
    assert {run.kind for run in session.scalars(select(models.Run))} == {"capture"}
    assert session.scalars(select(models.Source)).all() == []
