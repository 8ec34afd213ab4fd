"""`backfile copies`: articles that carry one text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from storage.commands.options import ARCHIVE, ArchiveOption, DatabaseOption, JsonOption, opened, print_json
from storage.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


FEWEST, LISTED = 2, 100


def copies(
    article: Annotated[
        str | None, typer.Argument(metavar="ARTICLE", help="Its id, the beginning of it, or its URL.")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="List the groups of the archive instead.")] = False,
    publication: Annotated[
        str | None, typer.Option("--publication", metavar="SLUG", help="With an article of this publication.")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="With an article published from this day, month or year on, UTC."),
    ] = None,
    at_least: Annotated[
        int | None, typer.Option("--min", metavar="N", min=2, help="Of so many articles or more, 2 without it.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, max=1_000_000, help="How many groups to list, 100 without it.")
    ] = None,
    as_json: JsonOption = False,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
) -> None:
    """Show the articles that carry one text: which one leads, how alike the others are, whom they credit.

    Exit codes: 0 shown; 1 there is no such archive, article or publication; 2 an option is wrong.
    """
    if (article is None) is not listed:
        raise UsageError(f"give an article or --list{', not both' if listed else ', for the groups of the archive'}")
    if not listed and (publication, since, at_least, limit) != (None, None, None, None):
        raise UsageError("--publication, --since, --min and --limit choose groups: they go with --list")
    with opened(archive, database_url) as found, found.read() as session:
        if article is not None:
            _print_group(session, article, as_json=as_json)
        else:
            _print_groups(session, publication, since, at_least or FEWEST, limit or LISTED, as_json=as_json)


def _print_group(session: Session, name: str, *, as_json: bool) -> None:
    from storage.commands.copies_page import group_json, print_group
    from storage.queries.articles import get_article
    from storage.queries.copies import compare_with_lead, find_group

    article = get_article(session, name)
    group = find_group(session, article)
    compared = compare_with_lead(session, group) if group is not None else {}
    if as_json:
        print_json(group_json(group, compared))
    else:
        print_group(article.public_id, group, compared)


def _print_groups(
    session: Session, publication: str | None, since: str | None, at_least: int, limit: int, *, as_json: bool
) -> None:
    from storage.commands.copies_page import print_groups
    from storage.queries.copies import GroupFilters, list_groups
    from storage.queries.days import parse_first_day
    from storage.queries.filters import require_publication

    day = parse_first_day(since, "--since") if since is not None else None
    if publication is not None:
        require_publication(session.connection(), publication)
    groups = list_groups(session, GroupFilters(publication, day, at_least), limit=limit)
    if as_json:
        print_json([group.as_json() for group in groups])
    else:
        print_groups(groups)
