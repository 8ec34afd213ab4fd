"""Files, manifests and moments that an import is given: any bytes give a value or a named reason."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.definitions import load
from crawler.importing import html, text
from crawler.importing.delivery import Delivery, Refusal
from crawler.importing.files import LARGEST, iter_files, read_file
from crawler.importing.intake import Intake
from crawler.importing.manifest import Entry, Manifest, read_manifest
from crawler.importing.moments import parse_moment
from crawler.importing.originals import Originals
from crawler.importing.warc import iter_records
from storage.errors import UnreadableInput

TORONTO = ZoneInfo("America/Toronto")


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("2026-03-01", datetime(2026, 3, 1, 5, tzinfo=UTC)),
        ("2026-07-01T09:30", datetime(2026, 7, 1, 13, 30, tzinfo=UTC)),
        (" 2026-07-01 09:30:15+02:00 ", datetime(2026, 7, 1, 7, 30, 15, tzinfo=UTC)),
        ("2026-07-01T09:30Z", datetime(2026, 7, 1, 9, 30, tzinfo=UTC)),
    ],
)
def test_a_moment_without_a_zone_is_the_publications(printed: str, expected: datetime) -> None:
    assert parse_moment(printed, TORONTO) == expected


@given(st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_any_text_is_a_moment_or_refused_with_the_forms(printed: str) -> None:
    said = ""
    try:
        assert parse_moment(printed, TORONTO).utcoffset() is not None
    except ValueError as error:
        said = str(error)
    assert not said or "2025-09-06T14:30" in said or "is yet to come" in said


@pytest.mark.parametrize("printed", ["0001-01-01", "9999-12-31T23:59", "yesterday", ""])
def test_what_has_no_place_on_the_calendar_is_no_moment(printed: str) -> None:
    with pytest.raises(ValueError, match="is no moment"):
        parse_moment(printed, ZoneInfo("Asia/Tokyo") if printed.startswith("0001") else TORONTO)


def test_a_packed_file_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "page.html.gz"
    path.write_bytes(gzip.compress(b"<p>The hall is dark.</p>"))
    assert read_file(path) == b"<p>The hall is dark.</p>"


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (gzip.compress(b"x" * 900)[:-9], "cut short"),
        (b"not packed", "is no gzip file"),
        (gzip.compress(bytes(LARGEST + 1)), "larger than 32 MiB"),
    ],
    ids=["cut", "not packed", "bomb"],
)
def test_a_packed_file_that_is_damaged_or_a_bomb_is_refused(tmp_path: Path, payload: bytes, reason: str) -> None:
    path = tmp_path / "page.html.gz"
    path.write_bytes(payload)
    with pytest.raises(UnreadableInput, match=reason):
        read_file(path)


def test_files_come_sorted_and_links_to_directories_are_not_followed(tmp_path: Path) -> None:
    for name in ("b/2.html", "a/1.htm", "a/3.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "b" / "up").symlink_to(tmp_path)
    found = [path.relative_to(tmp_path).as_posix() for path, _ in iter_files([tmp_path], (".html", ".htm"))]
    assert found == ["a/1.htm", "b/2.html"]


def test_a_file_that_is_given_is_taken_whatever_its_name(tmp_path: Path) -> None:
    assert list(iter_files([tmp_path / "page"], (".html",))) == [(tmp_path / "page", tmp_path)]


def test_a_manifest_is_csv_or_json_lines(tmp_path: Path) -> None:
    table, lines = tmp_path / "m.csv", tmp_path / "m.jsonl"
    table.write_text('\ufeffpath,url,captured_at,note\n"a, b.html",https://a.example/1,2026-01-02,x\nc.html,,\n')
    rows = [{"path": "a, b.html", "url": "https://a.example/1", "captured_at": "2026-01-02"}, {"path": "c.html"}]
    lines.write_text("\n\n".join(json.dumps(row) for row in rows))
    expected = [("a, b.html", "https://a.example/1", "2026-01-02"), ("c.html", None, None)]
    for path in (table, lines):
        assert [(e.path, e.url, e.captured_at) for e in read_manifest(path)] == expected


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("m.csv", b"file,url\na,b\n", "no column 'path'"),
        ("m.csv", b"", "no column 'path'"),
        ("m.csv", b"path\n\xff\n", "no manifest in UTF-8"),
        ("m.csv", b'path,url\n"a.html,b\n', "no manifest in UTF-8"),
        ("m.csv", b"path,url\n,https://a.example/\n", "names no path in line 2"),
        ("m.jsonl", b"[1]\n", "no JSON object in line 1"),
        ("m.jsonl", b'{"path": "a"}\n{"path"\n', "no JSON object in line 2"),
        ("m.jsonl", b'{"path": 7}\n', "names no path in line 1"),
        ("m.jsonl", b'{"path": "a", "url": 7}\n', "no text in line 1"),
        ("m.jsonl", b"[" * 100_000, "no JSON object in line 1"),
    ],
)
def test_a_wrong_manifest_is_refused_with_file_and_line(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableInput, match=reason) as refused:
        read_manifest(path)
    assert str(path) in str(refused.value)


@given(st.binary(max_size=300), st.sampled_from(["m.csv", "m.jsonl"]))
@settings(max_examples=80, deadline=None)
def test_any_bytes_are_a_manifest_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str
) -> None:
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(content)
    said = ""
    try:
        assert all(entry.path for entry in read_manifest(path))
    except UnreadableInput as error:
        said = str(error)
    assert not said or str(path) in said


def test_a_manifest_lies_beside_the_files_or_elsewhere(tmp_path: Path) -> None:
    entry = Entry(2, "deep/a.html", "https://a.example/", None)
    pages = tmp_path / "pages"
    for directory in (pages, tmp_path / "lists"):
        manifest = Manifest([entry], directory)
        assert manifest.find(pages / "deep" / "a.html", pages) == entry
        assert manifest.find(pages / "a.html", pages) is None
        assert list(manifest.iter_unused()) == []
    assert list(Manifest([entry], pages).iter_unused()) == [entry]


@pytest.mark.parametrize(
    ("payload", "problem"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n", "is empty"),
        (b"%PDF-1.7\n" + bytes(range(32)) * 4, "is no text"),
        ("A page in UTF-16.".encode("utf-16"), None),
        (b"\xef\xbb\xbf\n<!doctype html><title>A hall</title>", "is no text: HTML"),
        (b'<?xml version="1.0"?>\n<!-- saved > kept --><html lang="en">', "is no text: HTML"),
        ("<html><p>A hall".encode("utf-16"), "is no text: HTML"),
        (b"<p>The hall is dark.", "is no text: HTML"),
        (b"How to close a <p> of text\n\nBy Ada Brook\n", None),
        (b"One stray \0 in a page of text." + b" It goes on." * 20, None),
        ("Ein Satz über Möwen.".encode("latin-1"), None),
    ],
)
def test_text_is_told_from_other_bytes(payload: bytes, problem: str | None) -> None:
    assert text.find_problem(payload) == problem


@pytest.mark.parametrize(
    ("payload", "problem"),
    [
        (b" \n", "is empty"),
        (b"%PDF-1.7", "is no HTML: pdf"),
        (b'{"a": 1}', "is no HTML: json"),
        (b"Words without a tag.", "is no HTML: no-markup"),
        (b"\x7fELF\x02<A" + bytes(64), "is no HTML: binary"),
        (b"<p>The hall is dark.", None),
    ],
)
def test_html_is_told_from_other_bytes(payload: bytes, problem: str | None) -> None:
    assert html.find_problem(payload) == problem


@given(st.binary(max_size=600))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_a_warc_file_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.warc"
    sample = [load("sample")]
    for data in (
        content,
        b"WARC/1.0\r\n" + content,
        b"\x1f\x8b\x08" + content,
        gzip.compress(b"WARC/1.1\r\n" + content),
    ):
        path.write_bytes(data)
        assert all(isinstance(found, Refusal) for found in iter_records([path], sample, Originals()))


def test_an_intake_looks_ahead_without_losing_a_page() -> None:
    pages = [Delivery(str(n), b"x", "text/plain") for n in range(2)]
    intake = Intake("import-text", iter([Refusal("a", "is empty", exit_code=2), *pages]))
    assert intake.has_any()
    assert [intake.take(), intake.take(), intake.take()] == [*pages, None]
    assert intake.refusals.counts == {"is empty": 1}
    assert intake.refusals.exit_code == 2
