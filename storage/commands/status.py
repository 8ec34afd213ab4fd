"""`backfile status`: how the books stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from storage.account import describe_books, describe_verdict
from storage.commands.options import ARCHIVE, ArchiveOption, DatabaseOption, JsonOption, opened, print_json
from storage.commands.printing import counted, minute, print_line, print_table

Json = dict[str, Any]

COLUMNS = (
    "publication", "announced", "archived", "missed", "pending", "books", "last run (UTC)", "failing", "next due (UTC)",
)  # fmt: skip
ASKED_AGAIN = "Sources that fail are asked with every crawl."


def status(
    slug: Annotated[str | None, typer.Argument(metavar="SLUG", help="One publication, with what it misses.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1_000_000, help="How many missed pages to show.")] = 20,
    as_json: JsonOption = False,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
) -> None:
    """Show what was announced, archived, missed and is pending; of one publication also the pages missed, and why.

    Exit codes: 0 shown, balanced or not; 1 there is no such archive or publication.
    """
    from storage.queries.coverage import list_coverage, list_missed, missed_json

    with opened(archive, database_url) as found, found.read() as session:
        titles = [title.as_json() for title in list_coverage(session, now=datetime.now(UTC), slug=slug)]
        if slug is not None:
            titles[0]["missed"] = [missed_json(page) for page in list_missed(session, slug, limit=limit)]
    if as_json:
        print_json(titles if slug is None else titles[0])
    elif slug is None:
        _print_all(titles)
    else:
        _print_one(titles[0])


def _print_all(titles: Sequence[Json]) -> None:
    if not titles:
        print_line("The archive has no publication yet.")
        return
    print_table(COLUMNS, [_row(title) for title in titles])
    if failing := [title["publication"] for title in titles if title["failing_sources"]]:
        typer.echo(f"Sources fail: see `backfile status {failing[0]}`. {ASKED_AGAIN}", err=True)


def _row(title: Json) -> tuple[Any, ...]:
    books = title["books"]
    return (
        title["publication"],
        books["announced"],
        books["archived"],
        sum(books["missed"].values()),
        books["pending"],
        describe_verdict(books),
        _last(title["last_run"]),
        len(title["failing_sources"]),
        _due(title),
    )


def _print_one(title: Json) -> None:
    books = title["books"]
    print_line((title["name"], "bold"), f" ({title['publication']})")
    print_line(f"books     {describe_books(books)}")
    for outcome, count in books["missed"].items():
        print_line(f"{count:>6} {outcome}", indent=10)
    print_line(f"states    {', '.join(f'{count:,} {state}' for state, count in title['states'].items()) or 'no pages'}")
    print_line(f"last run  {_run(title['last_run'])}")
    print_line(f"next due  {_due(title)}{' UTC' if _is_planned(title) else ''}")
    for source in title["failing_sources"]:
        times, why = counted(source["failures"], "time"), source["reason"] or source["outcome"]
        print_line(f"failing   {source['url']} ({times}, {why})", wrap=False)
    if title["failing_sources"]:
        print_line(ASKED_AGAIN, indent=10)
    if title["missed"]:
        print_line()
        print_line(("Missed, newest first", "bold"))
    for page in title["missed"]:
        _print_missed(page)
    missed = sum(books["missed"].values())
    if len(title["missed"]) < missed:
        print_line(f"{len(title['missed'])} of {missed} missed pages; --limit shows more.")


def _print_missed(page: Json) -> None:
    following = minute(page["next_visit_at"])
    print_line(
        f"{minute(page['visited_at'])} UTC  ",
        (page["outcome"], "bold"),
        f"; next visit {following} UTC" if following else "; not visited again",
        f" ({page['reason']})" if page["reason"] else "",
    )
    print_line(page["url"], indent=4, wrap=False)


def _run(run: Json | None) -> str:
    return f"{minute(run['started_at'])} UTC, {run['ended'] or 'under way'}" if run else "none"


def _last(run: Json | None) -> str:
    if run is None:
        return "none"
    return minute(run["started_at"]) + ("" if run["ended"] == "finished" else f", {run['ended'] or 'under way'}")


def _due(title: Json) -> str:
    if title["due"]:
        return f"{title['due']} now"
    return minute(title["next_visit_at"]) or "nothing planned"


def _is_planned(title: Json) -> bool:
    return not title["due"] and title["next_visit_at"] is not None
