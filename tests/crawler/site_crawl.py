"""Real crawls of a made-up title, and what the archive says of them."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import func, select, update

from storage import models
from storage.archive import Archive
from storage.capture_index import as_item
from storage.captures.reader import read_capture
from storage.items import Capture
from storage.urls import url_key
from tests.crawler.crawling import Ended, finish
from tests.crawler.site import HOST, SLUG, Site, define
from tests.servers.commands import Command

Outcomes = dict[str, tuple[str | None, str | None]]


def site_words(site: Site, directory: Path, *options: str, slug: str = SLUG, hosts: tuple[str, ...] = ()) -> list[str]:
    """The words of the command that crawls `site` into `directory / "archive"`."""
    if not (directory / "titles").exists():
        define(directory / "titles")
    routes = json.dumps(dict.fromkeys((HOST, *hosts), site.address))
    settings = ("--set", f"BACKFILE_ROUTES={routes}", "--set", "BACKFILE_MIN_FREE=0", "--set", "BACKFILE_WORKERS=1")
    where = ("--publications", str(directory / "titles"), "--archive", str(directory / "archive"))
    return ["crawl", slug, "--json", *where, *settings, *options]


def crawl_site(site: Site, directory: Path, *options: str, slug: str = SLUG, hosts: tuple[str, ...] = ()) -> Ended:
    """Crawls to the end."""
    return finish(Command(*site_words(site, directory, *options, slug=slug, hosts=hosts)))


def outcomes(directory: Path) -> Outcomes:
    """What the ledger says of every page: outcome and reason by URL without the origin."""
    archive = Archive(directory / "archive")
    with archive.read() as session:
        rows = session.execute(select(models.Page.url, models.Page.outcome, models.Page.reason)).all()
    archive.close()
    return {url.removeprefix(f"http://{HOST}"): (outcome, reason) for url, outcome, reason in rows}


def kept(directory: Path, url: str) -> list[tuple[Capture, bytes]]:
    """The captures of a URL, oldest first, with what their records hold."""
    archive = Archive(directory / "archive")
    with archive.read() as session:
        query = select(models.Capture).where(models.Capture.url_key == url_key(url)).order_by(models.Capture.id)
        found = [as_item(row) for row in session.scalars(query)]
    archive.close()
    return [(capture, read_capture(archive.warc_directory, capture.address).body) for capture in found]


def leased(directory: Path) -> int:
    """Pages that a run still holds."""
    archive = Archive(directory / "archive")
    with archive.read() as session:
        count = session.scalar(select(func.count()).where(models.Page.leased_by.is_not(None))) or 0
    archive.close()
    return count


def make_due(directory: Path) -> None:
    """Every page is due again."""
    archive = Archive(directory / "archive")
    with archive.engine.execution_options(writes=True).begin() as connection:
        connection.execute(update(models.Page).values(next_visit_at=models.Page.announced_at))
    archive.close()


def open_files(directory: Path) -> list[str]:
    """WARC files that nobody closed."""
    return [path.name for path in (directory / "archive" / "warc").glob("*.open")]
