"""Undoing a merge or a split after the pages were visited again: each article has what was read of its own pages."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from storage import models
from storage.aliases import Evidence, join_articles
from storage.archive import Archive
from storage.article_json import article_json
from storage.decisions import deciding
from storage.identity_decisions import get_decision, merge_articles, split_page, undo
from storage.queries.articles import get_article
from storage.queries.events import EventFilters, list_events
from storage.queries.filters import Filters, select_articles
from storage.verification.articles import check_articles
from storage.verification.books import check_books
from storage.verification.findings import CheckResult
from storage.verification.search import check_search
from tests.storage.addresses import shown_at, text_of, visit
from tests.storage.builders import SITE, address, get_page, later, related_story, writing

WHO: dict[str, Any] = {"actor": "Ines Vale", "reason": "they are two stories"}


def shown(archive: Archive) -> dict[str, Any]:
    """Every article that lists name, as JSON, by its id."""
    with archive.read() as session:
        ids = session.scalars(select_articles(session.connection(), Filters())).all()
        articles = [article_json(session, session.get_one(models.Article, id_)) for id_ in ids]
    return {article["id"]: article for article in articles}


def is_sound(archive: Archive) -> bool:
    result = CheckResult("")
    check_articles(archive, result)
    check_books(archive, result)
    check_search(archive, result)
    return result.damage == []


def take_back(archive: Archive, event: str, at: float) -> None:
    with deciding(archive) as session:
        undo(session, get_decision(session, event), now=later(at), **WHO)


def test_what_was_read_after_a_merge_goes_back_with_its_page(archive: Archive) -> None:
    one, other = (visit(archive, address(n), n, at=n).article or "" for n in (1, 2))
    with deciding(archive) as session:
        event = merge_articles(
            session, get_article(session, other), get_article(session, one), now=later(10), **WHO
        ).public_id
    edited = f"{text_of(2)} and more"
    visit(archive, address(2), edited, at=20, title="Story 2 edited", related=[related_story(0, address(3), "A quay")])
    take_back(archive, event, 30)
    found = shown(archive)
    assert {name: article["title"] for name, article in found.items()} == {one: "Story 1", other: "Story 2 edited"}
    assert [found[name]["body"] for name in (one, other)] == [text_of(1), edited]
    assert [len(found[name]["revisions"]) for name in (one, other)] == [1, 2]
    assert [[story["text"] for story in found[name]["related"]] for name in (one, other)] == [[], ["A quay"]]
    with archive.read() as session:
        (seen,) = session.scalars(select_articles(session.connection(), Filters("edited"))).all()
        assert session.get_one(models.Article, seen).public_id == other
        prints = select(models.Article.public_id).join(
            models.Fingerprint, models.Fingerprint.article_id == models.Article.id
        )
        assert set(session.scalars(prints.where(models.Fingerprint.text_digest == models.Article.text_digest))) == {
            one,
            other,
        }
    assert visit(archive, address(1), 1, at=40, published_at=later(1)).outcome == "unchanged"
    assert is_sound(archive)


def test_undoing_a_merge_by_the_program_keeps_earlier_ones(archive: Archive) -> None:
    names = [visit(archive, address(n), n, at=n).article or "" for n in (1, 2, 3)]
    with writing(archive) as session:
        first, second, third = (get_article(session, name) for name in names)
        join_articles(session, second, third, Evidence.CANONICAL, now=later(10))
        join_articles(session, first, second, Evidence.CANONICAL, now=later(11))
        last = session.scalars(
            select(models.Event).where(models.Event.article == names[1]).where(models.Event.kind == "merge")
        ).one()
        assert last.details == {"into": names[0], "urls": [address(2), address(3)], "with": [names[2]]}
        event = last.public_id
    take_back(archive, event, 20)
    assert [shown_at(archive, address(n)) for n in (1, 2, 3)] == [names[0], names[1], names[1]]
    with archive.read() as session:
        assert get_article(session, names[2]).public_id == names[1]


def test_a_double_that_was_seen_in_a_visit_is_undone_with_what_it_read(archive: Archive) -> None:
    old, new = f"{SITE}/old/", f"{SITE}/new/"
    values: dict[str, Any] = {"title": "Docks", "published_at": later(0)}
    one, other = visit(archive, old, 1, at=1, **values).article, visit(archive, new, 1, at=2, **values).article
    assert visit(archive, new, f"{text_of(1)} and more", at=3, asked=old, **values).article == one
    with archive.read() as session:
        event = session.scalars(select(models.Event.public_id).where(models.Event.kind == "merge")).one()
    take_back(archive, event, 9)
    found = shown(archive)
    assert [found[name or ""]["body"] for name in (one, other)] == [text_of(1), f"{text_of(1)} and more"]
    assert [len(found[name or ""]["revisions"]) for name in (one, other)] == [1, 2]
    assert is_sound(archive)


def test_what_was_seen_around_a_page_goes_with_it(archive: Archive) -> None:
    """A visit found the text unchanged, so nothing was read; what stood around it was another."""
    values: dict[str, Any] = {"title": "Docks", "published_at": later(0), "post_id": "7"}
    one = visit(archive, address(1), 1, at=1, **values).article or ""
    quay, pier = ([related_story(0, address(n), name)] for n, name in ((3, "A quay"), (4, "A pier")))
    assert visit(archive, address(2), 1, at=5, asked=address(1), related=quay, **values).outcome == "moved"
    visit(archive, address(1), 1, at=6, related=pier, **values)
    before = shown(archive)
    with deciding(archive) as session:
        split = split_page(session, get_page(session, address(2)), now=later(10), **WHO)
        own, event = (split.details or {})["to"], split.public_id
    found = shown(archive)
    assert {name: [story["text"] for story in article["related"]] for name, article in found.items()} == {
        one: ["A pier"],
        own: ["A quay"],
    }
    with archive.read() as session:
        for name in (one, own):
            events = list_events(session, EventFilters(article=get_article(session, name)), limit=99)
            assert event in {one.public_id for one in events}
    take_back(archive, event, 20)
    assert shown(archive) == before
    assert is_sound(archive)


def test_a_page_that_showed_what_was_seen_before_keeps_it(archive: Archive) -> None:
    values: dict[str, Any] = {
        "title": "Docks",
        "published_at": later(0),
        "related": [related_story(0, address(3), "A quay")],
    }
    one = visit(archive, address(1), 1, at=1, **values).article or ""
    visit(archive, address(2), 1, at=5, asked=address(1), **values)
    before = shown(archive)
    with deciding(archive) as session:
        split = split_page(session, get_page(session, address(2)), now=later(10), **WHO)
        own, event = (split.details or {})["to"], split.public_id
    found = shown(archive)
    assert [[story["text"] for story in found[name]["related"]] for name in (one, own)] == [["A quay"]] * 2
    assert found[own]["capture"]["url"] == address(2)
    take_back(archive, event, 20)
    assert shown(archive) == before


def test_an_address_that_only_led_there_is_redirected_away_once_it_is_split_off(archive: Archive) -> None:
    old = f"{SITE}/2026/story-old/"
    one = visit(archive, address(1), 1, at=1, published_at=later(0)).article or ""
    assert visit(archive, address(1), 1, at=5, asked=old, published_at=later(0)).outcome == "moved"
    before = shown(archive)
    with deciding(archive) as session:
        event = split_page(session, get_page(session, old), now=later(9), **WHO).public_id
    with archive.read() as session:
        page = get_page(session, old)
        assert (page.article_id, page.outcome, page.reason) == (
            None,
            "redirected-away",
            f"split off by decision {event}",
        )
    assert is_sound(archive)
    take_back(archive, event, 10)
    with archive.read() as session:
        page = get_page(session, old)
        assert (page.outcome, page.reason) == ("moved", f"to {address(1)}")
    assert (shown(archive), shown_at(archive, old)) == (before, one)
    assert is_sound(archive)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("second", [2, 0], ids=["revision", "draft"])
def test_two_splits_are_undone_in_any_order(archive: Archive, second: float, order: tuple[int, int]) -> None:
    """Older captures, as an import brings them, are no revisions; what is left of the article gets a first one."""
    values: dict[str, Any] = {"declares": address(1), "published_at": later(0), "title": "Docks"}
    for number, at, more in ((1, 1.0, ""), (2, second, " and more"), (3, 0.5, " in draft")):
        visit(archive, address(number), text_of(1) + more, at=at, **values)
    before = shown(archive)
    events = []
    for number in (1, 2):
        with deciding(archive) as session:
            page = get_page(session, address(number))
            events.append(split_page(session, page, now=later(9 + number), **WHO).public_id)
        assert is_sound(archive)
    for at, place in enumerate(order, 20):
        take_back(archive, events[place], at)
        assert is_sound(archive)
    assert shown(archive) == before
