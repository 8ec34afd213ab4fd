"""`backfile links`: which article points to which."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from storage.archive import Archive
from storage.commands.filters import FromOption, PublicationOption, ToOption, parse_filters
from storage.commands.options import ARCHIVE, ArchiveOption, DatabaseOption, JsonOption, opened, print_json
from storage.commands.printing import counted
from storage.errors import UsageError
from storage.queries.filters import Filters

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

SHOWN = 20


class GraphFormat(StrEnum):
    """The formats of the graph."""

    GRAPHML = "graphml"
    CSV = "csv"


def links(
    article: Annotated[
        str | None, typer.Argument(metavar="ARTICLE", help="Its id, the beginning of it, or its URL.")
    ] = None,
    dangling: Annotated[
        bool, typer.Option("--dangling", help="What is linked to and not archived, most linked first.")
    ] = False,
    most_linked: Annotated[bool, typer.Option("--most-linked", help="The articles that most others link to.")] = False,
    format_: Annotated[
        GraphFormat | None, typer.Option("--format", help="The whole graph: GraphML, or CSV with a row for each link.")
    ] = None,
    add: Annotated[
        bool, typer.Option("--add", help="With --dangling: put what a definition takes into its title's ledger.")
    ] = False,
    publication: PublicationOption = None,
    since: FromOption = None,
    until: ToOption = None,
    limit: Annotated[
        int | None, typer.Option(min=1, max=1_000_000, help="How many to show, 20 without it; with --add, to add.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the graph to a file.")
    ] = None,
    raw: Annotated[
        bool, typer.Option("--raw", help="Leave values in CSV that a spreadsheet would take for formulas.")
    ] = False,
    publications: Annotated[
        Path | None,
        typer.Option("--publications", envvar="BACKFILE_PUBLICATIONS", help="Directory of definitions.", metavar="DIR"),
    ] = None,
    as_json: JsonOption = False,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
) -> None:
    """Show which articles link to one another: of one article, of all, or what is missing.

    --publication, --from and --to choose the articles that link, by their own publication and date.

    Exit codes: 0 shown, added or written; 1 there is no such archive, article or publication; 2 the options do not go
    together; 73 the file cannot be written; 74 no room is left; 78 a definition is wrong.
    """
    _check(article, dangling=dangling, most_linked=most_linked, format_=format_, add=add, output=output)
    _check_rest(
        chooses=(publication, since, until) != (None, None, None), has_list=dangling or most_linked, limit=limit,
        as_json=as_json, article=article, format_=format_, raw=raw,
    )  # fmt: skip
    filters = parse_filters(None, None, publication, since, until)
    with opened(archive, database_url) as found:
        if article is not None:
            _show_article(found, article, as_json=as_json)
        elif format_ is not None:
            _write_graph(found, filters, format_, output, raw=raw)
        elif add:
            _add_dangling(found, filters, limit, publications, as_json=as_json)
        elif dangling:
            _show_dangling(found, filters, limit or SHOWN, as_json=as_json)
        else:
            _show_most_linked(found, filters, limit or SHOWN, as_json=as_json)


def _check(
    article: str | None,
    *,
    dangling: bool,
    most_linked: bool,
    format_: GraphFormat | None,
    add: bool,
    output: Path | None,
) -> None:
    if [article is not None, dangling, most_linked, format_ is not None].count(True) != 1:
        raise UsageError("give one of: an article, --dangling, --most-linked, --format")
    if add and not dangling:
        raise UsageError("--add goes with --dangling")
    if output is not None and format_ is None:
        raise UsageError("--output goes with --format")


def _check_rest(
    *,
    chooses: bool,
    has_list: bool,
    limit: int | None,
    as_json: bool,
    article: str | None,
    format_: GraphFormat | None,
    raw: bool,
) -> None:
    if article is not None and chooses:
        raise UsageError("--publication, --from and --to choose articles: give them without ARTICLE")
    if limit is not None and not has_list:
        raise UsageError("--limit goes with --dangling and --most-linked")
    if as_json and format_ is not None:
        raise UsageError("--json does not go with --format, which says how the graph is written")
    if raw and format_ is not GraphFormat.CSV:
        raise UsageError("--raw goes with --format csv")


def _show_article(archive: Archive, name: str, *, as_json: bool) -> None:
    from storage.commands.link_tables import print_links
    from storage.links.graph import links_from, links_to
    from storage.queries.articles import get_article

    with archive.read() as session:
        row = get_article(session, name)
        out, into = links_from(session, row), links_to(session, row)
        public_id = row.public_id
    if as_json:
        print_json({"id": public_id, "out": [one.as_json() for one in out], "in": [one.as_json() for one in into]})
    else:
        print_links(out, into)


def _show_dangling(archive: Archive, filters: Filters, limit: int, *, as_json: bool) -> None:
    from storage.commands.link_tables import print_dangling
    from storage.links.dangling import list_dangling

    with archive.read() as session:
        found = list_dangling(session, filters, limit=limit)
    if as_json:
        print_json([one.as_json() for one in found])
    else:
        print_dangling(found)


def _show_most_linked(archive: Archive, filters: Filters, limit: int, *, as_json: bool) -> None:
    from storage.commands.link_tables import print_most_linked
    from storage.links.graph import list_most_linked

    with archive.read() as session:
        found = list_most_linked(session, filters, limit=limit)
    if as_json:
        print_json([{"links": one.links, **one.article.as_json()} for one in found])
    else:
        print_most_linked(found)


def _write_graph(archive: Archive, filters: Filters, format_: GraphFormat, output: Path | None, *, raw: bool) -> None:
    from storage.export.destination import write_file, write_output

    with archive.read() as session:
        tally = count()
        chunks = _chunks(session, filters, format_, tally, raw=raw)
        if output is None:
            write_output(chunks)
        else:
            write_file(output, chunks)
            typer.echo(f"{counted(next(tally), 'link')} written to {output}", err=True)


def _chunks(
    session: Session, filters: Filters, format_: GraphFormat, tally: Iterator[int], *, raw: bool
) -> Iterator[str]:
    from storage.export.edges import iter_edges
    from storage.export.graphml import iter_graphml
    from storage.links.graph import iter_links, iter_nodes, iter_unarchived

    links = (link for link, _ in zip(iter_links(session, filters), tally, strict=False))
    if format_ is GraphFormat.CSV:
        return iter_edges(links, raw=raw)
    nodes, addresses = iter_nodes(session, filters), iter_unarchived(session, filters)
    return iter_graphml(nodes, addresses, links)


def _add_dangling(
    archive: Archive, filters: Filters, limit: int | None, directory: Path | None, *, as_json: bool
) -> None:
    from itertools import islice

    from crawler.definitions import BUNDLED, load_all
    from crawler.linked import add_linked, group_accepted
    from storage.decisions import writing
    from storage.links.dangling import iter_addresses

    titles = {title.slug: title for title in load_all(directory=directory or BUNDLED)}
    with archive.read() as session:
        accepted = group_accepted(islice(iter_addresses(session, filters), limit), list(titles.values()))
    with writing(archive) as session:
        now = datetime.now(UTC)
        added = {slug: add_linked(session, titles[slug], urls, now=now) for slug, urls in sorted(accepted.items())}
    if as_json:
        print_json(added)
    else:
        _print_added(added)


def _print_added(added: dict[str, int]) -> None:
    from storage.commands.printing import counted, print_line

    for slug, number in added.items():
        print_line(f"{counted(number, 'page')} added to the ledger of {slug}.")
    if not added:
        print_line("No definition takes any of them.")
