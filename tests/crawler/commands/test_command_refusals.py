"""What every operators' command says and how it ends when it is called wrongly or cannot go on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.definitions import BUNDLED
from storage.archive import Archive
from storage.locks import exclusive
from tests.command_line import Run
from tests.crawler.commands.running import backfile

PAGE = "http://quartercall.example/2026/stage/news/counterweight-inspections-come-due-13004101/"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with what the commands below are given."""
    directory = tmp_path_factory.mktemp("refusals")
    (directory / "dump.txt").write_text("By Ada Brook\n\nThe hall on the quay is dark tonight.\n")
    (directory / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n")
    (directory / "empty.html").write_bytes(b"")
    (directory / "page.html").write_text("<html><body><h1>Dark</h1><p>The hall on the quay is dark.</p></body></html>")
    (directory / "notes.warc").write_text("These are notes.\n")
    (directory / "list.csv").write_text("file,url\n")
    (directory / "to-come.csv").write_text("path,url,captured_at\npage.html,,3019-01-01\n")
    (directory / "in-the-way").touch()
    titles = directory / "titles"
    titles.mkdir()
    (titles / "torn.toml").write_text("name = [\n")
    (titles / "quay.toml").write_text('name = "The Quay"\nhome = "https://quay.example/"\ncolour = "red"\n')
    _write_newer_archive(directory / "newer")
    return directory


@pytest.fixture(scope="module", autouse=True)
def _busy(place: Path) -> Iterator[None]:
    """An archive in which another process works on wwd."""
    archive = Archive(place / "busy")
    archive.prepare()
    with exclusive("wwd", directory=archive.lock_directory, engine=archive.engine):
        yield
    archive.close()


def _write_newer_archive(directory: Path) -> None:
    archive = Archive(directory)
    archive.prepare()
    archive.close()
    with sqlite3.connect(directory / "archive.db") as database:
        database.execute("UPDATE alembic_version SET version_num = 'ffff'")
    database.close()


TEXT = ("import", "text", "dump.txt")
HTML = ("import", "html", "page.html")

CASES = [
    pytest.param((*TEXT, "--publication", "nosuch"), 78, "there is no publication 'nosuch'", id="unknown slug"),
    pytest.param((*TEXT, "--publication", "../x"), 78, "there is no publication '../x'", id="slug that is a path"),
    pytest.param(
        ("import", "text", "no.txt", "--publication", "wwd"), 2, "no.txt: cannot be read: No such", id="no file"
    ),
    pytest.param(
        ("import", "text", ".", "--publication", "wwd"), 2, ".: cannot be read: Is a directory", id="directory"
    ),
    pytest.param((*TEXT, "--publication", "wwd", "--url", PAGE), 2, "is no article of wwd", id="URL of another title"),
    pytest.param(
        (*TEXT, "dump.txt", "--publication", "wwd", "--title", "A"), 2, "are about one file", id="title of many"
    ),
    pytest.param(("import", "text", "page.html", "--publication", "wwd"), 2, "is no text: HTML", id="HTML as text"),
    pytest.param((*TEXT, "--publication", "wwd", "--title", " "), 2, "--title is empty", id="empty title"),
    pytest.param(
        (*TEXT, "--publication", "wwd", "--captured-at", "noon"), 2, "--captured-at 'noon' is no moment", id="no moment"
    ),
    pytest.param(
        (*TEXT, "--publication", "wwd", "--captured-at", "3019-01-01"),
        2,
        "--captured-at '3019-01-01' is yet to come",
        id="moment to come",
    ),
    pytest.param(
        (*HTML, "--publication", "wwd", "--manifest", "to-come.csv"), 2, "'3019-01-01' is yet to come", id="listed"
    ),
    pytest.param(
        (*TEXT, "--publication", "torn", "--publications", "titles"), 78, "torn.toml: not TOML", id="torn definition"
    ),
    pytest.param((*HTML, "--publication", "wwd", "--manifest", "no.csv"), 2, "no.csv cannot be read", id="no manifest"),
    pytest.param(
        (*HTML, "--publication", "wwd", "--manifest", "list.csv"),
        2,
        "list.csv has no column 'path'",
        id="wrong manifest",
    ),
    pytest.param(("import", "html", "picture.html", "--publication", "wwd"), 2, "is no HTML: image", id="picture"),
    pytest.param(
        ("import", "html", "titles", "--publication", "wwd"), 2, "nothing was imported: there is no page", id="no page"
    ),
    pytest.param((*HTML, "--publication", "wwd"), 2, "nothing was imported: every page was left out", id="no URL"),
    pytest.param(("import", "warc", "notes.warc"), 2, "notes.warc: is no WARC file", id="no WARC file"),
    pytest.param(("import", "warc", "no.warc"), 2, "no.warc: cannot be read: No such", id="no file of records"),
    pytest.param(("extract", "no.html", "--url", PAGE), 2, "no.html cannot be read: No such", id="extract no file"),
    pytest.param(("extract", "picture.html", "--url", PAGE), 2, "picture.html is no HTML: image", id="extract picture"),
    pytest.param(("extract", "empty.html", "--url", PAGE), 2, "empty.html is empty", id="extract empty"),
    pytest.param(("crawl", "--publications", "."), 78, ". holds no definition to crawl", id="crawl nothing"),
    pytest.param(("extract", "page.html"), 2, "give --url, --publication or both", id="extract without rules"),
    pytest.param(("extract", "page.html", "--url", "quay"), 2, "no http or https address", id="extract no address"),
    pytest.param(
        ("extract", "page.html", "--publication", "nosuch"), 78, "no publication 'nosuch'", id="extract unknown"
    ),
    pytest.param(
        ("capture", "https://elsewhere.example/a"), 78, "`backfile publications` lists them", id="capture elsewhere"
    ),
    pytest.param(("capture", "nonsense"), 78, "'nonsense' is an article of no known", id="capture nonsense"),
    pytest.param(("capture", PAGE, "--publications", "titles"), 78, "quay.toml: ", id="capture broken definitions"),
    pytest.param(("publications", "nosuch"), 78, "there is no publication 'nosuch'", id="publications unknown"),
    pytest.param(("publications", "--publications", "nowhere"), 2, "there is no directory nowhere", id="no directory"),
    pytest.param(
        ("capture", PAGE, "--publications", "nowhere"), 2, "there is no directory nowhere", id="capture no directory"
    ),
    pytest.param(
        (*TEXT, "--publication", "wwd", "--publications", "nowhere"), 2, "there is no directory nowhere", id="nowhere"
    ),
    pytest.param(
        ("publications", "--publications", "newer"), 78, "there are no definitions in newer", id="no definitions"
    ),
]


CRAWLING_CASES = [
    pytest.param(
        (*TEXT, "--publication", "wwd", "--archive", "in-the-way"),
        73,
        "in-the-way is a file and not a directory",
        id="in the way",
    ),
    pytest.param(
        (*TEXT, "--publication", "wwd", "--archive", "busy"), 75, "is being worked on by another process", id="busy"
    ),
    pytest.param((*TEXT, "--publication", "wwd", "--archive", "newer"), 78, "newer", id="newer schema"),
    pytest.param(
        ("capture", PAGE, "--archive", "in-the-way"),
        73,
        "in-the-way is a file and not a directory",
        id="capture in the way",
    ),
]
"""Those that begin a crawl, which a process can do once."""


@pytest.mark.parametrize(("arguments", "code", "sentence"), CASES)
def test_one_sentence_and_an_exit_code(
    place: Path,
    arguments: tuple[str, ...],
    code: int,
    sentence: str,
    backfile_here: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(place)
    done = backfile_here(*arguments)
    assert_refused(done.code, done.err, code, sentence)


@pytest.mark.parametrize(("arguments", "code", "sentence"), CRAWLING_CASES)
def test_a_crawl_that_cannot_begin_gives_one_sentence_and_an_exit_code(
    place: Path, arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    ended = backfile(*arguments, cwd=place)
    assert_refused(ended.code, ended.said, code, sentence)


def assert_refused(code: int, said: str, expected: int, sentence: str) -> None:
    assert code == expected, said
    (line,) = said.strip().splitlines()
    assert line.startswith("backfile: ")
    assert sentence in line


def test_a_broken_definition_is_named_and_the_others_are_listed(place: Path, backfile_here: Run) -> None:
    titles = place / "mixed"
    titles.mkdir()
    (titles / "torn.toml").write_text("name = [\n")
    (titles / "spacenews.toml").write_bytes((BUNDLED / "spacenews.toml").read_bytes())
    (titles / "families").symlink_to(BUNDLED / "families")
    done = backfile_here("publications", "--publications", titles)
    assert done.code == 78
    assert "spacenews" in done.out
    (said,) = done.err.strip().splitlines()
    assert said.startswith(f"backfile: {titles / 'torn.toml'}: not TOML: ")
