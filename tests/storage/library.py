"""An archive of invented articles of two publications, in two time zones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from storage.archive import Archive
from storage.items import (
    Block,
    BlockKind,
    BylineClaim,
    Capture,
    Contributor,
    ContributorKind,
    DateClaim,
    DateRole,
    Genre,
    LeadImage,
    Metadata,
    Notice,
    NoticeKind,
    PageItem,
    Precision,
    RelatedKind,
    RelatedStory,
    TextState,
)
from storage.public_ids import mint
from storage.runs import begin_run
from storage.urls import canonicalise, url_key
from tests.storage.builders import AT, capture_page, page_item, settle, warc_writer, writing

EAST, WEST = "kiln-review", "loom-weekly"
ZONES = {EAST: "Asia/Tokyo", WEST: "America/Los_Angeles"}


@dataclass(frozen=True)
class Story:
    """What a test says of an article; the rest is invented."""

    publication: str
    slug: str
    title: str
    text: str
    byline: str
    contributors: tuple[Contributor, ...]
    published_at: datetime | None
    offset: int | None = None
    precision: Precision = Precision.MINUTE
    related: tuple[str, ...] = ()
    genre: Genre | None = None

    @property
    def url(self) -> str:
        return f"https://www.{self.publication}.test/{self.slug}/"

    @property
    def id(self) -> str:
        return mint(self.publication, url_key(self.url))


def person(name: str, credit: str | None = None) -> Contributor:
    return Contributor(name, ContributorKind.PERSON, credit=credit, source="printed")


GLAZE = Story(
    EAST, "glaze", "Glaze prices crack", "Cobalt rose again on Friday.\n\nPotters will pay for it.",
    "By K.J. Quill", (person("K.J. Quill"), person("Ida Brand", "photography")),
    datetime(2026, 3, 31, 15, 30, tzinfo=UTC), 540, related=("shuttle",),
)  # fmt: skip
SHUTTLE = Story(
    WEST, "shuttle", "The shuttle that sings", "A loom in Fresno hums at night.", "Ida Brand",
    (person("Ida Brand"),), datetime(2026, 4, 1, 6, 59, tzinfo=UTC), -420,
    genre=Genre.REVIEW,
)  # fmt: skip
SELVEDGE = Story(
    WEST, "selvedge", "=SUM of selvedges", "Cobalt thread is back.", "Kim Joan Quill and staff",
    (person("Kim Joan Quill"), Contributor("Staff", ContributorKind.STAFF, source="printed")),
    datetime(2026, 4, 1, 7, 0, tzinfo=UTC),
)  # fmt: skip
TWIN = Story(
    WEST, "twin", "Twin beams", "Two beams, one warp.", "王小明", (person("王小明"),),
    datetime(2026, 4, 1, 7, 0, tzinfo=UTC), precision=Precision.DAY,
)  # fmt: skip
UNDATED = Story(EAST, "saggar", "The last saggar", "Cobalt, once more.", "Bo Saggar", (person("Bo Saggar"),), None)
STORIES = (UNDATED, GLAZE, SHUTTLE, SELVEDGE, TWIN)


def story_item(story: Story, capture: Capture) -> PageItem:
    """The story as it comes from the pipelines."""
    item = page_item(capture, url=story.url, title=story.title, published_at=None, byline=story.byline)
    assert item.extraction is not None
    item.extraction.blocks = [Block(BlockKind.PARAGRAPH, text) for text in story.text.split("\n\n")]
    item.extraction.metadata = Metadata(
        title=story.title, standfirst=f"What {story.slug} means", language="en", tags=("Craft", "Trade")
    )
    item.extraction.genre = story.genre
    item.contributors = story.contributors
    item.canonical_url = canonicalise(story.url)
    item.related = tuple(_link(slug, position) for position, slug in enumerate(story.related))
    if story.published_at is not None:
        printed = f"{story.published_at:%d %B %Y}"
        item.published = DateClaim(
            "meta", DateRole.PUBLISHED, printed, story.published_at, story.precision, story.offset
        )
    return item


TOUR = Story(
    EAST, "tour", "On the wheel with Bo Saggar", "", "By Ida Brand", (person("Ida Brand"),),
    datetime(2026, 3, 2, 1, 0, tzinfo=UTC), related=("shuttle",),
)  # fmt: skip
"""An interview with all that an article can have; not one of `STORIES`."""

TOUR_BLOCKS = (
    Block(BlockKind.PARAGRAPH, "UPDATED, 9:40 AM: The kiln is lit."),
    Block(BlockKind.QUESTION, "Review: Why wood?", speaker="Review"),
    Block(BlockKind.ANSWER, "Saggar: It was there.", speaker="Saggar"),
    Block(BlockKind.LIST_ITEM, "Ash", 1),
    Block(BlockKind.QUESTION, "And gas?"),
    Block(BlockKind.ANSWER, "Never."),
    Block(BlockKind.ANSWER, "Reporting by Ida Brand"),
)


def tour_item(capture: Capture) -> PageItem:
    """The interview as it comes from the pipelines."""
    item = story_item(TOUR, capture)
    assert item.extraction is not None
    item.extraction.blocks = list(TOUR_BLOCKS)
    item.extraction.genre, item.extraction.genre_reason = Genre.INTERVIEW, "questions-and-answers"
    item.extraction.text_state, item.extraction.text_reason = TextState.PARTIAL, "shorter-than-declared"
    item.extraction.byline_claims = [BylineClaim("sign-off", "Reporting by Ida Brand")]
    item.extraction.notices = [
        Notice(NoticeKind.UPDATE, TOUR_BLOCKS[0].text, "UPDATED", "9:40 AM", 0),
        Notice(NoticeKind.CORRECTION, "Correction: The kiln has two doors.", "Correction"),
    ]
    image = LeadImage("https://www.kiln-review.test/kiln.jpg", "The kiln", "Cato Frame")
    item.extraction.metadata = replace(item.extraction.metadata, lead_image=image, paywalled=True)
    return item


def settle_tour(archive: Archive) -> PageItem:
    """The interview, archived; gives its item."""
    add_publications(archive)
    with warc_writer(archive) as warc:
        item = tour_item(capture_page(warc, TOUR.url, publication=TOUR.publication))
    settle(archive, item)
    return item


def _link(slug: str, position: int) -> RelatedStory:
    url = f"https://www.{WEST}.test/{slug}/?utm_source=box"
    return RelatedStory(RelatedKind.AUTOMATIC, "More:", "Loom+", "Sings", url, canonicalise(url), position)


def add_publications(archive: Archive, *, now: datetime = AT) -> dict[str, int]:
    """The two publications and a run of each, under way."""
    with writing(archive) as session:
        return {
            slug: begin_run(
                session, slug, name=slug.replace("-", " ").title(), timezone=zone, kind="crawl", version="0",
                definition=None, now=now,
            )
            for slug, zone in ZONES.items()
        }  # fmt: skip


def fill(archive: Archive, stories: tuple[Story, ...] = STORIES) -> None:
    """Settles the stories in the order given."""
    runs = add_publications(archive)
    with warc_writer(archive) as warc:
        captures = {
            story: capture_page(warc, story.url, story.title.encode(), publication=story.publication, at=AT)
            for story in stories
        }
    for number, (story, capture) in enumerate(captures.items()):
        settle(archive, story_item(story, capture), run_id=runs[story.publication], now=AT + timedelta(minutes=number))
