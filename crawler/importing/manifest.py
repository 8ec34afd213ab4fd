"""A manifest: what is known of files that do not say it themselves, as CSV with a header line or as JSON lines."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler.importing.files import read_file
from storage.errors import UnreadableInput

COLUMNS = ("path", "url", "captured_at")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a manifest.

    Attributes:
        line: its number, from 1.
        path: as written; relative to the manifest's directory, or to the directory that is imported.
        captured_at: as written.
    """

    line: int
    path: str
    url: str | None
    captured_at: str | None


def read_manifest(path: Path) -> list[Entry]:
    """All entries.

    Raises:
        UnreadableInput: the file cannot be read, is neither CSV nor JSON lines, or has no column `path`.
    """
    try:
        text = read_file(path).decode("utf-8-sig")
        rows = _iter_json(text) if path.name.lower().endswith((".jsonl", ".ndjson", ".json")) else _iter_csv(text)
        return [_parse_entry(line, row) for line, row in rows]
    except UnreadableInput as error:
        raise UnreadableInput(f"{path} {error}") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableInput(f"{path} is no manifest in UTF-8: {error}") from None


class Manifest:
    """Entries by file."""

    def __init__(self, entries: Iterable[Entry], directory: Path) -> None:
        self._by_file = {(directory / entry.path).resolve(): entry for entry in entries}
        self._by_name = {Path(entry.path).as_posix(): entry for entry in self._by_file.values()}
        self._used: set[int] = set()

    @classmethod
    def of(cls, path: Path | None) -> Manifest:
        """The manifest in a file; an empty one without.

        Raises:
            UnreadableInput: as `read_manifest`.
        """
        return cls(read_manifest(path), path.parent) if path else cls([], Path())

    def find(self, file: Path, root: Path) -> Entry | None:
        """The entry of a file that was found below `root`."""
        entry = self._by_file.get(file.resolve()) or self._by_name.get(file.relative_to(root).as_posix())
        if entry is not None:
            self._used.add(entry.line)
        return entry

    def iter_unused(self) -> Iterator[Entry]:
        """Entries whose file did not come up."""
        return (entry for entry in self._by_file.values() if entry.line not in self._used)


def _iter_csv(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    reader = csv.DictReader(text.splitlines(keepends=True), strict=True)
    if "path" not in (reader.fieldnames or ()):
        raise UnreadableInput(f"has no column 'path'; its first line names the columns: {','.join(COLUMNS)}")
    for row in reader:
        yield reader.line_num, row


def _iter_json(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict):
            raise UnreadableInput(f"has no JSON object in line {number}")
        yield number, row


def _parse_entry(line: int, row: dict[str, Any]) -> Entry:
    path, url, captured_at = (row.get(column) or None for column in COLUMNS)
    if not isinstance(path, str) or "\0" in path:
        raise UnreadableInput(f"names no path in line {line}")
    if not isinstance(url, str | None) or not isinstance(captured_at, str | None):
        raise UnreadableInput(f"has an url or captured_at that is no text in line {line}")
    return Entry(line, path, url.strip() if url else None, captured_at)
