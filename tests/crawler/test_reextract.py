"""`backfile reextract`: a dry run that writes nothing, then the same for good, once."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from crawler.sample.expected import articles
from storage import models
from storage.archive import Archive
from storage.decisions import deciding
from storage.overlays import Level
from storage.takedowns import take_down, undo
from tests.crawler.commands.running import backfile
from tests.crawler.conftest import FirstCrawl
from tests.storage.builders import dump, get_article, later

SAID: dict[str, Any] = {"actor": "Ines Vale", "reason": "a court says so", "now": later(100)}


class Rereadings:
    """An archive that an older extractor read: rehearsed, then one article of it read again, then all."""

    def __init__(self, directory: Path) -> None:
        self.archive = Archive(directory)
        self._pretend_an_older_extractor_read_all()
        with self.archive.read() as session:
            self.revisions = session.execute(select(models.Revision.__table__)).all()
            self.one = session.scalar(select(models.Article.public_id).order_by(models.Article.id))
        at = ("--archive", directory, "--json")
        event = self._hide()
        before = dump(self.archive), self._list_files()
        self.rehearsed = backfile("reextract", "--dry-run", *at)
        self.is_untouched = (dump(self.archive), self._list_files()) == before
        with deciding(self.archive) as session:
            undo(session, event, **SAID)
        self.first = backfile("reextract", "--article", self.one[:8], *at)
        self.rest = backfile("reextract", *at, afresh=True)
        self.again = backfile("reextract", "--dry-run", *at)
        self.idle = backfile("reextract", "--archive", directory)

    def _pretend_an_older_extractor_read_all(self) -> None:
        with self.archive.engine.begin() as connection:
            connection.execute(update(models.Extractor).values(identity="backfile 0"))
            connection.execute(update(models.Reading).values(title="A title read wrongly", digest="0" * 64))

    def _hide(self) -> str:
        with deciding(self.archive) as session:
            return take_down(session, get_article(session, self.one), Level.HIDE, **SAID).event

    def _list_files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.archive.warc_directory.iterdir()}


@pytest.fixture(scope="module")
def rereadings(tmp_path_factory: pytest.TempPathFactory, first_crawl: FirstCrawl) -> Any:
    directory = tmp_path_factory.mktemp("reextract") / "archive"
    shutil.copytree(first_crawl.directory, directory)
    done = Rereadings(directory)
    yield done
    done.archive.close()


def test_a_dry_run_tells_what_would_change_field_by_field(rereadings: Rereadings) -> None:
    assert rereadings.rehearsed.code == 0, rereadings.rehearsed.said
    (answer,) = rereadings.rehearsed.answer
    assert {name: answer[name] for name in ("publication", "captures", "changed", "unreadable", "withheld")} == {
        "publication": "sample",
        "captures": 50,
        "changed": 50,
        "unreadable": 0,
        "withheld": 1,
    }
    assert {name: field["changed"] for name, field in answer["fields"].items()} == {"title": 50}
    samples = answer["fields"]["title"]["samples"]
    assert len(samples) == 5
    assert rereadings.one not in {sample["article"] for sample in samples}
    assert {sample["before"] for sample in samples} == {"A title read wrongly"}
    assert {sample["after"] for sample in samples} <= {article.title for article in articles()}


def test_a_dry_run_writes_nothing(rereadings: Rereadings) -> None:
    assert rereadings.is_untouched


def test_what_was_read_does_not_come_up_again(rereadings: Rereadings) -> None:
    runs = [ended.answer[0] for ended in (rereadings.first, rereadings.rest)]
    assert [run["report"]["visited"] for run in runs] == [{"changed": 1}, {"changed": 49}]
    assert rereadings.again.answer[0]["captures"] == 0
    assert rereadings.idle.code == 0
    nothing = "sample: nothing to read: this extractor has read every capture that is asked for.\n"
    assert rereadings.idle.printed == nothing


def test_articles_show_the_newer_reading_and_have_the_same_revisions(rereadings: Rereadings) -> None:
    with rereadings.archive.read() as session:
        shown = session.scalars(select(models.Reading.title).join(models.Article.reading))
        assert "A title read wrongly" not in set(shown)
        assert session.execute(select(models.Revision.__table__)).all() == rereadings.revisions
        assert session.scalar(select(func.count(models.Reading.id))) == 100
        assert session.scalars(select(models.Run.kind).order_by(models.Run.id)).all()[1:] == ["reextract"] * 3


def test_the_archive_is_sound_after_it(rereadings: Rereadings) -> None:
    assert rereadings.rest.code == 0, rereadings.rest.said
    assert rereadings.rest.answer[0]["report"]["books"]["balances"]


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--article", "aaaaaaaaaaaa"), 1, "no article of this archive has the id or URL 'aaaaaaaaaaaa'"),
        (("--publication", "wwd"), 1, "the archive has no publication 'wwd'; it has sample"),
        (("--since", "2026-03-02", "--until", "2026-03-01"), 2, "--until 2026-03-01 is before --since 2026-03-02"),
        (("--since", "soon"), 2, "--since 'soon' is no date"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    rereadings: Rereadings, options: tuple[str, ...], code: int, said: str
) -> None:
    ended = backfile("reextract", *options, "--archive", rereadings.archive.directory)
    assert ended.code == code
    assert said in ended.said
