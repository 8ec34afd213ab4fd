"""The command line, and an archive for it to read."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from storage.archive import Archive
from storage.cli import main


@dataclass(frozen=True)
class Done:
    """A command that ran: its exit code and what it wrote."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        assert self.code == 0, self.err
        return json.loads(self.out)


Backfile = Callable[..., Done]


@pytest.fixture
def backfile(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Backfile:
    """Run a command as from a shell."""

    def run(*words: str, on: Archive | None = None) -> Done:
        where = ["--archive", str(on.directory), "--database-url", on.database_url] if on else []
        monkeypatch.setattr(sys, "argv", ["backfile", *words, *where])
        with pytest.raises(SystemExit) as ended:
            main()
        written = capsysbinary.readouterr()
        code = ended.value.code
        return Done(
            code if isinstance(code, int) else int(code is not None), written.out.decode(), written.err.decode()
        )

    return run
