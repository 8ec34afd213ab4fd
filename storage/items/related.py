"""The stories that an article points to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RelatedKind(StrEnum):
    """Whether a person or the site chose a related story (docs/related-stories.md)."""

    EDITORIAL = "editorial"
    AUTOMATIC = "automatic"


@dataclass(frozen=True, slots=True)
class RelatedStory:
    """An observed link from an article to another.

    Attributes:
        heading: of its box, as printed; None where nothing is printed.
        label: a badge beside the title, such as VIP+.
        text: the title as printed, without the badge.
        url: absolute, otherwise as printed; None in a plain-text dump.
        canonical_url: by `storage.urls.canonicalise`.
        position: 0 for the first related story of the page, in document order.
    """

    kind: RelatedKind
    heading: str | None
    label: str | None
    text: str | None
    url: str | None
    canonical_url: str | None
    position: int
