"""The title itself: its name, its address, its sections and which family of templates each one uses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

NAME = "The Quarter Call"
TAGLINE = "Trade news from both sides of the iron"
ORIGIN = "http://quartercall.example"
HOST = "quartercall.example"
ZONE = ZoneInfo("America/Toronto")
BADGE = "QC+"
MOST_POPULAR = (13004104, 13004112, 13005102)
"""Post ids of the list that stands on every page: furniture, not related stories."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the title.

    Attributes:
        family: the templates of its pages: larva, dive or plain.
        address: the path of an article, as a format of slug, id, category and published.
    """

    slug: str
    name: str
    family: str
    address: str

    @property
    def front(self) -> str:
        """The path of the section front's first page."""
        return f"/c/{self.slug}/"

    def path_of(self, slug: str, post_id: int, published_at: datetime, category: str = "news") -> str:
        """The path of an article of this section."""
        return self.address.format(slug=slug, id=post_id, category=category, published=published_at.astimezone(ZONE))


SECTIONS = {
    section.slug: section
    for section in (
        Section("stage", "Stage", "larva", "/2026/stage/{category}/{slug}-{id}/"),
        Section("interviews", "Interviews", "larva", "/2026/stage/interviews/{slug}-{id}/"),
        Section("plus", "Quarter Call+", "larva", "/plus/{slug}-{id}/"),
        Section("tech", "Technology", "dive", "/news/{slug}/{id}/"),
        Section("business", "Business", "plain", "/{published:%Y/%m/%d}/{slug}/"),
        Section("breaking", "Breaking", "plain", "/breaking/{slug}-{id}/"),
    )
}


def address_of(path: str) -> str:
    """The public URL of a path of the title."""
    return ORIGIN + path
