"""A small press: publications that run one another's stories, archived as captures come in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from storage import models
from storage.archive import Archive
from storage.captures.writer import WarcWriter
from storage.items import Contributor, ContributorKind, Genre, PageItem
from storage.runs import begin_run
from tests.storage.builders import AT, capture_page, page_item, settle, warc_writer, writing

NAMES = {"harbour-gazette": "Harbour Gazette", "dock-weekly": "Dock Weekly", "kiln-review": "Kiln Review"}


@dataclass(frozen=True)
class Story:
    """An article as a publication prints it; `name` is the end of its address."""

    name: str
    publication: str
    paragraphs: Sequence[str]
    published_at: datetime | None = AT
    captured_at: datetime = AT
    agency: str | None = None
    genre: Genre | None = None

    @property
    def url(self) -> str:
        """Where it stands."""
        return f"https://{self.publication}.test/{self.name}/"


def open_press(archive: Archive) -> None:
    """Adds the publications."""
    with writing(archive) as session:
        for slug, name in NAMES.items():
            begin_run(
                session, slug, name=name, timezone="UTC", kind="crawl", version="0", definition=None, now=AT
            )  # fmt: skip


def item_of(warc: WarcWriter, story: Story) -> PageItem:
    """A story captured and read."""
    body = " ".join([story.name, *story.paragraphs]).encode()
    capture = capture_page(warc, story.url, body, at=story.captured_at, publication=story.publication)
    item = page_item(
        capture, url=story.url, title=story.name, paragraphs=story.paragraphs, published_at=story.published_at
    )
    if story.agency:
        item = replace(item, contributors=(Contributor(story.agency, ContributorKind.AGENCY),))
    if story.genre and item.extraction:
        item.extraction.genre = story.genre
    return item


def print_story(archive: Archive, warc: WarcWriter, story: Story) -> str:
    """Captures and settles one story; gives the article's public id."""
    settled = settle(archive, item_of(warc, story))
    assert settled.article is not None
    return settled.article


def print_stories(archive: Archive, stories: Iterable[Story]) -> dict[str, str]:
    """All stories in that order; gives the public ids by name."""
    open_press(archive)
    with warc_writer(archive) as warc:
        return {story.name: print_story(archive, warc, story) for story in stories}


def groups_of(archive: Archive) -> dict[str, set[str]]:
    """The groups of the archive: titles of the members by that of their lead."""
    with archive.read() as session:
        titles = {row.id: row.reading.title or "" for row in session.scalars(select(models.Article)) if row.reading}
        found: dict[str, set[str]] = {}
        for member in session.scalars(select(models.CopyMember)):
            found.setdefault(titles[member.lead_id], set()).add(titles[member.article_id])
    return found
