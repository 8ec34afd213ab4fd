"""The `backfile` command in a process of its own that has nothing to load any more."""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]
NUMBER = 12
"""Bytes of a number in an answer."""


class Command:
    """A command under way, with the methods of `subprocess.Popen`. What it writes can be had when it has ended."""

    def __init__(self, *words: object, cwd: Path | None = None) -> None:
        self._files: list[IO[bytes]] = [tempfile.TemporaryFile() for _ in ("output", "errors")]  # noqa: SIM115
        self._written: list[str] = []
        self.returncode: int | None = None
        self._talk, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(_warm_process(), [b"."], [*(file.fileno() for file in self._files), theirs.fileno()])
        asked = json.dumps([[*map(str, words)], str(cwd or Path.cwd()), dict(os.environ)])
        self._talk.sendall(f"{asked}\n".encode())
        self.pid = self._hear()

    def _hear(self) -> int:
        return int(self._talk.recv(NUMBER, socket.MSG_WAITALL))

    def poll(self) -> int | None:
        """The exit code, or less than zero the signal that ended it; None while it runs."""
        return self._look(0.0)

    def wait(self, timeout: float | None = None) -> int:
        """The exit code, or less than zero the signal that ended it, once it has ended."""
        code = self._look(timeout)
        if code is None:
            raise TimeoutError(f"the command still runs after {timeout} s")
        return code

    def _look(self, seconds: float | None) -> int | None:
        if self.returncode is None and select.select([self._talk], [], [], seconds)[0]:
            self.returncode = self._hear()
            self._talk.close()
            self._written = [_read(file) for file in self._files]
        return self.returncode

    def send_signal(self, signum: int) -> None:
        """Sends a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, signum)

    def kill(self) -> None:
        """Ends it at once, whatever it does."""
        self.send_signal(signal.SIGKILL)

    def communicate(self, timeout: float | None = None) -> tuple[str, str]:
        """Standard output and standard error, once it has ended."""
        self.wait(timeout)
        output, errors = self._written
        return output, errors


def begin_afresh(*words: object, cwd: Path | None = None) -> subprocess.Popen[str]:
    """The command as a shell begins it, in a process that has everything to load."""
    program = [sys.executable, "-c", "import sys; sys.argv[0] = 'backfile'; from storage.cli import main; main()"]
    return subprocess.Popen(
        [*program, *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=cwd
    )


def _read(file: IO[bytes]) -> str:
    with file:
        file.seek(0)
        return file.read().decode()


@cache
def _warm_process() -> socket.socket:
    """Where commands are asked for; the process that begins them ends with this one."""
    ours, theirs = socket.socketpair()
    with theirs:
        program = [sys.executable, "-c", "from tests.servers.warm import main; main()"]
        process = subprocess.Popen(program, cwd=ROOT, stdin=theirs, start_new_session=True)
    atexit.register(process.wait)
    atexit.register(ours.close)
    return ours
