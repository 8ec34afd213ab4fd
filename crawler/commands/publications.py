"""`backfile publications`: the titles there are definitions of."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from crawler.commands.options import DefinitionsOption
from crawler.definitions import BUNDLED, load, survey
from crawler.publication import Publication
from storage.commands.options import JsonOption
from storage.errors import BadDefinition

_WIDE = 200
"""Columns where nobody looks at a terminal, so that no value is broken over lines."""


def publications(
    slug: Annotated[
        str | None, typer.Argument(metavar="[SLUG]", help="One title, in full.", show_default=False)
    ] = None,
    directory: DefinitionsOption = BUNDLED,
    as_json: JsonOption = False,
) -> None:
    """List the publications, or show one definition as it is understood.

    Exit codes: 0; 2 there is no such directory; 78 a definition is wrong, which is said with file, key and reason, and
    the others are listed.
    """
    if slug is not None:
        _print_one(load(slug, directory=directory), as_json=as_json)
        return
    titles, broken = survey(directory=directory)
    if as_json:
        typer.echo(json.dumps([_summarise(title) for title in titles], ensure_ascii=False))
    else:
        _print_table(titles)
    for error in broken:
        typer.echo(f"backfile: {error}", err=True)
    if broken or not titles:
        if not titles and not broken:
            typer.echo(f"backfile: there are no definitions in {directory}", err=True)
        raise typer.Exit(BadDefinition.exit_code)


def _summarise(title: Publication) -> dict[str, Any]:
    return {
        "slug": title.slug,
        "name": title.name,
        "home": title.home,
        "verified": title.verified,
        "sources": len(title.sources),
        "family": title.family,
        "owner": title.owner,
        "verticals": list(title.verticals),
    }


def _print_table(titles: list[Publication]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for column in ("slug", "name", "verified", "sources", "family"):
        table.add_column(column, justify="right" if column == "sources" else "left", no_wrap=True)
    for column in ("owner", "verticals"):
        table.add_column(column, overflow="fold")
    for title in titles:
        table.add_row(
            title.slug,
            title.name,
            title.verified,
            str(len(title.sources)),
            title.family or "",
            title.owner or "",
            ", ".join(title.verticals),
        )
    console = Console()
    if not console.is_terminal:
        console.width = _WIDE
    console.print(table)


def _print_one(title: Publication, *, as_json: bool) -> None:
    if as_json:
        typer.echo(title.model_dump_json())
        return
    for name, value in _summarise(title).items():
        shown = ", ".join(value) if isinstance(value, list) else value
        if shown not in (None, ""):
            typer.echo(f"{name:<10} {shown}")
    typer.echo(f"{'delay':<10} {title.crawl.delay:g} s")
    typer.echo(f"{'timezone':<10} {title.timezone}")
    for source in title.sources:
        typer.echo(f"{'source':<10} {source.kind} {source.url}")
    if title.note:
        typer.echo(f"{'note':<10} {title.note}")
