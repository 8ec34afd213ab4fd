"""Real crawls for tests: the `backfile` command in a process of its own, against a server on loopback."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler.sample.masthead import HOST
from crawler.sample.server import SampleServer
from tests.crawler.site import LONGEST
from tests.servers.commands import Command, begin_afresh


@dataclass(frozen=True, slots=True)
class Ended:
    """How a crawl ended: exit code, the report of its publication, what it said on standard error."""

    code: int
    report: dict[str, Any]
    said: str


def crawl_words(server: SampleServer, archive: Path, *options: str, slug: str = "sample") -> list[str]:
    """The words of the command that crawls the sample from `server`."""
    routes = json.dumps({HOST: server.address})
    settings = ("--set", f"BACKFILE_ROUTES={routes}", "--set", "BACKFILE_MIN_FREE=0", "--set", "BACKFILE_WORKERS=1")
    return ["crawl", slug, "--archive", str(archive), "--json", *settings, *options]


def crawl(server: SampleServer, archive: Path, *options: str, slug: str = "sample", afresh: bool = False) -> Ended:
    """Crawls to the end; `afresh` in a process that has everything to load."""
    begin = begin_afresh if afresh else Command
    return finish(begin(*crawl_words(server, archive, *options, slug=slug)))


def finish(command: Command | subprocess.Popen[str], *, timeout: float = LONGEST) -> Ended:
    """How a crawl ended."""
    try:
        printed, said = command.communicate(timeout=timeout)
    finally:
        if command.poll() is None:
            command.kill()
            command.communicate()
    assert command.returncode is not None
    lines = printed.strip().splitlines()
    runs = json.loads(lines[-1]) if lines else [{}]
    return Ended(command.returncode, runs[0].get("report") or {}, said)
