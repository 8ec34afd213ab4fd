"""`backfile import`: old material, by the same path as a crawl's captures."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from crawler.commands.options import DefinitionsOption, PublicationOption, parse_captured_at
from crawler.definitions import BUNDLED, load, load_all
from crawler.importing.intake import Intake, Refusals
from crawler.publication import Publication
from storage.commands.options import ARCHIVE, ArchiveOption, DatabaseOption, JsonOption
from storage.errors import UsageError

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Bring in text dumps, HTML pages or WARC files.")

FilesArgument = Annotated[list[Path], typer.Argument(metavar="FILE...", help="What to import.", show_default=False)]


@app.command("text")
def import_text(
    files: FilesArgument,
    publication: PublicationOption,
    url: Annotated[str | None, typer.Option(help="The article's URL, where it is known.")] = None,
    title: Annotated[str | None, typer.Option(help="The article's title, where the dump has none.")] = None,
    captured_at: Annotated[
        str | None, typer.Option(metavar="WHEN", help="When the dump was made, where it is known: ISO 8601.")
    ] = None,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
    publications: DefinitionsOption = BUNDLED,
    as_json: JsonOption = False,
) -> None:
    """Import plain-text dumps of articles' pages, as they are.

    What a dump does not say stays empty. Exit codes: 0 all are in the archive; 2 a file is empty, unreadable or no
    text, and the others are; the rest as `backfile crawl` has them.
    """
    from crawler.importing.text import iter_texts

    chosen = load(publication, directory=publications)
    if len(files) > 1 and (url or title or captured_at):
        raise UsageError("--url, --title and --captured-at are about one file: import it alone")
    if url is not None and not chosen.accepts(url):
        raise UsageError(f"--url {url!r} is no article of {chosen.slug}: [pages] of its definition does not take it")
    if title is not None and not title.strip():
        raise UsageError("--title is empty")
    title = " ".join(title.split()) if title is not None else None
    found = iter_texts(files, url=url, title=title, captured_at=parse_captured_at(captured_at, chosen.zone))
    intake = Intake("import-text", found, expects_articles=True)
    _bring([(chosen, intake)], intake.refusals, archive, database_url, as_json=as_json)


@app.command("html")
def import_html(
    files: FilesArgument,
    publication: PublicationOption,
    manifest: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="CSV or JSON lines with path, url and captured_at of each page."),
    ] = None,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
    publications: DefinitionsOption = BUNDLED,
    as_json: JsonOption = False,
) -> None:
    """Import saved HTML pages: files, and directories with all that is below them (.html, .htm, .xhtml, also .gz).

    A page's URL is the manifest's, else the one it declares. Exit codes: 0 all that are articles of the publication
    are in the archive; 2 a file is unreadable or no HTML, or nothing could be imported.
    """
    from crawler.importing.html import iter_pages
    from crawler.importing.manifest import Manifest

    chosen = load(publication, directory=publications)
    intake = Intake("import-html", iter_pages(files, chosen, Manifest.of(manifest)))
    _bring([(chosen, intake)], intake.refusals, archive, database_url, as_json=as_json)


@app.command("warc")
def import_warc(
    files: FilesArgument,
    publication: Annotated[
        str | None,
        typer.Option(
            "--publication", metavar="SLUG", help="Only this title's pages; without it, those of every title."
        ),
    ] = None,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
    publications: DefinitionsOption = BUNDLED,
    as_json: JsonOption = False,
) -> None:
    """Import the pages in WARC files of any crawler: HTML, answered with 200, at a URL that a publication accepts.

    Exit codes: 0 all such pages are in the archive; 2 a file is unreadable or no WARC file, or holds no such page;
    4 a record is damaged, and the others are in the archive.
    """
    from crawler.importing.sorting import sort_records

    titles = [load(publication, directory=publications)] if publication else list(load_all(directory=publications))
    intakes, refusals = sort_records(files, titles)
    _bring(intakes, refusals, archive, database_url, as_json=as_json)


def _bring(
    intakes: list[tuple[Publication, Intake]],
    refusals: Refusals,
    archive: Path,
    database_url: str | None,
    *,
    as_json: bool,
) -> NoReturn:
    from crawler.commands.intakes import bring
    from crawler.process import CrawlOptions

    options = CrawlOptions(archive, database_url, settings={"BACKFILE_PROGRESS": not as_json})
    raise typer.Exit(bring(intakes, refusals, options, as_json=as_json))
