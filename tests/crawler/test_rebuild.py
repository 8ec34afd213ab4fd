"""Articles taken away and made again from captures are the same articles."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.sample.expected import edited_article
from crawler.sample.server import SampleServer
from crawler.sample.site import Site
from storage import models
from storage.aliases import Evidence
from storage.archive import Archive
from storage.article_json import article_json, revision_json
from storage.canonical_json import canonical_json
from storage.corrections import correct, title_value
from storage.decisions import deciding
from storage.identity_decisions import merge_articles, split_page, undo
from storage.overlays import Field, Level
from storage.queries.articles import get_article
from storage.rebuilding import refuse_half_rebuilt
from storage.takedowns import take_down
from storage.verification.books import check_books
from storage.verification.findings import CheckResult
from tests.crawler.commands.running import Ended, backfile
from tests.crawler.conftest import FirstCrawl
from tests.crawler.crawling import crawl
from tests.servers.commands import Command
from tests.storage.addresses import visit
from tests.storage.builders import PUBLICATION, SITE, address

WHO: dict[str, Any] = {"actor": "Ines Vale", "reason": "as the printed paper has it"}
DEFINITION = """name = "Harbour Gazette"
home = "{site}/"
verticals = ["theatre"]
language = "en"
country = "GB"
timezone = "UTC"
verified = "captured"
sources = [{{kind = "feed", url = "{site}/feed/"}}]

[pages]
include = ['{only}']
"""
DUMP = """Winches Outsell Ropes

By Ada Brook

The Saltbox kept one rope in the air from November to March, and nobody touched it.

The rope holds a painted sky of ninety kilos. Its winch is new, and the sky is older than the house.
"""


def canonical(archive: Archive) -> list[str]:
    """Every article with its history, everything that leaves the archive of it, as canonical JSON."""
    with archive.read() as session:
        articles = session.scalars(select(models.Article).order_by(models.Article.public_id))
        return [canonical_json(whole(session, article)) for article in articles]


def whole(session: Session, article: models.Article) -> dict[str, Any]:
    return {
        "article": article_json(session, article),
        "revisions": [revision_json(session, article, revision) for revision in article.revisions],
        "readings": [
            [reading.capture.record_id, reading.extractor.identity, reading.read_at, reading.digest, reading.text]
            for reading in session.scalars(of(models.Reading, article))
        ],
        "observations": [
            [seen.capture.record_id, seen.observed_at, [[story.url, story.leads_to] for story in seen.related]]
            for seen in session.scalars(of(models.Observation, article))
        ],
        "aliases": [
            [alias.page.url, alias.evidence, alias.detail, alias.noted_at]
            for alias in session.scalars(of(models.Alias, article))
        ],
    }


def of(table: Any, article: models.Article) -> Any:
    return select(table).where(table.article_id == article.id).order_by(table.id)


def fill(archive: Archive, tmp_path: Path) -> None:
    """A second visit of the sample after an edit, a page saved before the first, and a dump without a URL."""
    at = ("--archive", archive.directory, "--database-url", archive.database_url)
    with SampleServer(edition=2) as server:
        ended = crawl(server, archive.directory, "--database-url", archive.database_url)
        assert ended.code == 0, ended.said
    saved = edited_article()
    (tmp_path / "saved.html").write_bytes(
        Site(1).answer(urlsplit(saved.url).path).body.replace(b"<p>", b"<p>Once, ", 1)
    )
    (tmp_path / "list.csv").write_text(f"path,url,captured_at\nsaved.html,{saved.url},2026-02-01\n")
    (tmp_path / "dump.txt").write_text(DUMP)
    html = ("import", "html", tmp_path / "saved.html", "--manifest", tmp_path / "list.csv")
    for command in (html, ("import", "text", tmp_path / "dump.txt", "--title", "A Title  Given")):
        imported = backfile(*command, "--publication", "sample", *at)
        assert imported.code == 0, imported.said


def decide(archive: Archive) -> None:
    """What people may decide of articles, some of it undone."""
    with archive.read() as session:
        names = session.scalars(select(models.Article.public_id).order_by(models.Article.public_id)).all()
        is_alias = models.Alias.evidence.in_([Evidence.REDIRECT, Evidence.CANONICAL, Evidence.POST_ID])
        aliases = session.scalars(select(models.Alias.page_id).where(is_alias).order_by(models.Alias.id).limit(2)).all()
    for merged, into in ((names[0], names[1]), (names[2], names[3])):
        with deciding(archive) as session:
            event = merge_articles(
                session, get_article(session, merged), get_article(session, into), now=datetime.now(UTC), **WHO
            )
    with deciding(archive) as session:
        undo(session, session.get_one(models.Event, event.id), now=datetime.now(UTC), **WHO)
    for number in aliases:
        with deciding(archive) as session:
            split_page(session, session.get_one(models.Page, number), now=datetime.now(UTC), **WHO)
    with deciding(archive) as session:
        title = {Field.TITLE: title_value("As the printed paper has it")}
        for name in (names[1], names[4]):
            correct(session, get_article(session, name), title, now=datetime.now(UTC), **WHO)
        take_down(session, get_article(session, names[5]), Level.HIDE, now=datetime.now(UTC), **WHO)


def rebuild(archive: Archive, *options: Any, afresh: bool = False) -> Ended:
    at = ("--archive", archive.directory, "--database-url", archive.database_url)
    return backfile("rebuild", "--yes", "--json", *at, *options, afresh=afresh)


@pytest.fixture
def crawled(any_first_crawl: FirstCrawl, tmp_path: Path) -> Iterator[Archive]:
    """An archive of the first visit of the sample, on each database in turn."""
    assert any_first_crawl.ended.code == 0, any_first_crawl.ended.said
    with any_first_crawl.copied(tmp_path / "archive") as url:
        archive = Archive(tmp_path / "archive", url)
        yield archive
        archive.close()


def test_articles_made_again_are_the_same(crawled: Archive, tmp_path: Path) -> None:
    archive = crawled
    fill(archive, tmp_path)
    assert len(canonical(archive)) == 52
    decide(archive)
    before = canonical(archive)
    articles = [json.loads(line) for line in before]
    assert max(len(article["revisions"]) for article in articles) == 2
    assert any(article["article"]["title"] == "A Title Given" for article in articles)
    with archive.read() as session:
        assert session.scalars(select(models.Reading.id)).all()
        visits = session.execute(select(models.Visit.__table__)).all()
        pages = session.execute(select(models.Page.outcome, models.Page.visited_at).order_by(models.Page.id)).all()
        events = session.execute(select(models.Event.__table__)).all()
    ended = rebuild(archive)
    assert ended.code == 0, ended.said
    assert canonical(archive) == before
    with archive.read() as session:
        assert session.execute(select(models.Visit.__table__)).all() == visits
        assert (
            session.execute(select(models.Page.outcome, models.Page.visited_at).order_by(models.Page.id)).all() == pages
        )
        assert session.execute(select(models.Event.__table__)).all() == events
        assert session.scalars(select(models.Run.kind).order_by(models.Run.id.desc())).first() == "rebuild"


def test_a_killed_rebuild_goes_on_and_no_visit_comes_between(tmp_path: Path, first_crawl: FirstCrawl) -> None:
    assert first_crawl.ended.code == 0, first_crawl.ended.said
    shutil.copytree(first_crawl.directory, tmp_path / "archive")
    archive = Archive(tmp_path / "archive")
    with deciding(archive) as session:
        last = session.scalars(select(models.Article).order_by(models.Article.id.desc()).limit(1)).one()
        correct(session, last, {Field.TITLE: title_value("As printed")}, now=datetime.now(UTC), **WHO)
        name, url = last.public_id, last.url
    before = canonical(archive)
    process = Command("rebuild", "--yes", "--archive", archive.directory)
    while not 1 < _count_articles(archive) < 40:
        assert process.poll() is None
        time.sleep(0.01)
    process.kill()
    process.wait()
    assert 1 < _count_articles(archive) < 50
    with SampleServer(edition=2) as server:
        refused = crawl(server, archive.directory)
    assert refused.code == 2
    assert "a rebuild of sample was not finished" in refused.said
    for words in (("show", name), ("show", name, "--provenance"), ("history", name), ("diff", name), ("links", name)):
        asked = backfile(*words, "--archive", archive.directory)
        assert (asked.code, asked.sentences) == (
            1,
            [f"backfile: article {name} is being made again: `backfile rebuild --publication sample` goes on with it"],
        )
    asked = backfile("show", url, "--archive", archive.directory)
    assert asked.sentences == [
        f"backfile: {url} is being made again: `backfile rebuild --publication sample` goes on with it"
    ]
    ended = rebuild(archive, afresh=True)
    assert ended.code == 0, ended.said
    assert canonical(archive) == before
    archive.close()


def test_what_the_rules_of_today_refuse_is_counted(archive: Archive, tmp_path: Path) -> None:
    """A page led to an address that the definition takes for no article's any longer."""
    visit(archive, address(2), 1, at=1, asked=address(1), title="story")
    (tmp_path / f"{PUBLICATION}.toml").write_text(
        DEFINITION.format(site=SITE, only=re.escape(urlsplit(address(1)).path))
    )
    ended = rebuild(archive, "--publications", tmp_path)
    assert ended.code == 0, ended.said
    assert ended.answer[0]["report"]["visited"] == {"redirected-away": 1}
    with archive.read() as session:
        pages = session.execute(select(models.Page.outcome, models.Page.reason, models.Page.article_id)).all()
        assert set(pages) == {("redirected-away", address(2), None)}
        assert session.scalars(select(models.Article)).all() == []
    result = CheckResult("books")
    check_books(archive, result)
    assert result.damage == []


def test_a_rebuild_that_cannot_be_done_is_none(archive: Archive, tmp_path: Path) -> None:
    """A record is damaged: nothing is taken away, and the run says what it ended by."""
    visit(archive, address(1), 1, at=1)
    (tmp_path / f"{PUBLICATION}.toml").write_text(DEFINITION.format(site=SITE, only="story"))
    before = canonical(archive)
    (file,) = archive.warc_directory.glob("*.warc.gz")
    damaged = bytearray(file.read_bytes())
    damaged[-40] ^= 0xFF
    file.write_bytes(bytes(damaged))
    ended = rebuild(archive, "--publications", tmp_path)
    assert ended.code == 4
    assert "nothing was taken away: restore the file, then rebuild" in ended.said
    assert canonical(archive) == before
    with archive.read() as session:
        kinds = session.execute(select(models.Run.kind, models.Run.ended).order_by(models.Run.id)).all()
        assert kinds[-1] == ("rebuild", "BrokenRecord")
        refuse_half_rebuilt(session, PUBLICATION)


def test_a_rebuild_is_meant(tmp_path: Path, first_crawl: FirstCrawl) -> None:
    ended = backfile("rebuild", "--archive", first_crawl.directory)
    assert ended.code == 2
    assert "--yes" in ended.said


def _count_articles(archive: Archive) -> int:
    """Of articles while a rebuild is under way, else 0."""
    with archive.read() as session:
        rebuilt_to = session.scalar(select(models.Publication.rebuilt_to))
        return len(session.scalars(select(models.Article.id)).all()) if rebuilt_to is not None else 0
