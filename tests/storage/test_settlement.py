"""Settling visits: what becomes of a page, its article and its revisions."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage import models
from storage.archive import Archive
from storage.errors import NotFound
from storage.outcomes import Outcome
from storage.public_ids import mint
from storage.search import matching, parse_query
from storage.settlement import Settled, Visit, settle_miss
from storage.urls import url_key
from tests.storage.builders import (
    AT,
    PUBLICATION,
    address,
    announce_pages,
    begin,
    capture_import,
    capture_page,
    dump,
    get_article,
    get_page,
    later,
    page_item,
    related_story,
    settle,
    warc_writer,
    writing,
)


@pytest.fixture
def page_id(archive: Archive) -> int:
    """A page that was announced and never visited."""
    with writing(archive) as session:
        begin(session)
        return announce_pages(session, [address(1)])[address(1)]


def find(session: Session, words: str) -> list[str]:
    query = select(models.Article.public_id).where(models.Article.id.in_(matching(session, parse_query(words))))
    return list(session.scalars(query))


def count(session: Session, model: type[models.Base]) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_a_new_article_is_stored_whole(archive: Archive, page_id: int) -> None:
    with warc_writer(archive) as warc:
        capture = capture_page(warc, address(1))
    item = page_item(capture, url=address(1), page_id=page_id, related=[related_story(0, address(2), "Cranes return")])
    settled = settle(archive, item)
    assert settled == Settled(Outcome.ARCHIVED, mint(PUBLICATION, url_key(address(1))), is_new=True)
    with archive.read() as session:
        article, page = get_article(session, settled.article), get_page(session, address(1))
        assert article.reading is not None
        assert (article.reading.title, article.reading.byline_printed) == ("Docks reopen", "Mira Holt")
        assert [person.name for person in article.reading.contributors] == ["Mira Holt"]
        assert [(revision.number, revision.reading_id) for revision in article.revisions] == [(1, article.reading.id)]
        assert article.observation is not None
        assert [story.text for story in article.observation.related] == ["Cranes return"]
        assert (page.article_id, page.outcome, page.visited_at, page.visits) == (article.id, "archived", AT, 1)
        assert find(session, "ansel docks") == [settled.article]


def test_settling_twice_changes_nothing(archive: Archive, page_id: int) -> None:
    with warc_writer(archive) as warc:
        hop = capture_page(warc, address(1), b"", status=301)
        moved = capture_page(warc, address(2), requested_url=address(1))
        gone = capture_page(warc, address(3), b"", status=404, at=later(1))
        dump_text = capture_import(warc, b"Docks reopen\n\nThe docks of Port Ansel reopened.")
    links = [related_story(0, address(1)), related_story(1, text="Docks reopen")]
    items = [
        page_item(moved, url=address(1), page_id=page_id, hops=[hop], related=links, post_id="7"),
        page_item(gone, url=address(3), outcome="not-found", reason="404"),
        page_item(dump_text, related=links),
    ]
    with writing(archive) as session:
        announce_pages(session, [address(3)])
    first = [settle(archive, item) for item in items]
    before = dump(archive)
    again = [settle(archive, item, now=later(50)) for item in items]
    assert dump(archive) == before
    assert [settled.article for settled in again] == [settled.article for settled in first]
    assert not any(settled.is_new for settled in again)


def test_the_same_text_again_is_unchanged(archive: Archive, page_id: int) -> None:
    with warc_writer(archive) as warc:
        captures = [capture_page(warc, address(1), b"<p>%d</p>" % n, at=later(n)) for n in range(2)]
    settled = [settle(archive, page_item(capture, url=address(1), page_id=page_id)) for capture in captures]
    assert [one.outcome for one in settled] == [Outcome.ARCHIVED, Outcome.UNCHANGED]
    with archive.read() as session:
        assert (count(session, models.Reading), count(session, models.Revision)) == (1, 1)
        assert count(session, models.Visit) == 2
        assert get_page(session, address(1)).visits == 2


@pytest.mark.parametrize(
    ("edit", "changed"),
    [
        ({"title": "Docks reopen at last"}, ["title"]),
        ({"byline": "Mira Holt and Jonas Ekdal"}, ["byline_printed"]),
        ({"standfirst": "After nine weeks"}, ["standfirst"]),
        ({"paragraphs": ("The docks reopened on Tuesday.",)}, ["text"]),
        ({"published_at": later(-1)}, ["published_at"]),
        ({"title": "Docks shut", "paragraphs": ("The docks are shut.",)}, ["title", "text"]),
    ],
)
def test_an_edit_is_a_revision_that_names_what_changed(
    archive: Archive, page_id: int, edit: dict[str, object], changed: list[str]
) -> None:
    with warc_writer(archive) as warc:
        first, second = (capture_page(warc, address(1), b"<p>%d</p>" % n, at=later(n)) for n in range(2))
    settle(archive, page_item(first, url=address(1), page_id=page_id))
    settled = settle(archive, page_item(second, url=address(1), page_id=page_id, **edit))  # type: ignore[arg-type]
    assert (settled.outcome, settled.is_new) == (Outcome.ARCHIVED, False)
    with archive.read() as session:
        article = get_article(session, settled.article)
        assert [revision.number for revision in article.revisions] == [1, 2]
        assert article.revisions[1].changed == changed
        assert article.revisions[1].seen_at == later(1)
        assert article.reading_id == article.revisions[1].reading_id
        assert [reading.title for reading in session.scalars(select(models.Reading))] == [
            "Docks reopen",
            edit.get("title", "Docks reopen"),
        ]


def test_an_edit_is_found_by_its_new_words_and_not_by_its_old_ones(archive: Archive, page_id: int) -> None:
    with warc_writer(archive) as warc:
        first, second = (capture_page(warc, address(1), b"<p>%d</p>" % n, at=later(n)) for n in range(2))
    settled = settle(archive, page_item(first, url=address(1), page_id=page_id, paragraphs=("Herring are landed.",)))
    settle(archive, page_item(second, url=address(1), page_id=page_id, paragraphs=("Mackerel are landed.",)))
    with archive.read() as session:
        assert find(session, "mackerel") == [settled.article]
        assert find(session, "herring") == []


def test_an_edit_undone_is_a_third_revision(archive: Archive, page_id: int) -> None:
    with warc_writer(archive) as warc:
        captures = [capture_page(warc, address(1), b"<p>%d</p>" % n, at=later(n)) for n in range(3)]
    for capture, title in zip(captures, ("Docks reopen", "Docks shut", "Docks reopen"), strict=True):
        settled = settle(archive, page_item(capture, url=address(1), page_id=page_id, title=title))
    with archive.read() as session:
        article = get_article(session, settled.article)
        assert [revision.number for revision in article.revisions] == [1, 2, 3]
        assert article.reading is not None
        assert article.reading.title == "Docks reopen"


def test_related_stories_never_make_a_revision(archive: Archive, page_id: int) -> None:
    with warc_writer(archive) as warc:
        captures = [capture_page(warc, address(1), b"<p>%d</p>" % n, at=later(n)) for n in range(3)]
    for capture, target in zip(captures, (2, 2, 3), strict=True):
        links = [related_story(0, address(target))]
        settled = settle(archive, page_item(capture, url=address(1), page_id=page_id, related=links))
    with archive.read() as session:
        article = get_article(session, settled.article)
        assert len(article.revisions) == 1
        assert count(session, models.Observation) == 2
        assert article.observation is not None
        assert [story.url for story in article.observation.related] == [address(3)]


def test_an_older_capture_never_replaces_a_newer_text(archive: Archive, page_id: int) -> None:
    with warc_writer(archive) as warc:
        old, new = (capture_page(warc, address(1), b"<p>%d</p>" % n, at=later(n)) for n in range(2))
    settle(archive, page_item(new, url=address(1), page_id=page_id, title="Docks shut"))
    settled = settle(archive, page_item(old, url=address(1), page_id=page_id, related=[related_story(0, address(2))]))
    with archive.read() as session:
        article = get_article(session, settled.article)
        assert article.reading is not None
        assert article.reading.title == "Docks shut"
        assert len(article.revisions) == 1
        assert count(session, models.Reading) == 2
        assert article.observation is not None
        assert (article.observation.observed_at, article.observation.related) == (later(1), [])


def test_a_capture_from_between_two_visits_changes_nothing_that_is_shown(archive: Archive, page_id: int) -> None:
    with warc_writer(archive) as warc:
        captures = [capture_page(warc, address(1), b"<p>%d</p>" % n, at=later(n)) for n in range(3)]
    for number, title in ((0, "Docks reopen"), (2, "Docks reopen"), (1, "Docks shut")):
        settled = settle(archive, page_item(captures[number], url=address(1), page_id=page_id, title=title))
    with archive.read() as session:
        article = get_article(session, settled.article)
        assert article.reading is not None
        assert article.reading.title == "Docks reopen"
        assert len(article.revisions) == 1


def test_an_earlier_visit_can_be_settled_again_after_later_ones(archive: Archive, page_id: int) -> None:
    with warc_writer(archive) as warc:
        captures = [capture_page(warc, address(1), b"<p>%d</p>" % n, at=later(n)) for n in range(3)]
    items = [
        page_item(capture, url=address(1), page_id=page_id, related=[related_story(0, address(50 + number))])
        for number, capture in enumerate(captures)
    ]
    for item in items:
        settle(archive, item)
    before = dump(archive)
    for item in items:
        settle(archive, item)
    assert dump(archive) == before


def test_another_extractor_is_a_reading_and_no_revision(archive: Archive, page_id: int) -> None:
    with warc_writer(archive) as warc:
        first, second = (capture_page(warc, address(1), b"<p>%d</p>" % n, at=later(n)) for n in range(2))
    settle(archive, page_item(first, url=address(1), page_id=page_id))
    settle(archive, page_item(second, url=address(1), page_id=page_id, title="Docks shut"))
    for capture, title in ((first, "Docks reopen"), (second, "Docks shut")):
        again = page_item(
            capture, url=address(1), page_id=page_id, title=title, extractor="backfile 1", byline="M. Holt"
        )
        settle(archive, again)
    with archive.read() as session:
        article = session.scalars(select(models.Article)).one()
        assert (count(session, models.Reading), len(article.revisions)) == (4, 2)
        assert (count(session, models.Visit), get_page(session, address(1)).visits) == (2, 2)
        assert article.reading is not None
        assert (article.reading.title, article.reading.byline_printed) == ("Docks shut", "M. Holt")


def test_a_miss_keeps_the_article(archive: Archive, page_id: int) -> None:
    misses = [outcome for outcome in Outcome if not outcome.is_good]
    with warc_writer(archive) as warc:
        good = capture_page(warc, address(1))
        bad = {one: capture_page(warc, address(1), b"<p>Subscribe</p>", at=later(n)) for n, one in enumerate(misses, 1)}
    settled = settle(archive, page_item(good, url=address(1), page_id=page_id))
    with archive.read() as session:
        before = get_article(session, settled.article).reading_id
    for outcome, capture in bad.items():
        item = page_item(
            capture, url=address(1), page_id=page_id, outcome=str(outcome), reason="why", paragraphs=["Subscribe"]
        )
        assert settle(archive, item) == Settled(outcome)
        with archive.read() as session:
            page, article = get_page(session, address(1)), get_article(session, settled.article)
            assert (page.article_id, page.outcome, page.reason) == (article.id, str(outcome), "why")
            assert article.reading_id == before
    with archive.read() as session:
        with_stub = 2
        assert (count(session, models.Reading), count(session, models.Visit)) == (with_stub, 1 + len(misses))


def test_a_miss_without_a_page_read_is_settled_with_its_captures(archive: Archive, page_id: int) -> None:
    with warc_writer(archive) as warc:
        captures = (capture_page(warc, address(1), b"", status=301), capture_page(warc, address(1), b"", status=404))
    for _ in range(2):
        with writing(archive) as session:
            settle_miss(session, page_id, Outcome.NOT_FOUND, "404", Visit(AT), captures=captures)
    with archive.read() as session:
        assert (count(session, models.Capture), count(session, models.Visit)) == (2, 1)
        assert get_page(session, address(1)).outcome == "not-found"


def test_a_page_of_another_database_is_refused(archive: Archive) -> None:
    with pytest.raises(NotFound, match="the ledger has no page 99"), writing(archive) as session:
        settle_miss(session, 99, Outcome.TIMEOUT, None, Visit(AT))


def test_what_cannot_be_compared_makes_no_revision(archive: Archive, page_id: int) -> None:
    with warc_writer(archive) as warc:
        first = capture_page(warc, address(1))
        second = capture_page(warc, address(1), b"<p>2</p>", at=later(1))
    settle(archive, page_item(first, url=address(1), page_id=page_id))
    item = page_item(second, url=address(1), page_id=page_id, paragraphs=["Read by another extractor."])
    item.is_comparable = False
    settle(archive, item)
    with archive.read() as session:
        article = session.get_one(models.Article, get_page(session, address(1)).article_id)
        assert [revision.number for revision in article.revisions] == [1]
        assert article.reading.text == "Read by another extractor."
