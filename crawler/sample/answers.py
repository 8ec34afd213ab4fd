"""What the server answers at one address: a representation with its validators, or a redirect, or a refusal."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

HTML = "text/html; charset=UTF-8"


@dataclass(frozen=True)
class Answer:
    """One answer.

    Attributes:
        modified_at: aware; None where there is no validator to give (errors, redirects).
        headers: beside those that follow from the other fields.
    """

    body: bytes = b""
    content_type: str = HTML
    status: int = 200
    modified_at: datetime | None = None
    headers: tuple[tuple[str, str], ...] = ()

    @cached_property
    def digest(self) -> str:
        """What the entity tags are made of."""
        return hashlib.sha256(self.body).hexdigest()[:20]

    @cached_property
    def gzipped(self) -> bytes:
        """The body in the gzip coding, the same bytes every time."""
        return gzip.compress(self.body, mtime=0)

    @property
    def is_compressible(self) -> bool:
        """Whether gzip is worth its while."""
        return (
            self.status == 200 and len(self.body) > 512 and ("text/" in self.content_type or "xml" in self.content_type)
        )

    def dated(self, modified_at: datetime) -> Answer:
        """The same answer with its validators."""
        return replace(self, modified_at=modified_at)


def redirect(location: str, status: int = 301) -> Answer:
    """A redirect to an absolute address."""
    return Answer(status=status, headers=(("Location", location),))
