"""`backfile show`: one article."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from storage.commands.article_page import print_article
from storage.commands.options import ARCHIVE, ArchiveOption, DatabaseOption, JsonOption, opened, print_json
from storage.commands.provenance_page import print_provenance
from storage.errors import UsageError
from storage.overlays import Level

if TYPE_CHECKING:
    from storage.models import Article


def _show_provenance(
    article: str, archive: Path, database_url: str | None, *, revision: int | None, as_json: bool
) -> None:
    from storage.article_json import article_json
    from storage.provenance import provenance_json
    from storage.queries.articles import get_article

    if revision is not None:
        raise UsageError("--provenance is of what is shown now: leave --revision out")
    with opened(archive, database_url) as found, found.read() as session:
        row = get_article(session, article)
        shown, rows = article_json(session, row), provenance_json(session, row)
    if as_json:
        print_json({"id": shown["id"], "redacted": shown["redacted"], "values": rows})
    else:
        print_provenance(shown, rows)


def _redactions(article: Article) -> list[str]:
    """What is blank, since when and why, for readers."""
    in_force = [taken for taken in article.takedowns if taken.undone_at is None and taken.level == Level.REDACT]
    return [f"{', '.join(taken.fields)}, on {taken.made_at.date()}: {taken.reason}" for taken in in_force]


def show(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Its id, the beginning of it, or its URL.")],
    revision: Annotated[
        int | None,
        typer.Option("--revision", metavar="N", help="As it was at that revision; without it, as last archived."),
    ] = None,
    provenance: Annotated[
        bool, typer.Option("--provenance", help="Where each value comes from, instead of the text.")
    ] = False,
    as_json: JsonOption = False,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
) -> None:
    """Show one article: its text, who made it, what it pointed to, and where it comes from.

    Exit codes: 0 shown; 1 there is no such article or revision; 77 it was taken down.
    """
    if provenance:
        _show_provenance(article, archive, database_url, revision=revision, as_json=as_json)
        return
    from storage.article_json import article_json, capture_json, revision_json
    from storage.commands.copies_page import lead_line
    from storage.queries.articles import get_article, get_revision, list_captures
    from storage.queries.copies import find_group

    with opened(archive, database_url) as found, found.read() as session:
        row = get_article(session, article)
        if revision is None:
            shown = article_json(session, row)
        else:
            shown = revision_json(session, row, get_revision(row, revision))
        captures = [capture_json(capture) for capture in list_captures(session, row)]
        group = find_group(session, row)
        copies = lead_line(group, row.public_id) if group is not None else None
        redactions = _redactions(row)
    if as_json:
        print_json(shown)
    else:
        print_article(shown, captures, copies, redactions)
