"""What an import does to the ledger: it adds what was seen, and leaves plans and later visits as they are."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from storage import models
from storage.account import open_account
from storage.archive import Archive
from storage.capture_index import add_capture, find_same
from storage.identity import find_article_id
from storage.items import PageItem, Validators
from storage.ledger import count_leased, lease_page, record_visit
from storage.outcomes import Outcome
from storage.schedule import Schedule
from storage.settlement import Settled, Visit, settle_page
from tests.storage.builders import (
    AT,
    PUBLICATION,
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


def bring_in(archive: Archive, item: PageItem) -> Settled:
    with writing(archive) as session:
        return settle_page(session, item, Visit(later(1000), None, schedule=None))


def test_a_page_that_is_new_comes_in_without_a_plan(archive: Archive) -> None:
    with writing(archive) as session:
        begin(session)
    with warc_writer(archive) as warc:
        bring_in(archive, page_item(capture_page(warc, address(1)), url=address(1)))
    with archive.read() as session:
        page = get_page(session, address(1))
        assert (page.outcome, page.next_visit_at, page.visits, page.visited_at) == ("archived", None, 0, AT)
        assert open_account(session, PUBLICATION).balances


def test_a_page_that_is_due_stays_due(archive: Archive) -> None:
    with writing(archive) as session:
        begin(session)
        announce_pages(session, [address(1)])
        due = get_page(session, address(1)).next_visit_at
    with warc_writer(archive) as warc:
        bring_in(archive, page_item(capture_page(warc, address(1), at=later(-500)), url=address(1)))
    with archive.read() as session:
        page = get_page(session, address(1))
        assert due is not None
        assert (page.next_visit_at, page.outcome) == (due, "archived")


def test_an_import_that_fails_plans_no_retry(archive: Archive) -> None:
    with writing(archive) as session:
        begin(session)
    with warc_writer(archive) as warc:
        item = page_item(capture_page(warc, address(1)), url=address(1), outcome="no-text", reason="too-short")
        bring_in(archive, item)
    with archive.read() as session:
        page = get_page(session, address(1))
        assert (page.outcome, page.next_visit_at, page.failures) == ("no-text", None, 0)


def test_what_a_later_visit_came_to_stays(archive: Archive) -> None:
    with writing(archive) as session:
        begin(session)
        announce_pages(session, [address(1)])
        page = get_page(session, address(1))
        record_visit(
            session, page, Outcome.GONE, reason="HTTP 410", run_id=None, capture=None, now=later(5),
            schedule=Schedule((timedelta(days=7),)),
        )  # fmt: skip
        planned = page.next_visit_at
    with warc_writer(archive) as warc:
        settled = bring_in(archive, page_item(capture_page(warc, address(1), at=later(-500)), url=address(1)))
    assert settled.is_new
    with archive.read() as session:
        page = get_page(session, address(1))
        assert (page.outcome, page.reason, page.visited_at) == ("gone", "HTTP 410", later(5))
        assert page.next_visit_at == planned
        assert page.article_id is not None
        visits = session.scalars(select(models.Visit.visited_at).order_by(models.Visit.id)).all()
        assert visits == [later(5), later(-500)]


def test_an_older_text_is_kept_and_not_shown(archive: Archive) -> None:
    with writing(archive) as session:
        begin(session)
        page_id = announce_pages(session, [address(1)])[address(1)]
    with warc_writer(archive) as warc:
        new = settle(archive, page_item(capture_page(warc, address(1)), url=address(1), page_id=page_id))
        older = page_item(
            capture_page(warc, address(1), b"<p>Older</p>", at=later(-500)),
            url=address(1),
            paragraphs=["The docks were shut."],
        )
        assert bring_in(archive, older).article == new.article
    with archive.read() as session:
        article = get_article(session, new.article)
        assert article.reading is not None
        assert article.reading.text == "The docks of Port Ansel reopened on Monday."
        assert len(article.revisions) == 1
        assert len(session.scalars(select(models.Reading)).all()) == 2


def test_the_same_capture_is_found_by_payload_url_and_time(archive: Archive) -> None:
    with writing(archive) as session:
        begin(session)
    with warc_writer(archive) as warc:
        dump = capture_import(warc, b"By Mira Holt", at=later(3))
        page = capture_page(warc, address(1), b"By Mira Holt", at=later(2))
    with writing(archive) as session:
        for capture in (dump, page):
            add_capture(session, capture, run_id=None)
    known = {"payload_digest": page.payload_digest, "publication": PUBLICATION}
    with archive.read() as session:
        assert find_same(session, url=address(1), captured_at=later(2), **known) == [page]
        assert find_same(session, url=address(1), captured_at=later(1), **known) == []
        assert find_same(session, url=address(2), captured_at=later(2), **known) == []
        assert find_same(session, url=None, captured_at=None, **known) == [dump]
        assert find_same(session, url=address(1), captured_at=None, **known) == []
        other = {**known, "publication": "other"}
        assert find_same(session, url=address(1), captured_at=later(2), **other) == []


def test_an_article_is_found_by_its_page_or_its_payload(archive: Archive) -> None:
    with writing(archive) as session:
        begin(session)
    with warc_writer(archive) as warc:
        by_url = bring_in(archive, page_item(capture_page(warc, address(1)), url=address(1)))
        dump = capture_import(warc, b"By Mira Holt")
        by_payload = bring_in(archive, page_item(dump, paragraphs=["The quay is shut."]))
    with archive.read() as session:
        assert find_article_id(session, PUBLICATION, address(1), None) == by_url.article
        assert find_article_id(session, PUBLICATION, None, dump.payload_digest) == by_payload.article
        assert find_article_id(session, PUBLICATION, address(2), None) is None


def test_one_page_is_leased_due_or_not_known_or_not(archive: Archive) -> None:
    headers = ((b"Content-Type", b"text/html"), (b"ETag", b'"a"'))
    with writing(archive) as session:
        run = begin(session)
        page_id = announce_pages(session, [address(1)])[address(1)]
    with warc_writer(archive) as warc:
        answer = capture_page(warc, address(1), headers=headers)
    settle(archive, page_item(answer, url=address(1), page_id=page_id))
    with writing(archive) as session:
        known = lease_page(session, PUBLICATION, address(1), run, now=later(1))
        new = lease_page(session, PUBLICATION, address(2), run, now=later(1))
    assert (known.id, known.validators) == (page_id, Validators('"a"', None, answer))
    assert (new.url, new.validators) == (address(2), Validators())
    with archive.read() as session:
        assert count_leased(session, run) == 2
        assert get_page(session, address(2)).next_visit_at == later(1)
