"""The command line, and an archive for it to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from storage.archive import Archive
from tests.command_line import Done, running_here

Backfile = Callable[..., Done]


@pytest.fixture
def backfile(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Iterator[Backfile]:
    """Run a command as from a shell, on an archive."""
    with running_here(monkeypatch, capsysbinary) as run:

        def run_on(*words: str, on: Archive | None = None) -> Done:
            where = ["--archive", on.directory, "--database-url", on.database_url] if on else []
            return run(*words, *where)

        yield run_on
