"""What is said of a page: one line of predictions, read as a page of an unknown site is read in production."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from pipelines.normalise import normalise
from pipelines.rules import NO_RULES
from storage.article_json import item_json
from storage.captures.entries import describe_resource
from storage.dating import iso_day, iso_time
from storage.items import AUTHOR_CREDITS, Capture, CaptureRole, DateClaim, Extraction, PageItem, Precision

CONTENT_TYPE = "text/html"
NULLS = ("title", "authors", "published", "body", "related", "byline_printed", "contributors")
"""What every line has besides its id; all null when the page could not be read."""

_OF_ARCHIVE = frozenset(
    {
        "id", "publication", "url", "related_seen_at", "captured_at", "capture", "extractor", "archived_at", "pages",
        "revision", "revisions", "blocks",
    }
)  # fmt: skip


def unread(identity: str | int, reason: str) -> dict[str, Any]:
    """The line of a page that could not be read."""
    return {"id": identity, **dict.fromkeys(NULLS), "reason": reason}


def make_capture(url: str, payload: bytes) -> Capture:
    """The page as if it had been captured just now."""
    return describe_resource(url or None, payload, CONTENT_TYPE, datetime.now(UTC), None, CaptureRole.PAGE)


def normalise_page(url: str, capture: Capture, extraction: Extraction) -> PageItem:
    """What would be stored of a page of an unknown site."""
    fields: dict[str, Any] = {"publication": "", "url": url or None, "capture": capture, "extraction": extraction}
    normalise(fields, NO_RULES)
    return PageItem(**fields)


def predict(identity: str | int, item: PageItem) -> dict[str, Any]:
    """The line of a page: the fields of docs/fields.md, with `authors`, `published`, `outcome` and `reason`."""
    fields = {name: value for name, value in item_json(item).items() if name not in _OF_ARCHIVE}
    return {
        "id": identity,
        "title": fields.pop("title"),
        "authors": [person.name for person in item.contributors if person.credit in AUTHOR_CREDITS],
        "published": _printed_date(item.published),
        **fields,
        "outcome": item.outcome,
        "reason": item.reason,
    }


def _printed_date(claim: DateClaim | None) -> str | None:
    """A day where no time is stated, else a time with the zone that is stated."""
    if claim is None:
        return None
    if claim.precision in {Precision.MINUTE, Precision.SECOND}:
        return iso_time(claim.at, claim.offset)
    return iso_day(claim.at, claim.precision, "UTC")
