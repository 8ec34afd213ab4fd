"""Settling visits: which article a page is, after moves, redirects and imports."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage import models
from storage.archive import Archive
from storage.outcomes import Outcome
from storage.public_ids import mint
from storage.runs import begin_run
from storage.settlement import Settled
from storage.urls import url_key
from tests.storage.addresses import shown_at, visit
from tests.storage.builders import (
    AT,
    PUBLICATION,
    SITE,
    address,
    announce_pages,
    begin,
    capture_import,
    capture_page,
    get_article,
    get_page,
    later,
    page_item,
    settle,
    warc_writer,
    writing,
)

LONG = " ".join(f"The crane of berth {number} came back." for number in range(8))


@pytest.fixture
def page_id(archive: Archive) -> int:
    """A page that was announced and never visited."""
    with writing(archive) as session:
        begin(session)
        return announce_pages(session, [address(1)])[address(1)]


def count(session: Session, model: type[models.Base]) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_a_move_leads_both_pages_to_the_article(archive: Archive, page_id: int) -> None:
    with warc_writer(archive) as warc:
        first = capture_page(warc, address(1))
        hop = capture_page(
            warc, address(1), b"", status=301, at=later(1), headers=((b"Location", address(9).encode()),)
        )
        answer = capture_page(warc, address(9), b"<p>9</p>", at=later(1), requested_url=address(1))
    settled = settle(archive, page_item(first, url=address(1), page_id=page_id))
    moved = settle(archive, page_item(answer, url=address(1), page_id=page_id, hops=[hop]))
    assert moved == Settled(Outcome.MOVED, settled.article, is_new=False)
    with archive.read() as session:
        article = get_article(session, settled.article)
        old, new = get_page(session, address(1)), get_page(session, address(9))
        assert (old.article_id, new.article_id) == (article.id, article.id)
        assert (old.moved_to_id, old.outcome, old.next_visit_at) == (new.id, "moved", None)
        assert new.outcome == "unchanged"
        assert article.url == address(1)


def test_a_page_first_seen_by_its_move_has_the_identity_of_where_it_is(archive: Archive, page_id: int) -> None:
    with warc_writer(archive) as warc:
        hop = capture_page(warc, address(1), b"", status=301)
        answer = capture_page(warc, address(9), requested_url=address(1))
    settled = settle(archive, page_item(answer, url=address(1), page_id=page_id, hops=[hop]))
    assert settled == Settled(Outcome.ARCHIVED, mint(PUBLICATION, url_key(address(9))), is_new=True)
    with archive.read() as session:
        assert get_page(session, address(9)).article_id == get_page(session, address(1)).article_id


def test_a_move_to_an_archived_page_makes_no_second_article(archive: Archive, page_id: int) -> None:
    with writing(archive) as session:
        target_id = announce_pages(session, [address(9)])[address(9)]
    with warc_writer(archive) as warc:
        target = capture_page(warc, address(9))
        hop = capture_page(warc, address(1), b"", status=302, at=later(1))
        answer = capture_page(warc, address(9), b"<p>9</p>", at=later(1), requested_url=address(1))
    settled = settle(archive, page_item(target, url=address(9), page_id=target_id))
    moved = settle(archive, page_item(answer, url=address(1), page_id=page_id, hops=[hop]))
    assert moved == Settled(Outcome.MOVED, settled.article, is_new=False)
    with archive.read() as session:
        assert count(session, models.Article) == 1


def test_an_import_without_a_url_is_known_by_its_payload(archive: Archive) -> None:
    with writing(archive) as session:
        begin(session)
    with warc_writer(archive) as warc:
        capture = capture_import(warc, b"Docks reopen")
        again = capture_import(warc, b"Docks reopen", at=later(1))
        other = capture_import(warc, b"Docks shut")
    settled = [settle(archive, page_item(one)) for one in (capture, again, other)]
    assert settled[0].article == mint(PUBLICATION, capture.payload_digest)
    assert [one.article == settled[0].article for one in settled] == [True, True, False]
    with archive.read() as session:
        assert get_article(session, settled[0].article).url is None
        assert count(session, models.Page) == 0


def test_an_import_of_an_unknown_url_joins_the_ledger_settled(archive: Archive) -> None:
    with writing(archive) as session:
        begin(session)
    with warc_writer(archive) as warc:
        capture = capture_import(warc, b"<p>Docks reopen</p>", address(5))
    settled = settle(archive, page_item(capture, url=address(5)))
    with archive.read() as session:
        page = get_page(session, address(5))
        assert (page.outcome, page.visits, page.next_visit_at) == ("archived", 1, None)
        assert get_article(session, settled.article).id == page.article_id


@pytest.mark.parametrize(
    ("second", "is_same"),
    [
        ({"title": "DOCKS REOPEN!"}, True),
        ({"title": "Cranes return"}, False),
        ({"title": "Cranes return", "paragraphs": [LONG]}, True),
        ({"paragraphs": ["Other words."]}, False),
        ({"title": "Cranes return", "paragraphs": ["Other words."]}, False),
        ({"title": None, "paragraphs": ["Other words."]}, False),
        ({"post_id": "8"}, False),
        ({"post_id": None}, False),
    ],
)
def test_an_id_in_the_url_is_evidence_that_needs_the_text(
    archive: Archive, page_id: int, second: dict[str, object], is_same: bool
) -> None:
    with writing(archive) as session:
        other_id = announce_pages(session, [address(2)])[address(2)]
        for page in session.scalars(select(models.Page)):
            page.post_id = "7"
    with warc_writer(archive) as warc:
        captures = [capture_page(warc, address(n), b"<p>%d</p>" % n, at=later(n)) for n in (1, 2)]
    values = {"post_id": "7", **second}
    paragraphs = [LONG] if values.get("paragraphs") == [LONG] else ["The docks of Port Ansel reopened on Monday."]
    first = settle(archive, page_item(captures[0], url=address(1), page_id=page_id, post_id="7", paragraphs=paragraphs))
    settled = settle(archive, page_item(captures[1], url=address(2), page_id=other_id, **values))  # type: ignore[arg-type]
    assert (settled.article == first.article) == is_same
    assert settled.is_new != is_same


def test_articles_of_two_publications_never_join(archive: Archive) -> None:
    with writing(archive) as session:
        for slug in (PUBLICATION, "tide-weekly"):
            begin_run(
                session, slug, name=slug, timezone="UTC", kind="crawl", version="0", definition=None, now=AT
            )  # fmt: skip
    with warc_writer(archive) as warc:
        captures = [capture_page(warc, f"{SITE}/shared", publication=slug) for slug in (PUBLICATION, "tide-weekly")]
    settled = [settle(archive, page_item(capture, url=f"{SITE}/shared", post_id="7")) for capture in captures]
    assert settled[0].article != settled[1].article


def test_an_adopted_answer_after_a_redirect_is_a_move(archive: Archive, page_id: int) -> None:
    """The redirect was indexed when it was found; the answer comes without it."""
    with warc_writer(archive) as warc:
        answer = capture_page(warc, address(9), requested_url=address(1))
    settle(archive, page_item(answer, url=address(1), page_id=page_id))
    with archive.read() as session:
        assert get_page(session, address(1)).outcome == "moved"
        assert get_page(session, address(9)).article_id == get_page(session, address(1)).article_id


def test_a_redirect_to_another_story_replaces_nothing(archive: Archive, page_id: int) -> None:
    with warc_writer(archive) as warc:
        first = capture_page(warc, address(1))
        hop = capture_page(warc, address(1), b"", status=302, at=later(1))
        other = capture_page(warc, address(9), b"<p>other</p>", at=later(1), requested_url=address(1))
    settle(archive, page_item(first, url=address(1), page_id=page_id))
    item = page_item(
        other, url=address(1), page_id=page_id, hops=[hop], title="Another story", paragraphs=["All different."]
    )
    settled = settle(archive, item)
    assert settled.is_new
    with archive.read() as session:
        asked, answered = get_page(session, address(1)), get_page(session, address(9))
        assert asked.outcome == "redirected-away"
        assert asked.article_id != answered.article_id
        assert [revision.number for revision in session.get_one(models.Article, asked.article_id).revisions] == [1]


@pytest.mark.parametrize("status", [301, 302])
@pytest.mark.parametrize(("name", "is_one"), [("article", False), ("docks-reopen", True)])
def test_a_number_below_the_word_of_a_section_is_another_story(
    archive: Archive, name: str, status: int, *, is_one: bool
) -> None:
    """What was asked was never archived, and announced without a title."""
    asked, other = f"{SITE}/news/{name}/100", f"{SITE}/news/{name}/200"
    values: dict[str, Any] = {"title": "The docks reopen", "published_at": later(0)}
    found = visit(archive, other, 2, at=1, **values).article
    settled = visit(archive, other, 2, at=5, asked=asked, status=status, **values)
    assert settled.outcome == ("moved" if is_one else "redirected-away")
    assert shown_at(archive, asked) == (found if is_one else None)
