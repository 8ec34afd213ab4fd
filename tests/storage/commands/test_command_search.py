"""`backfile search`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from storage.archive import Archive
from tests.storage.library import GLAZE, SELVEDGE, SHUTTLE, TWIN, UNDATED, fill

SLOW = ["scrapy", "twisted", "itemadapter", "trafilatura", "lxml", "alembic", "rich", "sqlalchemy.dialects.postgresql"]


def test_hits_are_shown_with_what_a_reader_needs(library: Archive, backfile: Any) -> None:
    done = backfile("search", "potters", on=library)
    assert done.code == 0
    assert done.out.splitlines() == [
        f"{GLAZE.id}  2026-04-01  kiln-review",
        "    Glaze prices crack",
        "    By K.J. Quill",
        "    Cobalt rose again on Friday. Potters will pay for it.",
        "",
        "1 article.",
    ]


def test_the_newest_come_first_and_the_rest_is_counted(library: Archive, backfile: Any) -> None:
    done = backfile("search", "cobalt", "--limit", "2", on=library)
    assert [line[:12] for line in done.out.splitlines() if line[:1].isalnum()][:2] == [SELVEDGE.id, GLAZE.id]
    assert done.out.endswith("2 of 3 articles; --limit shows more, `backfile export` has all.\n")


def test_a_credit_is_named(library: Archive, backfile: Any) -> None:
    done = backfile("search", "--by", "brand", on=library)
    assert done.out.count("credited: ") == 1
    assert "    credited: Ida Brand (photography)\n" in done.out


def test_json_has_the_same_hits(library: Archive, backfile: Any) -> None:
    hits = backfile("search", "--by", "ida brand", "--json", on=library).json()
    assert [hit["id"] for hit in hits] == [SHUTTLE.id, GLAZE.id]
    assert hits[1] == {
        "id": GLAZE.id,
        "publication": "kiln-review",
        "url": GLAZE.url,
        "published_at": "2026-04-01T00:30:00+09:00",
        "published_on": "2026-04-01",
        "title": "Glaze prices crack",
        "byline_printed": "By K.J. Quill",
        "by": [{"name": "Ida Brand", "credit": "photography"}],
        "snippet": "Cobalt rose again on Friday. Potters will pay for it.",
    }


def test_days_are_inclusive(library: Archive, backfile: Any) -> None:
    hits = backfile("search", "--from", "2026-04-01", "--to", "2026-04-01", "--json", on=library).json()
    assert {hit["id"] for hit in hits} == {GLAZE.id, SELVEDGE.id, TWIN.id}
    months = backfile("search", "--from", "2026-03", "--to", "2026-03", "--json", on=library).json()
    assert [hit["id"] for hit in months] == [SHUTTLE.id]


def test_nothing_found_is_said_and_no_error(library: Archive, backfile: Any) -> None:
    done = backfile("search", "zeppelin", on=library)
    assert (done.code, done.out, done.err) == (0, "No article found.\n", "")
    assert backfile("search", "zeppelin", "--json", on=library).json() == []


def test_parts_without_a_word_are_named(library: Archive, backfile: Any) -> None:
    done = backfile("search", "saggar &", on=library)
    assert UNDATED.id in done.out
    assert "Nothing to search for in: &\n" in done.out


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["--from", "2026-13-01"], 2, "backfile: --from '2026-13-01' is no date: write a day as 2026-05-14,"),
        (["--to", "soon"], 2, "backfile: --to 'soon' is no date: "),
        (["--from", "2026-04-02", "--to", "2026-04-01"], 2, "backfile: --to 2026-04-01 is before --from 2026-04-02\n"),
        ([], 2, "backfile: nothing to search for: give words, or --by"),
        (["…"], 2, "backfile: nothing to search for: "),
        (["--by", "…"], 2, "backfile: --by '…' holds no name\n"),
        (["--publication", "potter"], 1, "backfile: the archive has no publication 'potter'; it has kiln-review, "),
    ],
)
def test_a_wrong_option_is_one_sentence(
    library: Archive, backfile: Any, words: list[str], code: int, sentence: str
) -> None:
    done = backfile("search", *words, on=library)
    assert (done.code, done.out) == (code, "")
    assert done.err.startswith(sentence)
    assert done.err.count("\n") == 1


def test_a_genre_is_searched_for(library: Archive, backfile: Any) -> None:
    (hit,) = backfile("search", "--genre", "review", "--json", on=library).json()
    assert hit["id"] == SHUTTLE.id
    wrong = backfile("search", "--genre", "shanty", on=library)
    assert wrong.code == 2
    assert "'interview'" in wrong.err


def test_no_archive_is_one_sentence(tmp_path: Path, backfile: Any) -> None:
    done = backfile("search", "x", "--archive", str(tmp_path / "none"))
    assert (done.code, done.err.split(":")[0:2]) == (1, ["backfile", f" there is no archive in {tmp_path / 'none'}"])


def test_a_search_loads_nothing_slow(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.prepare()
    fill(archive)
    archive.close()
    program = (
        "import sys; from storage.cli import main\n"
        f"sys.argv = ['backfile', 'search', 'cobalt', '--archive', {str(tmp_path)!r}]\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print([name for name in {[*SLOW, 'sqlalchemy.orm', 'storage.models']!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-2:] == ["3 articles.", "[]"]


@pytest.mark.parametrize(
    "words", [["cobalt", "-friday"], ["-friday", "cobalt"], ["--", "cobalt", "-friday"], ["cobalt -friday"]]
)
@pytest.mark.parametrize("command", ["search", "export"])
def test_a_query_is_typed_as_words(library: Archive, backfile: Any, command: str, words: list[str]) -> None:
    where = ["--archive", str(library.directory), "--database-url", library.database_url]
    done = backfile(command, *where, *words)
    assert done.code == 0, done.err
    assert SELVEDGE.id in done.out
    assert GLAZE.id not in done.out


def test_an_excluded_word_is_no_bundle_of_options(library: Archive, backfile: Any, tmp_path: Path) -> None:
    done = backfile("export", "-oboe", "-o", str(tmp_path / "-x"), "--by", "quill", on=library)
    assert (done.code, done.out) == (0, "")
    assert done.err == f"2 articles written to {tmp_path / '-x'}\n"


def test_a_mistyped_option_is_no_word(library: Archive, backfile: Any) -> None:
    assert backfile("search", "cobalt", "--limt", "3", on=library).code == 2
