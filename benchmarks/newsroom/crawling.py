"""The newsroom crawled visit by visit, by the program itself."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from importlib.resources import files
from pathlib import Path

from sqlalchemy import update

from benchmarks.newsroom.site import Newsroom
from crawler.sample.masthead import HOST, ORIGIN
from crawler.sample.server import SiteServer
from storage import models
from storage.archive import Archive
from storage.errors import CrawlLost

SLUG = "newsroom"
COMMAND = (sys.executable, "-c", "from storage.cli import main; main()")

_HEAD = f"""\
name = "The Quarter Call"
home = "{ORIGIN}/"
language = "en-CA"
timezone = "America/Toronto"

[[sources]]
kind = "feed"
url = "{ORIGIN}/feed/"

[pages]
include = ['^https?://quartercall\\.example/(?:2026/stage|breaking|news)/']

[crawl]
delay = 0
concurrency = 8

"""


def crawl_newsroom(newsroom: Newsroom, directory: Path, *, visits: int, workers: int) -> None:
    """Visits every page `visits` times, each time as the script then has it.

    Raises:
        CrawlLost: a crawl ended with another exit code than 0.
    """
    definitions = directory / "definitions"
    definitions.mkdir(parents=True)
    (definitions / f"{SLUG}.toml").write_text(_HEAD + _rules(), encoding="utf-8")
    with SiteServer(newsroom) as server:
        for visit in range(visits):
            newsroom.visit = visit
            if visit:
                _make_due(directory / "archive")
            _crawl({HOST: server.address}, directory, workers)


def _rules() -> str:
    """The sample's rules, which fit three of the five systems; the others are read without."""
    sample = files("crawler").joinpath("publications/sample.toml").read_text(encoding="utf-8")
    return "[[rules]]" + sample.partition("[[rules]]")[2].partition("[expect]")[0]


def _crawl(route: dict[str, str], directory: Path, workers: int) -> None:
    settings = {"BACKFILE_ROUTES": json.dumps(route), "BACKFILE_MIN_FREE": "0", "BACKFILE_WORKERS": str(workers)}
    words = [*COMMAND, "crawl", SLUG, "--quiet", "--publications", str(directory / "definitions")]
    words += ["--archive", str(directory / "archive")]
    for name, value in settings.items():
        words += ["--set", f"{name}={value}"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CrawlLost(f"a crawl of the newsroom ended with {done.returncode}: {done.stderr[-2000:]}")


def _make_due(directory: Path) -> None:
    """Every page is due again: what days would bring."""
    with closing(Archive(directory)) as archive, archive.engine.execution_options(writes=True).begin() as connection:
        connection.execute(update(models.Page).values(next_visit_at=models.Page.announced_at))
