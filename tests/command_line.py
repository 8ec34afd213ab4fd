"""The `backfile` command run within the test's process."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from storage.cli import main


@dataclass(frozen=True, slots=True)
class Done:
    """A command that ran: its exit code and what it wrote."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """The JSON it wrote, where all went well."""
        assert self.code == 0, self.err
        return json.loads(self.out)


Run = Callable[..., Done]


@contextmanager
def running_here(monkeypatch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[bytes]) -> Iterator[Run]:
    """Lends a function that runs a command as from a shell; what commands say to logs is let through again after."""

    def run(*words: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["backfile", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        written, code = capture.readouterr(), ended.value.code
        exit_code = code if isinstance(code, int) else int(code is not None)
        return Done(exit_code, written.out.decode(), written.err.decode())

    yield run
    logging.disable(logging.NOTSET)
