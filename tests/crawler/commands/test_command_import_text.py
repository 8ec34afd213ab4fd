"""`backfile import text` on a dump as people make it, and on files that are none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import models
from storage.normal_form import text_digest
from tests.command_line import Run
from tests.crawler.commands.running import Ended, backfile, opened, warc_bytes

DUMP = Path(__file__).parents[2] / "pipelines" / "text_dump" / "interview.txt"
URL = "http://quartercall.example/2026/stage/interviews/a-lighthouse-on-strings-13009901/"


class Imports:
    """A dump imported with files that are none, the same dump again, and another one of which more is known."""

    def __init__(self, directory: Path) -> None:
        self.archive = directory / "archive"
        files = {"empty.txt": b" \n\t\n", "binary.txt": bytes(range(256)) * 8}
        for name, payload in files.items():
            (directory / name).write_bytes(payload)
        named = [DUMP, *(directory / name for name in (*files, "missing.txt"))]
        self.first = self._import(*named, afresh=True)
        self.size = warc_bytes(self.archive)
        self.again = self._import(DUMP)
        self.size_again = warc_bytes(self.archive)
        known = ("--url", URL, "--title", "A Lighthouse on Strings", "--captured-at", "2026-03-01T09:30")
        (directory / "known.txt").write_bytes(DUMP.read_bytes() + b"\n")
        self.known = self._import(directory / "known.txt", *known)

    def _import(self, *arguments: object, afresh: bool = False) -> Ended:
        at = ("--publication", "sample", "--archive", self.archive, "--json")
        return backfile("import", "text", *arguments, *at, afresh=afresh)


@pytest.fixture(scope="module")
def imports(tmp_path_factory: pytest.TempPathFactory) -> Imports:
    return Imports(tmp_path_factory.mktemp("import-text"))


@pytest.fixture
def session(imports: Imports) -> Iterator[Session]:
    with opened(imports.archive) as session:
        yield session


def get_article(session: Session, imported: Ended) -> models.Article:
    (said,) = imported.answer["articles"]
    return session.scalars(select(models.Article).where(models.Article.public_id == said["id"])).one()


def test_a_dump_is_an_article(imports: Imports, session: Session) -> None:
    reading = get_article(session, imports.first).reading
    assert reading is not None
    assert [(person.name, person.kind) for person in reading.contributors] == [("Odalys Quennell", "person")]
    assert reading.text.startswith("When the ferries stopped for the winter")
    assert [block["kind"] for block in reading.blocks].count("question") == 5


def test_related_stories_keep_their_order_and_labels(imports: Imports, session: Session) -> None:
    seen = get_article(session, imports.first).observation
    assert seen is not None
    assert [(story.position, story.label) for story in seen.related] == [(0, "VIP+"), (1, None)]


def test_what_a_dump_does_not_say_is_null(imports: Imports, session: Session) -> None:
    article = get_article(session, imports.first)
    assert (article.url, article.canonical_url, article.published_at) == (None, None, None)
    assert article.reading is not None
    assert (article.reading.title, article.reading.section, article.reading.tags) == (None, None, [])


def test_the_dump_is_kept_as_it_is_and_dated_by_its_import(imports: Imports, session: Session) -> None:
    article = get_article(session, imports.first)
    assert article.reading is not None
    capture, run = article.reading.capture, session.get_one(models.Run, 1)
    assert (capture.record_type, capture.content_type, capture.status) == ("resource", "text/plain", 0)
    assert capture.url == f"urn:sha256:{capture.payload_digest}"
    assert capture.payload_length == DUMP.stat().st_size
    assert run.started_at <= capture.captured_at <= run.ended_at
    assert run.kind == "import-text"


def test_files_that_are_no_dumps_get_a_sentence_each(imports: Imports) -> None:
    assert imports.first.code == 2
    reasons = {Path(named["file"]).name: named["reason"] for named in imports.first.answer["named"]}
    assert reasons == {
        "empty.txt": "is empty",
        "binary.txt": "is no text",
        "missing.txt": "cannot be read: No such file or directory",
    }


def test_an_article_is_printed_with_its_title_or_without_one(imports: Imports) -> None:
    again = backfile("import", "text", DUMP, "--publication", "sample", "--archive", imports.archive)
    (untitled,) = imports.first.answer["articles"]
    assert f"{untitled['id']}  {DUMP}  (no title: give --title)" in again.printed.splitlines()
    (titled,) = imports.known.answer["articles"]
    assert (untitled["title"], titled["title"]) == (None, "A Lighthouse on Strings")


def test_a_file_that_is_no_dump_is_said_once(imports: Imports, backfile_here: Run) -> None:
    empty = imports.archive.parent / "empty.txt"
    done = backfile_here("import", "text", empty, "--publication", "sample", "--archive", imports.archive)
    assert (done.out + done.err).count("is empty") == 1


def test_importing_again_changes_nothing(imports: Imports, session: Session) -> None:
    assert imports.again.code == 0
    assert imports.again.answer["runs"][0]["report"]["visited"] == {"unchanged": 1}
    assert imports.again.answer["articles"] == imports.first.answer["articles"]
    assert imports.size_again == imports.size


def test_what_the_operator_knows_is_kept(imports: Imports, session: Session) -> None:
    assert imports.known.code == 0, imports.known.said
    article = get_article(session, imports.known)
    assert article.url == URL
    assert article.reading is not None
    assert article.reading.title == "A Lighthouse on Strings"
    assert article.reading.capture.captured_at.isoformat() == "2026-03-01T14:30:00+00:00"


def test_an_imported_page_is_in_the_ledger_and_no_visit_is_planned(imports: Imports, session: Session) -> None:
    (page,) = session.scalars(select(models.Page))
    assert (page.url, page.outcome, page.next_visit_at, page.visits) == (URL, "archived", None, 0)
    assert imports.known.answer["runs"][0]["report"]["books"]["balances"]


def test_the_text_has_its_digest(imports: Imports, session: Session) -> None:
    for reading in session.scalars(select(models.Reading)):
        assert reading.text_digest == text_digest(reading.text)
