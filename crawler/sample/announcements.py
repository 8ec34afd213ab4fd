"""What the title announces in an edition: its articles, and addresses that hold none."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from crawler.sample.article import SampleArticle
from crawler.sample.credits import writers_of
from crawler.sample.manuscripts import read_manuscripts
from crawler.sample.masthead import SECTIONS, address_of
from crawler.sample.related import targets_of, with_related

_FAULTS = Path(__file__).parent / "faults.toml"
EDITIONS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Announcement:
    """One address as feeds, sitemaps and section fronts announce it.

    Attributes:
        outcome: what a visit comes to, by the values of `storage.outcomes.Outcome`.
        answer: of an address that holds no article, how it is served; None of an article.
        sitemap_only: neither the feed nor a section front has it.
    """

    post_id: int
    section_slug: str
    path: str
    title: str
    standfirst: str | None
    author: str | None
    published_at: datetime
    modified_at: datetime
    outcome: str = "archived"
    answer: str | None = None
    sitemap_only: bool = False

    @property
    def url(self) -> str:
        """The public address."""
        return address_of(self.path)


def manuscripts_edition(edition: int) -> int:
    """Editions after the second change nothing."""
    if edition not in EDITIONS:
        raise ValueError(f"there is no edition {edition}: 1, 2 and 3 are")
    return min(edition, 2)


@cache
def articles_of(edition: int) -> tuple[SampleArticle, ...]:
    """Every article of an edition with its related stories, oldest first."""
    targets = targets_of((*read_manuscripts(2), *read_manuscripts(1)))
    return tuple(with_related(article, targets) for article in read_manuscripts(manuscripts_edition(edition)))


@cache
def announcements_of(edition: int) -> tuple[Announcement, ...]:
    """Everything announced in an edition, newest first."""
    announced = [*map(_of_article, articles_of(edition)), *_read_faults()]
    return tuple(sorted(announced, key=lambda a: (a.published_at, a.post_id), reverse=True))


def _of_article(article: SampleArticle) -> Announcement:
    return Announcement(
        article.post_id,
        article.section_slug,
        article.path,
        article.title,
        article.standfirst,
        ", ".join(one.name for one in writers_of(article)) or None,
        article.published_at,
        article.modified_at,
        outcome="stub" if article.fault == "stub" else "archived",
    )


@cache
def _read_faults() -> tuple[Announcement, ...]:
    entries = tomllib.loads(_FAULTS.read_text(encoding="utf-8"))["fault"]
    return tuple(
        Announcement(
            said["id"],
            said["section"],
            said.get("path") or SECTIONS[said["section"]].path_of(said["slug"], said["id"], said["published"]),
            said["title"],
            None,
            None,
            said["published"],
            said["published"],
            said["outcome"],
            said["answer"],
            said.get("sitemap_only", False),
        )
        for said in entries
    )
