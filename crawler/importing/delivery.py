"""What the readers hand on: a page to import, or the reason why something is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from storage.captures.exchange import Exchange
from storage.captures.index import Reference


class Originals(Protocol):
    """Where the payloads of revisit records lie."""

    def find_payload(self, reference: Reference, url: str) -> bytes | None:
        """The payload of what a record with that URL refers to; None when it is not there."""


@dataclass(frozen=True, slots=True)
class Revisited:
    """What a revisit record refers to: another record, of the same files or of the archive."""

    reference: Reference
    originals: Originals


@dataclass(frozen=True, slots=True)
class Delivery:
    """One page to import.

    Attributes:
        label: where it lies, for messages: a file, or a record of a WARC file.
        payload: the page's bytes, content coding kept.
        url: verbatim; None for a dump that names none.
        captured_at: aware UTC; None when nobody says, and it counts as captured when it is imported.
        title: what the operator gives, for a dump that has none.
        exchange: the HTTP exchange it came with, if there was one; it has the same payload, URL and time.
        revisited: where the payload is, of a revisit record, which holds none itself.
    """

    label: str
    payload: bytes
    content_type: str | None
    url: str | None = None
    captured_at: datetime | None = None
    title: str | None = None
    exchange: Exchange | None = None
    revisited: Revisited | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that is not imported, and why.

    Attributes:
        reason: what is counted: the same words for the same reason.
        detail: what is special about this one.
        exit_code: of the command; 0 where such things are expected, as other pages in a WARC file are.
    """

    label: str
    reason: str
    detail: str | None = None
    exit_code: int = 0

    def __str__(self) -> str:
        return f"{self.label}: {self.reason}" + (f" ({self.detail})" if self.detail else "")


Found = Delivery | Refusal
