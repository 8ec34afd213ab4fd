"""Real crawls for tests: the `backfile` command in a process of its own, against a server on loopback."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler.sample.masthead import HOST
from crawler.sample.server import SampleServer

COMMAND = (sys.executable, "-c", "from storage.cli import main; main()")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a crawl ended: exit code, the report of its publication, what it said on standard error."""

    code: int
    report: dict[str, Any]
    said: str


def crawl_command(server: SampleServer, archive: Path, *options: str, slug: str = "sample") -> list[str]:
    """The command that crawls the sample from `server`."""
    routes = json.dumps({HOST: server.address})
    settings = ("--set", f"BACKFILE_ROUTES={routes}", "--set", "BACKFILE_MIN_FREE=0", "--set", "BACKFILE_WORKERS=1")
    return [*COMMAND, "crawl", slug, "--archive", str(archive), "--json", *settings, *options]


def crawl(server: SampleServer, archive: Path, *options: str, slug: str = "sample") -> Ended:
    """Crawls to the end."""
    done = subprocess.run(
        crawl_command(server, archive, *options, slug=slug), capture_output=True, text=True, timeout=240, check=False
    )
    lines = done.stdout.strip().splitlines()
    runs = json.loads(lines[-1]) if lines else [{}]
    return Ended(done.returncode, runs[0].get("report") or {}, done.stderr)
