"""Labelled pages become tables."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.extraction.__main__ import main
from benchmarks.extraction.labels import half_of, read_labels
from benchmarks.extraction.tables import format_table, shorten
from benchmarks.extraction.wrong_labels import leave_out, read_wrong_labels
from storage.errors import UnreadableInput


def rows(report: str, title: str) -> dict[str, list[str]]:
    """The cells of the first table below a heading, by the first of each row."""
    table = re.search(rf"^## {title}\n.*?((?:^\|[^\n]*\n)+)", report, re.MULTILINE | re.DOTALL)
    assert table is not None, report
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in table[1].splitlines()]
    return {first: others for first, *others in cells}


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """Lend a file that says which label is wrong."""
    file = tmp_path / "wrong.tsv"
    file.write_text("# id\tfield\treason\n\nthree\ttitle\tthe page says otherwise\n", encoding="utf-8")
    return file


@pytest.mark.timeout(120)
def test_one_table_has_every_engine_and_both_figures(
    labelled: Path, wrong: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--peers", "trafilatura,newspaper4k", "--cache", str(tmp_path / "cache"), "--cost-pages", "2"]
    assert main(["--data", str(labelled), "--without", str(wrong), "--workers", "1", *options]) == 0
    report = capsys.readouterr().out

    table = rows(report, "All pages")
    assert table["measure"] == ["labels", "Backfile", "trafilatura 2.3.1", "newspaper4k", "goal"]
    assert table["title, exact"][:2] == ["3", "0.667 (1.000)"]
    assert table["authors, exact set"] == ["3", "0.667 (0.667)", "0.667 (0.667)", "not installed", "≥ 0.85"]
    assert table["date, to the minute with its zone"][:3] == ["2", "0.500 (0.500)", "0.000 (0.000)"]
    assert table["printed bylines, names and kinds"][1:4] == ["0.500 (0.500)", "0.500 (0.500)", "not installed"]
    assert table["related stories, recall"][:2] == ["2", "0.500 (0.500)"]

    assert rows(report, "By source")["harbour: title, exact"][:2] == ["3", "0.667"]
    assert rows(report, "Trade press alone")["title, exact"][:2] == ["1", "1.000"]
    assert rows(report, "Worst pages: authors")["three"] == ["Ada Quist", "Nobody"]
    assert rows(report, "Worst pages: title")["none"] == ["", ""]
    assert rows(report, "Worst pages: related stories")["one"][1] == "1 wrong"
    assert "By Bo Lund ours ['Bo Lund']" in report

    costs = rows(report, "Costs")
    assert costs["trafilatura 2.3.1"][-1] == "1.00"
    assert costs["newspaper4k"][0] == "not installed"
    assert "| body " in report


@pytest.mark.timeout(120)
def test_predictions_of_peers_are_kept(labelled: Path, tmp_path: Path) -> None:
    command = ["--data", str(labelled), "--peers", "trafilatura", "--cache", str(tmp_path), "--cost-pages", "0"]
    assert main(command) == 0
    (kept,) = tmp_path.glob("trafilatura-2.3.1-*.jsonl")
    written = kept.stat()
    assert main(command) == 0
    assert (kept.stat().st_ino, kept.stat().st_mtime_ns) == (written.st_ino, written.st_mtime_ns)


def test_a_scorer_that_is_not_there_is_named(
    labelled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (labelled / "score.py").unlink()
    assert main(["--data", str(labelled), "--peers", "", "--workers", "1", "--cache", str(tmp_path / "cache")]) == 2
    assert "score.py: there is no such scorer" in capsys.readouterr().err


def test_an_unknown_peer_is_named(labelled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(labelled), "--peers", "boilerpipe", "--cache", str(tmp_path)]) == 2
    assert "no such peer: boilerpipe" in capsys.readouterr().err


def test_a_wrong_label_counts_neither_way(labelled: Path, wrong: Path) -> None:
    labels = leave_out(read_labels(labelled), read_wrong_labels(wrong))
    assert ["title" in row["truth"] for row in labels.pages] == [True, True, False]
    assert ["authors" in row["truth"] for row in labels.pages] == [True, True, True]
    assert len(labels.related) == 1


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("one\tmood\tbad", "line 1 names no field"),
        ("one\ttitle", "line 1 has no reason"),
        ("\ttitle\tbad", "line 1 has no id"),
    ],
)
def test_a_wrong_label_has_id_field_and_reason(tmp_path: Path, line: str, what: str) -> None:
    file = tmp_path / "wrong.tsv"
    file.write_text(line, encoding="utf-8")
    with pytest.raises(UnreadableInput, match=what):
        read_wrong_labels(file)


def test_pages_of_one_site_are_of_one_half() -> None:
    sites = [{"id": str(number), "domain": f"site{number % 50}.example"} for number in range(500)]
    halves = {(site["domain"], half_of(site)) for site in sites}
    assert len(halves) == 50
    assert {half for _, half in halves} == {"A", "B"}


def test_a_table_lines_up() -> None:
    table = format_table(["measure", "ours"], [["一", "0.5"], ["abc", "0.25"]])
    assert table.splitlines() == [
        "| measure | ours |",
        "| ------- | ---: |",
        "| 一      |  0.5 |",
        "| abc     | 0.25 |",
    ]


def test_a_cell_is_one_line_without_bars() -> None:
    assert shorten("a | b\n c") == "a ¦ b c"
    assert shorten("x" * 100, 10) == "x" * 9 + "…"
