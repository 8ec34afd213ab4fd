"""Which visits make a revision, with which edits, and which write nothing but the visit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from storage import models
from storage.archive import Archive
from storage.items import DateClaim, DateRole, Notice, NoticeKind, PageItem, Precision, TextState
from storage.outcomes import Outcome
from storage.rereading import settle_reread
from storage.revising.holding import last_shown
from tests.storage.builders import (
    AT,
    address,
    announce_pages,
    begin,
    capture_page,
    dump,
    get_page,
    later,
    page_item,
    settle,
    warc_writer,
    writing,
)

TEXT = (
    "The docks of Port Ansel reopened on Monday after the longest strike in the harbour's history.",
    "Mira Holt, who runs the cranes, said that 300 ships had waited in the roads since the spring.",
    "The owners of the quay expect the backlog to be cleared before the autumn gales set in.",
)


class Newsroom:
    """One page that is visited again and again, each time a day later."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.visits = 0
        with writing(archive) as session:
            begin(session)
            self.page_id = announce_pages(session, [address(1)])[address(1)]

    def item(self, **shown: Any) -> PageItem:
        """What the page shows at the next visit."""
        self.visits += 1
        notices, modified = shown.pop("notices", []), shown.pop("modified", None)
        state, role = shown.pop("state", TextState.COMPLETE), shown.pop("role", DateRole.PUBLISHED)
        with warc_writer(self.archive) as warc:
            capture = capture_page(warc, address(1), b"<p>%d</p>" % self.visits, at=later(24 * self.visits))
        item = page_item(capture, url=address(1), page_id=self.page_id, **{"paragraphs": TEXT, **shown})
        assert item.extraction is not None
        item.extraction.notices, item.extraction.text_state = notices, state
        item.modified = modified and DateClaim("meta", DateRole.MODIFIED, "then", modified, Precision.SECOND, 0)
        item.published = item.published and replace(item.published, role=role)
        return item

    def visit(self, **shown: Any) -> Outcome:
        """Settles what the page shows; gives what the visit came to."""
        return settle(self.archive, self.item(**shown)).outcome

    def revisions(self) -> list[tuple[list[str], list[tuple[str, str]], bool | None]]:
        """Of each revision the fields that changed, kinds and fields of its edits, and whether it is a stealth edit."""
        with self.archive.read() as session:
            article = session.query(models.Article).one()
            return [
                (one.changed, [(edit.kind, edit.field) for edit in one.edits], one.is_stealth)
                for one in article.revisions
            ]

    def shown(self) -> tuple[str, str | None, int | None]:
        """Text, title and number of the revision that are shown."""
        with self.archive.read() as session:
            article = session.query(models.Article).one()
            assert article.reading is not None
            return (
                article.reading.text,
                article.reading.title,
                last_shown((one.number, [edit.kind for edit in one.edits]) for one in article.revisions),
            )


@pytest.fixture
def newsroom(archive: Archive) -> Iterator[Newsroom]:
    """A page whose first visit is settled."""
    room = Newsroom(archive)
    room.visit()
    return room


def edited(old: str, new: str) -> tuple[str, ...]:
    return tuple(passage.replace(old, new) for passage in TEXT)


def test_the_first_revision_has_no_edits(newsroom: Newsroom) -> None:
    assert newsroom.revisions() == [(["title", "standfirst", "byline_printed", "text", "published_at"], [], None)]


@pytest.mark.parametrize(
    ("shown", "changed", "edits"),
    [
        ({"paragraphs": edited("harbour", "habrour")}, ["text"], [("typo", "text")]),
        ({"paragraphs": edited("expect", "hope for")}, ["text"], [("wording", "text")]),
        ({"paragraphs": edited("300", "400")}, ["text"], [("substantive", "text")]),
        ({"title": "Docks stay open"}, ["title"], [("headline", "title")]),
        ({"title": "UPDATED: Docks reopen"}, ["title"], [("update-label", "title")]),
        ({"standfirst": "After a strike"}, ["standfirst"], [("standfirst", "standfirst")]),
        ({"byline": "Mira Holt and Jon Salt"}, ["byline_printed"], [("byline", "byline_printed")]),
        ({"published_at": later(-2)}, ["published_at"], [("date", "published_at")]),
        (
            {"notices": [Notice(NoticeKind.CORRECTION, "Correction: It was Port Ansel.", "Correction")]},
            ["notices"],
            [("correction-notice", "notices")],
        ),
    ],
)
def test_each_edit_has_its_kind(
    newsroom: Newsroom, shown: dict[str, Any], changed: list[str], edits: list[tuple[str, str]]
) -> None:
    assert newsroom.visit(**shown) is Outcome.ARCHIVED
    assert newsroom.revisions()[1:] == [
        (changed, edits, None if {"title", "standfirst", "text"} & {*changed} else False)
    ]


def test_a_correction_in_the_text_is_told_from_the_text(newsroom: Newsroom) -> None:
    said = "Correction: An earlier version of this article gave 200 ships."
    notice = Notice(NoticeKind.CORRECTION, said, "Correction", block=3)
    newsroom.visit(paragraphs=(*TEXT, said), notices=[notice])
    assert newsroom.revisions()[1:] == [(["text"], [("correction-notice", "text")], None)]


@pytest.mark.parametrize(
    "shown",
    [
        {},
        {"modified": later(20)},
        {"paragraphs": ("Updated May 5, 3:15 PM ET", *TEXT)},
        {"notices": [Notice(NoticeKind.UPDATE, "Updated 4 p.m.: more", "Updated", "4 p.m.")]},
    ],
)
def test_a_visit_that_shows_no_edit_writes_the_visit_alone(newsroom: Newsroom, shown: dict[str, Any]) -> None:
    before = dump(newsroom.archive)
    assert newsroom.visit(**shown) is Outcome.UNCHANGED
    after = dump(newsroom.archive)
    assert {name for name in after if after[name] != before[name]} <= {"visit", "page", "capture", "warc_file", "event"}
    assert len(newsroom.revisions()) == 1


def test_a_date_of_change_in_place_of_one_of_publication_makes_no_revision(archive: Archive) -> None:
    newsroom = Newsroom(archive)
    newsroom.visit(published_at=later(1), modified=later(1), role=DateRole.MODIFIED)
    assert newsroom.visit(published_at=later(9), modified=later(9), role=DateRole.MODIFIED) is Outcome.UNCHANGED
    newsroom.visit(published_at=AT, modified=later(9), role=DateRole.PUBLISHED)
    assert newsroom.revisions()[1:] == [(["published_at"], [("date", "published_at")], False)]
    with archive.read() as session:
        roles = [reading.published_role for reading in session.query(models.Reading).order_by(models.Reading.id)]
    assert roles == ["modified", "published"]


@pytest.mark.parametrize(
    ("before", "after", "is_stealth"),
    [(AT, AT, True), (AT, later(47), False), (None, None, None), (None, AT, False), (AT, None, None)],
)
def test_an_edit_is_stealth_where_the_date_of_change_stays(
    archive: Archive, before: datetime | None, after: datetime | None, is_stealth: bool | None
) -> None:
    newsroom = Newsroom(archive)
    newsroom.visit(modified=before)
    newsroom.visit(modified=after, paragraphs=TEXT[:2])
    assert newsroom.revisions()[1][2] is is_stealth


def test_a_date_of_change_from_before_the_last_sight_of_the_old_text_is_not_of_this_edit(archive: Archive) -> None:
    newsroom = Newsroom(archive)
    newsroom.visit(modified=later(0))
    for _ in range(3):
        assert newsroom.visit(modified=later(20)) is Outcome.UNCHANGED
    newsroom.visit(modified=later(20), paragraphs=TEXT[:2])
    assert newsroom.revisions()[1][2] is True


def test_a_date_of_change_that_moved_without_an_edit_is_not_of_the_next(archive: Archive) -> None:
    newsroom = Newsroom(archive)
    newsroom.visit(modified=AT)
    assert newsroom.visit(modified=later(47)) is Outcome.UNCHANGED
    newsroom.visit(modified=later(47), paragraphs=TEXT[:2])
    newsroom.visit(modified=later(95))
    assert [stealth for _, _, stealth in newsroom.revisions()] == [None, True, False]


def stub(**shown: Any) -> dict[str, Any]:
    return {"paragraphs": TEXT[:1], "outcome": "stub", "state": TextState.STUB, **shown}


def test_a_stub_is_noted_and_never_shown_and_ends_when_the_text_is_back(newsroom: Newsroom) -> None:
    whole = newsroom.shown()
    for _ in range(2):
        assert newsroom.visit(**stub()) is Outcome.STUB
        assert newsroom.shown() == whole
    assert newsroom.revisions()[1:] == [(["text_state"], [("paywalled", "text_state")], False)]
    for _ in range(2):
        newsroom.visit()
    assert newsroom.revisions()[2:] == [(["text_state"], [("unlocked", "text_state")], False)]
    assert newsroom.shown() == (*whole[:2], 3)


def test_edits_behind_a_paywall_are_told_once(newsroom: Newsroom) -> None:
    newsroom.visit(**stub())
    newsroom.visit(**stub(title="Docks shut"))
    assert newsroom.revisions()[2:] == [(["title"], [("headline", "title")], None)]
    assert newsroom.shown()[1:] == ("Docks reopen", 1)
    newsroom.visit(title="Docks shut", paragraphs=edited("300", "400"))
    changed, edits, _ = newsroom.revisions()[3]
    assert (changed, edits) == (["text", "text_state"], [("unlocked", "text_state"), ("substantive", "text")])
    assert newsroom.shown() == ("\n\n".join(edited("300", "400")), "Docks shut", 4)


def test_a_text_that_is_cut_is_held_back_though_some_of_it_is_there(newsroom: Newsroom) -> None:
    whole = newsroom.shown()
    assert newsroom.visit(paragraphs=TEXT[:1], state=TextState.PARTIAL) is Outcome.STUB
    assert newsroom.revisions()[1:] == [(["text_state"], [("paywalled", "text_state")], False)]
    assert newsroom.shown() == whole
    with newsroom.archive.read() as session:
        assert get_page(session, address(1)).outcome == "stub"


def test_a_stub_that_cannot_be_compared_is_neither_noted_nor_shown(newsroom: Newsroom) -> None:
    whole = newsroom.shown()
    item = newsroom.item(**stub())
    item.is_comparable = False
    settle(newsroom.archive, item)
    assert (newsroom.shown(), len(newsroom.revisions())) == (whole, 1)


def reread(item: PageItem, **shown: Any) -> PageItem:
    """What the extractor of today reads of an item's capture."""
    state = shown.pop("state", TextState.COMPLETE)
    again = page_item(item.capture, url=address(1), extractor="backfile 1", **{"paragraphs": TEXT, **shown})
    assert again.extraction is not None
    again.extraction.text_state = state
    return again


def held_back(archive: Archive, **shown: Any) -> tuple[Newsroom, PageItem, PageItem]:
    """A page that was whole and then a stub, as an older extractor read it."""
    newsroom = Newsroom(archive)
    items = newsroom.item(), newsroom.item(**stub(**shown))
    for item in items:
        settle(archive, item)
    return newsroom, *items


def test_a_better_reading_of_a_stub_is_no_edit(archive: Archive) -> None:
    newsroom, first, held = held_back(archive, title="Docks")
    before = newsroom.revisions()
    for _ in range(2):
        item = newsroom.item(**stub(title="Docks shut", standfirst="After a strike"), extractor="backfile 1")
        again = stub(title="Docks shut", standfirst="After a strike")
        item.earlier = (reread(first, standfirst="After a strike"), reread(held, **again))
        assert settle(archive, item).outcome is Outcome.STUB
    assert newsroom.revisions() == before
    newsroom.visit(title="Docks shut", standfirst="After a strike", extractor="backfile 1")
    assert newsroom.revisions()[2:] == [(["text_state"], [("unlocked", "text_state")], False)]


@pytest.mark.parametrize("is_reextracted", [False, True])
def test_a_page_that_only_the_old_extractor_took_for_a_stub_is_not_unlocked(
    archive: Archive, *, is_reextracted: bool
) -> None:
    newsroom, first, held = held_back(archive)
    again = reread(first), reread(held)
    before = newsroom.revisions()
    item = newsroom.item(extractor="backfile 1")
    if is_reextracted:
        with writing(archive) as session:
            for one in again:
                settle_reread(session, one, now=later(60))
    else:
        item.earlier = again
    assert settle(archive, item).outcome is Outcome.UNCHANGED
    assert newsroom.revisions() == before
    assert newsroom.visit(extractor="backfile 1", paragraphs=edited("300", "400")) is Outcome.ARCHIVED
    assert newsroom.revisions()[2:] == [(["text"], [("substantive", "text")], None)]
    assert newsroom.shown() == ("\n\n".join(edited("300", "400")), "Docks reopen", 3)


def test_rules_that_were_changed_and_changed_back_make_no_edit(archive: Archive) -> None:
    newsroom = Newsroom(archive)
    first = newsroom.item(title="Docks")
    settle(archive, first)
    second = newsroom.item(extractor="backfile 1", title="Docks reopen")
    second.earlier = (reread(first, title="Docks reopen"),)
    settle(archive, second)
    third = newsroom.item(title="Docks")
    third.earlier = (page_item(first.capture, url=address(1), paragraphs=TEXT, title="Docks"),)
    assert settle(archive, third).outcome is Outcome.UNCHANGED
    assert len(newsroom.revisions()) == 1
    assert newsroom.shown()[1] == "Docks"


def test_settling_a_stub_twice_changes_nothing(newsroom: Newsroom) -> None:
    items = [newsroom.item(**stub()), newsroom.item()]
    for item in items:
        settle(newsroom.archive, item)
    settled = dump(newsroom.archive)
    for item in items:
        settle(newsroom.archive, item)
    assert dump(newsroom.archive) == settled
