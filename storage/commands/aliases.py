"""`backfile aliases`: which addresses are one article's, and why; merged and split by a human's word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
from storage.commands.printing import minute, print_line, print_table

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from storage.archive import Archive
    from storage.models import Article, Event, Page

COLUMNS = ("url", "evidence", "since (UTC)", "until (UTC)", "state", "detail")


class _ListsFirst(TyperGroup):
    """`backfile aliases ARTICLE` is `backfile aliases list ARTICLE`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            args = ["list", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_ListsFirst, no_args_is_help=True, add_completion=False, help="Which addresses are one article's, and why."
)

ArticleArgument = Annotated[str, typer.Argument(metavar="ARTICLE", help="Its id, the beginning of it, or its URL.")]


@app.command("list")
def list_(
    article: ArticleArgument,
    as_json: JsonOption = False,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
) -> None:
    """Show every address that is or was an article's, with the evidence; `list` may be left out.

    Exit codes: 0 shown; 1 there is no such article.
    """
    from storage.queries.aliases import aliases_json
    from storage.queries.articles import get_article

    with opened(archive, database_url) as found, found.read() as session:
        shown = aliases_json(session, get_article(session, article))
    if as_json:
        print_json(shown)
        return
    print_line((shown["article"], "bold"), f" ({shown['publication']})")
    if shown["merged"]:
        print_line(f"merged into it: {', '.join(shown['merged'])}")
    print_table(COLUMNS, [_row(alias) for alias in shown["aliases"]])


@app.command()
def merge(
    article: ArticleArgument,
    into: Annotated[str, typer.Argument(metavar="INTO", help="The article that it is.")],
    actor: ActorOption,
    reason: ReasonOption,
    as_json: JsonOption = False,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
) -> None:
    """Make an article another one of its publication. Both ids lead there; what was read of it is kept.

    Exit codes: 0 done; 1 there is no such article; 2 they are one already, or of two publications; 75 another process
    decides, or works on the publication; 77 one of them is hidden or redacted.
    """
    from storage.identity_decisions import merge_articles
    from storage.queries.articles import get_article

    with (
        opened(archive, database_url) as found,
        _deciding(found, lambda session: get_article(session, article, even_hidden=True)) as session,
    ):
        one, other = (get_article(session, name, even_hidden=True) for name in (article, into))
        event = merge_articles(session, one, other, actor=actor, reason=reason, now=datetime.now(UTC))
        done = _done(event)
    _print_done(done, f"{done['article']} is {done['details']['into']} now", as_json=as_json)


@app.command()
def split(
    url: Annotated[str, typer.Argument(metavar="URL", help="An address that is not its article's.")],
    actor: ActorOption,
    reason: ReasonOption,
    as_json: JsonOption = False,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
) -> None:
    """Take an address out of its article. It gets its own, with what was read there; no evidence joins them again.

    Exit codes: 0 done; 1 there is no such address; 2 it is all there is of the article; 75 another process decides,
    or works on the publication; 77 the article is hidden or redacted.
    """
    from storage.identity_decisions import split_page
    from storage.queries.aliases import get_aliased_page

    with (
        opened(archive, database_url) as found,
        _deciding(found, lambda session: get_aliased_page(session, url)) as session,
    ):
        page = get_aliased_page(session, url)
        event = split_page(session, page, actor=actor, reason=reason, now=datetime.now(UTC))
        done = _done(event)
    own = done["details"]["to"]
    said = f"{url} is {own} now, and no longer {done['article']}" if own else f"{url} is no article's now"
    _print_done(done, said, as_json=as_json)


@app.command()
def undo(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="The id of a merge or a split, or the beginning.")],
    actor: ActorOption,
    reason: ReasonOption,
    as_json: JsonOption = False,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
) -> None:
    """Take a merge or a split back, one that the program made included: all is as it was.

    Exit codes: 0 done; 1 there is no such event; 2 it cannot be undone; 75 another process decides, or works on the
    publication; 77 one of the articles is hidden or redacted.
    """
    from storage.identity_decisions import get_decision
    from storage.identity_decisions import undo as take_back

    with (
        opened(archive, database_url) as found,
        _deciding(found, lambda session: get_decision(session, event)) as session,
    ):
        known = get_decision(session, event)
        done = _done(take_back(session, known, actor=actor, reason=reason, now=datetime.now(UTC)))
    _print_done(done, f"{done['kind']} of {done['article']} undone", as_json=as_json)


@contextmanager
def _deciding(archive: Archive, named: Callable[[Session], Article | Event | Page]) -> Iterator[Session]:
    """A session to decide in, while nobody crawls, imports or rebuilds the publication of what is named."""
    from storage.decisions import deciding
    from storage.rebuilding import refuse_half_rebuilt

    with archive.read() as session:
        slug = named(session).publication or ""
    with deciding(archive, holding=[slug] if slug else []) as session:
        refuse_half_rebuilt(session, slug)
        yield session


def _done(event: Event) -> dict[str, Any]:
    return {
        "event": event.public_id,
        "kind": event.kind,
        "article": event.article,
        "details": event.details or {},
        "undoes": event.undoes,
    }


def _print_done(done: dict[str, Any], said: str, *, as_json: bool) -> None:
    if as_json:
        print_json(done)
    else:
        print_line(f"{said}: {done['event']}")


def _row(alias: dict[str, Any]) -> tuple[Any, ...]:
    page = alias["page"]
    return (
        alias["url"], alias["evidence"], minute(alias["noted_at"]), minute(alias["ended_at"]), page["state"],
        alias["detail"],
    )  # fmt: skip
