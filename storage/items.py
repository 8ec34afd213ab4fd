"""What travels from stage to stage.

Plain dataclasses: they pickle to worker processes, are read through ItemAdapter in the item pipelines, and import
nothing that is slow to start.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class CaptureRole(StrEnum):
    """What a captured response was asked for."""

    PAGE = "page"
    SOURCE = "source"
    ROBOTS = "robots"


@dataclass(frozen=True, slots=True)
class RecordAddress:
    """Where a WARC record lies: file name below the archive's `warc/`, byte offset and length of its gzip member."""

    file: str
    offset: int
    length: int

    def __str__(self) -> str:
        return f"{self.file}:{self.offset}"


@dataclass(frozen=True, slots=True)
class Capture:
    """One response as received, by reference: what the index says of a WARC record.

    Attributes:
        url: what was asked for, verbatim; `urn:sha256:…` for an import that names no URL.
        captured_at: aware UTC, when the response began to arrive (WARC-Date).
        status: HTTP status; 0 for a resource record, which has none.
        content_type: the Content-Type header as received, or None.
        payload_digest: SHA-256 in lower-case hex of the body as received (content coding kept, transfer coding not).
        payload_length: bytes of that body.
        record_id: `urn:uuid:…` of the WARC record.
        record_type: response, revisit or resource (WARC 1.1 §5.5).
        requested_url: the page's URL, when it was fetched for a page; another than `url` after a redirect.
        truncated: the WARC-Truncated reason, or None when the body is whole (WARC 1.1 §5.15).
        location: the Location header of a redirect, absolute, or None.
    """

    url: str
    captured_at: datetime
    status: int
    content_type: str | None
    payload_digest: str
    payload_length: int
    record_id: str
    record_type: str
    address: RecordAddress
    role: CaptureRole = CaptureRole.PAGE
    publication: str | None = None
    requested_url: str | None = None
    truncated: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    location: str | None = None


class SourceKind(StrEnum):
    """The kinds of places that announce articles."""

    FEED = "feed"
    SITEMAP = "sitemap"
    NEWS_SITEMAP = "news-sitemap"
    SECTION = "section"
    WORDPRESS = "wordpress"


@dataclass(frozen=True, slots=True)
class Sighting:
    """One announcement of a URL by a source, with what it said.

    Attributes:
        url: absolute, otherwise as printed.
        title: as announced, text only.
        published_at: what the source says of the first publication, aware UTC.
        modified_at: what the source says of the last change (lastmod), aware UTC. A newer one makes the page due.
        dated: the date as printed by the source, for either.
    """

    url: str
    title: str | None = None
    published_at: datetime | None = None
    modified_at: datetime | None = None
    dated: str | None = None


class BlockKind(StrEnum):
    """The kinds of blocks a body is made of."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUESTION = "question"
    ANSWER = "answer"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    TABLE = "table"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a body, its text in the normal form of `storage.normal_form`.

    `level` is a heading's rank 1–6 or a list item's depth from 1; `speaker` is who speaks in a question or an answer,
    as printed.
    """

    kind: BlockKind
    text: str
    level: int | None = None
    speaker: str | None = None


class ContributorKind(StrEnum):
    """Who stands in a byline."""

    PERSON = "person"
    STAFF = "staff"
    AGENCY = "agency"
    ORGANISATION = "organisation"


AUTHOR_CREDITS = frozenset({None, "writing", "reporting"})
"""Credits that make an author; every other is help of another kind."""


@dataclass(frozen=True, slots=True)
class Contributor:
    """One name of a byline.

    Attributes:
        name: as printed, but for the rules of docs/bylines.md.
        credit: what the person did when not writing (editing, photography, with, …); None is the author.
        source: the claim the name was read from, such as `printed`, `meta:author` or `json-ld`.
    """

    name: str
    kind: ContributorKind
    role: str | None = None
    affiliation: str | None = None
    credit: str | None = None
    credentials: str | None = None
    honorific: str | None = None
    location: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class BylineClaim:
    """One place of a page that says who wrote it.

    Attributes:
        source: `printed`, `rel-author`, `itemprop`, `json-ld`, `meta:author`, `twitter:creator`, `sign-off`, …
        printed: the text as printed, blanks collapsed.
        names: the names where the markup itself keeps them apart (one link or one JSON object each).
        urls: the authors' pages, beside `names`.
        kinds: what structured data calls each of `names` (`Person`, `Organization`), where it says so.
        roles: a role printed in an element of its own beside each of `names`, where there is one.
    """

    source: str
    printed: str
    names: tuple[str, ...] = ()
    urls: tuple[str | None, ...] = ()
    kinds: tuple[str | None, ...] = ()
    roles: tuple[str | None, ...] = ()


class DateRole(StrEnum):
    """Which date of an article a claim is about."""

    PUBLISHED = "published"
    MODIFIED = "modified"


class Precision(StrEnum):
    """How much of a date was stated."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class DateClaim:
    """One place of a page that dates it.

    Attributes:
        printed: as printed.
        at: aware UTC; a date without a time is that day's midnight in the zone used.
        offset: minutes east of UTC as stated; None when the zone is the publication's or unknown.
    """

    source: str
    role: DateRole
    printed: str
    at: datetime
    precision: Precision
    offset: int | None = None


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


class TextState(StrEnum):
    """How much of the article's text a reading has."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    STUB = "stub"
    NONE = "none"
    UNKNOWN = "unknown"


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


class NoticeKind(StrEnum):
    """What a publication says about the text itself; `PREVIOUSLY` heads an earlier state of it that was left below."""

    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    EDITORS_NOTE = "editors-note"
    UPDATE = "update"
    PREVIOUSLY = "previously"
    RETRACTION = "retraction"


@dataclass(frozen=True, slots=True)
class Notice:
    """A correction, update or the like; the text keeps it too.

    Attributes:
        text: as printed, in the normal form of `storage.normal_form`.
        label: the words that announce it, as printed, such as `Correction` or `UPDATED`.
        time_printed: the date or time beside the label, as printed.
        block: index of the body's block that it stands in; None when it stands outside the body.
    """

    kind: NoticeKind
    text: str
    label: str | None = None
    time_printed: str | None = None
    block: int | None = None


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
        earlier: the capture that the archive shows now, read anew, when an older extractor read it: like is compared
            with like.
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
    earlier: PageItem | None = None
    is_comparable: bool = True
