"""`backfile people`: who a name is."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

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
from storage.commands.printing import print_line
from storage.errors import UsageError
from storage.events import EventKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from storage.models import Event
    from storage.people.deciding import Scope


class _PeopleGroup(TyperGroup):
    """Lists people where no other command is named."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As always, with `list` before options of its own."""
        is_bare = not args or (args[0].startswith("-") and "--help" not in args)
        return super().parse_args(ctx, ["list", *args] if is_bare else args)


app = typer.Typer(
    cls=_PeopleGroup, no_args_is_help=False, add_completion=False, help="Say who a name is, and see what they wrote."
)

WhoArgument = Annotated[str, typer.Argument(metavar="WHO", help="A name as it is printed, or a person's id.")]
SlugOption = Annotated[str | None, typer.Option("--publication", metavar="SLUG", help="In one publication alone.")]


@app.callback()
def _people() -> None:
    """Say who a name is, and see what they wrote."""


@app.command("list")
def list_(
    name: Annotated[list[str] | None, typer.Argument(metavar="NAME", help="Words of a name, in any order.")] = None,
    publication: SlugOption = None,
    limit: Annotated[int, typer.Option(min=1, max=1_000_000, help="How many to show, most articles first.")] = 50,
    as_json: JsonOption = False,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
) -> None:
    """List persons, and the names that nobody joined to one, with how many articles credit them.

    Exit codes: 0 shown; 1 there is no such archive or publication; 2 there is no name in NAME.
    """
    from storage.commands.people_page import print_people
    from storage.people.listing import list_people

    words = " ".join(name) if name else None
    with opened(archive, database_url) as found, found.read() as session:
        people = list_people(session, name=words, publication=publication, limit=limit)
    if as_json:
        print_json([one.as_json() for one in people])
    else:
        print_people(people)


@app.command()
def show(
    who: WhoArgument,
    as_json: JsonOption = False,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
) -> None:
    """Show what somebody wrote: every article, posts over time, publications, and who stands in the same bylines.

    Exit codes: 0 shown; 1 no byline has the name, or several persons have it.
    """
    from storage.commands.people_page import print_portrait
    from storage.people.portrait import describe, find_subject

    with opened(archive, database_url) as found, found.read() as session:
        portrait = describe(session, find_subject(session, who))
    if as_json:
        print_json(portrait.as_json())
    else:
        print_portrait(portrait)


@app.command()
def merge(
    who: Annotated[list[str], typer.Argument(metavar="WHO", help="Names as they are printed, or persons' ids.")],
    actor: ActorOption,
    reason: ReasonOption,
    name: Annotated[
        str | None, typer.Option("--name", metavar="PREFERRED", help="By which to list the person; a new one needs it.")
    ] = None,
    publication: SlugOption = None,
    article: Annotated[
        str | None, typer.Option("--article", metavar="ARTICLE", help="In one article alone: its id or URL.")
    ] = None,
    as_json: JsonOption = False,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
) -> None:
    """Say that names are one person's: everywhere, in one publication, or in one article. The narrower one decides.

    So two people of one name stay two: join the name in each one's publication to a person of its own.

    Exit codes: 0 done; 1 there is no such name, person, publication or article; 2 there is nothing to join, or a name
    is not printed there; 75 another process decides.
    """
    from storage.decisions import deciding
    from storage.people.deciding import Said
    from storage.people.deciding import merge as carry_out

    with opened(archive, database_url) as found, deciding(found) as session:
        scope = _scope(session, publication, article)
        event = carry_out(session, who, scope, Said(actor, reason, datetime.now(UTC)), preferred=name)
        _print_done(event, as_json=as_json)


@app.command()
def split(
    person: Annotated[str, typer.Argument(metavar="PERSON", help="A person's id, or the beginning of it.")],
    actor: ActorOption,
    reason: ReasonOption,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME", help="Names to part from it; without any, what was joined last is taken back."),
    ] = None,
    as_json: JsonOption = False,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
) -> None:
    """Part names from a person, or take back what was joined last, so that all is as it was before.

    Exit codes: 0 done; 1 there is no such person or name; 2 the name is not the person's; 75 another process decides.
    """
    from storage.decisions import deciding
    from storage.people.deciding import Said, last_merge, undo
    from storage.people.deciding import split as carry_out
    from storage.people.naming import get_person

    said = Said(actor, reason, datetime.now(UTC))
    with opened(archive, database_url) as found, deciding(found) as session:
        row = get_person(session, person)
        event = carry_out(session, row, names, said) if names else undo(session, last_merge(session, row), said)
        _print_done(event, as_json=as_json)


@app.command()
def undo(
    event: Annotated[
        str,
        typer.Argument(metavar="EVENT", help="The decision's id, or the beginning of it, as `backfile events` has it."),
    ],
    actor: ActorOption,
    reason: ReasonOption,
    as_json: JsonOption = False,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
) -> None:
    """Take back a decision about names, so that all is as it was before.

    Exit codes: 0 done; 1 there is no such decision; 2 it was taken back, or a later one rests on it; 75 another process
    decides.
    """
    from storage.decisions import deciding
    from storage.people.deciding import Said
    from storage.people.deciding import undo as carry_out

    with opened(archive, database_url) as found, deciding(found) as session:
        _print_done(carry_out(session, event, Said(actor, reason, datetime.now(UTC))), as_json=as_json)


@app.command()
def suggest(
    publication: SlugOption = None,
    limit: Annotated[int, typer.Option(min=1, max=1_000_000, help="How many to show, strongest evidence first.")] = 50,
    as_json: JsonOption = False,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
) -> None:
    """Suggest names that may be one person's, with the evidence. Nothing is joined: `backfile people merge` does that.

    Exit codes: 0 shown; 1 there is no such archive or publication.
    """
    from storage.commands.people_page import print_suggestions
    from storage.people.suggesting import suggest as find

    with opened(archive, database_url) as found, found.read() as session:
        suggestions = find(session, publication=publication, limit=limit)
    if as_json:
        print_json([one.as_json() for one in suggestions])
    else:
        print_suggestions(suggestions)


def _scope(session: Session, publication: str | None, article: str | None) -> Scope:
    from storage.people.deciding import Scope
    from storage.queries.articles import get_article
    from storage.queries.filters import require_publication

    if publication is not None and article is not None:
        raise UsageError("give --publication or --article: an article is of one publication")
    if publication is not None:
        require_publication(session.connection(), publication)
    return Scope(publication, get_article(session, article) if article is not None else None)


def _print_done(event: Event, *, as_json: bool) -> None:
    details = event.details or {}
    names = [form["name"] for form in details["forms"]]
    if as_json:
        print_json({"event": event.public_id, "person": details["person"], "names": names, "undoes": event.undoes})
        return
    listed = ", ".join(dict.fromkeys(names)) or "its name"
    if event.undoes is not None:
        print_line(f"{listed} and {details['person']}: all is as it was before (decision {event.public_id}).")
    else:
        done = "joined to" if event.kind == EventKind.PERSON_MERGE else "parted from"
        print_line(f"{listed}: {done} {details['person']} (decision {event.public_id}).")
