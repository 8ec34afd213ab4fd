"""Captures that an older extractor read are read anew, each as it came in, before a page is compared with them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from scrapy import Spider
from scrapy.crawler import Crawler
from sqlalchemy.orm import Session

from crawler.definitions import load
from pipelines.normalise import normalise
from pipelines.pool import ExtractionPool
from pipelines.stages import ExtractStage, RereadStage
from pipelines.workshop import Workshop, WorkshopSettings, assign
from storage import models
from storage.items import Capture, CaptureRole, PageItem
from storage.ledger import find_page
from storage.outcomes import Outcome
from storage.schedule import RETRY_AFTER
from storage.settlement import Settled, Visit, settle_page
from tests.pipelines.pool_functions import hang_in_c
from tests.storage.builders import AT, begin

SLUG = "sample"
DUMP = """{title}

By Ada Brook

The Saltbox kept one rope in the air from November to March, and nobody touched it for all that time.

The rope holds a painted sky of {weight} kilos. Its winch is new, and the sky is older than the house it hangs in.
"""


class Desk(Spider):
    """What the stages need of a spider."""

    name = SLUG
    publication = load(SLUG)


class Bench:
    """The stages of a run, without the run."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        crawler = Crawler(Desk)
        assign(crawler, workshop)
        self.extracting, self.rereading = ExtractStage(crawler), RereadStage(crawler)
        self.pool_of_rereading = workshop.pool
        self.days = 0

    def bring(self, text: str, *, title: str | None = None, url: str | None = None) -> Capture:
        """A dump written to the WARC file, a day after the one before."""
        self.days += 1
        at, payload = AT + timedelta(days=self.days), text.encode()
        return self.workshop.warc.write_resource(
            url, payload, "text/plain; charset=utf-8", at, SLUG, CaptureRole.PAGE, given_title=title
        )

    def read(self, capture: Capture, text: str, *, title: str | None = None, page_id: int | None = None) -> PageItem:
        """The item of a capture as it comes out of the stages before the archive."""
        item = PageItem(
            SLUG, capture.url, capture, payload=text.encode(), content_type=capture.content_type, page_id=page_id,
            given_title=title,
        )  # fmt: skip
        asyncio.run(self.extracting.process_item(item))
        fields = {name: getattr(item, name) for name in PageItem.__slots__}
        normalise(fields, Desk.publication.rules_at(capture.captured_at))
        item = PageItem(**fields)
        patient, self.workshop.pool = self.workshop.pool, self.pool_of_rereading
        asyncio.run(self.rereading.process_item(item))
        self.workshop.pool = patient
        return item

    @contextmanager
    def hurried(self) -> Iterator[None]:
        """Has the stage give its workers no time for captures that are read again."""
        patient = self.workshop.pool
        self.pool_of_rereading = ExtractionPool(workers=1, deadline=0.2, function=hang_in_c)
        try:
            yield
        finally:
            self.pool_of_rereading.close()
            self.pool_of_rereading = patient

    def give_up_next(self, url: str) -> int:
        """The page of a URL, whose retries but the last have failed."""

        def fail(session: Session) -> int:
            page = find_page(session, SLUG, url)
            assert page is not None
            page.failures = len(RETRY_AFTER)
            return page.id

        return self.workshop.writer.do(fail)

    def settle(self, item: PageItem) -> Settled:
        """Settles an item as an import does."""
        visit = Visit(item.capture.captured_at, schedule=None)
        return self.workshop.writer.do(partial(settle_page, item=item, visit=visit))

    def revisions(self) -> list[list[str]]:
        """The fields that changed, of each revision."""
        with self.workshop.archive.read() as session:
            return [one.changed for one in session.query(models.Revision).order_by(models.Revision.number)]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    workshop = Workshop(WorkshopSettings(tmp_path, min_free=0, workers=1), software="test")
    workshop.writer.do(partial(begin, publication=SLUG))
    try:
        yield Bench(workshop)
    finally:
        workshop.close()


URL = "https://quartercall.example/breaking/winches-outsell-ropes-1/"
OLD = DUMP.format(title="Winches", weight="ninety")
NEW = DUMP.format(title="Winches", weight="eighty")


def settle_by_an_older_extractor(bench: Bench, *, title: str | None = None) -> None:
    first = bench.read(bench.bring(OLD, title=title, url=URL), OLD, title=title)
    assert first.outcome == Outcome.ARCHIVED, first.reason
    first.extractor = "backfile 0"
    bench.settle(first)


def test_a_title_that_an_import_was_given_is_there_when_it_is_read_again(bench: Bench) -> None:
    settle_by_an_older_extractor(bench, title="A Title Given")
    second = bench.read(bench.bring(OLD, title="A Title Given", url=URL), OLD, title="A Title Given")
    assert [earlier.title for earlier in second.earlier] == ["A Title Given"]
    assert bench.settle(second).outcome is Outcome.UNCHANGED
    assert len(bench.revisions()) == 1


def test_an_edit_waits_until_the_earlier_capture_could_be_read(bench: Bench) -> None:
    settle_by_an_older_extractor(bench)
    capture = bench.bring(NEW, url=URL)
    with bench.hurried():
        second = bench.read(capture, NEW)
    assert (second.outcome, second.reason) == (
        "extraction-failed",
        "of the capture it is compared with: extraction-timeout",
    )
    assert bench.settle(second).outcome is Outcome.EXTRACTION_FAILED
    assert bench.settle(bench.read(capture, NEW)).outcome is Outcome.ARCHIVED
    assert bench.revisions()[1:] == [["text"]]


def test_a_page_that_is_given_up_after_this_is_kept_without_being_compared(bench: Bench) -> None:
    settle_by_an_older_extractor(bench)
    page_id = bench.give_up_next(URL)
    with bench.hurried():
        second = bench.read(bench.bring(NEW, url=URL), NEW, page_id=page_id)
    assert (second.outcome, second.is_comparable) == ("archived", False)
    assert bench.settle(second).outcome is Outcome.ARCHIVED
    assert len(bench.revisions()) == 1


def test_a_capture_that_held_text_back_is_read_again_too(bench: Bench) -> None:
    settle_by_an_older_extractor(bench)
    held = bench.read(bench.bring(NEW, url=URL), NEW)
    held.outcome, held.extractor, held.earlier, held.is_comparable = "stub", "backfile 0", (), True
    assert bench.settle(held).outcome is Outcome.STUB
    third = bench.read(bench.bring(OLD, url=URL), OLD)
    assert [earlier.capture.captured_at.day for earlier in third.earlier] == [AT.day + 1, AT.day + 2]
    assert bench.settle(third).outcome is Outcome.UNCHANGED
    assert bench.revisions()[1:] == [["text_state"]]
