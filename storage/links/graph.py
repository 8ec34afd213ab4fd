"""The whole graph, a piece at a time: its articles, its links, and which articles are linked to most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from storage import models
from storage.collation import by_code_point
from storage.links.nodes import Node, nodes_of
from storage.links.rows import AT_ONCE, link_rows, select_origins
from storage.links.seen import Link, links_of
from storage.overlays import is_shown
from storage.queries.filters import Filters


@dataclass(frozen=True, slots=True)
class Linked:
    """An article and how many others link to it."""

    article: Node
    links: int


def links_from(session: Session, article: models.Article) -> list[Link]:
    """What an article links to."""
    return list(links_of(session, [article.id]))


def links_to(session: Session, article: models.Article) -> list[Link]:
    """What links to an article, by the linking article's id."""
    origins = session.scalars(_pointing_at(article)).all()
    found: list[Link] = []
    for start in range(0, len(origins), AT_ONCE):
        links = links_of(session, origins[start : start + AT_ONCE])
        found += [link for link in links if link.target == article.public_id]
    return sorted(found, key=lambda link: (link.first_seen_at, link.origin, link.kind))


def iter_links(session: Session, filters: Filters) -> Iterator[Link]:
    """The links of the articles asked for; few are in memory at a time."""
    for ids in _iter_ids(session, select_origins(session, filters)):
        yield from links_of(session, ids)


def iter_nodes(session: Session, filters: Filters) -> Iterator[Node]:
    """The articles asked for that link to others or are linked to, and those that they link to; by public id."""
    links = link_rows(select_origins(session, filters))
    named = select(links.c.origin_id).union(select(links.c.target_id).where(links.c.target_id.is_not(None)))
    article = models.Article
    wanted = select(article.id).where(article.id.in_(named), is_shown(article.taken_down)).order_by(article.public_id)
    for ids in _iter_ids(session, wanted):
        nodes = nodes_of(session, ids)
        yield from (nodes[id_] for id_ in ids)


def iter_unarchived(session: Session, filters: Filters) -> Iterator[str]:
    """The addresses that links of these articles lead to and that no archived article has, each in one form."""
    links = link_rows(select_origins(session, filters))
    url = func.min(by_code_point(links.c.url))
    query = (
        select(url)
        .where(links.c.target_id.is_(None), links.c.url_key.is_not(None))
        .group_by(links.c.url_key)
        .order_by(url)
    )
    yield from session.scalars(query.execution_options(yield_per=AT_ONCE))


def list_most_linked(session: Session, filters: Filters, *, limit: int) -> list[Linked]:
    """The articles that most of the articles asked for link to, each counted once; then by id."""
    links = link_rows(select_origins(session, filters))
    target = models.Article
    number = func.count(links.c.origin_id.distinct())
    query = (
        select(target.id, number)
        .join(links, links.c.target_id == target.id)
        .where(is_shown(target.taken_down), links.c.origin_id != links.c.target_id)
        .group_by(target.id, target.public_id)
        .order_by(number.desc(), target.public_id)
        .limit(limit)
    )
    counts = dict(session.execute(query).all())
    nodes = nodes_of(session, list(counts))
    return [Linked(nodes[id_], count) for id_, count in counts.items()]


def _iter_ids(session: Session, selected: Select[Any]) -> Iterator[Sequence[int]]:
    yield from session.scalars(selected.execution_options(yield_per=AT_ONCE)).partitions()


def _pointing_at(article: models.Article) -> Select[Any]:
    """The articles whose links name an address or a title of this one, be it that they lead to it or not."""
    story, seen, page, reading = models.RelatedStory, models.Observation, models.Page, models.Reading
    target, origin = aliased(models.Article), aliased(models.Article)
    members = select(target.id).where(or_(target.id == article.id, target.merged_into_id == article.id))
    urls = select(page.url_key).where(page.article_id.in_(members))
    titles = select(reading.title_key).where(reading.article_id.in_(members), reading.title_key.is_not(None))
    root = func.coalesce(origin.merged_into_id, origin.id)
    by_title = and_(story.title_key.in_(titles), origin.publication == article.publication)
    return (
        select(root)
        .join(seen, seen.article_id == origin.id)
        .join(story, story.observation_id == seen.id)
        .where(or_(story.url_key.in_(urls), by_title), is_shown(origin.taken_down))
        .distinct()
    )
