"""A manifest: the pages to be read, as JSON lines of `{id, path, url}`."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler.importing.files import read_file
from storage.errors import UnreadableInput
from storage.urls import join_url


@dataclass(frozen=True, slots=True)
class Page:
    """One page to be read.

    Attributes:
        id: as the manifest has it, a text or a whole number; no two pages share one.
        path: an .html or .html.gz file.
        url: "" when unknown, or no address on the web.
    """

    id: str | int
    path: Path
    url: str


def read_manifest(manifest: Path) -> list[Page]:
    """The pages in the order of the lines; keys besides the three are ignored, and `html` may stand for `path`.

    Raises:
        UnreadableInput: the file cannot be read, or a line is no page: file, line and what is wrong, in one sentence.
    """
    pages: dict[str | int, Page] = {}
    for number, row in read_lines(manifest):
        page = _parse_page(manifest, number, row)
        if page.id in pages:
            raise UnreadableInput(f"{manifest}: line {number} has the id {page.id!r} of an earlier line")
        pages[page.id] = page
    return list(pages.values())


def find_payload(page: Page) -> bytes | None:
    """The page as published; None where it cannot be read."""
    try:
        return read_file(page.path)
    except UnreadableInput:
        return None


def read_lines(file: Path) -> list[tuple[int, dict[str, Any]]]:
    """(number from 1, object) of every line that is not blank.

    Raises:
        UnreadableInput: the file cannot be read, is not UTF-8, or has a line that is no JSON object.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnreadableInput(f"{file}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{file}: is not UTF-8 at byte {error.start}") from None
    lines = enumerate(text.split("\n"), start=1)
    return [(number, _parse_object(file, number, line)) for number, line in lines if line.strip()]


def _parse_object(file: Path, number: int, line: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise UnreadableInput(f"{file}: line {number} is no JSON object")
    return value


def _parse_page(manifest: Path, number: int, row: dict[str, Any]) -> Page:
    identity, path, url = row.get("id"), row.get("path") or row.get("html"), row.get("url") or ""
    if not isinstance(identity, str | int) or isinstance(identity, bool) or identity == "":
        raise UnreadableInput(f"{manifest}: line {number} has no id that is a text or a whole number")
    if not isinstance(path, str) or not _names_file(path):
        raise UnreadableInput(f"{manifest}: line {number} has no path that is a text")
    if not isinstance(url, str):
        raise UnreadableInput(f"{manifest}: line {number} has a url that is no text")
    return Page(identity, manifest.parent / path, join_url("", url) or "")


def _names_file(path: str) -> bool:
    try:
        return b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        return False
