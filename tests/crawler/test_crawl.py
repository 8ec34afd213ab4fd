"""The main job on both databases: first crawl, second crawl of a changed site, third of an unchanged one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crawler.sample.article import PartKind
from crawler.sample.expected import (
    articles,
    edited_article,
    expected_outcomes,
    moved_article,
    new_article,
    removed_article,
)
from crawler.sample.server import Request, SampleServer
from storage import models
from storage.archive import Archive
from storage.article_json import article_json
from storage.outcomes import Outcome
from storage.verification import verify
from tests.crawler.commands.running import backfile
from tests.crawler.conftest import FirstCrawl
from tests.crawler.crawling import crawl
from tests.storage.builders import dump


class Crawls:
    """Three crawls of one archive, the first made elsewhere, and what the server was asked in each."""

    def __init__(self, directory: Path, database_url: str, first: FirstCrawl) -> None:
        self.archive = Archive(directory, database_url)
        self.ended = [first.ended]
        self.asked = [[_as_tuple(request) for request in first.asked]]
        with SampleServer() as server:
            for edition in (2, 3):
                server.edition = edition
                server.requests.clear()
                self.ended.append(crawl(server, directory, "--database-url", database_url))
                self.asked.append([_as_tuple(request) for request in server.requests])


def _as_tuple(request: Request) -> tuple[str, int, bool]:
    return request.url, request.status, request.conditional


@pytest.fixture(scope="module")
def crawls(any_first_crawl: FirstCrawl, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawls]:
    directory = tmp_path_factory.mktemp("crawls") / "archive"
    with any_first_crawl.copied(directory) as url:
        yield Crawls(directory, url, any_first_crawl)


@pytest.fixture
def session(crawls: Crawls) -> Iterator[Session]:
    with crawls.archive.read() as session:
        yield session
    crawls.archive.engine.dispose()


def outcomes(session: Session) -> dict[str, str]:
    return dict(session.execute(select(models.Page.url, models.Page.outcome)).all())


def test_every_crawl_accounts_for_every_page(crawls: Crawls) -> None:
    assert [ended.code for ended in crawls.ended] == [0, 0, 0], [ended.said for ended in crawls.ended]
    assert all(ended.report["books"]["balances"] and ended.report["lost"] == 0 for ended in crawls.ended)


def test_nothing_is_said_on_standard_error(crawls: Crawls) -> None:
    assert [ended.said for ended in crawls.ended] == ["", "", ""]


def test_the_first_crawl_settles_every_announced_page_as_expected(crawls: Crawls) -> None:
    expected = Counter(expected_outcomes(1).values())
    assert Counter(crawls.ended[0].report["visited"]) == expected


def test_the_archive_ends_as_the_second_edition_has_it(crawls: Crawls, session: Session) -> None:
    found = outcomes(session)
    for url, outcome in expected_outcomes(2).items():
        good = {Outcome.ARCHIVED, Outcome.UNCHANGED} if outcome == Outcome.ARCHIVED else {outcome}
        assert found[url] in good, url


def test_an_unchanged_site_gives_no_article_again(crawls: Crawls) -> None:
    pages = expected_outcomes(3)
    fetched = [url for url, status, _ in crawls.asked[2] if url in pages and status == 200]
    assert fetched == []


def test_sources_are_asked_conditionally(crawls: Crawls) -> None:
    sources = [
        (url, status, conditional)
        for url, status, conditional in crawls.asked[2]
        if url not in expected_outcomes(3) and not url.endswith("/robots.txt")
    ]
    assert sources
    assert all(conditional and status == 304 for _, status, conditional in sources)


def test_an_edit_is_a_second_revision(session: Session) -> None:
    numbers = revisions_of(session, edited_article().url)
    assert numbers == [1, 2]


def test_other_articles_have_one_revision(session: Session) -> None:
    changed = session.scalar(select(func.count()).where(models.Revision.number > 1))
    assert changed == 1


def revisions_of(session: Session, url: str) -> list[int]:
    return list(
        session.scalars(
            select(models.Revision.number)
            .join(models.Page, models.Page.article_id == models.Revision.article_id)
            .where(models.Page.url == url)
            .order_by(models.Revision.number)
        )
    )


def test_a_move_keeps_the_article(session: Session) -> None:
    moved = moved_article()
    pages = session.scalars(select(models.Page).where(models.Page.post_id == str(moved.post_id))).all()
    assert len(pages) == 2
    assert len({page.article_id for page in pages}) == 1
    assert {page.outcome for page in pages} >= {"moved"}


def test_a_removed_article_stays_archived(session: Session) -> None:
    page = session.scalars(select(models.Page).where(models.Page.url == removed_article().url)).one()
    assert page.outcome == "gone"
    assert page.article_id is not None


def test_a_new_article_is_archived(session: Session) -> None:
    assert outcomes(session)[new_article().url] == "archived"


def test_each_article_is_stored_once(session: Session) -> None:
    stored = session.scalar(select(func.count()).select_from(models.Article))
    assert stored == len([a for a in expected_outcomes(1).values() if a == Outcome.ARCHIVED]) + 1


@pytest.mark.parametrize("field", ["title", "standfirst"])
def test_articles_read_as_they_were_written(session: Session, field: str) -> None:
    wrong = {}
    readings = readings_by_url(session)
    for article in articles(2):
        if (reading := readings.get(article.url)) and getattr(reading, field) != (getattr(article, field) or None):
            wrong[article.url] = (getattr(reading, field), getattr(article, field))
    assert wrong == {}


def test_contributors_are_those_of_the_byline(session: Session) -> None:
    readings = readings_by_url(session)
    wrong = {}
    for article in articles(2):
        if reading := readings.get(article.url):
            got = [(c.name, c.kind, c.role, c.affiliation, c.credit) for c in reading.contributors]
            want = [(c.name, str(c.kind), c.role, c.affiliation, c.credit) for c in article.contributors]
            if got != want:
                wrong[article.url] = (article.byline, got, want)
    assert wrong == {}


def test_bodies_begin_and_end_as_written(session: Session) -> None:
    readings = readings_by_url(session)
    wrong = {}
    for article in articles(2):
        if (reading := readings.get(article.url)) and not (
            reading.text.startswith(article.opening) and reading.text.rstrip().endswith(article.closing)
        ):
            wrong[article.url] = (reading.text[:60], article.opening[:60], reading.text[-60:], article.closing[-60:])
    assert wrong == {}


def test_corrections_updates_sign_offs_and_questions_are_those_written(session: Session) -> None:
    wrong = {}
    for article in session.scalars(select(models.Article)):
        if written := next((one for one in articles(2) if one.url == article.url), None):
            shown = article_json(session, article)
            got = (len(shown["notices"]), shown["sign_offs"], [turn["question"] for turn in shown["turns"]])
            said = [written.find_text(kind) for kind in (PartKind.UPDATE, PartKind.CORRECTION)]
            signed = written.find_text(PartKind.SIGNOFF)
            want = (sum(map(bool, said)), [signed] if signed else [], list(written.questions))
            if got != want or not all(answer["text"] for turn in shown["turns"] for answer in turn["answers"]):
                wrong[article.url] = (got, want)
    assert wrong == {}


def test_interviews_and_lists_are_told(session: Session) -> None:
    readings = readings_by_url(session)
    asked = {one.url for one in articles(2) if one.questions and one.url in readings}
    assert {url for url, reading in readings.items() if reading.genre == "interview"} == asked
    assert {str(reading.genre) for reading in readings.values()} == {"article", "interview", "list"}


def test_related_stories_are_those_printed(session: Session) -> None:
    wrong = {}
    pages = {p.url: p for p in session.scalars(select(models.Page).where(models.Page.article_id.is_not(None)))}
    for article in articles(2):
        if page := pages.get(article.url):
            observation = session.get_one(models.Article, page.article_id).observation
            got = [(s.kind, s.heading, s.label, s.text, s.url) for s in (observation.related if observation else [])]
            want = [(str(s.kind), s.heading, s.label, s.text, s.url) for s in article.related]
            if got != want:
                wrong[article.url] = (got, want)
    assert wrong == {}


def test_links_between_articles_are_resolved(session: Session) -> None:
    archived = set(session.scalars(select(models.Page.url_key).where(models.Page.article_id.is_not(None))))
    for story in session.scalars(select(models.RelatedStory)):
        assert (story.leads_to is not None) == (story.url_key in archived), story.url


def test_importing_what_the_crawl_wrote_itself_changes_nothing(crawls: Crawls) -> None:
    before = {name: rows for name, rows in dump(crawls.archive).items() if name != "run"}
    files = sorted(crawls.archive.warc_directory.glob("*.warc.gz"), key=lambda path: path.stat().st_mtime)
    size = sum(path.stat().st_size for path in files)
    at = ("--archive", crawls.archive.directory, "--database-url", crawls.archive.database_url)
    done = backfile("import", "warc", *files[1:], "--publication", "sample", *at, "--json")
    assert done.code == 0, done.said
    visited = done.answer["runs"][0]["report"]["visited"]
    assert set(visited) == {"unchanged"}
    assert {name: rows for name, rows in dump(crawls.archive).items() if name != "run"} == before
    assert sum(path.stat().st_size for path in crawls.archive.warc_directory.glob("*.warc.gz")) == size
    crawls.archive.engine.dispose()


def test_the_archive_is_sound(crawls: Crawls) -> None:
    damage = {result.name: result.damage for result in verify(crawls.archive) if result.findings}
    crawls.archive.close()
    assert damage == {}


def readings_by_url(session: Session) -> dict[str, models.Reading]:
    rows = session.execute(
        select(models.Page.url, models.Reading)
        .join(models.Article, models.Article.id == models.Page.article_id)
        .join(models.Reading, models.Reading.id == models.Article.reading_id)
    )
    return dict(rows.all())
