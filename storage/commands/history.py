"""`backfile history`: what the publisher changed in one article."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from storage.commands.options import ARCHIVE, ArchiveOption, DatabaseOption, JsonOption, opened, print_json
from storage.commands.printing import counted, print_line

Json = dict[str, Any]


def history(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Its id, the beginning of it, or its URL.")],
    as_json: JsonOption = False,
    archive: ArchiveOption = ARCHIVE,
    database_url: DatabaseOption = None,
) -> None:
    """Show how an article changed: each revision, when it was seen, its edits and the rules that told their kinds.

    Exit codes: 0 shown; 1 there is no such article.
    """
    from storage.article_json import article_json
    from storage.queries.articles import get_article

    with opened(archive, database_url) as found, found.read() as session:
        shown = article_json(session, get_article(session, article))
    said = {name: shown[name] for name in ("id", "publication", "url", "title", "revision", "revisions")}
    if as_json:
        print_json(said)
    else:
        _print(said)


def _print(said: Json) -> None:
    print_line((said["title"] or "(no title)", "bold"))
    print_line(said["url"] or "(no URL)", wrap=False)
    print_line()
    last = said["revisions"][-1]["number"]
    for revision in said["revisions"]:
        _print_revision(revision, is_kept=revision["number"] == said["revision"] != last)
    count = len(said["revisions"]) - 1
    hint = f": `backfile diff {said['id']}` shows the last" if count else ""
    print_line((f"{counted(count, 'change')} since it was first archived{hint}", "dim"))


def _print_revision(revision: Json, *, is_kept: bool) -> None:
    at = datetime.fromisoformat(revision["seen_at"]).astimezone(UTC)
    fields = "as first archived" if revision["number"] == 1 else ", ".join(revision["changed"])
    stealth = "  stealth" if revision["is_stealth"] else ""
    print_line(f"{revision['number']:>3}  {at:%Y-%m-%d %H:%M:%S} UTC  ", (fields, "bold"), (stealth, "bold red"))
    for edit in revision["edits"]:
        print_line((f"{edit['kind']:<18}", "cyan"), f"{edit['field']}; {edit['rule']}", indent=5)
    if is_kept:
        print_line(("the text of this revision is shown: later ones hold text back", "dim"), indent=5)
