"""Options that commands share: which archive, and how to print."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from storage.archive import Archive

ArchiveOption = Annotated[
    Path, typer.Option("--archive", envvar="BACKFILE_ARCHIVE", help="The archive's directory.", metavar="DIR")
]
DatabaseOption = Annotated[
    str | None,
    typer.Option(
        "--database-url",
        envvar="BACKFILE_DATABASE_URL",
        help="The archive's database, when it is not the SQLite file in the archive's directory.",
        metavar="URL",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
ActorOption = Annotated[str, typer.Option("--by", metavar="WHO", help="Who decides; it is kept with the decision.")]
ReasonOption = Annotated[str, typer.Option("--reason", metavar="WHY", help="Why, in a sentence; it is kept too.")]

ARCHIVE = Path("archive")


@contextmanager
def opened(archive: Path, database_url: str | None) -> Iterator[Archive]:
    """An archive that is there and fits this program.

    Raises:
        NotFound: there is none.
        WrongSchema: its database is older or newer.
    """
    found = Archive(archive, database_url)
    try:
        found.require()
        yield found
    finally:
        found.close()


def print_json(value: Any) -> None:
    """One JSON document on standard output."""
    import json

    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
