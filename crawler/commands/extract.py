"""`backfile extract`: what would be read of a file, without an archive."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import typer

from crawler.commands.options import DefinitionsOption, parse_captured_at
from crawler.definitions import BUNDLED, load, survey
from crawler.importing import html, text
from crawler.importing.files import read_file
from crawler.publication import Publication
from pipelines.rules import NO_RULES
from storage.article_json import item_json
from storage.captures.entries import describe_resource
from storage.commands.options import print_json
from storage.errors import UnreadableInput, UsageError
from storage.items import CaptureRole, PageItem
from storage.outcomes import Outcome


def extract(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="HTML, or text (.txt); also .gz.", show_default=False)],
    url: Annotated[str | None, typer.Option(help="The page's address.")] = None,
    publication: Annotated[
        str | None,
        typer.Option(
            "--publication", metavar="SLUG", help="Whose rules are used; without it, those the URL belongs to."
        ),
    ] = None,
    captured_at: Annotated[
        str | None, typer.Option(metavar="WHEN", help="When the page was captured: ISO 8601. Rules are dated by it.")
    ] = None,
    publications: DefinitionsOption = BUNDLED,
) -> None:
    """Print the article in a file as JSON, as `backfile show --json` would, and store nothing.

    At a URL of no publication the page is read by no title's rules. Exit codes: 0; 1 the page would not be archived,
    and the reason is said; 2 the file is unreadable, empty, or neither HTML nor text.
    """
    title = _choose(url, publication, publications)
    moment = parse_captured_at(captured_at, title.zone if title else ZoneInfo("UTC"))
    item = _read(file, url, title, moment or datetime.now(UTC))
    print_json(_as_json(item, title, moment))
    if item.outcome != Outcome.ARCHIVED:
        reason = f" ({item.reason})" if item.reason else ""
        typer.echo(f"backfile: {file} would not be archived: {item.outcome}{reason}", err=True)
        raise typer.Exit(1)


def _choose(url: str | None, slug: str | None, directory: Path) -> Publication | None:
    if url is not None and (urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname):
        raise UsageError(f"--url {url!r} is no http or https address")
    if slug is not None:
        return load(slug, directory=directory)
    if url is None:
        raise UsageError("give --url, --publication or both: they say whose rules the page is read by")
    return next((title for title in survey(directory=directory)[0] if title.accepts(url)), None)


def _read(file: Path, url: str | None, title: Publication | None, captured_at: datetime) -> PageItem:
    from pipelines.extract import extract_page, extractor_identity
    from pipelines.normalise import normalise

    logging.disable(logging.CRITICAL)
    payload, content_type = _read_payload(file)
    rules = title.rules_at(captured_at) if title else NO_RULES
    fields: dict[str, Any] = {
        "publication": title.slug if title else "",
        "url": url,
        "capture": describe_resource(url, payload, content_type, captured_at, None, CaptureRole.PAGE),
        "extraction": extract_page(payload, url=url or "", content_type=content_type, rules=rules),
        "extractor": extractor_identity(rules),
    }
    normalise(fields, rules)
    return PageItem(**fields)


def _read_payload(file: Path) -> tuple[bytes, str]:
    is_text = file.name.lower().removesuffix(".gz").endswith(".txt")
    try:
        payload = read_file(file)
        problem = text.find_problem(payload) if is_text else html.find_problem(payload)
    except UnreadableInput as error:
        problem = str(error)
    if problem:
        raise UnreadableInput(f"{file} {problem}")
    return payload, "text/plain" if is_text else "text/html"


def _as_json(item: PageItem, title: Publication | None, captured_at: datetime | None) -> dict[str, Any]:
    """Nothing is stored, so there is no record; and nobody says when the page was captured unless it is given."""
    answer = item_json(item, timezone=title.timezone if title else "UTC")
    answer["capture"] |= {"address": None, "record_id": None, "record_type": None}
    if title is None:
        answer["publication"] = None
    if captured_at is None:
        answer["captured_at"] = answer["related_seen_at"] = None
    return answer
