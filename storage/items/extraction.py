"""What one reader made of one capture."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from storage.items.bylines import BylineClaim
from storage.items.dates import DateClaim
from storage.items.related import RelatedStory
from storage.items.text import Block, Notice, TextState


class Genre(StrEnum):
    """The form of a story, after IPTC's term for it (https://cv.iptc.org/newscodes/genre/)."""

    ARTICLE = "article"
    INTERVIEW = "interview"
    REVIEW = "review"
    OPINION = "opinion"
    OBITUARY = "obituary"
    LIST = "list"
    GALLERY = "gallery"
    LIVE_BLOG = "live-blog"
    PRESS_RELEASE = "press-release"
    SPONSORED = "sponsored"
    VIDEO = "video"
    PODCAST = "podcast"


@dataclass(frozen=True, slots=True)
class LeadImage:
    """The picture an article is shown with; `url` is absolute, caption and credit are as printed."""

    url: str
    caption: str | None = None
    credit: str | None = None


class PageKind(StrEnum):
    """What a page turned out to be."""

    ARTICLE = "article"
    INDEX = "index"
    SOFT_404 = "soft-404"
    NOT_HTML = "not-html"
    EMPTY = "empty"
    WALL = "wall"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What one page says of its article beside the text; None where it says nothing that can be trusted.

    Attributes:
        title_source: where the title was read (`pipelines.metadata.titles.Title`).
        language: BCP 47, language in lower case, script in title case, region in upper case.
        declared_canonical: the absolute address the page declares as its own.
        post_id: the publisher's own id of the article, as printed.
        paywalled: what the page declares of free access. A signal only: publishers set it on free pages.
    """

    title: str | None = None
    title_source: str | None = None
    standfirst: str | None = None
    kicker: str | None = None
    section: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    declared_canonical: str | None = None
    post_id: str | None = None
    paywalled: bool | None = None
    lead_image: LeadImage | None = None


NO_METADATA = Metadata()


@dataclass(slots=True)
class Extraction:
    """What one reader made of one capture, before normalising; made in a worker process.

    `text_reason` says why `text_state` is what it is; `kind_reason` and `genre_reason` the same of `kind` and `genre`.
    `genre` is None where the page is no article.
    """

    kind: PageKind = PageKind.ARTICLE
    kind_reason: str | None = None
    genre: Genre | None = None
    genre_reason: str | None = None
    metadata: Metadata = NO_METADATA
    byline_claims: list[BylineClaim] = field(default_factory=list)
    date_claims: list[DateClaim] = field(default_factory=list)
    related: list[RelatedStory] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    text_state: TextState = TextState.UNKNOWN
    text_reason: str | None = None
    notices: list[Notice] = field(default_factory=list)
