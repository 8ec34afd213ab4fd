"""`backfile export`: articles in the formats of others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from functools import partial
from itertools import count
from pathlib import Path
from typing import Annotated, Any

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
from storage.commands.options import ARCHIVE, ArchiveOption, DatabaseOption, opened
from storage.commands.printing import counted


class Format(StrEnum):
    """The formats of an export."""

    JSONL = "jsonl"
    CSV = "csv"


app = typer.Typer(add_completion=False)


@app.command(cls=QueryCommand)
def export(
    query: QueryArgument = None,
    format_: Annotated[Format, typer.Option("--format", help="jsonl: all fields; csv: a table.")] = Format.JSONL,
    by: ByOption = None,
    person: PersonOption = None,
    publication: PublicationOption = None,
    since: FromOption = None,
    until: ToOption = None,
    genre: GenreOption = None,
    text_state: TextStateOption = None,
    no_copies: NoCopiesOption = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write a file; standard output without it.")
    ] = None,
    raw: Annotated[
        bool, typer.Option("--raw", help="Leave values in CSV that a spreadsheet would take for formulas.")
    ] = False,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
) -> None:
    """Export the articles that a search finds, newest first; all of them without a query or another choice.

    A file is there when it is whole, or as it was before. Exit codes: 0 done; 1 there is no such archive,
    publication or person; 2 an option is wrong; 73 the file cannot be written; 74 no room is left.
    """
    from storage.article_json import article_json
    from storage.export.destination import write_file, write_output
    from storage.queries.articles import iter_articles

    chosen = parse_filters(query, by, publication, since, until, genre, text_state, person)
    filters = replace(chosen, no_copies=no_copies)
    with opened(archive, database_url) as found, found.read() as session:
        tally = count()
        articles = (
            article_json(session, article) for article, _ in zip(iter_articles(session, filters), tally, strict=False)
        )
        chunks = _writer(format_, raw=raw)(articles)
        if output is None:
            write_output(chunks)
        else:
            write_file(output, chunks)
            typer.echo(f"{counted(next(tally), 'article')} written to {output}", err=True)


def _writer(format_: Format, *, raw: bool) -> Callable[[Iterable[dict[str, Any]]], Iterator[str]]:
    if format_ is Format.CSV:
        from storage.export.csv import iter_csv

        return partial(iter_csv, raw=raw)
    from storage.export.jsonl import iter_jsonl

    return iter_jsonl
