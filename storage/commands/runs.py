"""`backfile runs`: what was crawled and imported, and what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import typer

from storage.commands.options import ARCHIVE, ArchiveOption, DatabaseOption, JsonOption, opened, print_json
from storage.commands.printing import print_line, print_table

Json = dict[str, Any]


def runs(
    slug: Annotated[str | None, typer.Argument(metavar="SLUG", help="Of one publication.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1_000_000, help="How many to show, newest first.")] = 20,
    as_json: JsonOption = False,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
) -> None:
    """Show the runs and their reports; the newest first.

    Exit codes: 0 shown; 1 there is no such archive or publication.
    """
    from storage.queries.coverage import list_runs, run_json
    from storage.queries.filters import require_publication

    with opened(archive, database_url) as found, found.read() as session:
        if slug is not None:
            require_publication(session.connection(), slug)
        shown = [run_json(run) for run in list_runs(session, slug=slug, limit=limit)]
    if as_json:
        print_json(shown)
    elif shown:
        columns = ("run", "publication", "kind", "started (UTC)", "took", "ended", "new", "visited", "lost")
        print_table(columns, [_row(run) for run in shown])
    else:
        print_line("No run yet.")


def _row(run: Json) -> tuple[Any, ...]:
    report = run["report"] or {}
    started = datetime.fromisoformat(run["started_at"])
    return (
        run["run"],
        run["publication"],
        run["kind"],
        f"{started:%Y-%m-%d %H:%M}",
        _took(started, run["ended_at"]),
        run["ended"] or "under way",
        report.get("new"),
        sum(report["visited"].values()) if "visited" in report else None,
        report.get("lost"),
    )


def _took(started: datetime, ended_at: str | None) -> str:
    return f"{(datetime.fromisoformat(ended_at) - started).total_seconds():.1f} s" if ended_at else ""
