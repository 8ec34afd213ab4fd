"""`backfile correct`: a value in place of what was read."""

from __future__ import annotations

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
from storage.commands.printing import print_line
from storage.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from storage.models import Article, Correction
    from storage.overlays import Field


def correct(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Its id, the beginning of it, or its URL.")],
    actor: ActorOption,
    reason: ReasonOption,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="The title.")] = None,
    byline: Annotated[
        str | None, typer.Option("--byline", metavar="TEXT", help="The byline as it ought to be printed; '' for none.")
    ] = None,
    authors: Annotated[
        list[str] | None,
        typer.Option("--author", metavar="NAME", help="A name in the byline, or alone all of it; may be repeated."),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option("--published", metavar="DATE", help="The day, month or year, or 2026-03-04T09:30, in its zone."),
    ] = None,
    withdraw: Annotated[
        str | None, typer.Option("--withdraw", metavar="ID", help="End a correction: its id, or the beginning of it.")
    ] = None,
    as_json: JsonOption = False,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
) -> None:
    """Give a title, byline or date in place of what was read, or withdraw it. What was read stays beside it.

    It is shown, searched and exported, also when later captures are read. Who says so, and why, is kept.

    Exit codes: 0 done; 1 there is no such article or correction; 2 there is nothing to correct, or a value
    that cannot be; 75 another process decides.
    """
    from storage.decisions import deciding
    from storage.queries.articles import get_article

    with opened(archive, database_url) as found, deciding(found) as session:
        row = get_article(session, article)
        said: dict[str, Any] = {"actor": actor, "reason": reason, "now": datetime.now(UTC)}
        values = _parse(session, row, title, byline, authors, published)
        made = _carry_out(session, row, values, withdraw, said)
        done = [{"id": one.event, "article": row.public_id, "field": one.field} for one in made]
    if as_json:
        print_json(done)
        return
    for one in done:
        print_line(f"{one['field']} of {one['article']} {'withdrawn' if withdraw else 'corrected'}: {one['id']}")


def _carry_out(
    session: Session, article: Article, values: dict[Field, dict[str, Any]], withdraw: str | None, said: dict[str, Any]
) -> list[Correction]:
    from storage import corrections

    if withdraw is None:
        return corrections.correct(session, article, values, **said)
    if values:
        raise UsageError("--withdraw goes with no value: withdraw first, then correct")
    return [corrections.withdraw(session, article, withdraw, **said)]


def _parse(
    session: Session,
    article: Article,
    title: str | None,
    byline: str | None,
    authors: list[str] | None,
    published: str | None,
) -> dict[Field, dict[str, Any]]:
    from storage.corrections import byline_value, published_value, title_value
    from storage.models import Publication
    from storage.overlays import Field

    values: dict[Field, dict[str, Any]] = {}
    if title is not None:
        values[Field.TITLE] = title_value(title)
    if byline is not None or authors:
        values[Field.BYLINE] = byline_value(byline, authors or ())
    if published is not None:
        zone = session.get_one(Publication, article.publication).timezone
        values[Field.PUBLISHED] = published_value(published, zone)
    return values
