"""`backfile events`: what happened to what is kept."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import typer

from storage.commands.options import ARCHIVE, ArchiveOption, DatabaseOption, JsonOption, opened, print_json
from storage.commands.printing import print_line, print_table
from storage.events import EventKind

Json = dict[str, Any]


def events(
    article: Annotated[
        str | None, typer.Argument(metavar="ARTICLE", help="About one article: its id, the beginning of it, or a URL.")
    ] = None,
    kind: Annotated[EventKind | None, typer.Option("--kind", help="Of one kind.")] = None,
    publication: Annotated[
        str | None, typer.Option("--publication", metavar="SLUG", help="Of one publication.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="First day, month or year, in UTC.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=1_000_000, help="How many to show: the newest.")] = 100,
    as_json: JsonOption = False,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
) -> None:
    """Show what happened: captures, extractions, decisions of people, checks of fixity; the newest last.

    Exit codes: 0 shown; 1 there is no such archive, article or publication.
    """
    from storage.queries.articles import get_article
    from storage.queries.days import parse_first_day
    from storage.queries.events import EventFilters, event_json, list_events
    from storage.queries.filters import require_publication

    first_day = parse_first_day(since, "--since") if since is not None else None
    with opened(archive, database_url) as found, found.read() as session:
        if publication is not None:
            require_publication(session.connection(), publication)
        about = get_article(session, article, even_hidden=True) if article is not None else None
        filters = EventFilters(about, str(kind) if kind else None, publication, first_day)
        shown = [event_json(event) for event in list_events(session, filters, limit=limit)]
    if as_json:
        print_json(shown)
    elif shown:
        print_table(
            ("at (UTC)", "kind", "outcome", "by", "article", "reason", "event"), [_row(event) for event in shown]
        )
    else:
        print_line("No event.")


def _row(event: Json) -> tuple[Any, ...]:
    at = datetime.fromisoformat(event["happened_at"])
    said = event["reason"] or (event["details"] or {}).get("extractor") or event["record_id"]
    return (
        f"{at:%Y-%m-%d %H:%M:%S}",
        event["kind"],
        event["outcome"],
        event["actor"],
        event["article"],
        said,
        event["id"],
    )
