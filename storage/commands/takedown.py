"""`backfile takedown`: hide, redact or purge an article."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from storage.commands.options import (
    ARCHIVE,
    ActorOption,
    ArchiveOption,
    DatabaseOption,
    JsonOption,
    ReasonOption,
    opened,
    print_json,
)
from storage.commands.printing import counted, minute, print_line, print_table
from storage.errors import BrokenRecord
from storage.overlays import Level

if TYPE_CHECKING:
    from storage.purging.purge import Purged

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Take articles down: hide, redact or purge them.")

ArticleArgument = Annotated[
    str, typer.Argument(metavar="ARTICLE", help="Its id, the beginning of it, or its URL.", show_default=False)
]


@app.command()
def hide(
    article: ArticleArgument,
    actor: ActorOption,
    reason: ReasonOption,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
) -> None:
    """Hide an article: it is not shown, found or exported, and readers are told why. It can be undone.

    Exit codes: 0 done; 1 there is no such article; 2 it is hidden or purged already; 75 another process decides.
    """
    from storage.decisions import deciding
    from storage.queries.articles import get_article
    from storage.takedowns import take_down

    with opened(archive, database_url) as found, deciding(found) as session:
        row = get_article(session, article, even_hidden=True)
        taken = take_down(session, row, Level.HIDE, actor=actor, reason=reason, now=datetime.now(UTC))
        done = row.public_id, taken.event
    print_line(f"{done[0]} hidden: {done[1]}")


@app.command()
def redact(
    article: ArticleArgument,
    actor: ActorOption,
    reason: ReasonOption,
    fields: Annotated[
        list[str] | None,
        typer.Option(
            "--field", metavar="FIELD", help="title, standfirst, kicker, byline, body, image, tags or related."
        ),
    ] = None,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
) -> None:
    """Blank fields of an article wherever it is shown, searched or exported. It can be undone.

    Exit codes: 0 done; 1 there is no such article; 2 no field or an unknown one is named, or it is purged already; 75
    another process decides.
    """
    from storage.decisions import deciding
    from storage.queries.articles import get_article
    from storage.takedowns import take_down

    with opened(archive, database_url) as found, deciding(found) as session:
        row = get_article(session, article, even_hidden=True)
        said: dict[str, Any] = {"actor": actor, "reason": reason, "now": datetime.now(UTC), "fields": fields or ()}
        taken = take_down(session, row, Level.REDACT, **said)
        done = row.public_id, ", ".join(taken.fields), taken.event
    print_line(f"{done[1]} of {done[0]} redacted: {done[2]}")


@app.command()
def purge(
    article: ArticleArgument,
    actor: ActorOption,
    reason: ReasonOption,
    as_json: JsonOption = False,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
) -> None:
    """Remove an article for good: captures, text, search index. Its addresses are never fetched again.

    Nothing undoes it. Run it again when it was interrupted, and when a feed has brought the text back since; on
    PostgreSQL see docs/take-down.md for what is left to do.

    Exit codes: 0 done; 1 there is no such article; 2 a rebuild was not finished; 4 done, but for records that cannot be
    read, which are named; 75 a crawl is under way, or another process decides.
    """
    from storage.purging.purge import purge as remove

    with opened(archive, database_url) as found:
        done = remove(found, article, actor=actor, reason=reason, now=datetime.now(UTC))
    if as_json:
        print_json(asdict(done))
    else:
        _print_purged(done)
    if done.unread:
        raise BrokenRecord(
            f"{counted(len(done.unread), 'record')} could not be read and may hold words of the text: restore "
            "the files from a backup, then purge again"
        )


def _print_purged(done: Purged) -> None:
    if done.event is not None:
        print_line(f"{', '.join(done.articles)} purged: {done.event}")
        print_line(
            f"{counted(done.captures, 'capture')} removed, {done.sources} of them of sources, and "
            f"{counted(done.files, 'WARC file')} written anew; {counted(done.barred, 'address', 'addresses')} barred."
        )
    else:
        print_line(
            f"{done.articles[0]} was purged before: at its addresses and in sources nothing with its words came since. "
            "Under another address a copy of it is another article."
        )
    if not done.is_scrubbed:
        print_line("The database's files still hold deleted rows: see docs/take-down.md for what to run there.")
    for line in done.unread:
        print_line(f"not read: {line}")


@app.command()
def undo(
    takedown: Annotated[str, typer.Argument(metavar="ID", help="The takedown's id, or the beginning of it.")],
    actor: ActorOption,
    reason: ReasonOption,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
) -> None:
    """End a takedown that hides or redacts: the article is as it was before.

    Exit codes: 0 done; 1 there is no such takedown in force; 2 it is a purge; 75 another process decides.
    """
    from storage.decisions import deciding
    from storage.takedowns import undo as end

    with opened(archive, database_url) as found, deciding(found) as session:
        event = end(session, takedown, actor=actor, reason=reason, now=datetime.now(UTC)).event
    print_line(f"{event} undone")


@app.command("list")
def list_(
    even_undone: Annotated[bool, typer.Option("--all", help="Those that were undone, too.")] = False,
    as_json: JsonOption = False,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
) -> None:
    """List what is taken down, by whom and why; oldest first.

    Exit codes: 0 shown; 1 there is no such archive.
    """
    from storage.takedowns import list_takedowns

    with opened(archive, database_url) as found, found.read() as session:
        rows = list_takedowns(session, even_undone=even_undone)
    if as_json:
        print_json(rows)
    elif rows:
        print_table(("at (UTC)", "article", "level", "fields", "by", "reason", "undone (UTC)", "id"), map(_row, rows))
    else:
        print_line("Nothing is taken down.")


def _row(row: dict[str, Any]) -> tuple[Any, ...]:
    at, undone = minute(row["made_at"]), minute(row["undone_at"])
    return at, row["article"], row["level"], ", ".join(row["fields"]), row["by"], row["reason"], undone, row["id"]
