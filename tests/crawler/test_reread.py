"""Like is compared with like: a better extractor makes no revision, an edit by the publisher does."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlalchemy import select, update

from crawler.sample.expected import edited_article
from crawler.sample.server import SampleServer
from storage import models
from storage.archive import Archive
from tests.crawler.conftest import FirstCrawl
from tests.crawler.crawling import crawl


def pretend_an_older_extractor_read_all(archive: Archive) -> None:
    with archive.engine.begin() as connection:
        connection.execute(update(models.Extractor).values(identity=models.Extractor.identity + " (older)"))
        connection.execute(
            update(models.Reading).values(
                title="A title the older extractor got wrong", digest="0" * 64, text="wrong", text_digest="1" * 64
            )
        )


def test_an_edit_is_compared_with_the_old_capture_read_anew(tmp_path: Path, first_crawl: FirstCrawl) -> None:
    assert first_crawl.ended.code == 0, first_crawl.ended.said
    shutil.copytree(first_crawl.directory, tmp_path, dirs_exist_ok=True)
    archive = Archive(tmp_path)
    pretend_an_older_extractor_read_all(archive)
    with SampleServer(edition=2) as server:
        ended = crawl(server, tmp_path)
    assert ended.code == 0, ended.said

    with archive.read() as session:
        revisions = session.scalars(select(models.Revision).where(models.Revision.number > 1)).all()
        assert len(revisions) == 1
        assert "title" not in revisions[0].changed
        assert "text" in revisions[0].changed
        article = session.get_one(models.Article, revisions[0].article_id)
        assert article.url == edited_article().url
        readings = session.scalars(
            select(models.Reading).where(models.Reading.article_id == article.id).order_by(models.Reading.id)
        ).all()
        old, reread, new = readings
        assert old.capture_id == reread.capture_id != new.capture_id
        assert reread.extractor_id == new.extractor_id != old.extractor_id
        assert reread.title == new.title == edited_article().title
        assert article.reading_id == new.id
    archive.close()
