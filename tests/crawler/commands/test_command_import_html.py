"""`backfile import html` on a folder with a manifest, and an import that is killed."""

from __future__ import annotations

import gzip
import os
import shutil
import signal
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crawler.sample.expected import articles
from crawler.sample.site import Site
from storage import models
from storage.archive import Archive
from storage.captures.reader import iter_records
from storage.errors import BackfileError
from tests.crawler.commands.running import backfile, opened, warc_bytes
from tests.servers.commands import Command

PAGES = [page for page in articles() if not page.fault and page.path.startswith("/2026/stage/")]
BARE = b"<!doctype html><html><head><title>A hall</title></head><body><article><h1>A hall reopens</h1>%s</article></body></html>"
TEXT = b"".join(
    b"<p>The hall on the quay opened its doors for the %dth time, and nobody had to wait.</p>" % n for n in range(9)
)
LISTED = "http://quartercall.example/2026/stage/news/a-hall-reopens-13009902/"
ELSEWHERE = b'<!doctype html><html><head><link rel="canonical" href="https://elsewhere.example/a"></head><body><p>A page.</p></body></html>'


def body_of(url: str) -> bytes:
    return Site(1).answer(urlsplit(url).path).body


def write_folder(directory: Path) -> Path:
    """Pages that say their URL, one that a manifest lists, and what is no page of the title."""
    pages = directory / "pages"
    (pages / "deeper").mkdir(parents=True)
    (pages / "a.html").write_bytes(body_of(PAGES[0].url))
    (pages / "deeper" / "b.HTM").write_bytes(body_of(PAGES[1].url))
    (pages / "deeper" / "c.html.gz").write_bytes(gzip.compress(body_of(PAGES[2].url)))
    (pages / "listed.html").write_bytes(BARE % TEXT)
    (pages / "unlisted.html").write_bytes(BARE % TEXT)
    (pages / "elsewhere.html").write_bytes(ELSEWHERE)
    (pages / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n")
    (pages / "torn.html.gz").write_bytes(gzip.compress(body_of(PAGES[2].url))[:-9])
    (pages / "notes.txt").write_bytes(b"Not looked at.")
    return pages


MANIFEST = f"""path,url,captured_at
listed.html,{LISTED},2026-03-01
a.html,,2026-07-02T10:00:00-04:00
gone.html,,
"""


class Imports:
    """The folder with a manifest, twice."""

    def __init__(self, directory: Path) -> None:
        self.archive = directory / "archive"
        self.pages = write_folder(directory)
        (self.pages / "list.csv").write_text(MANIFEST)
        arguments = ("import", "html", self.pages, "--publication", "sample", "--manifest", self.pages / "list.csv")
        self.first = backfile(*arguments, "--archive", self.archive, "--json", afresh=True)
        self.size = warc_bytes(self.archive)
        self.again = backfile(*arguments, "--archive", self.archive, "--json")
        self.size_again = warc_bytes(self.archive)


@pytest.fixture(scope="module")
def imports(tmp_path_factory: pytest.TempPathFactory) -> Imports:
    return Imports(tmp_path_factory.mktemp("import-html"))


@pytest.fixture
def session(imports: Imports) -> Iterator[Session]:
    with opened(imports.archive) as session:
        yield session


def test_pages_have_their_own_url_or_the_manifests(imports: Imports, session: Session) -> None:
    assert imports.first.code == 0, imports.first.said
    assert set(session.scalars(select(models.Article.url))) == {*(page.url for page in PAGES[:3]), LISTED}


def test_what_is_left_out_is_counted_by_reason(imports: Imports) -> None:
    assert imports.first.answer["left_out"] == {
        "says no URL": 1,
        "has a URL that is no article of sample": 1,
        "is no HTML: image": 1,
        "is a gzip file that is cut short": 1,
        "is in the manifest and not among the files": 1,
    }


def test_captures_are_dated_by_the_manifest_or_the_import(imports: Imports, session: Session) -> None:
    captured = dict(session.execute(select(models.Capture.url, models.Capture.captured_at)).all())
    run = session.get_one(models.Run, 1)
    assert captured[LISTED].isoformat() == "2026-03-01T05:00:00+00:00"
    assert captured[PAGES[0].url].isoformat() == "2026-07-02T14:00:00+00:00"
    assert run.started_at <= captured[PAGES[1].url] <= run.ended_at


def test_a_packed_page_is_kept_unpacked(imports: Imports, session: Session) -> None:
    capture = session.scalars(select(models.Capture).where(models.Capture.url == PAGES[2].url)).one()
    assert capture.payload_length == len(body_of(PAGES[2].url))


def test_importing_again_changes_nothing(imports: Imports) -> None:
    assert imports.again.answer["runs"][0]["report"]["visited"] == {"unchanged": 4}
    assert imports.size_again == imports.size


def test_a_page_without_its_text_is_imported_and_its_article_stays(imports: Imports, tmp_path: Path) -> None:
    shutil.copytree(imports.archive, tmp_path / "archive")
    (tmp_path / "cut.html").write_bytes(body_of(PAGES[0].url)[:2500])
    place = ("--publication", "sample", "--archive", tmp_path / "archive")
    done = backfile("import", "html", tmp_path / "cut.html", *place)
    assert done.code == 0
    assert done.sentences == ["sample: 0 announced, 1 visited, 0 new articles, 1 without an article"]
    assert "missed: none" in done.printed
    assert "left out: 1 × is kept, and no article: no-text" in done.printed


def count_articles(directory: Path) -> int:
    archive = Archive(directory)
    try:
        archive.require()
        with archive.read() as session:
            return session.scalar(select(func.count()).select_from(models.Article)) or 0
    except BackfileError:
        return 0
    finally:
        archive.close()


def test_a_killed_import_goes_on_where_it_was(tmp_path: Path) -> None:
    folder, archive = tmp_path / "pages", tmp_path / "archive"
    folder.mkdir()
    for number, page in enumerate(PAGES):
        (folder / f"{number:03}.html").write_bytes(body_of(page.url))
    arguments = ("import", "html", folder, "--publication", "sample", "--archive", archive, "--json")
    # What nobody writes to is waited for, so that the import cannot end before it is killed.
    os.mkfifo(tmp_path / "endless.html")
    process = Command(*arguments, tmp_path / "endless.html")
    while not count_articles(archive) and process.poll() is None:
        time.sleep(0.02)
    process.kill()
    assert process.wait() == -signal.SIGKILL
    again = backfile(*arguments)
    assert again.code == 0, again.said
    with opened(archive) as session:
        assert set(session.scalars(select(models.Article.url))) == {page.url for page in PAGES}
    kept = Counter(
        record.target
        for path in (archive / "warc").glob("*.warc.gz")
        for record in iter_records(path)
        if record.kind == "resource"
    )
    assert kept == Counter(page.url for page in PAGES)
