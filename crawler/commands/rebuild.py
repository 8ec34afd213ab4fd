"""`backfile rebuild`: the articles made again from what is kept of their visits."""

from __future__ import annotations

from typing import Annotated

import typer

from crawler.commands.options import DefinitionsOption
from crawler.commands.report import print_reports
from crawler.definitions import BUNDLED, load
from crawler.process import Crawled, CrawlOptions
from storage.commands.options import ARCHIVE, ArchiveOption, DatabaseOption, JsonOption, opened
from storage.errors import BrokenRecord, CrawlLost, UsageError
from storage.queries.publications import list_publications


def rebuild(
    publication: Annotated[
        str | None, typer.Option("--publication", metavar="SLUG", help="Of one publication; without it, of all.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do it: until it is done, articles are missing.")] = False,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
    publications: DefinitionsOption = BUNDLED,
    as_json: JsonOption = False,
) -> None:
    """Take all articles away and make them again from stored captures, visit by visit; nothing is fetched.

    Killed, it goes on where it was when it is run again. Exit codes: 0; 2 without --yes; 3 a capture could not be
    settled; 4 a record is damaged; the rest as `backfile crawl` has them.
    """
    with opened(archive, database_url) as kept:
        titles = [load(slug, directory=publications) for slug in list_publications(kept, publication)]
    if not yes:
        raise UsageError("this takes all articles away before it makes them again: say --yes, and have a backup")
    from crawler.process import crawl
    from crawler.spiders.rebuilding import RebuildingSpider

    options = CrawlOptions(archive, database_url, settings={"BACKFILE_PROGRESS": not as_json})
    ended, code = crawl(titles, options, spider_of=RebuildingSpider.rebuilding)
    print_reports(ended, quiet=False, as_json=as_json, archive=archive)
    raise typer.Exit(code or max(map(_code_of, ended), default=0))


def _code_of(run: Crawled) -> int:
    visited = run.report.visited if run.report else {}
    if unfit := visited.get("unfit-decision"):
        typer.echo(
            f"backfile: {run.publication}: {unfit} merges or splits do not fit what was made again, and were left:"
            " `backfile events --kind merge` and `--kind split` name them",
            err=True,
        )
    for what, code in (("failed", CrawlLost.exit_code), ("unreadable", BrokenRecord.exit_code)):
        if visited.get(what):
            typer.echo(
                f"backfile: {run.publication}: {visited[what]} captures {what}; nothing was made of them", err=True
            )
            return code
    return 0
