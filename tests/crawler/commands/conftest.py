"""Operators' commands in the test's process, where they begin no crawl."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.command_line import Run, running_here


@pytest.fixture
def backfile_here(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Iterator[Run]:
    """Run a command as from a shell."""
    with running_here(monkeypatch, capsysbinary) as run:
        yield run
