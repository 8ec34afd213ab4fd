"""`backfile search`: articles by what they say, who made them, where and when."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from storage.commands.filters import (
    ByOption,
    FromOption,
    GenreOption,
    NoCopiesOption,
    PersonOption,
    PublicationOption,
    QueryArgument,
    QueryCommand,
    TextStateOption,
    ToOption,
    parse_filters,
)
from storage.commands.options import ARCHIVE, ArchiveOption, DatabaseOption, JsonOption, opened, print_json
from storage.commands.printing import counted, hits_marked, print_line
from storage.errors import UsageError
from storage.queries.filters import Filters
from storage.queries.hits import Credit, Hit, Hits, find_hits

app = typer.Typer(add_completion=False)


@app.command(cls=QueryCommand)
def search(
    query: QueryArgument = None,
    by: ByOption = None,
    person: PersonOption = None,
    publication: PublicationOption = None,
    since: FromOption = None,
    until: ToOption = None,
    genre: GenreOption = None,
    text_state: TextStateOption = None,
    no_copies: NoCopiesOption = False,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many to show, newest first.")] = 20,
    as_json: JsonOption = False,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
) -> None:
    """Find articles; the newest first.

    Exit codes: 0, whether or not anything is found; 1 there is no such archive, publication or person; 2 an option is
    wrong.
    """
    chosen = parse_filters(query, by, publication, since, until, genre, text_state, person)
    filters = replace(chosen, no_copies=no_copies)
    if filters.is_empty:
        raise UsageError(
            "nothing to search for: give words, or --by, --person, --publication, --from, --to, --genre or --text-state"
        )
    with opened(archive, database_url) as found, found.connect() as connection:
        hits = find_hits(connection, filters, limit=limit)
    if as_json:
        print_json([hit.as_json() for hit in hits.shown])
    else:
        _print(hits, filters)


def _print(hits: Hits, filters: Filters) -> None:
    for hit in hits.shown:
        _print_hit(hit)
    if ignored := filters.query.ignored:
        print_line(f"Nothing to search for in: {' '.join(ignored)}")
    if not hits.total:
        print_line("No article found.")
    elif len(hits.shown) < hits.total:
        print_line(f"{len(hits.shown)} of {hits.total:,} articles; --limit shows more, `backfile export` has all.")
    else:
        print_line(f"{counted(hits.total, 'article')}.")


def _print_hit(hit: Hit) -> None:
    print_line((hit.id, "cyan"), "  ", hit.published_on or "undated", "  ", hit.publication)
    print_line(*(hits_marked(hit.title) or ["(no title)"]), indent=4)
    if hit.byline_printed:
        print_line((hit.byline_printed, "italic"), indent=4)
    if credited := [credit for credit in hit.by if credit.credit]:
        print_line("credited: ", "; ".join(map(_credit, credited)), indent=4)
    if hit.snippet:
        print_line(*hits_marked(hit.snippet), indent=4)
    print_line()


def _credit(credit: Credit) -> str:
    return f"{credit.name} ({credit.credit})" if credit.credit else credit.name
