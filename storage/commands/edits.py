"""`backfile edits`: what publishers changed, across the archive."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

import typer

from storage.commands.options import ARCHIVE, ArchiveOption, DatabaseOption, JsonOption, opened, print_json
from storage.commands.printing import print_line, print_table
from storage.errors import UsageError
from storage.revising.kinds import EditKind

Json = dict[str, Any]

Kind = StrEnum("Kind", ["stealth", *EditKind])  # type: ignore[misc]


def edits(
    kind: Annotated[Kind | None, typer.Option("--kind", help="Of one kind, or stealth edits.")] = None,
    publication: Annotated[
        str | None, typer.Option("--publication", metavar="SLUG", help="Of one publication.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Seen from this day, month or year on, in UTC.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Seen up to this day, month or year, in UTC.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=1_000_000, help="How many revisions to show.")] = 100,
    as_json: JsonOption = False,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
) -> None:
    """Show what publishers changed after an article was first archived; what was seen last comes first.

    Exit codes: 0 shown; 1 there is no such archive or publication; 2 an option is wrong.
    """
    from storage.queries.days import parse_first_day, parse_last_day
    from storage.queries.edits import EditFilters, edited_json, list_edited
    from storage.queries.filters import require_publication

    filters = EditFilters(
        kind=str(kind) if kind is not None else None,
        publication=publication,
        since=parse_first_day(since, "--since") if since is not None else None,
        until=parse_last_day(until, "--until") if until is not None else None,
    )
    if filters.since and filters.until and filters.until < filters.since:
        raise UsageError(f"--until {until} is before --since {since}")
    with opened(archive, database_url) as found, found.read() as session:
        if publication is not None:
            require_publication(session.connection(), publication)
        shown = [edited_json(*one) for one in list_edited(session, filters, limit=limit)]
    if as_json:
        print_json(shown)
    elif shown:
        print_table(("seen (UTC)", "article", "revision", "edits", "stealth", "title"), [_row(one) for one in shown])
    else:
        print_line("No such edit.")


def _row(one: Json) -> tuple[Any, ...]:
    at = datetime.fromisoformat(one["seen_at"])
    kinds = ", ".join(dict.fromkeys(edit["kind"] for edit in one["edits"])) or ", ".join(one["changed"])
    stealth = {True: "yes", False: "no", None: ""}[one["is_stealth"]]
    return f"{at:%Y-%m-%d %H:%M}", one["id"], one["number"], kinds, stealth, one["title"]
