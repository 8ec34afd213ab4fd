"""Options that operators' commands share: which titles, who asks, and when a page was captured."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from crawler.importing.moments import parse_moment
from storage.errors import UsageError

DefinitionsOption = Annotated[
    Path,
    typer.Option("--publications", envvar="BACKFILE_PUBLICATIONS", help="Directory of definitions.", metavar="DIR"),
]
PublicationOption = Annotated[
    str, typer.Option("--publication", metavar="SLUG", help="The title they belong to.", show_default=False)
]
ContactOption = Annotated[
    str | None,
    typer.Option(
        "--contact", envvar="BACKFILE_CONTACT", help="Whom sites can ask about the crawl: an address or a page."
    ),
]


def parse_captured_at(printed: str | None, zone: ZoneInfo) -> datetime | None:
    """The moment that `--captured-at` names, in the publication's zone where it names none.

    Raises:
        UsageError: it is no moment.
    """
    try:
        return parse_moment(printed, zone) if printed is not None else None
    except ValueError as error:
        raise UsageError(f"--captured-at {error}") from None
