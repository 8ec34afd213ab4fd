"""Articles of invented writers, some of whom print their names in several forms, and two of whom share one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from storage.archive import Archive
from storage.items import BylineClaim, Contributor, ContributorKind, Metadata
from tests.storage.builders import SITE, begin, capture_page, page_item, settle, warc_writer, writing

GAZETTE, WEEKLY = "harbour-gazette", "tide-weekly"


@dataclass(frozen=True)
class Article:
    publication: str
    day: int
    names: tuple[str, ...]
    role: str | None = None
    section: str | None = None
    page: str | None = None

    @property
    def url(self) -> str:
        return f"{SITE}/{self.publication}/{self.day}"


ARTICLES = (
    Article(GAZETTE, 1, ("Mira Holt", "Ode Rask"), "Reporter", "Docks"),
    Article(GAZETTE, 2, ("M. Holt",), "Senior Reporter", "Docks"),
    Article(GAZETTE, 3, ("Mira Holt",), "Senior Reporter", "Cranes"),
    Article(WEEKLY, 4, ("Holt Mira",), None, "Docks"),
    Article(WEEKLY, 5, ("Ode Rask",), "Critic"),
    Article(WEEKLY, 6, ("Søren Ås", "Mira Holt"), None, "Letters"),
    Article(GAZETTE, 7, ("Soren Aas",), None, "Letters", f"{SITE}/author/soren"),
    Article(GAZETTE, 8, ("Søren Ås",), None, "Letters", f"{SITE}/author/soren"),
)


def fill(archive: Archive, articles: tuple[Article, ...] = ARTICLES) -> None:
    """Settles the articles, one a day in May 2026."""
    with writing(archive) as session:
        for slug in (GAZETTE, WEEKLY):
            begin(session, slug)
    with warc_writer(archive) as warc:
        for article in articles:
            at = datetime(2026, 5, article.day, 9, tzinfo=UTC)
            capture = capture_page(warc, article.url, article.url.encode(), at=at, publication=article.publication)
            item = page_item(capture, url=article.url, title=f"Story {article.day}", published_at=at)
            item.contributors = tuple(
                Contributor(name, ContributorKind.PERSON, role=article.role, source="printed") for name in article.names
            )
            assert item.extraction is not None
            item.extraction.metadata = Metadata(title=item.title, section=article.section)
            if article.page is not None:
                claim = BylineClaim("rel-author", article.names[0], names=article.names, urls=(article.page,))
                item.extraction.byline_claims = [claim]
            settle(archive, item)
