"""Options that choose articles, the same for search and export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from storage.items import Genre, TextState
from storage.queries.days import parse_first_day, parse_last_day
from storage.queries.filters import Filters

QueryArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="QUERY", help='Words, "phrases", -exclusions, beginnings*, OR; see docs/search.md.'),
]
ByOption = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Words of a name in the byline, as author or otherwise.")
]
PersonOption = Annotated[
    str | None, typer.Option("--person", metavar="ID", help="A person in the byline, under whatever name is printed.")
]
PublicationOption = Annotated[str | None, typer.Option("--publication", metavar="SLUG", help="Of one publication.")]
FromOption = Annotated[
    str | None,
    typer.Option("--from", metavar="DATE", help="First day, month or year, in the publication's time zone."),
]
ToOption = Annotated[
    str | None, typer.Option("--to", metavar="DATE", help="Last day, month or year, in the publication's time zone.")
]

GenreOption = Annotated[Genre | None, typer.Option("--genre", help="Of one form: interviews, reviews and so on.")]

TextStateOption = Annotated[
    TextState | None, typer.Option("--text-state", help="Whose text is so far there: complete, partial and so on.")
]

NoCopiesOption = Annotated[
    bool, typer.Option("--no-copies", help="Of articles with one text only the lead; see docs/copies.md.")
]


class QueryCommand(TyperCommand):
    """A command whose query may hold `-word`: only its own short options, written alone, are options."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As always, with excluded words among the query."""
        return super().parse_args(ctx, list(_mark_exclusions(args, self.params)))


def _mark_exclusions(args: Sequence[str], params: Iterable[Any]) -> Iterator[str]:
    """Puts a blank before every excluded word, so that it is none of the options; to a query a blank is nothing."""
    options = [param for param in params if param.param_type_name == "option"]
    known = {name for option in options for name in option.opts}
    valued = {name for option in options if not option.is_flag for name in option.opts}
    before = ""
    for place, arg in enumerate(args):
        if arg == "--" and before not in valued:
            yield from args[place:]
            return
        is_word = arg[:1] == "-" and arg[1:2] not in ("", "-") and arg not in known
        yield f" {arg}" if is_word and before not in valued else arg
        before = arg


def parse_filters(
    query: Sequence[str] | None,
    by: str | None,
    publication: str | None,
    since: str | None,
    until: str | None,
    genre: Genre | None = None,
    text_state: TextState | None = None,
    person: str | None = None,
) -> Filters:
    """The words and options as a reader typed them.

    Raises:
        UsageError: a date is none.
    """
    return Filters(
        text=" ".join(query or ()),
        by=by,
        publication=publication,
        since=parse_first_day(since, "--from") if since is not None else None,
        until=parse_last_day(until, "--to") if until is not None else None,
        genre=genre,
        text_state=text_state,
        person=person,
    )
