"""`backfile diff`: two revisions of one article, word by word."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from storage.commands.options import ARCHIVE, ArchiveOption, DatabaseOption, opened, print_json
from storage.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from storage.differences import Difference
    from storage.models import Article

Json = dict[str, Any]


class DiffFormat(StrEnum):
    """How a difference is printed."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"


def diff(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Its id, the beginning of it, or its URL.")],
    earlier: Annotated[
        int | None, typer.Option("--from", metavar="N", help="The earlier revision; the one before --to without it.")
    ] = None,
    later: Annotated[int | None, typer.Option("--to", metavar="M", help="The later one; the last without it.")] = None,
    form: Annotated[
        DiffFormat | None,
        typer.Option("--format", help="For a terminal (as without it), as a page for a browser, or for programs."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
) -> None:
    """Compare two revisions of an article word by word.

    In a terminal what was taken out is red and struck through, what was put in green and underlined; in a pipe, or
    with NO_COLOR set, it stands in [-…-] and {+…+}.

    Exit codes: 0 shown; 1 there is no such article or revision; 2 one is not before the other, or the
    options do not go together.
    """
    from storage.queries.articles import get_article

    if as_json and form not in {None, DiffFormat.JSON}:
        raise UsageError(f"--json does not go with --format {form}")
    with opened(archive, database_url) as found, found.read() as session:
        said, differences = _compare(session, get_article(session, article), earlier, later)
    if as_json or form is DiffFormat.JSON:
        print_json({**said, "fields": [one.as_json() for one in differences]})
    elif form is DiffFormat.HTML:
        from storage.commands.diff_html import html_of

        typer.echo(html_of(said, differences))
    else:
        from storage.commands.diff_page import print_differences

        print_differences(said, differences)


def _refuse_order(earlier: int | None, later: int | None, number: int) -> NoReturn:
    """Says why two revisions are not compared.

    Raises:
        UsageError: always.
    """
    if earlier is None:
        raise UsageError("revision 1 is the first: there is none before it to compare it with")
    if later is None and earlier == number:
        raise UsageError(f"revision {number} is the last: there is none after it to compare it with")
    raise UsageError(f"--from {earlier} is not before --to {number}")


def _compare(
    session: Session, article: Article, earlier: int | None, later: int | None
) -> tuple[Json, list[Difference]]:
    """What is compared, and how it differs.

    Raises:
        NotFound: the article has no such revision.
        UsageError: the earlier revision is not earlier.
    """
    from storage.article_json import history_entry, revision_json
    from storage.differences import find_differences
    from storage.queries.articles import get_revision
    from storage.queries.edits import find_compared

    last = article.revisions[-1].number
    number = later if later is not None else last
    first = earlier if earlier is not None else max(number - 1, 1)
    one, other = get_revision(article, first), get_revision(article, number)
    if first >= number and last > 1:
        _refuse_order(earlier, later, number)
    before = revision_json(session, article, one, reading=find_compared(session, other, one), as_read=True)
    after = revision_json(session, article, other, as_read=True)
    said = {name: after[name] for name in ("id", "publication", "url", "title")}
    return {**said, "from": history_entry(one), "to": history_entry(other)}, find_differences(before, after)
