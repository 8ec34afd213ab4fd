"""`backfile export`."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.archive import Archive
from storage.export.csv import COLUMNS, FORMULA_SIGNS, as_text
from tests.storage.builders import warc_writer
from tests.storage.library import GLAZE, SELVEDGE, STORIES, TWIN


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_jsonl_is_what_show_gives_one_line_each(library: Archive, backfile: Any) -> None:
    lines = [json.loads(line) for line in backfile("export", on=library).out.splitlines()]
    assert len(lines) == len(STORIES)
    assert lines == [backfile("show", line["id"], "--json", on=library).json() for line in lines]


def test_the_order_is_that_of_search(library: Archive, backfile: Any) -> None:
    hits = backfile("search", "cobalt", "--json", on=library).json()
    lines = backfile("export", "cobalt", on=library).out.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [hit["id"] for hit in hits]


def test_filters_are_those_of_search(library: Archive, backfile: Any) -> None:
    done = backfile("export", "--by", "quill", "--from", "2026-04", "--publication", "kiln-review", on=library)
    assert [json.loads(line)["id"] for line in done.out.splitlines()] == [GLAZE.id]


def test_csv_is_flat(library: Archive, backfile: Any) -> None:
    done = backfile("export", "potters", "--format", "csv", on=library)
    assert done.out.startswith(",".join(COLUMNS) + "\r\n")
    (row,) = rows(done.out)
    assert (row["id"], row["authors"], row["credited"]) == (GLAZE.id, "K.J. Quill", "Ida Brand (photography)")
    assert (row["published_on"], row["tags"], row["words"], row["revisions"]) == (
        "2026-04-01",
        "Craft; Trade",
        "10",
        "1",
    )
    assert row["body"] == GLAZE.text


def test_csv_never_calculates_unless_raw(library: Archive, backfile: Any) -> None:
    words = ("export", "thread", "--format", "csv")
    assert rows(backfile(*words, on=library).out)[0]["title"] == f"'{SELVEDGE.title}"
    assert rows(backfile(*words, "--raw", on=library).out)[0]["title"] == SELVEDGE.title


@given(st.text(max_size=8) | st.sampled_from(FORMULA_SIGNS).map(lambda sign: f"{sign}1+1"))
@settings(max_examples=100, deadline=None)
def test_no_cell_begins_a_formula_and_none_is_lost(text: str) -> None:
    cell = as_text(text)
    assert not cell.startswith(FORMULA_SIGNS)
    assert cell in {text, f"'{text}"}


def test_a_file_is_whole_and_has_the_usual_rights(library: Archive, backfile: Any, tmp_path: Path) -> None:
    path, other = tmp_path / "all.jsonl", tmp_path / "other"
    path.write_text("before")
    other.touch()
    assert backfile("export", "-o", str(path), on=library).code == 0
    assert len(path.read_text().splitlines()) == len(STORIES)
    assert path.stat().st_mode == other.stat().st_mode
    assert sorted(tmp_path.iterdir()) == [path, other]


def test_a_file_stays_as_it_was_when_the_export_fails(library: Archive, backfile: Any, tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    path.write_text("before")
    assert backfile("export", "--publication", "potter", "-o", str(path), on=library).code == 1
    assert (path.read_text(), list(tmp_path.iterdir())) == ("before", [path])


def test_a_directory_that_is_not_there_is_one_sentence(library: Archive, backfile: Any, tmp_path: Path) -> None:
    done = backfile("export", "-o", str(tmp_path / "none" / "x.csv"), on=library)
    assert (done.code, done.err.count("\n")) == (73, 1)


def test_no_room_is_one_sentence(library: Archive, backfile: Any) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    from storage.errors import DiskFull
    from storage.export.destination import write_output

    with pytest.raises(DiskFull, match="no room left for standard output"), Path("/dev/full").open("wb") as full:
        write_output(["x" * 1_000_000], to=full)


@pytest.mark.parametrize("words", [["export"], ["status"], ["show", GLAZE.id], ["show", "--help"]])
def test_a_reader_that_has_seen_enough_is_no_error(library: Archive, words: list[str]) -> None:
    program = "import sys; from storage.cli import main; sys.exit(main())"
    where = ["--archive", str(library.directory), "--database-url", library.database_url]
    with subprocess.Popen(
        [sys.executable, "-c", program, *words, *where], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as export:
        assert export.stdout is not None
        assert export.stderr is not None
        export.stdout.close()
        assert (export.stderr.read(), export.wait()) == (b"", 0)


def test_many_articles_come_in_portions(archive: Archive, backfile: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from storage.queries import articles
    from tests.storage.library import fill

    fill(archive)
    monkeypatch.setattr(articles, "_AT_ONCE", 2)
    ids = [json.loads(line)["id"] for line in backfile("export", on=archive).out.splitlines()]
    assert sorted(ids) == sorted(story.id for story in STORIES)
    assert ids.index(GLAZE.id) > ids.index(TWIN.id)


def test_an_empty_archive_gives_a_header_only(archive: Archive, backfile: Any) -> None:
    with warc_writer(archive):
        pass
    assert backfile("export", on=archive).out == ""
    assert backfile("export", "--format", "csv", on=archive).out == ",".join(COLUMNS) + "\r\n"
