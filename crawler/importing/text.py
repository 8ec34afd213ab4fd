"""Plain-text dumps of articles' pages."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from crawler.importing.delivery import Delivery, Found, Refusal
from crawler.importing.files import read_file
from storage.errors import UnreadableInput

_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\v\f\r\x1b"))
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def iter_texts(
    paths: Iterable[Path],
    *,
    url: str | None = None,
    title: str | None = None,
    captured_at: datetime | None = None,
) -> Iterator[Found]:
    """One delivery a file, as it is. What is said of it holds for every file, so it is said of one alone."""
    for path in paths:
        try:
            payload = read_file(path)
        except UnreadableInput as error:
            yield Refusal(str(path), str(error), exit_code=error.exit_code)
            continue
        if problem := find_problem(payload):
            yield Refusal(str(path), problem, exit_code=UnreadableInput.exit_code)
        else:
            yield Delivery(str(path), payload, "text/plain", url, captured_at, title)


def find_problem(payload: bytes) -> str | None:
    """Why bytes are no text, or None; text has next to no control characters."""
    if not payload.strip(b"\xef\xbb\xbf \t\r\n\f\v\0"):
        return "is empty"
    if payload.startswith(_UTF_16):
        return None
    controls = len(payload) - len(payload.translate(None, _CONTROLS))
    return "is no text" if b"\0" in payload or controls * 200 > len(payload) else None
