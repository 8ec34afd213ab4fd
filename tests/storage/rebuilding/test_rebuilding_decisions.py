"""Articles made again with what people decided on them: each decision is carried out at its place among the visits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import models
from storage.archive import Archive
from storage.article_json import article_json, revision_json
from storage.canonical_json import canonical_json
from storage.corrections import correct, title_value
from storage.decisions import deciding
from storage.identity_decisions import get_decision, merge_articles, split_page, undo
from storage.items import PageItem
from storage.overlays import Field, Level
from storage.queries.aliases import aliases_json
from storage.queries.articles import get_article
from storage.rebuilding import ReplayItem, begin_rebuild, end_rebuild, iter_replays, settle_replay
from storage.takedowns import take_down
from storage.takedowns import undo as show_again
from storage.verification.articles import check_articles
from storage.verification.books import check_books
from storage.verification.findings import CheckResult
from storage.verification.search import check_search
from tests.storage.addresses import text_of, visit
from tests.storage.builders import PUBLICATION, SITE, address, get_page, later, related_story, writing

WHO: dict[str, Any] = {"actor": "Ines Vale", "reason": "as the paper says"}
LATEST = f"{SITE}/brief/latest/"


class Desk:
    """Visits and decisions in an archive; remembers the items, so that visits can be settled again."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.items: dict[str, PageItem] = {}

    def visit(self, url: str, text: str | int, at: float, **values: Any) -> str:
        values = {"declares": url, "published_at": later(0)} | values
        return visit(self.archive, url, text, at=at, kept=self.items, **values).article or ""

    def decide(self, work: Callable[[Session], Any]) -> str:
        with deciding(self.archive) as session:
            decided = work(session)
            return str(getattr(decided, "public_id", None) or getattr(decided, "event", ""))

    def merge(self, article: str, into: str, at: float) -> str:
        return self.decide(
            lambda session: merge_articles(
                session, get_article(session, article), get_article(session, into), now=later(at), **WHO
            )
        )

    def split(self, url: str, at: float) -> str:
        return self.decide(lambda session: split_page(session, get_page(session, url), now=later(at), **WHO))

    def undo(self, event: str, at: float) -> str:
        return self.decide(lambda session: undo(session, get_decision(session, event), now=later(at), **WHO))

    def correct(self, article: str, title: str, at: float) -> str:
        return self.decide(
            lambda session: correct(
                session, get_article(session, article), {Field.TITLE: title_value(title)}, now=later(at), **WHO
            )
        )

    def take_down(self, article: str, level: Level, at: float) -> str:
        values = WHO | {"fields": ["byline"] if level is Level.REDACT else []}
        return self.decide(
            lambda session: take_down(session, get_article(session, article), level, now=later(at), **values)
        )

    def show_again(self, event: str, at: float) -> str:
        return self.decide(lambda session: show_again(session, event, now=later(at), **WHO))

    def replay(self, *, until: int | None = None) -> list[str]:
        """Settles visits again, after the last that was; gives the decisions that did not fit."""
        with writing(self.archive) as session:
            after = begin_rebuild(session, PUBLICATION)
        unfit: list[str] = []
        for turn, replay in enumerate(list(iter_replays(self.archive, PUBLICATION, after=after))):
            if turn == until:
                return unfit
            read = self.items[replay.capture.record_id]
            item = ReplayItem(**{one.name: getattr(read, one.name) for one in fields(read)}, replay=replay, turn=turn)
            item.page_id, item.url, item.hops = replay.page_id, replay.url, replay.hops
            with writing(self.archive) as session:
                settle_replay(session, item)
            unfit += item.unfit
        with writing(self.archive) as session:
            return unfit + end_rebuild(session, PUBLICATION)


def canonical(archive: Archive) -> list[str]:
    """Everything that leaves the archive of each article, and the ledger's states."""
    with archive.read() as session:
        articles = session.scalars(select(models.Article).order_by(models.Article.public_id)).all()
        pages = session.execute(
            select(
                models.Page.url,
                models.Page.outcome,
                models.Page.reason,
                models.Page.canonical_key,
                models.Page.moved_to_id,
            ).order_by(models.Page.id)
        )
        visits = session.execute(select(models.Visit.__table__).order_by(models.Visit.id))
        return [
            *(canonical_json(whole(session, article)) for article in articles),
            *(repr(tuple(row)) for row in (*pages, *visits)),
        ]


def whole(session: Session, article: models.Article) -> dict[str, Any]:
    readings = session.scalars(select(models.Reading).where(models.Reading.article_id == article.id))
    return {
        "article": article_json(session, article),
        "archived_at": article.archived_at,
        "taken_down": article.taken_down,
        "merged_into": session.get_one(models.Article, article.merged_into_id).public_id if article.merged_into_id else None,
        "revisions": [revision_json(session, article, revision) for revision in article.revisions],
        "readings": sorted([reading.capture.record_id, reading.read_at.isoformat(), reading.text] for reading in readings),
        "aliases": aliases_json(session, article),
    }  # fmt: skip


def is_sound(archive: Archive) -> list[str]:
    result = CheckResult("")
    for check in (check_articles, check_books, check_search):
        check(archive, result)
    return [str(finding) for finding in result.damage]


def decided_history(desk: Desk) -> None:
    """Joins by the program and by people, some undone, among visits, corrections and takedowns."""
    one, two = desk.visit(address(1), 1, 1), desk.visit(address(2), 1, 2, title="Another title")
    desk.correct(two, "Right", 3)
    assert desk.visit(address(2), 1, 4, declares=address(1), title="Another title") == one
    three, four = desk.visit(address(3), 3, 5), desk.visit(address(4), 4, 6)
    merged = desk.merge(four, three, 7)
    desk.visit(address(4), f"{text_of(4)} and more", 8, related=[related_story(0, address(9), "A quay")])
    desk.undo(merged, 9)
    desk.merge(three, one, 10)
    assert desk.visit(address(3), f"{text_of(3)} and more", 11) == one
    assert desk.visit(address(6), 5, 13, asked=address(5)) == desk.visit(address(5), 5, 14, declares=address(6))
    desk.visit(address(6), f"{text_of(5)} and more", 15)
    split = desk.split(address(5), 16)
    desk.visit(address(5), f"{text_of(5)} and less", 17, declares=None)
    own = desk.visit(address(5), f"{text_of(5)} and less", 18, declares=None)
    desk.correct(own, "Its own", 19)
    desk.undo(split, 20)
    desk.split(address(5), 21)
    hidden = desk.visit(address(7), 7, 22)
    taken = desk.take_down(hidden, Level.HIDE, 23)
    eight = desk.visit(address(8), 7, 24, title="Eight")
    assert desk.visit(address(8), 7, 25, declares=address(7), title="Eight") == eight
    desk.show_again(taken, 26)
    assert desk.visit(address(8), 7, 27, declares=address(8), title="Eight") == eight
    redacted = desk.visit(address(10), 10, 28)
    joined = desk.visit(address(11), 10, 29, title="Eleven")
    assert desk.visit(address(11), 10, 30, declares=address(10), title="Eleven") == redacted
    desk.take_down(redacted, Level.REDACT, 31)
    assert joined != redacted
    for day in (1, 2, 3):
        desk.visit(LATEST, 20 + day, 40 + day, declares=address(20 + day))
        desk.visit(address(20 + day), 20 + day, 40.5 + day)
    desk.visit(address(1), 3, 50, declares=address(3))
    desk.visit(address(8), 8, 51)
    old = f"{SITE}/2026/story-12-old/"
    desk.visit(address(12), 12, 60, asked=old)
    desk.undo(desk.split(old, 61), 62)
    desk.split(old, 63)


def test_what_was_decided_is_decided_again_and_once(archive: Archive) -> None:
    """The rebuild ends twice in between."""
    desk = Desk(archive)
    decided_history(desk)
    before = canonical(archive)
    assert is_sound(archive) == []
    assert [desk.replay(until=until) for until in (7, 9, None)] == [[], [], []]
    assert canonical(archive) == before
    assert is_sound(archive) == []


def test_a_decision_that_does_not_fit_is_named_and_left(archive: Archive) -> None:
    """What was the page of a merged article is no article to the rules of today."""
    desk = Desk(archive)
    one, two = desk.visit(address(1), 1, 1), desk.visit(address(2), 2, 2)
    merged = desk.merge(two, one, 3)
    for item in desk.items.values():
        if item.url == address(2):
            item.outcome, item.reason = "not-article", "a list of stories"
    assert desk.replay() == [merged]
    with archive.read() as session:
        assert [article.public_id for article in session.scalars(select(models.Article))] == [one]
        assert get_page(session, address(2)).outcome == "not-article"
    assert is_sound(archive) == []


def test_a_page_that_led_on_is_refused_with_the_one_that_answered(archive: Archive) -> None:
    desk = Desk(archive)
    desk.visit(address(2), 2, 2, asked=f"{SITE}/2026/story-2-old/", title="story")
    for item in desk.items.values():
        item.outcome, item.reason = "not-article", "a list of stories"
    assert desk.replay() == []
    with archive.read() as session:
        assert [page.outcome for page in session.scalars(select(models.Page))] == ["not-article"] * 2
    assert is_sound(archive) == []


def test_an_id_counts_from_the_visit_that_found_it(archive: Archive) -> None:
    """Two pages much alike are one with the publisher's same id, which the first had only later."""
    desk = Desk(archive)
    one = desk.visit(address(1), 1, 1, declares=None, title="A")
    other = desk.visit(address(2), text_of(1, share=0.8), 2, declares=None, post_id="7", title="B")
    assert desk.visit(address(1), 1, 3, declares=None, post_id="7", title="A") == one != other
    before = canonical(archive)
    assert desk.replay() == []
    assert canonical(archive) == before
