"""A 304 stands in the WARC files as a revisit of the page's own capture, for readers of other makes too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update
from warcio.archiveiterator import ArchiveIterator

from storage import models
from storage.archive import Archive
from storage.article_json import article_json, revision_json
from storage.canonical_json import canonical_json
from storage.purging.purge import purge
from storage.verification import verify
from tests.crawler.commands.running import backfile
from tests.crawler.site import ORIGIN, Exchange, Route, Site, feed_of, redirect, story
from tests.crawler.site_crawl import crawl_site
from tests.storage.builders import AT

KILN, QUAY, FEED = (f"{ORIGIN}{path}" for path in ("/story/kiln", "/story/quay", "/feed"))
PROFILE = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
PAGES = ["/story/kiln", "/story/quay", "/story/old"]
LINKS = '<section class="related"><h2>Related stories</h2><a href="/story/quay">Quay works adds kilns</a></section>'
VALIDATORS = {KILN: ("ETag", '"k"'), QUAY: ("Last-Modified", "Mon, 02 Mar 2026 00:00:00 GMT"), FEED: ("ETag", '"f"')}
CONDITIONS = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}


def unless_known(url: str, body: str, content_type: str = "text/html") -> Route:
    """The body, or 304 to whoever has it."""
    name, value = VALIDATORS[url]

    def send(exchange: Exchange) -> None:
        if exchange.headers.get(CONDITIONS[name]) == value:
            exchange.head(304, X_Seen="again", **{name: value})
        else:
            length = str(len(body.encode()))
            exchange.head(200, Content_Type=content_type, Content_Length=length, **{name: value})
            exchange.wfile.write(body.encode())

    return send


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def make_archive(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], Archive]]:
    """Make archives, on each database in turn."""
    with ExitStack() as closing:

        def make() -> Archive:
            url = None
            if request.param == "postgresql":
                url = closing.enter_context(request.getfixturevalue("lend_postgresql")())
            archive = Archive(tmp_path_factory.mktemp("here") / "archive", url)
            archive.prepare()
            closing.callback(archive.close)
            return archive

        yield make


@pytest.fixture(scope="module")
def crawled(make_archive: Callable[[], Archive]) -> Archive:
    """Crawl two pages and their feed twice; all are answered 304 the second time, after a redirect without a body."""
    archive = make_archive()
    crawl_twice(archive, archive.directory.parent)
    return archive


def crawl_twice(archive: Archive, directory: Path) -> None:
    page = story("Kiln").replace("</article>", f"</article>{LINKS}")
    routes = {"/story/kiln": unless_known(KILN, page), "/story/quay": unless_known(QUAY, story("Quay"))}
    with Site({**routes, "/feed": unless_known(FEED, feed_of(PAGES), "application/rss+xml")}) as site:
        for outcome in ("archived", "unchanged"):
            ended = crawl_site(site, directory, "--database-url", archive.database_url)
            assert ended.code == 0, ended.said
            assert ended.report["visited"][outcome] == 2
            site.routes["/story/old"] = redirect("/story/older", status=301)
            make_due(archive)
    assert (ended.report["sources"], ended.report["bytes_received"]) == ({"unchanged": 1}, 0)


def make_due(archive: Archive) -> None:
    """All pages, the one that redirects before the others."""
    page = models.Page
    with archive.engine.execution_options(writes=True).begin() as connection:
        connection.execute(update(page).values(next_visit_at=page.announced_at))
        connection.execute(update(page).where(page.url.endswith("old")).values(next_visit_at=AT))


def run(archive: Archive, titles: Path, *words: object) -> None:
    at = ("--archive", archive.directory, "--database-url", archive.database_url, "--publications", titles)
    ended = backfile(*words, *at)
    assert ended.code == 0, ended.said


def records(archive: Archive) -> list[Any]:
    """What warcio reads, in the order of the files."""
    found = []
    for path in sorted(archive.warc_directory.glob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                record.body = record.content_stream().read()
                found.append(record)
    return found


def field(record: Any, name: str) -> str | None:
    value: str | None = record.rec_headers.get_header(f"WARC-{name}")
    return value


def answers(archive: Archive, url: str) -> list[Any]:
    return [one for one in records(archive) if field(one, "Type") != "request" and field(one, "Target-URI") == url]


def check_sound(archive: Archive) -> None:
    assert [str(finding) for result in verify(archive) for finding in result.damage] == []


def check_pair(archive: Archive, url: str) -> None:
    """A page's two answers: the second refers to the first."""
    first, again = answers(archive, url)
    assert (field(first, "Type"), first.http_headers.get_statuscode()) == ("response", "200")
    assert (field(again, "Type"), field(again, "Profile")) == ("revisit", PROFILE)
    assert (field(again, "Refers-To"), field(again, "Refers-To-Target-URI")) == (field(first, "Record-ID"), url)
    assert field(again, "Refers-To-Date") == field(first, "Date")
    assert field(again, "Payload-Digest") == field(first, "Payload-Digest")
    assert field(again, "Truncated") is None
    name, value = VALIDATORS[url]
    assert again.http_headers.statusline == "304 Not Modified"
    assert again.http_headers.get_header(name) == first.http_headers.get_header(name) == value
    assert (again.http_headers.get_header("X-Seen"), again.body) == ("again", b"")


def observations(archive: Archive, url: str) -> list[tuple[Any, ...]]:
    """Every capture of a page with what it came to, and what links of it were seen there."""
    capture, visit, seen, link = models.Capture, models.Visit, models.Observation, models.RelatedStory
    with archive.read() as session:
        rows = session.execute(
            select(
                capture.captured_at, capture.record_type, capture.status, capture.payload_digest, capture.etag,
                visit.outcome, visit.reason, seen.observed_at, func.count(link.id),
            )
            .outerjoin(visit, visit.capture_id == capture.id)
            .outerjoin(seen, seen.capture_id == capture.id)
            .outerjoin(link, link.observation_id == seen.id)
            .where(capture.url == url)
            .group_by(capture.id, visit.id, seen.id)
            .order_by(capture.captured_at)
        )  # fmt: skip
        return [tuple(row) for row in rows]


def articles(archive: Archive) -> dict[str | None, str]:
    """Every article with its revisions, by URL, as canonical JSON."""
    with archive.read() as session:
        found = session.scalars(select(models.Article)).all()
        return {
            one.url: canonical_json(
                [article_json(session, one), *(revision_json(session, one, r) for r in one.revisions)]
            )
            for one in found
        }


def test_a_304_refers_to_the_capture_whose_validators_were_sent(crawled: Archive) -> None:
    for url in (KILN, QUAY, FEED):
        check_pair(crawled, url)
    statuses = {
        (field(one, "Type"), one.http_headers.get_statuscode())
        for one in records(crawled)
        if one.http_headers and field(one, "Type") != "request" and not one.body
    }
    assert statuses == {("response", "301"), ("response", "404"), ("revisit", "304")}
    check_sound(crawled)


def test_a_rebuild_takes_a_304_for_what_it_was(crawled: Archive) -> None:
    before = articles(crawled)
    assert set(before) == {KILN, QUAY}
    run(crawled, crawled.directory.parent / "titles", "rebuild", "--yes")
    assert articles(crawled) == before
    assert [outcome for *_, outcome, _, _, _ in observations(crawled, KILN)] == ["archived", "unchanged"]


def test_another_archive_takes_a_304_for_the_same_and_purges_it(
    crawled: Archive, make_archive: Callable[[], Archive]
) -> None:
    other = make_archive()
    files = sorted(crawled.warc_directory.glob("*.warc.gz"))
    run(other, crawled.directory.parent / "titles", "import", "warc", *files, "--publication", "trade")
    for url in (KILN, QUAY):
        assert observations(other, url) == observations(crawled, url)
        check_pair(other, url)
    assert observations(other, KILN)[0][-1] == 1
    with other.read() as session:
        article = session.scalars(select(models.Article.public_id).where(models.Article.url == KILN)).one()
    done = purge(other, article, actor="Ines Vale", reason="a judge ordered it", now=datetime.now(UTC))
    assert (done.captures, done.unread) == (2, ())
    assert answers(other, KILN) == []
    check_pair(other, QUAY)
    check_sound(other)
