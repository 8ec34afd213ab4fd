"""One visit of a page on its way through the item pipelines."""

from __future__ import annotations

from dataclasses import dataclass

from storage.items.bylines import Contributor
from storage.items.captures import Capture
from storage.items.dates import DateClaim
from storage.items.extraction import Extraction
from storage.items.related import RelatedStory


@dataclass(slots=True)
class PageItem:
    """One visit of a page on its way through the item pipelines.

    It starts as a capture; extraction and normalising fill in the rest; the archive stage settles it.

    Attributes:
        page_id: the ledger's row, None for an import that the ledger does not know yet.
        url: the page as the ledger has it.
        payload: the body with its content coding undone, dropped once extraction has it.
        content_type: as received, or as the import declares it.
        hops: captures of the redirects that led here, first to last.
        earlier: captures that the page is compared with, read anew, when an older extractor read them: like is
            compared with like.
        is_comparable: False when that could not be done: then a difference is no proof of an edit.
    """

    publication: str
    url: str | None
    capture: Capture
    payload: bytes | None = None
    content_type: str | None = None
    page_id: int | None = None
    run_id: int | None = None
    hops: tuple[Capture, ...] = ()
    given_title: str | None = None
    extraction: Extraction | None = None
    extractor: str | None = None
    title: str | None = None
    byline_printed: str | None = None
    contributors: tuple[Contributor, ...] = ()
    related: tuple[RelatedStory, ...] = ()
    published: DateClaim | None = None
    modified: DateClaim | None = None
    canonical_url: str | None = None
    outcome: str | None = None
    reason: str | None = None
    earlier: tuple[PageItem, ...] = ()
    is_comparable: bool = True
