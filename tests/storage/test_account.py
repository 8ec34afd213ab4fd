"""The coverage account: it balances whatever happens."""

from __future__ import annotations

import itertools
from datetime import datetime

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from storage import models
from storage.account import Account, open_account
from storage.announcing import announce
from storage.archive import Archive
from storage.captures.writer import WarcWriter
from storage.items import Sighting
from storage.ledger import lease_due
from storage.outcomes import Outcome
from storage.runs import books_of
from storage.settlement import Visit, settle_miss
from tests.storage.builders import (
    PUBLICATION,
    SITE,
    add_source,
    address,
    announce_pages,
    begin,
    capture_page,
    later,
    page_item,
    settle,
    warc_writer,
    writing,
)


def test_an_unknown_publication_has_empty_books(archive: Archive) -> None:
    with archive.read() as session:
        account = open_account(session, "nowhere")
    assert account == Account("nowhere")
    assert account.balances


def test_each_announced_page_is_in_one_column(archive: Archive) -> None:
    with writing(archive) as session:
        begin(session)
        ids = announce_pages(session, [address(number) for number in range(5)])
    with warc_writer(archive) as warc:
        good = capture_page(warc, address(0))
    settle(archive, page_item(good, url=address(0), page_id=ids[address(0)]))
    with writing(archive) as session:
        for number, outcome in ((0, Outcome.GONE), (1, Outcome.NOT_FOUND), (2, Outcome.NOT_FOUND), (3, Outcome.FAILED)):
            settle_miss(session, ids[address(number)], outcome, None, Visit(later(1)))
    with archive.read() as session:
        account = open_account(session, PUBLICATION)
    assert account == Account(PUBLICATION, announced=5, archived=1, missed={"failed": 1, "not-found": 2}, pending=1)
    assert account.balances
    assert account.unexplained == 1
    assert books_of(account)["balances"] is True


def test_books_that_do_not_balance_say_so() -> None:
    assert not Account(PUBLICATION, announced=3, archived=1, missed={"robots": 1}).balances


SLUGS = (f"gazette-{number}" for number in itertools.count())
MISSES = [outcome for outcome in Outcome if not outcome.is_good]
steps = st.tuples(
    st.sampled_from(["announce", "lease", "archive", "move", "miss", "kill"]),
    st.integers(0, 7),
    st.integers(0, 2),
    st.sampled_from(MISSES),
)


@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(steps, min_size=5, max_size=20))
def test_the_books_always_balance(archive: Archive, steps: list[tuple[str, int, int, Outcome]]) -> None:
    slug = next(SLUGS)
    with writing(archive) as session:
        begin(session, slug)
    with warc_writer(archive) as warc:
        for hour, (action, number, text, outcome) in enumerate(steps):
            take(archive, warc, slug, action, number, b"<p>%d</p>" % text, outcome, later(hour))
            require_sound(archive, slug)


def take(
    archive: Archive,
    warc: WarcWriter,
    slug: str,
    action: str,
    number: int,
    body: bytes,
    outcome: Outcome,
    now: datetime,
) -> None:
    """One step of a crawl's life."""
    url = f"{SITE}/{slug}/{number}"
    if action == "archive":
        settle(archive, page_item(capture_page(warc, url, body, at=now, publication=slug), url=url))
    elif action == "miss":
        capture = capture_page(warc, url, body, at=now, publication=slug)
        settle(archive, page_item(capture, url=url, outcome=str(outcome)))
    elif action == "move":
        hop = capture_page(warc, url, b"", status=301, at=now, publication=slug)
        answer = capture_page(warc, f"{SITE}/{slug}/{number + 4}", body, at=now, requested_url=url, publication=slug)
        settle(archive, page_item(answer, url=url, hops=[hop]))
    else:
        with writing(archive) as session:
            run = begin(session, slug, now=now)
            if action == "announce":
                source = add_source(session, slug, slug, now=now)
                announce(session, source, [Sighting(url, modified_at=now)], now=now)
            elif action == "lease":
                lease_due(session, slug, run, due_by=now, limit=number)


def require_sound(archive: Archive, slug: str) -> None:
    with archive.read() as session:
        account = open_account(session, slug)
        assert account.balances
        pages = session.scalars(select(models.Page).where(models.Page.publication == slug)).all()
        assert account.announced + account.otherwise == len(pages)
        assert account.archived == sum(page.article_id is not None for page in pages)
        assert all(page.article_id for page in pages if page.outcome in {"archived", "unchanged", "moved"})
        assert account.pending == sum(page.visited_at is None for page in pages)
