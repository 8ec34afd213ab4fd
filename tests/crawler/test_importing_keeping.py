"""What is imported is in the archive's WARC file once, and again when its record is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from crawler.importing.delivery import Delivery, Revisited
from crawler.importing.keeping import Keeper
from crawler.importing.originals import Originals
from pipelines.workshop import Workshop, WorkshopSettings
from storage.capture_index import add_capture
from storage.captures.digests import NOTHING, sha256_hex
from storage.captures.exchange import Exchange
from storage.captures.index import Reference
from storage.items import Capture
from storage.runs import begin_run

AT = datetime(2026, 3, 1, tzinfo=UTC)
LATER = datetime(2026, 3, 2, tzinfo=UTC)
LATEST = datetime(2026, 3, 3, tzinfo=UTC)
DUMP = Delivery("dump.txt", b"By Ada Brook\n\nThe hall is dark.\n", "text/plain")
PAGE = Delivery("a.html", b"<p>The hall is dark.", "text/html", "https://a.example/1", AT)

EXCHANGE = Exchange(
    method="GET",
    url="https://a.example/1",
    request_headers=(),
    http_version="HTTP/1.1",
    status=200,
    reason="OK",
    response_headers=((b"Content-Type", b"text/html"),),
    body=b"<p>The hall is dark.",
    captured_at=AT,
    publication="quay",
)
ANSWER = Delivery("a.warc.gz:0", EXCHANGE.body, "text/html", EXCHANGE.url, AT, exchange=EXCHANGE)


class Place:
    """An archive that is opened for one import after the other."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.workshop = self._open()

    def _open(self) -> Workshop:
        return Workshop(WorkshopSettings(self.directory, min_free=0), software="test")

    def begin(self, kind: str) -> int:
        """A run of that kind."""
        run = partial(
            begin_run, publication="quay", name="Quay", timezone="UTC", kind=kind, version="0", definition=None, now=AT
        )  # fmt: skip
        return self.workshop.writer.do(run)

    def keep(self, *deliveries: Delivery) -> list[Capture]:
        """What one import makes of deliveries; then the archive is closed and opened again."""
        keeper = Keeper(self.workshop, publication="quay", run_id=self.begin("import-warc"))
        captures = [keeper.keep(delivery) for delivery in deliveries]
        for capture in captures:
            self.workshop.writer.do(partial(_index, capture=capture))
        self.workshop.close()
        self.workshop = self._open()
        return captures


def _index(session: object, capture: Capture, run: int | None = None) -> None:
    add_capture(session, capture, run_id=run)  # type: ignore[arg-type]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    place = Place(tmp_path / "archive")
    yield place
    place.workshop.close()


def test_a_delivery_is_written_once_within_an_import_and_over_several(place: Place) -> None:
    first = place.keep(DUMP, PAGE, DUMP)
    assert first[0] == first[2]
    assert place.keep(PAGE, DUMP) == [first[1], first[0]]


def test_another_time_or_address_is_another_capture(place: Place) -> None:
    other_time = Delivery(PAGE.label, PAGE.payload, PAGE.content_type, PAGE.url, datetime(2026, 3, 2, tzinfo=UTC))
    other_url = Delivery(PAGE.label, PAGE.payload, PAGE.content_type, "https://a.example/2", AT)
    kept = place.keep(PAGE, other_time, other_url)
    assert len({capture.record_id for capture in kept}) == 3
    assert [capture.captured_at for capture in kept] == [AT, other_time.captured_at, AT]


@pytest.mark.parametrize("delivery", [PAGE, ANSWER], ids=["page", "answer"])
def test_a_record_that_was_lost_is_written_anew_and_then_found(place: Place, delivery: Delivery) -> None:
    (first,) = place.keep(delivery)
    (place.directory / "warc" / first.address.file).unlink()
    (second,) = place.keep(delivery)
    assert second.record_id != first.record_id
    assert place.workshop.read_back(second).body == delivery.payload
    assert place.keep(delivery) == [second]


def test_an_answer_with_a_payload_that_is_kept_refers_to_it(place: Place) -> None:
    (first,) = place.keep(ANSWER)
    later = replace(EXCHANGE, captured_at=datetime(2026, 3, 2, tzinfo=UTC))
    (second,) = place.keep(replace(ANSWER, captured_at=later.captured_at, exchange=later))
    assert (first.record_type, second.record_type) == ("response", "revisit")
    assert place.workshop.read_back(second).body == EXCHANGE.body


def test_an_answer_refers_to_one_of_the_same_import_that_has_no_row_yet(place: Place) -> None:
    later = replace(ANSWER, captured_at=LATER, exchange=replace(EXCHANGE, captured_at=LATER))
    assert [capture.record_type for capture in place.keep(ANSWER, later)] == ["response", "revisit"]


def test_a_304_of_an_empty_payload_is_found_again(place: Place) -> None:
    (page,) = place.keep(ANSWER)
    answered = replace(EXCHANGE, status=304, body=b"", captured_at=LATER)
    bare = place.workshop.keep(answered, NOTHING)
    place.workshop.writer.do(partial(_index, capture=bare))
    nowhere = Revisited(Reference(None, None, None, None), Originals())
    again = replace(ANSWER, payload=b"", captured_at=LATER, exchange=answered, revisited=nowhere)
    assert place.keep(again) == [bare]
    (fresh,) = place.keep(replace(again, captured_at=LATEST, exchange=replace(answered, captured_at=LATEST)))
    assert (bare.record_type, fresh.record_type) == ("response", "revisit")
    assert (bare.payload_digest, fresh.payload_digest) == (NOTHING, page.payload_digest)


@pytest.mark.parametrize(("kind", "is_news"), [("crawl", False), ("import-warc", True)])
def test_a_304_of_an_older_page_is_news_unless_a_crawl_settled_it(place: Place, kind: str, is_news: bool) -> None:
    run, workshop = place.begin(kind), place.workshop
    wall = replace(EXCHANGE, body=b"<p>Subscribe.", captured_at=LATER)
    older, last = (workshop.keep(one, sha256_hex(one.body)) for one in (EXCHANGE, wall))
    answered = replace(EXCHANGE, status=304, body=b"", captured_at=LATEST)
    again = workshop.keep(answered, NOTHING, confirmed=older)
    for capture in (older, last, again):
        workshop.writer.do(partial(_index, capture=capture, run=run))
    assert Keeper(workshop, publication="quay", run_id=run).is_news(again) is is_news
