"""`backfile capture`: one page, now."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer

from crawler.commands.options import ContactOption, DefinitionsOption
from crawler.definitions import BUNDLED, survey
from crawler.publication import Publication
from storage.archive import Archive
from storage.commands.options import ARCHIVE, ArchiveOption, DatabaseOption, JsonOption
from storage.errors import UnknownPublication
from storage.identity import find_article_id
from storage.ledger import find_page
from storage.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Captured:
    """What a visit came to.

    Attributes:
        outcome: of this visit; None when the page was not visited.
        article: the public id of the article the archive has of the page, whatever this visit came to.
    """

    publication: str
    url: str
    outcome: str | None
    reason: str | None
    article: str | None


def capture(
    url: Annotated[str, typer.Argument(metavar="URL", help="An article's address.", show_default=False)],
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
    contact: ContactOption = None,
    publications: DefinitionsOption = BUNDLED,
    as_json: JsonOption = False,
) -> None:
    """Visit one page of a known publication now, due or not, as politely as a crawl does, and archive it.

    Exit codes: 0 the page answered with its article; 1 it did not, and the reason is printed; 78 no publication's
    definition takes the URL; the rest as `backfile crawl` has them.
    """
    title = find_title(url, publications)
    from crawler.commands.report import print_reports
    from crawler.process import CrawlOptions, crawl
    from crawler.spiders.single import SinglePageSpider

    options = CrawlOptions(archive, database_url, contact)
    ended, code = crawl([title], options, spider_of=lambda title: SinglePageSpider.visiting(title, url))
    print_reports(ended, quiet=True, as_json=False, archive=archive)
    visited = any(run.report and run.report.visited for run in ended)
    if visited:
        captured = _look_up(title.slug, url, archive, database_url)
        _print(captured, as_json=as_json)
        code = code or (0 if captured.outcome and Outcome(captured.outcome).is_good else 1)
    raise typer.Exit(code)


def find_title(url: str, directory: Path) -> Publication:
    """The publication that a page at `url` belongs to.

    Raises:
        UnknownPublication: no definition takes the URL.
        BadDefinition: none does, and one that is wrong might.
    """
    titles, broken = survey(directory=directory)
    found = next((title for title in titles if title.accepts(url)), None)
    if found is not None:
        return found
    if broken:
        raise broken[0]
    raise UnknownPublication(
        f"{url!r} is an article of no known publication; `backfile publications` lists them, and [pages] in a"
        " definition says which addresses are articles"
    )


def _look_up(publication: str, url: str, directory: Path, database_url: str | None) -> Captured:
    archive = Archive(directory, database_url)
    try:
        with archive.read() as session:
            page = find_page(session, publication, url)
            article = find_article_id(session, publication, url, None)
            outcome, reason = (page.outcome, page.reason) if page else (None, None)
            return Captured(publication, url, outcome, reason, article)
    finally:
        archive.close()


def _print(captured: Captured, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(asdict(captured), ensure_ascii=False))
        return
    reason = f" ({captured.reason})" if captured.reason else ""
    typer.echo(f"{captured.publication}: {captured.outcome}{reason}")
    if captured.article:
        typer.echo(f"article {captured.article}")
