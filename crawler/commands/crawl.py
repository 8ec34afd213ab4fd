"""`backfile crawl`: what is due of one publication, several, or all."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crawler.commands.options import ContactOption, DefinitionsOption
from crawler.commands.report import print_reports
from crawler.definitions import BUNDLED, load, load_all
from crawler.process import CrawlOptions
from crawler.publication import Publication
from storage.commands.options import ARCHIVE, ArchiveOption, DatabaseOption, JsonOption
from storage.errors import UnknownPublication, UsageError


def crawl(
    slugs: Annotated[
        list[str] | None, typer.Argument(metavar="SLUG", help="Publications; all but the sample without any.")
    ] = None,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
    contact: ContactOption = None,
    at_once: Annotated[int, typer.Option(min=1, max=64, help="Publications crawled at the same time.")] = 4,
    publications: DefinitionsOption = BUNDLED,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="A Scrapy setting over ours; may be given several times."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing when all went well.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Poll the sources, fetch what is due, archive it, and report.

    It may be stopped or killed at any moment: run it again and it goes on where it was. Exit codes: 0 all is
    accounted for; 3 a page was lost; 69, 73, 74, 75, 78 as `backfile` prints them; 130, 143 interrupted, nothing lost.
    """
    from crawler.process import crawl as run

    chosen = _choose(slugs or [], publications)
    options = CrawlOptions(
        archive=archive,
        database_url=database_url,
        contact=contact,
        at_once=at_once,
        settings={"BACKFILE_PROGRESS": not (quiet or as_json), **_parse_settings(set_ or [])},
    )
    ended, code = run(chosen, options)
    print_reports(ended, quiet=quiet and code == 0, as_json=as_json, archive=archive)
    raise typer.Exit(code)


def _choose(slugs: list[str], directory: Path) -> list[Publication]:
    if slugs:
        return [load(slug, directory=directory) for slug in dict.fromkeys(slugs)]
    titles = [title for title in load_all(directory=directory) if title.slug != "sample"]
    if not titles:
        raise UnknownPublication(
            f"{directory} holds no definition to crawl: add one, or name another with --publications"
        )
    return titles


def _parse_settings(pairs: list[str]) -> dict[str, str]:
    settings = dict(pair.partition("=")[::2] for pair in pairs)
    if bad := next((pair for pair in pairs if not pair.partition("=")[0].isidentifier() or "=" not in pair), None):
        raise UsageError(f"--set {bad!r} is no NAME=VALUE of a Scrapy setting")
    return settings
