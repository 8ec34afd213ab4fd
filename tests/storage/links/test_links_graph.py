"""Links as they were seen, counted, and what they lead to where the archive has nothing."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import networkx
import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage import models
from storage.archive import Archive
from storage.export.edges import COLUMNS, iter_edges
from storage.export.graphml import iter_graphml
from storage.links.dangling import Dangling, iter_addresses, list_dangling
from storage.links.graph import (
    iter_links,
    iter_nodes,
    iter_unarchived,
    links_from,
    links_to,
    list_most_linked,
)
from storage.links.seen import Link
from storage.purging.purge import purge
from storage.queries.filters import Filters
from tests.storage.builders import AT, PUBLICATION, address, get_page, later, writing

ALL = Filters()


def article(session: Session, number: int) -> models.Article:
    return session.get_one(models.Article, get_page(session, address(number)).article_id)


def described(session: Session, links: list[Link]) -> list[tuple[str | None, ...]]:
    titles = dict(session.execute(select(models.Article.public_id, models.Article.url)).all())
    return [
        (titles[link.origin], titles[link.target] if link.target else None, link.url, f"{link.first_seen_at:%H}", f"{link.last_seen_at:%H}")
        for link in links
    ]  # fmt: skip


def test_what_an_article_links_to_with_when_it_was_seen(graph: Archive) -> None:
    with graph.read() as session:
        found = described(session, links_from(session, article(session, 1)))
    assert found == [
        (address(1), address(2), f"{address(20)}?utm_source=box", "05", "10"),
        (address(1), None, address(8), "05", "10"),
        (address(1), None, address(9), "05", "05"),
    ]


def test_what_links_to_an_article(graph: Archive) -> None:
    with graph.read() as session:
        found = described(session, links_to(session, article(session, 2)))
    assert found == [
        (address(1), address(2), f"{address(20)}?utm_source=box", "05", "10"),
        (address(3), address(2), address(2), "08", "08"),
    ]


def test_the_most_linked_articles_of_a_period(graph: Archive) -> None:
    with graph.read() as session:
        everything = list_most_linked(session, ALL, limit=10)
        assert next((one.article.url, one.links) for one in everything) == (address(2), 2)
        assert {(one.article.url, one.links) for one in everything[1:]} == {(address(1), 1), (address(3), 1)}
        before = Filters(until=(AT - timedelta(days=1)).date())
        assert list_most_linked(session, before, limit=10) == []
        assert len(list_most_linked(session, Filters(since=AT.date()), limit=2)) == 2


def test_what_is_linked_to_and_not_archived(graph: Archive) -> None:
    with graph.read() as session:
        assert list_dangling(session, ALL, limit=10) == [
            Dangling(2, "Eight", address(8)),
            Dangling(1, "Nobody wrote this", None, PUBLICATION),
            Dangling(1, None, address(9)),
        ]
        assert list(iter_addresses(session, ALL)) == [address(8), address(9)]


def test_an_address_that_is_not_to_be_fetched_is_not_missing(graph: Archive) -> None:
    key = select(models.RelatedStory.url_key).where(models.RelatedStory.url == address(9)).limit(1)
    with writing(graph) as session:
        session.add(
            models.BarredUrl(
                publication=PUBLICATION, url=address(9), url_key=session.scalar(key), barred_at=AT, event="1"
            )
        )
    with graph.read() as session:
        assert list(iter_addresses(session, ALL)) == list(iter_unarchived(session, ALL)) == [address(8)]
        assert address(9) not in {link.url for link in iter_links(session, ALL)}


def test_nothing_leads_to_an_article_that_was_purged(graph: Archive) -> None:
    with graph.read() as session:
        purged = article(session, 2).public_id
        assert list_most_linked(session, ALL, limit=1)[0].article.id == purged
    purge(graph, purged, actor="Ines Vale", reason="a court says so", now=later(100))
    with graph.read() as session:
        assert [link.url for link in iter_links(session, ALL) if link.target is None] == [address(8), address(9), None]
        assert sorted(iter_unarchived(session, ALL)) == [address(8), address(9)]
        assert purged not in {one.article.id for one in list_most_linked(session, ALL, limit=10)}


@pytest.mark.parametrize("level", ["hide", "purge"])
def test_nothing_leads_to_or_from_an_article_that_is_taken_down(graph: Archive, level: str) -> None:
    with writing(graph) as session:
        hidden = article(session, 2)
        session.add(
            models.Takedown(
                article_id=hidden.id, level=level, fields=[], reason="Court", actor="Iva", made_at=AT, event="1"
            )
        )
        session.execute(update(models.Article).where(models.Article.id == hidden.id).values(taken_down=level))
    with graph.read() as session:
        assert {link.target for link in iter_links(session, ALL)} == {None}
        assert all(address(20) not in (link.url or "") for link in iter_links(session, ALL))
        assert {node.url for node in iter_nodes(session, ALL)} == {address(1), address(3)}
        assert list_most_linked(session, ALL, limit=10) == []
        assert links_to(session, article(session, 1)) == []


def test_links_of_an_article_that_was_merged_are_those_of_the_other(graph: Archive) -> None:
    with writing(graph) as session:
        merged, into = article(session, 3), article(session, 2)
        merged.merged_into_id = into.id
        for page in session.scalars(select(models.Page).where(models.Page.article_id == merged.id)):
            page.article_id = into.id
        session.flush()
        urls = {(link.url or link.text) for link in links_from(session, into)}
        assert urls == {address(1), address(8), "Nobody wrote this"}
        assert [one.links for one in list_most_linked(session, ALL, limit=1)] == [1]


def test_graphml_is_read_by_others_as_it_was_meant(graph: Archive) -> None:
    with graph.read() as session:
        nodes, links = list(iter_nodes(session, ALL)), list(iter_links(session, ALL))
        written = "".join(iter_graphml(nodes, iter_unarchived(session, ALL), links))
        by_number = {number: article(session, number).public_id for number in (1, 2, 3)}
    read = networkx.parse_graphml(written)
    eight, nine = address(8).removesuffix("/"), address(9).removesuffix("/")
    assert set(read.edges) == {
        (by_number[1], by_number[2]), (by_number[1], eight), (by_number[1], nine),
        (by_number[2], by_number[1]), (by_number[2], by_number[3]), (by_number[2], eight), (by_number[3], by_number[2]),
    }  # fmt: skip
    assert read.nodes[by_number[2]] == {
        "archived": True, "publication": PUBLICATION, "title": "Story 2", "url": address(2), "published_on": "2026-03-04",
    }  # fmt: skip
    assert read.nodes[nine] == {"archived": False, "url": address(9)}
    assert read.edges[by_number[1], by_number[2]] == {
        "kind": "editorial", "heading": "More on this", "text": "Cranes return",
        "first_seen_at": later(0).isoformat(), "last_seen_at": later(5).isoformat(),
    }  # fmt: skip


def test_hostile_titles_make_no_wrong_xml() -> None:
    text = "<&>\"']]>\x00\x1b\ud800\ufffe\x85"
    link = Link("a", None, "editorial", text, None, text, f"https://x.test/{text}", AT, AT)
    read = networkx.parse_graphml("".join(iter_graphml([], [], [link])))
    ((_, _, values),) = read.edges(data=True)
    assert values["text"].startswith("<&>\"']]>")


def test_the_list_of_edges_has_a_row_for_each_link(graph: Archive) -> None:
    with graph.read() as session:
        links = list(iter_links(session, ALL))
    rows = list(csv.DictReader(io.StringIO("".join(iter_edges(links)))))
    assert tuple(rows[0]) == COLUMNS
    assert [(row["source"], row["target"] or None, row["target_url"] or None) for row in rows] == [
        (link.origin, link.target, link.url) for link in links
    ]
    assert len(rows) == 8


def test_a_formula_stays_text() -> None:
    link = Link("a", None, "editorial", None, None, "=SUM(1)", "https://x.test/", AT, AT)
    assert ",'=SUM(1)," in list(iter_edges([link]))[1]
    assert ",=SUM(1)," in list(iter_edges([link], raw=True))[1]
