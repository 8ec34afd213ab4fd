"""`backfile show`: one article."""

from __future__ import annotations

from typing import Annotated

import typer

from storage.commands.article_page import print_article
from storage.commands.options import ARCHIVE, ArchiveOption, DatabaseOption, JsonOption, opened, print_json


def show(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Its id, the beginning of it, or its URL.")],
    revision: Annotated[
        int | None,
        typer.Option("--revision", metavar="N", help="As it was at that revision; without it, as last archived."),
    ] = None,
    as_json: JsonOption = False,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
) -> None:
    """Show one article: its text, who made it, what it pointed to, and where it comes from.

    Exit codes: 0 shown; 1 there is no such article or revision.
    """
    from storage.article_json import article_json, capture_json, revision_json
    from storage.queries.articles import get_article, get_revision, list_captures

    with opened(archive, database_url) as found, found.read() as session:
        row = get_article(session, article)
        if revision is None:
            shown = article_json(session, row)
        else:
            shown = revision_json(session, row, get_revision(row, revision))
        captures = [capture_json(capture) for capture in list_captures(session, row)]
    if as_json:
        print_json(shown)
    else:
        print_article(shown, captures)
