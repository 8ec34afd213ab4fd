from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.captures.exchange import Exchange
from storage.captures.writer import WarcWriter

PAGE = b"<!doctype html><title>Docks reopen</title><p>The docks of Port Ansel reopened on Monday.</p>"
FIRST_AT = datetime(2026, 3, 4, 5, 6, 7, 890123, tzinfo=UTC)


@pytest.fixture
def make_exchange() -> Callable[..., Exchange]:
    """An ordinary exchange; keywords replace what a test is about."""

    def make(number: int = 0, **changes: object) -> Exchange:
        values: dict[str, object] = {
            "method": "GET",
            "url": f"https://harbour-gazette.test/docks-{number}/?page=1&sort=a%20b",
            "request_headers": ((b"Accept", b"text/html"), (b"User-Agent", b"Backfile/0.1")),
            "http_version": "HTTP/1.1",
            "status": 200,
            "reason": "OK",
            "response_headers": ((b"Content-Type", b"text/html; charset=utf-8"), (b"ETag", b'"a1"')),
            "body": PAGE + b"<!-- %d -->" % number,
            "captured_at": FIRST_AT + timedelta(seconds=number),
            "ip": "192.0.2.7",
            "publication": "harbour-gazette",
            "run": "run-1",
        }
        return Exchange(**{**values, **changes})

    return make


@pytest.fixture
def make_writer(tmp_path: Path) -> Iterator[Callable[..., WarcWriter]]:
    """Writers into the test's own directory, closed at its end."""
    writers: list[WarcWriter] = []

    def make(directory: Path = tmp_path, **changes: object) -> WarcWriter:
        values: dict[str, object] = {"software": "Backfile/0.1", "operator": "Test <test@harbour-gazette.test>"}
        writers.append(WarcWriter(directory, **{"min_free": 0, **values, **changes}))
        return writers[-1]

    yield make
    for writer in writers:
        writer.close()
