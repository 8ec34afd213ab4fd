"""What a newer extractor reads of a stored capture: a reading of ours, and never a revision."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage import models
from storage.archive import Archive
from storage.events import EventKind
from storage.items import Capture, PageItem
from storage.rereading import Reread, find_changes, settle_reread
from tests.storage.builders import (
    address,
    announce_pages,
    begin,
    capture_page,
    dump,
    get_article,
    later,
    page_item,
    related_story,
    settle,
    warc_writer,
    writing,
)

NEWER = "backfile 1"


def visited(archive: Archive, *texts: str, related: tuple[str, ...] = ()) -> list[Capture]:
    """Captures of one page, hours apart, read by the older extractor; the related stories are those of the last one."""
    with writing(archive) as session:
        begin(session)
        page_id = announce_pages(session, [address(1)])[address(1)]
    captures = []
    with warc_writer(archive) as warc:
        for number, text in enumerate(texts):
            capture = capture_page(warc, address(1), f"<p>{text}</p>".encode(), at=later(number))
            captures.append(capture)
            is_last = number == len(texts) - 1
            stories = [related_story(0, url) for url in related] if is_last else []
            settle(archive, page_item(capture, page_id=page_id, paragraphs=[text], related=stories))
    return captures


def reread(archive: Archive, item: PageItem) -> Reread:
    with writing(archive) as session:
        return settle_reread(session, item, now=later(100))


def find_only_article(session: Session) -> models.Article:
    return get_article(session, session.scalar(select(models.Article.public_id)))


def test_a_newer_reading_is_shown_and_is_no_revision(archive: Archive) -> None:
    (capture,) = visited(archive, "The docks reopened.")
    item = page_item(capture, paragraphs=["The docks reopened on Monday."], extractor=NEWER)
    assert reread(archive, item) is Reread.CHANGED
    with archive.read() as session:
        article = find_only_article(session)
        assert article.reading is not None
        assert article.reading.text == "The docks reopened on Monday."
        assert article.reading.extractor.identity == NEWER
        assert [revision.number for revision in article.revisions] == [1]
        assert article.revisions[0].reading.text == "The docks reopened."
        kinds = session.scalars(select(models.Event.kind).order_by(models.Event.id)).all()
        assert kinds[-1] == EventKind.REEXTRACTION


def test_twice_is_as_once(archive: Archive) -> None:
    (capture,) = visited(archive, "The docks reopened.")
    item = page_item(capture, paragraphs=["The docks reopened on Monday."], extractor=NEWER)
    reread(archive, item)
    before = dump(archive)
    assert reread(archive, item) is Reread.SAME
    assert dump(archive) == before


def test_an_earlier_capture_read_again_is_not_shown(archive: Archive) -> None:
    first, _ = visited(archive, "The docks are closed.", "The docks reopened.")
    assert reread(archive, page_item(first, paragraphs=["The docks are shut."], extractor=NEWER)) is Reread.CHANGED
    with archive.read() as session:
        article = find_only_article(session)
        assert article.reading is not None
        assert article.reading.text == "The docks reopened."
        assert [revision.number for revision in article.revisions] == [1, 2]


def test_the_next_edit_is_compared_with_the_newer_reading(archive: Archive) -> None:
    (capture,) = visited(archive, "The docks reopened.")
    reread(archive, page_item(capture, paragraphs=["The docks reopened on Monday."], extractor=NEWER))
    with warc_writer(archive) as warc:
        same = capture_page(warc, address(1), b"<p>again</p>", at=later(5))
    settle(archive, page_item(same, url=address(1), paragraphs=["The docks reopened on Monday."], extractor=NEWER))
    with archive.read() as session:
        assert [revision.number for revision in find_only_article(session).revisions] == [1]


def test_a_page_that_is_no_article_now_keeps_its_text(archive: Archive) -> None:
    (capture,) = visited(archive, "The docks reopened.")
    item = page_item(capture, paragraphs=[], extractor=NEWER, outcome="not-article", reason="a list")
    assert reread(archive, item) is Reread.NO_ARTICLE
    with archive.read() as session:
        article = find_only_article(session)
        assert article.reading is not None
        assert article.reading.text == "The docks reopened."
        event = session.scalars(select(models.Event).where(models.Event.kind == EventKind.REEXTRACTION)).one()
        assert (event.outcome, event.article) == ("not-article", article.public_id)


def test_related_stories_are_observed_anew_at_their_time(archive: Archive) -> None:
    first, last = visited(archive, "The docks are closed.", "The docks reopened.", related=(address(2),))
    stories = [related_story(0, address(3)), related_story(1, address(2))]
    reread(archive, page_item(first, paragraphs=["The docks are closed."], related=stories[:1], extractor=NEWER))
    reread(archive, page_item(last, paragraphs=["The docks reopened."], related=stories, extractor=NEWER))
    with archive.read() as session:
        article = find_only_article(session)
        assert article.observation is not None
        assert [story.url for story in article.observation.related] == [address(3), address(2)]
        rows = session.execute(
            select(models.Observation.observed_at, func.count(models.RelatedStory.id))
            .join(models.RelatedStory)
            .group_by(models.Observation.id)
            .order_by(models.Observation.id)
        ).all()
        assert [(at - first.captured_at, count) for at, count in rows] == [
            (timedelta(hours=1), 1),
            (timedelta(0), 1),
            (timedelta(hours=1), 2),
        ]


def test_changes_are_told_by_field_and_cut_to_a_line(archive: Archive) -> None:
    (capture,) = visited(archive, "The docks reopened. " * 50, related=(address(2),))
    text = "The docks reopened. " * 49 + "The docks closed."
    item = page_item(capture, paragraphs=[text], byline="Ada Brook", extractor=NEWER)
    before = dump(archive)
    with archive.read() as session:
        changes = {change.field: change for change in find_changes(session, item)}
    assert changes.keys() == {"body", "byline_printed", "contributors", "related"}
    assert (changes["byline_printed"].before, changes["byline_printed"].after) == ("Mira Holt", "Ada Brook")
    assert changes["body"].after.startswith("…")
    assert changes["body"].after.endswith("The docks closed.")
    assert max(len(change.before) for change in changes.values()) <= 102
    assert changes["related"].after == ""
    assert dump(archive) == before


def test_a_page_that_would_be_no_article_is_told_as_that(archive: Archive) -> None:
    (capture,) = visited(archive, "The docks reopened.")
    item = page_item(capture, paragraphs=[], extractor=NEWER, outcome="not-article", reason="a list")
    with archive.read() as session:
        (change,) = find_changes(session, item)
    assert (change.field, change.after) == ("outcome", "not-article (a list)")


@pytest.mark.parametrize(("number", "result"), [(0, Reread.CHANGED), (1, Reread.NO_ARTICLE)])
def test_what_a_stub_would_change_is_told_as_it_comes(archive: Archive, number: int, result: Reread) -> None:
    """Of the capture that is shown, a stub is no article; of another one it is a reading without related stories."""
    captures = visited(archive, "The docks reopened.", "The docks reopened again.", related=(address(2),))
    item = page_item(captures[number], paragraphs=["The docks"], extractor=NEWER, outcome="stub", reason="shorter")
    with archive.read() as session:
        fields = {change.field for change in find_changes(session, item)}
    assert fields == ({"outcome"} if result is Reread.NO_ARTICLE else {"body", "text_state"})
    assert reread(archive, item) is result


def test_a_stub_read_again_is_compared_with_the_next_one(archive: Archive) -> None:
    text = ["The docks of Port Ansel reopened on Monday, and nobody had told the harbour master of it."] * 5
    (whole,) = visited(archive, "\n".join(text))
    with warc_writer(archive) as warc:
        stubs = [capture_page(warc, address(1), f"<p>stub {at}</p>".encode(), at=later(at)) for at in (5, 6)]

    def stub(capture: Capture, extractor: str) -> PageItem:
        return page_item(
            capture,
            url=address(1),
            title="Docks reopen at last",
            paragraphs=text[:1],
            extractor=extractor,
            outcome="stub",
        )

    settle(archive, stub(stubs[0], "backfile 0"))
    assert reread(archive, page_item(whole, paragraphs=["\n".join(text)], extractor=NEWER)) is Reread.SAME
    assert reread(archive, stub(stubs[0], NEWER)) is Reread.SAME
    settle(archive, stub(stubs[1], NEWER))
    with archive.read() as session:
        assert [revision.number for revision in find_only_article(session).revisions] == [1, 2]
