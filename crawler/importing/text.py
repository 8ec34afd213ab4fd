"""Plain-text dumps of articles' pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from crawler.importing.delivery import Delivery, Found, Refusal
from crawler.importing.files import is_binary, read_file
from pipelines.sniffing import is_markup
from storage.errors import UnreadableInput


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
    """Why bytes are no text, or None."""
    if not payload.strip(b"\xef\xbb\xbf \t\r\n\f\v\0"):
        return "is empty"
    if is_markup(payload):
        return "is no text: HTML"
    return "is no text" if is_binary(payload) else None
