"""Options that choose articles, the same for search and export."""

from __future__ import annotations

from typing import Annotated

import typer

from storage.queries.days import parse_first_day, parse_last_day
from storage.queries.filters import Filters

QueryArgument = Annotated[
    str, typer.Argument(metavar="QUERY", help='Words, "phrases", -exclusions, beginnings*, OR; see docs/search.md.')
]
ByOption = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Words of a name in the byline, as author or otherwise.")
]
PublicationOption = Annotated[str | None, typer.Option("--publication", metavar="SLUG", help="Of one publication.")]
FromOption = Annotated[
    str | None,
    typer.Option("--from", metavar="DATE", help="First day, month or year, in the publication's time zone."),
]
ToOption = Annotated[
    str | None, typer.Option("--to", metavar="DATE", help="Last day, month or year, in the publication's time zone.")
]


def parse_filters(query: str, by: str | None, publication: str | None, since: str | None, until: str | None) -> Filters:
    """The options as a reader typed them.

    Raises:
        UsageError: a date is none.
    """
    return Filters(
        text=query,
        by=by,
        publication=publication,
        since=parse_first_day(since, "--from") if since is not None else None,
        until=parse_last_day(until, "--to") if until is not None else None,
    )
