"""A purge: afterwards no byte of the text is left, whatever happened in between."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from storage import models
from storage.adoption import list_unsealed, measure_indexed, seal_files
from storage.archive import Archive
from storage.article_json import article_json
from storage.barring import find_barred, is_barred
from storage.capture_index import add_capture
from storage.captures.writer import WarcWriter
from storage.corrections import correct, title_value
from storage.decisions import deciding
from storage.errors import ArchiveBusy, TakenDown, UsageError
from storage.items import CaptureRole
from storage.locks import exclusive
from storage.overlays import Field
from storage.purging import purge as purging
from storage.purging import replacing
from storage.purging.purge import purge
from storage.queries.articles import get_article as find_article
from storage.takedowns import undo
from storage.verification import verify
from tests.storage.builders import (
    AT,
    PUBLICATION,
    SITE,
    address,
    announce_pages,
    begin,
    capture_page,
    dump,
    get_article,
    later,
    page_item,
    related_story,
    settle,
    warc_writer,
    writing,
)

PHRASE = "quillwort barnacle thimble"
PASSAGE = f"The {PHRASE} of Port Ansel was seen by nobody but the keeper's own daughter."
TITLE = "Quillwort sinks at the thimble quay"
PAGE = f"<html><h1>{TITLE}</h1><p>{PASSAGE}</p></html>".encode()
FEED = f"<rss><item><title>Other</title><description>&lt;p&gt;{PASSAGE}&lt;/p&gt;</description></item></rss>".encode()
WORDPRESS = json.dumps([{"content": {"rendered": f"<p>{PASSAGE}</p>"}}]).encode()
SITEMAP = b"<urlset><url><loc>https://harbour-gazette.test/2026/story-2/</loc></url></urlset>"
SAID: dict[str, Any] = {"actor": "Ines Vale", "reason": "a judge ordered it", "now": later(500)}


@pytest.fixture
def harbour(archive: Archive) -> tuple[Archive, str]:
    """An archive with an article that is to go and others that stay; gives its id.

    It was captured twice, the second time unchanged, and is in a feed and an answer in JSON, each captured twice.
    """
    with writing(archive) as session:
        begin(session)
        announce_pages(session, [address(1), address(2), address(3)])
    with warc_writer(archive) as warc:
        first = capture_page(warc, address(1), gzip.compress(PAGE, mtime=0), headers=((b"Content-Encoding", b"gzip"),))
        other = capture_page(warc, address(2), b"<p>The docks reopened.</p>")
        sources = list(_capture_sources(warc))
    with warc_writer(archive) as warc:
        again = capture_page(
            warc,
            address(1),
            gzip.compress(PAGE, mtime=0),
            at=later(9),
            known=first,
            headers=((b"Content-Encoding", b"gzip"),),
        )
        edited = capture_page(warc, address(1), PAGE + b"<p>More.</p>", at=later(12))
        missing = capture_page(warc, address(1), b"not here", at=later(13), status=404)
        elsewhere = capture_page(warc, address(3), b"not here", at=later(14), status=404, known=missing)
    settled = settle(archive, _item(first))
    settle(archive, page_item(other, url=address(2), related=[related_story(0, address(1), "A quay")]))
    settle(archive, _item(again))
    settle(archive, _item(edited, "More."))
    with writing(archive) as session:
        for capture in (*sources, missing, elsewhere):
            add_capture(session, capture, run_id=None)
        seal_files(session, measure_indexed(list_unsealed(session, archive.warc_directory)), now=AT)
    assert elsewhere.record_type == again.record_type == "revisit"
    assert is_sound(archive)
    return archive, settled.article or ""


def _capture_sources(warc: WarcWriter) -> Iterator[Any]:
    for name, body in (("feed", FEED), ("posts", WORDPRESS), ("sitemap", SITEMAP)):
        known = None
        for hours in (1, 2):
            known = (
                capture_page(warc, f"{SITE}/{name}", body, at=later(hours), role=CaptureRole.SOURCE, known=known)
                if known is None or known.record_type != "revisit"
                else known
            )
            yield known


def _item(capture: Any, *more: str) -> Any:
    return page_item(capture, url=address(1), title=TITLE, paragraphs=(PASSAGE, *more), byline="Orla Quillwort")


def is_sound(archive: Archive) -> bool:
    found = [str(finding) for result in verify(archive) for finding in result.damage]
    assert found == []
    return True


def kept(archive: Archive) -> bytes:
    """Every byte of the archive's directory, what is compressed unpacked, and a dump of the database."""
    files = [path for path in archive.directory.rglob("*") if path.is_file()]
    pieces = [path.read_bytes() for path in files]
    pieces += [_unpacked(path) for path in files if ".warc.gz" in path.name]
    if archive.engine.dialect.name == "postgresql":
        pieces.append(_pg_dump(archive))
    return b"\n".join(pieces).lower()


def _unpacked(path: Path) -> bytes:
    """The records, and the bodies in them that are compressed themselves."""
    data = gzip.decompress(path.read_bytes())
    bodies = [part for part in data.split(b"\r\n\r\n") if part.startswith(b"\x1f\x8b")]
    return b"\n".join([data, *(gzip.decompress(body) for body in bodies)])


def _pg_dump(archive: Archive) -> bytes:
    """All rows as text, by the server itself: what pg_dump would write."""
    with archive.engine.connect() as connection:
        tables = connection.exec_driver_sql(
            "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
        ).scalars().all()  # fmt: skip
        rows = [connection.exec_driver_sql(f"SELECT t::text FROM {table} t").scalars().all() for table in tables]
    return "\n".join(line for table in rows for line in table).encode()


def is_clean(archive: Archive) -> bool:
    everything = kept(archive)
    assert b"docks reopened" in everything
    return not any(word in everything for word in (PHRASE.encode(), b"quillwort", b"barnacl", b"thimbl"))


def test_after_a_purge_the_text_is_nowhere(harbour: tuple[Archive, str]) -> None:
    archive, article = harbour
    assert PHRASE.encode() in kept(archive)
    others = {name: rows for name, rows in shown(archive).items() if name != article}
    done = purge(archive, article, **SAID)
    assert (done.articles, done.captures, done.sources) == ((article,), 7, 4)
    assert is_clean(archive)
    assert is_sound(archive)
    assert {name: rows for name, rows in shown(archive).items() if name != article} == others


def shown(archive: Archive) -> dict[str, Any]:
    with archive.read() as session:
        rows = session.scalars(select(models.Article).where(models.Article.reading_id.is_not(None)))
        found = {row.public_id: article_json(session, row) for row in rows}
    for one in found.values():
        one.pop("capture")
        one["pages"] = [page["url"] for page in one["pages"]]
        for story in one["related"]:
            story.pop("article_id")
    return found


def test_what_is_left_says_that_it_was_there(harbour: tuple[Archive, str]) -> None:
    archive, article = harbour
    done = purge(archive, article, **SAID)
    with archive.read() as session:
        with pytest.raises(TakenDown, match=r"taken down \(purge\) on .*: a judge ordered it"):
            find_article(session, article)
        page = session.scalars(select(models.Page).where(models.Page.url == address(1))).one()
        assert (page.outcome, page.article_id, page.next_visit_at) == ("barred", None, None)
        event = session.scalars(select(models.Event).where(models.Event.public_id == done.event)).one()
        assert (event.kind, event.outcome, event.article) == ("takedown", "purge", article)
        assert event.details == {"captures": 7, "sources": 4, "files": 2, "barred": [address(1)]}
        barred = find_barred(session, PUBLICATION)
    assert is_barred(barred, address(1) + "?utm_source=feed")
    assert not is_barred(barred, address(2))
    with pytest.raises(UsageError, match="nothing is left"), deciding(archive) as session:
        undo(session, done.event or "", **SAID)


def test_a_record_that_others_need_stays(harbour: tuple[Archive, str]) -> None:
    archive, article = harbour
    purge(archive, article, **SAID)
    with archive.read() as session:
        rows = session.scalars(select(models.Capture).where(models.Capture.status == 404)).all()
    assert {(row.url, row.record_type) for row in rows} == {(address(1), "response"), (address(3), "revisit")}


def test_a_correction_goes_with_its_text(harbour: tuple[Archive, str]) -> None:
    archive, article = harbour
    with deciding(archive) as session:
        values = {Field.TITLE: title_value("The thimble that sank")}
        correct(session, get_article(session, article), values, **SAID)
    purge(archive, article, **SAID)
    assert is_clean(archive)
    assert is_sound(archive)
    assert [event[3] for event in sorted(dump(archive)["event"]) if "correction" in event]


def test_the_page_is_not_archived_again(harbour: tuple[Archive, str]) -> None:
    archive, article = harbour
    purge(archive, article, **SAID)
    with warc_writer(archive) as warc:
        capture = capture_page(warc, address(1), b"<p>Back.</p>", at=later(600))
    settled = settle(archive, page_item(capture, url=address(1), title="Back"))
    assert (settled.outcome, settled.article) == ("barred", None)
    with archive.read() as session:
        assert get_article(session, article).reading is None


def test_a_purge_again_changes_nothing(harbour: tuple[Archive, str]) -> None:
    archive, article = harbour
    purge(archive, article, **SAID)
    before = dump(archive)
    done = purge(archive, article, **SAID)
    assert (done.articles, done.event, done.files) == ((article,), None, 0)
    assert dump(archive) == before


def test_articles_of_the_same_bytes_go_together(harbour: tuple[Archive, str]) -> None:
    archive, article = harbour
    with warc_writer(archive) as warc:
        copy = capture_page(warc, address(9), PAGE + b"<p>More.</p>", at=later(20))
    twin = settle(archive, page_item(copy, url=address(9), title=TITLE + " twice", paragraphs=(PASSAGE, "Twice.")))
    assert twin.article not in {None, article}
    done = purge(archive, article, **SAID)
    assert set(done.articles) == {article, twin.article}
    assert is_clean(archive)
    assert is_sound(archive)


def test_while_a_crawl_is_under_way_nothing_is_purged(harbour: tuple[Archive, str]) -> None:
    archive, article = harbour
    before = dump(archive)
    with (
        exclusive(PUBLICATION, directory=archive.lock_directory, engine=archive.engine),
        pytest.raises(ArchiveBusy, match="being worked on by another process"),
    ):
        purge(archive, article, **SAID)
    with warc_writer(archive) as warc:
        capture_page(warc, address(3))
        with pytest.raises(ArchiveBusy, match="another process writes"):
            purge(archive, article, **SAID)
    assert dump(archive) == before


class Killed(BaseException):
    """Stands for the end of the process."""


KILLS = [
    (purging, "write_without", 2),
    (purging, "clear_rows", 1),
    (purging, "adopt_replacement", 2),
    (WarcWriter, "write_decision", 1),
    (WarcWriter, "sync", 1),
    (Path, "rename", 2),
    (Path, "rename", 3),
    (Path, "unlink", 1),
    (purging, "scrub", 1),
]


@pytest.mark.parametrize(("owner", "name", "time"), KILLS, ids=lambda value: getattr(value, "__name__", str(value)))
def test_a_kill_leaves_a_sound_archive_and_the_next_run_finishes(
    harbour: tuple[Archive, str], monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, time: int
) -> None:
    archive, article = harbour
    done, calls = getattr(owner, name), []

    def die(*args: Any, **options: Any) -> Any:
        calls.append(name)
        if len(calls) == time:
            raise Killed
        return done(*args, **options)

    with monkeypatch.context() as patched:
        patched.setattr(owner, name, die)
        with pytest.raises(Killed):
            purge(archive, article, **SAID)
    assert is_sound(archive)
    purge(archive, article, **SAID)
    assert is_clean(archive)
    assert is_sound(archive)
    assert [str(finding) for result in verify(archive) for finding in result.notes] == []
    assert not list(archive.warc_directory.glob(f"*{replacing.REPLACING_SUFFIX}"))
