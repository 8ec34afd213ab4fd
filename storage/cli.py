"""The `backfile` command.

Archivists' commands are in `storage.commands`; operators' join through the entry-point group `backfile.commands`, so
that this package never imports theirs. A command's module is loaded when it is called, and all for the overview.
"""

from __future__ import annotations

import gc
import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points, version
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from storage.errors import BackfileError
from storage.misuse import PROGRAM, in_a_sentence

OWN = {
    "search": "storage.commands.search:app",
    "show": "storage.commands.show:show",
    "export": "storage.commands.export:app",
    "history": "storage.commands.history:history",
    "diff": "storage.commands.diff:diff",
    "edits": "storage.commands.edits:edits",
    "aliases": "storage.commands.aliases:app",
    "people": "storage.commands.people:app",
    "copies": "storage.commands.copies:copies",
    "status": "storage.commands.status:status",
    "runs": "storage.commands.runs:runs",
    "verify": "storage.commands.verify:verify",
    "events": "storage.commands.events:events",
    "correct": "storage.commands.correct:correct",
    "takedown": "storage.commands.takedown:app",
    "database": "storage.commands.database:app",
}
GROUP = "backfile.commands"


class _LazyGroup(TyperGroup):
    """Knows its commands by name and loads the one that is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        return sorted({*OWN, *_operators()})

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        target = OWN.get(cmd_name) or getattr(_operators().get(cmd_name), "value", None)
        return _load(cmd_name, target) if target else None

    def make_context(self, *words: Any, **settings: Any) -> Any:
        with _reader_may_leave(), in_a_sentence():
            return super().make_context(*words, **settings)

    def invoke(self, ctx: Any) -> Any:
        with _reader_may_leave(), in_a_sentence(ctx):
            return super().invoke(ctx)


@contextmanager
def _reader_may_leave() -> Iterator[None]:
    """A reader of standard output that has seen enough (`| head`) is no error."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        if not _is_unread():
            raise
        # Python flushes standard output once more when it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except SystemExit as ended:
        # Rich, which prints help, has already turned the closed pipe into an exit with code 1.
        sys.exit(0 if isinstance(ended.__context__, BrokenPipeError) else ended.code)


def _is_unread() -> bool:
    """Whether it is standard output that has lost its reader, and no pipe of the program's own (poll(2), POLLERR)."""
    output = select.poll()
    output.register(sys.stdout.fileno(), 0)
    return bool(output.poll(0))


def _operators() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=GROUP)}


def _load(name: str, target: str) -> Any:
    module, _, attribute = target.partition(":")
    with _no_collection():
        found = getattr(import_module(module), attribute)
    if not isinstance(found, typer.Typer):
        app = typer.Typer(add_completion=False)
        app.command(name)(found)
        found = app
    command = typer.main.get_command(found)
    command.name = name
    return command


@contextmanager
def _no_collection() -> Iterator[None]:
    """Importing leaves hardly any garbage; looking for it takes a tenth of the time of a search."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"backfile {version('backfile')}")
        raise typer.Exit


def _overview(
    _: Annotated[
        bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_print_version)
    ] = False,
) -> None:
    """Keep, search and prove the trade press: what it published, who wrote it, what it pointed to, how it changed."""


def build() -> Any:
    """The whole command line."""
    app = typer.Typer(cls=_LazyGroup, no_args_is_help=True, add_completion=False, name=PROGRAM)
    app.callback()(_overview)
    return typer.main.get_command(app)


def main() -> None:
    """Runs the command; an error of ours is one sentence and its exit code."""
    try:
        build()(prog_name=PROGRAM)
    except BackfileError as error:
        typer.echo(f"backfile: {error}", err=True)
        sys.exit(error.exit_code)
