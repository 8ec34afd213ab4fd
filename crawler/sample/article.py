"""One article of the sample publication, as its pages are rendered from and an archive of them is judged by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from crawler.sample.inline import text_of_line
from crawler.sample.masthead import SECTIONS, Section, address_of
from storage.items import Contributor, RelatedKind

WORDS_SHOWN = 8


class PartKind(StrEnum):
    """What the body of a manuscript is made of. A value is also the name of the method that prints it."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    MINOR_HEADING = "minor_heading"
    QUESTION = "question"
    BOLD_QUESTION = "bold_question"
    LIST = "list"
    QUOTE = "quote"
    TABLE = "table"
    FIGURE = "figure"
    AD = "ad"
    BOX = "box"
    PLAYER = "player"
    SIGNUP = "signup"
    ASIDE = "aside"
    RELATED = "related"
    ENTITY = "entity"
    VARIANT = "variant"
    UPDATE = "update"
    CORRECTION = "correction"
    SIGNOFF = "signoff"
    CUT = "cut"


PROSE = frozenset(
    {
        PartKind.PARAGRAPH, PartKind.HEADING, PartKind.MINOR_HEADING, PartKind.QUESTION, PartKind.BOLD_QUESTION,
        PartKind.LIST, PartKind.QUOTE, PartKind.CORRECTION,
    }
)  # fmt: skip
"""The parts that are running text, corrections among them; a sign-off is a credit."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a body.

    Attributes:
        lines: a list's items or a table's rows, else the one text.
        post_id: the article that a related link points to.
        heading: what is printed before that link.
        fragment: what its address carries after `#`.
    """

    kind: PartKind
    lines: tuple[str, ...] = ()
    post_id: int | None = None
    heading: str | None = None
    fragment: str = ""

    @property
    def text(self) -> str:
        """The only line, or the first."""
        return self.lines[0] if self.lines else ""


@dataclass(frozen=True, slots=True)
class SampleLink:
    """A related story as printed."""

    kind: RelatedKind
    heading: str | None
    label: str | None
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class SampleArticle:
    """What is true of one article in one edition.

    Attributes:
        path: of its address in this edition.
        byline: as printed; None where none is.
        photographs: the name of a second credit that is printed beside the byline.
        modified_at: aware; the same as `published_at` unless the article was edited.
        box: post ids in its automatic box.
        author_style: how the larva family prints the byline: `name` or `tagline`.
        fault: what is wrong with the page on purpose, or None.
        parts: the body, in order.
        related: what a reader sees, in document order.
    """

    post_id: int
    slug: str
    section_slug: str
    path: str
    title: str
    standfirst: str | None
    byline: str | None
    photographs: str | None
    contributors: tuple[Contributor, ...]
    published_at: datetime
    modified_at: datetime
    tags: tuple[str, ...]
    box: tuple[int, ...]
    author_style: str
    fault: str | None
    lazy_image: bool
    related_box_by_script: bool
    parts: tuple[Part, ...]
    related: tuple[SampleLink, ...] = ()

    @property
    def url(self) -> str:
        """Its public address."""
        return address_of(self.path)

    @property
    def section(self) -> Section:
        """The section it stands in."""
        return SECTIONS[self.section_slug]

    @property
    def is_premium(self) -> bool:
        """Whether a link to it carries the badge."""
        return self.section_slug == "plus"

    @property
    def prose(self) -> tuple[str, ...]:
        """The running text, in order: without update labels, tables, captions and related links."""
        return tuple(text_of_line(line) for part in self.parts if part.kind in PROSE for line in part.lines)

    @property
    def questions(self) -> tuple[str, ...]:
        """The interviewer's questions, in order."""
        asked = {PartKind.QUESTION, PartKind.BOLD_QUESTION}
        return tuple(part.text for part in self.parts if part.kind in asked)

    @property
    def opening(self) -> str:
        """The first words of the running text."""
        return " ".join(self.prose[0].split()[:WORDS_SHOWN])

    @property
    def closing(self) -> str:
        """The last words of the running text."""
        return " ".join(self.prose[-1].split()[-WORDS_SHOWN:])

    def find_text(self, kind: PartKind) -> str | None:
        """The text of the first part of a kind: the update label, the correction, the sign-off."""
        return next((part.text for part in self.parts if part.kind is kind), None)
