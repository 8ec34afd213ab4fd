"""`backfile reextract`: what is kept, read by the extractor of today."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crawler.commands.options import DefinitionsOption
from crawler.definitions import BUNDLED, load
from crawler.publication import Publication
from storage.archive import Archive
from storage.commands.options import ARCHIVE, ArchiveOption, DatabaseOption, JsonOption, opened, print_json
from storage.commands.printing import counted, print_line
from storage.errors import UsageError
from storage.queries.articles import get_article
from storage.queries.days import begins_at, ends_at, parse_first_day, parse_last_day
from storage.queries.publications import list_publications
from storage.rereading import Selection

if TYPE_CHECKING:
    from crawler.rereading import Rehearsal

SinceOption = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="First day of capture, in the publication's time zone.")
]
UntilOption = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="Last day of capture, in the publication's time zone.")
]


def reextract(
    publication: Annotated[
        str | None, typer.Option("--publication", metavar="SLUG", help="Of one publication; without it, of all.")
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    article: Annotated[
        str | None,
        typer.Option("--article", metavar="ARTICLE", help="Of one article: its id, the beginning of it, or its URL."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what would change, field by field; nothing is written.")
    ] = False,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
    publications: DefinitionsOption = BUNDLED,
    as_json: JsonOption = False,
) -> None:
    """Read stored captures with the extractor of today and the rules of their day; nothing is fetched.

    Those that it has read are passed over, so a run that was killed goes on where it was. Exit codes: 0; 1 the archive
    has no such article; the rest as `backfile crawl` has them.
    """
    with opened(archive, database_url) as kept:
        slugs, article_id = _find(kept, publication, article)
        titles = [load(slug, directory=publications) for slug in slugs]
        selections = {title.slug: _select(title, since, until, article_id) for title in titles}
        if dry_run:
            _print_rehearsals(kept, titles, selections, as_json=as_json)
            return
    raise typer.Exit(_run(titles, selections, archive, database_url, as_json=as_json))


def _find(archive: Archive, publication: str | None, article: str | None) -> tuple[list[str], str | None]:
    """The publications that are asked for (the article's, the one that is named, or all), and the article's id."""
    if article is None:
        return list_publications(archive, publication), None
    with archive.read() as session:
        found = get_article(session, article, even_hidden=True)
        owner, article_id = found.publication, found.public_id
    if publication not in {None, owner}:
        raise UsageError(f"--article {article_id} is one of {owner}, and not of {publication}")
    return [owner], article_id


def _select(title: Publication, since: str | None, until: str | None, article: str | None) -> Selection:
    first = begins_at(parse_first_day(since, "--since"), title.timezone) if since is not None else None
    last = ends_at(parse_last_day(until, "--until"), title.timezone) if until is not None else None
    if first and last and last <= first:
        raise UsageError(f"--until {until} is before --since {since}")
    return Selection(title.slug, first, last, article)


def _run(
    titles: list[Publication],
    selections: dict[str, Selection],
    archive: Path,
    database_url: str | None,
    *,
    as_json: bool,
) -> int:
    from crawler.commands.report import print_reports
    from crawler.process import CrawlOptions, crawl
    from crawler.spiders.rereading import RereadingSpider

    options = CrawlOptions(archive, database_url, settings={"BACKFILE_PROGRESS": not as_json})
    ended, code = crawl(titles, options, spider_of=lambda title: RereadingSpider.reading(title, selections[title.slug]))
    if as_json:
        print_reports(ended, quiet=False, as_json=True, archive=archive)
        return code
    read = [run for run in ended if run.problem is not None or run.report is None or run.report.visited]
    print_reports(read, quiet=False, as_json=False, archive=archive)
    for run in ended:
        if run not in read:
            print_line(f"{run.publication}: nothing to read: this extractor has read every capture that is asked for.")
    return code


def _print_rehearsals(
    archive: Archive, titles: list[Publication], selections: dict[str, Selection], *, as_json: bool
) -> None:
    from crawler.rereading import rehearse_all

    rehearsals = rehearse_all(archive, [(title, selections[title.slug]) for title in titles])
    if as_json:
        print_json([_as_json(rehearsal) for rehearsal in rehearsals])
        return
    for rehearsal in rehearsals:
        _print(rehearsal)
    print_line("Nothing was written.")


def _as_json(rehearsal: Rehearsal) -> dict[str, Any]:
    return {
        "publication": rehearsal.publication,
        "captures": rehearsal.captures,
        "changed": rehearsal.changed,
        "unreadable": rehearsal.unreadable,
        "withheld": rehearsal.withheld,
        "fields": {
            name: {
                "changed": count,
                "samples": [
                    {
                        "article": sample.article,
                        "captured_at": sample.captured_at.isoformat(),
                        "before": sample.change.before,
                        "after": sample.change.after,
                    }
                    for sample in rehearsal.samples[name]
                ],
            }
            for name, count in rehearsal.counts.most_common()
        },
    }


def _print(rehearsal: Rehearsal) -> None:
    print_line(
        f"{rehearsal.publication}: {counted(rehearsal.captures, 'capture')} to read,"
        f" {rehearsal.changed:,} would be read otherwise"
        + (f", {rehearsal.unreadable:,} cannot be read back" if rehearsal.unreadable else "")
        + (f"; {rehearsal.withheld:,} of articles that are taken down are not shown" if rehearsal.withheld else "")
    )
    for name, count in rehearsal.counts.most_common():
        print_line((name, "bold"), f": {count:,}", indent=2)
        for sample in rehearsal.samples[name]:
            print_line(f"{sample.article}  {sample.captured_at:%Y-%m-%d %H:%M}", indent=4)
            print_line(f"- {sample.change.before}", indent=6)
            print_line(f"+ {sample.change.after}", indent=6)
