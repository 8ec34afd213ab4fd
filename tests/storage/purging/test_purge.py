"""A purge: afterwards no byte of the text is left, whatever happened in between."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from storage import models
from storage.archive import Archive
from storage.article_json import article_json
from storage.barring import find_barred, is_barred
from storage.captures.writer import WarcWriter
from storage.corrections import correct, title_value
from storage.decisions import deciding
from storage.errors import ArchiveBusy, TakenDown, UsageError
from storage.locks import exclusive
from storage.overlays import Field
from storage.people import deciding as people
from storage.purging import purge as purging
from storage.purging import replacing
from storage.purging.purge import purge
from storage.queries.articles import get_article as find_article
from storage.takedowns import undo
from storage.verification import verify
from tests.storage.builders import (
    PUBLICATION,
    address,
    capture_page,
    dump,
    get_article,
    later,
    page_item,
    settle,
    warc_writer,
    writing,
)
from tests.storage.purging.harbour import PAGE, PASSAGE, PHRASE, SAID, TITLE, is_clean, is_sound, kept


def test_the_archive_is_sound_to_begin_with(harbour: tuple[Archive, str]) -> None:
    archive, _ = harbour
    assert is_sound(archive)


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
    with archive.read() as session:
        for url, gone in ((address(1), article), (address(9), twin.article)):
            with pytest.raises(TakenDown, match=f"article {gone} was taken down"):
                find_article(session, url)
    assert is_clean(archive)
    assert is_sound(archive)


def test_while_a_crawl_or_a_rebuild_is_under_way_nothing_is_purged(harbour: tuple[Archive, str]) -> None:
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
    with writing(archive) as session:
        session.get_one(models.Publication, PUBLICATION).rebuilt_to = 1
    with pytest.raises(UsageError, match="a rebuild of harbour-gazette was not finished"):
        purge(archive, article, **SAID)


class Killed(BaseException):
    """Stands for the end of the process."""


KILLS = [
    (purging, "write_without", 2),
    (purging, "clear_rows", 1),
    (purging, "scrub_decisions", 1),
    (purging, "write_without", 3),
    (purging, "adopt_replacement", 3),
    (WarcWriter, "write_decision", 1),
    (WarcWriter, "sync", 1),
    (Path, "rename", 2),
    (Path, "rename", 3),
    (Path, "unlink", 1),
    (purging, "scrub", 1),
]


def join_names(archive: Archive) -> None:
    """Decides that a name of the article and one that stays are one person."""
    said = people.Said("Ines Vale", "one reporter", later(50))
    with deciding(archive) as session:
        people.merge(session, ["Orla Quillwort", "Mira Holt"], people.Scope(), said, preferred="Orla Quillwort")


@pytest.mark.parametrize(("owner", "name", "time"), KILLS, ids=lambda value: getattr(value, "__name__", str(value)))
def test_a_kill_leaves_a_sound_archive_and_the_next_run_finishes(
    harbour: tuple[Archive, str], monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, time: int
) -> None:
    archive, article = harbour
    join_names(archive)
    done, calls = getattr(owner, name), []

    def die(*args: Any, **options: Any) -> Any:
        calls.append(name)
        if len(calls) == time:
            raise Killed
        return done(*args, **options)

    with monkeypatch.context() as patched:
        patched.setattr(owner, name, die)
        with pytest.raises(Killed):
            purge(archive, address(1), **SAID)
    assert is_sound(archive)
    assert purge(archive, address(1), **SAID).articles == (article,)
    assert is_clean(archive)
    assert is_sound(archive)
    assert [str(finding) for result in verify(archive) for finding in result.notes] == []
    assert not list(archive.warc_directory.glob(f"*{replacing.REPLACING_SUFFIX}"))
