"""`backfile database`: the archive's database itself."""

from __future__ import annotations

import typer

from storage.archive import Archive
from storage.commands.options import ARCHIVE, ArchiveOption, DatabaseOption, opened
from storage.commands.printing import counted
from storage.schema import HEAD

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Look after the archive's database.")


@app.callback()
def _database() -> None:
    """Look after the archive's database."""


@app.command()
def upgrade(archive: ArchiveOption = ARCHIVE, database_url: DatabaseOption = None) -> None:
    """Bring the database to this program's schema; an empty one too. Run twice, it changes nothing.

    Exit codes: 0 done; 73 no rights to the directory; 75 another process is upgrading it; 78 the database is newer.
    """
    found = Archive(archive, database_url)
    try:
        before = found.upgrade()
    finally:
        found.close()
    where = found.engine.url.render_as_string(hide_password=True)
    if before == HEAD:
        typer.echo(f"{where} is at schema {HEAD} already.")
    else:
        typer.echo(f"{where} went from {f'schema {before}' if before else 'no schema'} to schema {HEAD}.")


@app.command()
def reindex(archive: ArchiveOption = ARCHIVE, database_url: DatabaseOption = None) -> None:
    """Make the search index again from the articles, where `backfile verify` finds fault with it, and find copies anew.

    Articles kept before copies were looked for get their fingerprints. Meanwhile crawls of the archive wait to
    write, and on SQLite they stop after `BACKFILE_BUSY_SECONDS`. Exit codes: 0 done; 1 there
    is no archive; 75 another process holds the database.
    """
    from storage.copies.remaking import remake_copies
    from storage.reindexing import reindex as run

    with opened(archive, database_url) as found:
        number = run(found)
        copies = remake_copies(found)
    typer.echo(f"{counted(number, 'article')} can be found again.")
    if copies:
        typer.echo(f"{copies:,} of them are copies of one another: `backfile copies --list`.")
