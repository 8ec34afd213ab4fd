"""Whatever order captures arrive in, redirects and renamed articles included, the graph is the same."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import models
from storage.archive import Archive
from storage.captures.writer import WarcWriter
from storage.items import PageItem, RelatedStory
from storage.links.graph import iter_links
from storage.queries.filters import Filters
from tests.storage.builders import (
    SITE,
    begin,
    capture_page,
    later,
    page_item,
    related_story,
    settle,
    warc_writer,
    writing,
)

Links = tuple[tuple[bool, int], ...]
Edge = tuple[int, int | None, str, datetime, datetime]

STORIES = 3
SLUGS = (f"gazette-{number}" for number in itertools.count())


class Form(StrEnum):
    """How a story is asked for: at the address it had once, which redirects, or at the one it moved to."""

    REDIRECT = "redirect"
    NEW = "new"


@dataclass(frozen=True)
class Arrival:
    """A capture of a story: when it was made, the title it had by then, and what it pointed to, by title or by URL."""

    story: int
    hour: int
    title: int
    links: Links
    form: Form


@st.composite
def histories(draw: st.DrawFn) -> list[Arrival]:
    """Up to three captures of each story, each at an hour of its own; its old address redirects to the new one."""
    links = st.lists(st.tuples(st.booleans(), st.integers(0, STORIES)), max_size=2, unique=True).map(tuple)
    arrivals = []
    for story in range(STORIES):
        for visit in range(draw(st.integers(1, 3))):
            title, form = draw(st.integers(0, 3)), draw(st.sampled_from((Form.REDIRECT, Form.NEW)))
            arrivals += [Arrival(story, visit * STORIES + story, title, draw(links), form)]
    return arrivals


@settings(
    max_examples=6,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=histories(), data=st.data())
def test_any_order_of_arrival_gives_the_same_graph(
    archive: Archive, history: list[Arrival], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(history))
    assert graph_of(archive, order) == graph_of(archive, history)


def graph_of(archive: Archive, arrivals: list[Arrival]) -> set[Edge]:
    """Settles captures one after another in a publication of their own; gives the edges, articles by their addresses."""
    slug = next(SLUGS)
    with writing(archive) as session:
        begin(session, slug)
    with warc_writer(archive) as warc:
        for arrival in arrivals:
            settle(archive, item_of(warc, slug, arrival))
    with archive.read() as session:
        stories = stories_by_id(session, slug)
        return {
            (
                stories[link.origin],
                stories[link.target] if link.target else None,
                (link.url or link.text or "").replace(slug, ""),
                link.first_seen_at,
                link.last_seen_at,
            )
            for link in iter_links(session, Filters(publication=slug))
        }


def stories_by_id(session: Session, slug: str) -> dict[str, int]:
    """The story that each article is, by the number at the end of its addresses."""
    article, page = models.Article, models.Page
    rows = session.execute(
        select(article.public_id, page.url).join(page, page.article_id == article.id).where(page.publication == slug)
    )
    return {public_id: int(url[-1]) for public_id, url in rows}


def item_of(warc: WarcWriter, slug: str, arrival: Arrival) -> PageItem:
    """The capture as it comes from the pipelines. A story keeps its text, by which it is known where it moved."""
    at, story = later(arrival.hour), arrival.story
    asked, answered = address(slug, arrival.form, story), address(slug, Form.NEW, story)
    moved = asked != answered
    hops = [capture_page(warc, asked, b"", at=at, status=301, publication=slug)] if moved else []
    capture = capture_page(
        warc, answered, b"<p>%d %d</p>" % (story, arrival.hour), at=at, publication=slug,
        requested_url=asked if moved else None,
    )  # fmt: skip
    return page_item(
        capture,
        url=asked,
        title=f"Title {arrival.title}",
        paragraphs=[f"Crane {story} of Port Ansel was lifted ashore by the crew of tug {story} on a wet Monday night."],
        related=[link_of(slug, position, *link) for position, link in enumerate(arrival.links)],
        hops=hops,
    )


def link_of(slug: str, position: int, by_title: bool, to: int) -> RelatedStory:
    """A link by a title, or by the one address or the other."""
    if by_title:
        return related_story(position, text=f"Title {to}")
    return related_story(position, address(slug, Form.REDIRECT if to % 2 else Form.NEW, to))


def address(slug: str, form: Form, story: int) -> str:
    return f"{SITE}/{slug}/{form}-{story}"
