"""A manifest becomes predictions, through the processes that production uses."""

from __future__ import annotations

import asyncio
import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.extraction.__main__ import main
from benchmarks.extraction.manifest import Page, read_manifest
from benchmarks.extraction.predicting import predict_page
from pipelines.pool import ExtractionPool
from storage.errors import UnreadableInput
from tests.benchmarks.conftest import SENTENCES, make_page, write_lines

ROOT = Path(__file__).parents[2]


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    """Lend a manifest of three pages, a broken file and a missing one."""
    (tmp_path / "plain.html").write_text(make_page("Ninety barges wait", "Ada Quist"), encoding="utf-8")
    packed = gzip.compress(make_page("The last stone is set", "Bo Lund").encode())
    (tmp_path / "packed.html.gz").write_bytes(packed)
    (tmp_path / "broken.html.gz").write_bytes(packed[:-40])
    (tmp_path / "addressless.html").write_text(make_page("Ferry runs again", "Ada Quist"), encoding="utf-8")
    return write_lines(
        tmp_path / "pages.jsonl",
        [
            {"id": "plain", "path": "plain.html", "url": "https://plain.example/2026/03/barges-1/", "mood": "ignored"},
            {"id": "broken", "path": "broken.html.gz", "url": "https://plain.example/2026/03/broken-2/"},
            {"id": "packed", "html": "packed.html.gz", "url": "https://plain.example/2026/03/stone-3/"},
            {"id": "missing", "path": "missing.html", "url": None},
            {"id": "addressless", "path": "addressless.html"},
        ],
    )


@pytest.mark.timeout(120)
def test_every_page_has_its_line_in_the_order_of_the_manifest(manifest: Path, tmp_path: Path) -> None:
    output = tmp_path / "predictions.jsonl"
    command = [sys.executable, "-m", "benchmarks.extraction", "--manifest", str(manifest), "--output", str(output)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines] == ["plain", "broken", "packed", "missing", "addressless"]

    plain, broken, packed, missing, addressless = lines
    assert (plain["title"], plain["authors"], plain["byline_printed"]) == (
        "Ninety barges wait", ["Ada Quist"], "By Ada Quist",
    )  # fmt: skip
    assert plain["published"] == "2026-03-02T07:15:00+01:00"
    assert plain["body"] == "\n\n".join(SENTENCES)
    assert [(person["name"], person["kind"]) for person in plain["contributors"]] == [("Ada Quist", "person")]
    story = {
        "kind": "automatic",
        "url": "https://plain.example/2026/02/ferry-sold-771/",
        "heading": "Related Stories",
        "label": None,
        "text": "Ferry of Osterveld sold to its captain",
    }
    assert [{key: found[key] for key in story} for found in plain["related"]] == [story]
    assert (packed["authors"], addressless["authors"]) == (["Bo Lund"], ["Ada Quist"])

    assert (broken["body"], broken["authors"], broken["reason"]) == (None, None, "is a gzip file that is cut short")
    assert missing["reason"] == "cannot be read: No such file or directory"
    assert "3 of 5 pages read" in done.stderr
    assert "not read: broken is a gzip file that is cut short" in done.stderr


@pytest.mark.parametrize(
    ("second", "what"),
    [
        ("nonsense", "line 2 is no JSON object"),
        ('["a"]', "line 2 is no JSON object"),
        ('{"path": "a.html"}', "line 2 has no id that is a text or a whole number"),
        ('{"id": true, "path": "a.html"}', "line 2 has no id that is a text or a whole number"),
        ('{"id": "b", "path": "\\ud800.html"}', "line 2 has no path that is a text"),
        ('{"id": "b"}', "line 2 has no path that is a text"),
        ('{"id": "b", "path": "b.html", "url": 5}', "line 2 has a url that is no text"),
        ('{"id": "a", "path": "b.html"}', "line 2 has the id 'a' of an earlier line"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], second: str, what: str
) -> None:
    manifest = tmp_path / "pages.jsonl"
    manifest.write_text(f'{{"id": "a", "path": "a.html"}}\n{second}\n', encoding="utf-8")
    assert main(["--manifest", str(manifest), "--output", str(tmp_path / "out.jsonl")]) == 2
    assert capsys.readouterr().err == f"benchmarks.extraction: {manifest}: {what}\n"
    assert not (tmp_path / "out.jsonl").exists()


def test_the_manifest_is_not_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    manifest = write_lines(tmp_path / "pages.jsonl", [{"id": "a", "path": "a.html"}])
    before = manifest.read_bytes()
    assert main(["--manifest", str(manifest), "--output", str(tmp_path / "." / "pages.jsonl")]) == 2
    assert "is the manifest itself: name another file" in capsys.readouterr().err
    assert manifest.read_bytes() == before


@pytest.mark.parametrize("workers", ["0", "-1", "two"])
def test_a_number_of_workers_that_is_none_is_named(capsys: pytest.CaptureFixture[str], workers: str) -> None:
    with pytest.raises(SystemExit):
        main(["--manifest", "pages.jsonl", "--workers", workers])
    assert f"argument --workers: {workers!r} is no whole number from 1" in capsys.readouterr().err


def test_an_id_comes_back_as_it_was_given(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(make_page("Ninety barges wait", "Ada Quist"), encoding="utf-8")
    given = [7, "7", "half \ud800 of a pair"]
    manifest = tmp_path / "pages.jsonl"
    rows = [json.dumps({"id": identity, "path": "a.html", "url": "http://["}) for identity in given]
    manifest.write_text("\n".join(rows), encoding="utf-8")
    assert main(["--manifest", str(manifest), "--output", str(tmp_path / "out.jsonl")]) == 0
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines] == given
    assert [line["title"] for line in lines] == ["Ninety barges wait"] * 3


def test_a_manifest_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"none\.jsonl: cannot be read: No such file"):
        read_manifest(tmp_path / "none.jsonl")


def test_paths_begin_at_the_manifest(tmp_path: Path) -> None:
    file = write_lines(tmp_path / "pages.jsonl", [{"id": "a", "path": "below/a.html", "url": " https://a.example/ "}])
    (page,) = read_manifest(file)
    assert (page.path, page.url) == (tmp_path / "below" / "a.html", "https://a.example/")


def test_a_page_that_no_worker_ends_with_has_no_values(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(make_page("Ninety barges wait", "Ada Quist"), encoding="utf-8")
    pool = ExtractionPool(workers=1)
    pool.close()
    line = asyncio.run(predict_page(Page("a", tmp_path / "a.html", ""), pool))
    assert (line["id"], line["body"], line["reason"]) == ("a", None, "extraction-stopped")


@pytest.mark.parametrize("number", ["-1", "many"])
def test_a_number_that_is_none_is_refused(capsys: pytest.CaptureFixture[str], number: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["--manifest", "pages.jsonl", "--workers", number])
    assert "--workers" in capsys.readouterr().err


def test_predictions_need_a_file_to_go_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--manifest", str(tmp_path / "pages.jsonl")]) == 2
    assert "--manifest needs --output" in capsys.readouterr().err
