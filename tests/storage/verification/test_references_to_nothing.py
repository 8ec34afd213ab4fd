"""Files in which a 304 says that its payload is empty and refers to another page's 304: nothing is missing in them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from storage import models
from storage.adoption import list_unsealed, measure_indexed, seal_files
from storage.archive import Archive
from storage.captures.capture_records import build_exchange, build_warcinfo
from storage.captures.digests import NOTHING
from storage.captures.entries import describe_exchange
from storage.captures.exchange import Exchange
from storage.captures.reader import iter_records, read_capture
from storage.items import Capture
from storage.ledger import find_page
from storage.outcomes import Outcome
from storage.purging.purge import purge
from storage.settlement import Visit, settle_miss
from storage.verification import verify
from tests.storage.builders import (
    AT,
    PUBLICATION,
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

FILE = "BACKFILE-20260304100607000-00000-1~quay.warc.gz"


def not_modified(number: int) -> Exchange:
    headers = ((b"ETag", b'"a"'),)
    return Exchange("GET", address(number), (), "HTTP/1.1", 304, "", headers, b"", later(9), publication=PUBLICATION)


def write_unrelated(archive: Archive) -> None:
    """The first 304 as a response, the second as a revisit of it."""
    origin = "urn:uuid:00000000-0000-4000-8000-000000000001"
    first = describe_exchange(not_modified(1), None)
    second = replace(describe_exchange(not_modified(2), None), record_type="revisit")
    records = [build_warcinfo(origin, FILE, AT, {"software": "Backfile/test"})]
    for exchange, capture, known in ((not_modified(1), first, None), (not_modified(2), second, first)):
        records += build_exchange(exchange, capture, known, origin)
    (archive.warc_directory / FILE).write_bytes(b"".join(records))


@pytest.fixture
def earlier(archive: Archive) -> tuple[Archive, list[Capture]]:
    """Lend an archive of two pages, unchanged the second time; and the two captures that say so."""
    with writing(archive) as session:
        run = begin(session)
        pages = announce_pages(session, [address(1), address(2)])
    with warc_writer(archive) as warc:
        for number in (1, 2):
            body = f"<p>Story {number} of the docks</p>".encode()
            item = page_item(capture_page(warc, address(number), body), url=address(number), title=f"Story {number}")
            settle(archive, item)
    write_unrelated(archive)
    captures = [one.capture for one in iter_records(archive.warc_directory / FILE) if one.capture]
    with writing(archive) as session:
        for capture in captures:
            visit = Visit(later(9), run)
            settle_miss(session, pages[capture.url], Outcome.UNCHANGED, "HTTP 304", visit, captures=(capture,))
        seal_files(session, measure_indexed(list_unsealed(session, archive.warc_directory)), now=AT)
    return archive, captures


def damage(archive: Archive) -> list[str]:
    return [str(finding) for result in verify(archive) for finding in result.damage]


def test_they_are_sound_and_have_no_payload(earlier: tuple[Archive, list[Capture]]) -> None:
    archive, captures = earlier
    assert [one.record_type for one in captures] == ["response", "revisit"]
    assert {one.payload_digest for one in captures} == {NOTHING}
    assert damage(archive) == []
    for capture in captures:
        stored = read_capture(archive.warc_directory, capture.address)
        assert (stored.status, stored.body, stored.headers) == (304, b"", ((b"ETag", b'"a"'),))


def test_a_purge_of_one_page_leaves_the_other_sound(earlier: tuple[Archive, list[Capture]]) -> None:
    archive, _ = earlier
    with archive.read() as session:
        article = session.scalars(select(models.Article.public_id).where(models.Article.url == address(1))).one()
    purge(archive, article, actor="Ines Vale", reason="a judge ordered it", now=later(99))
    assert damage(archive) == []
    with archive.read() as session:
        left = session.scalars(select(models.Capture.url).where(models.Capture.status == 304)).all()
        page = find_page(session, PUBLICATION, address(2))
        assert (left, page.outcome if page else None) == ([address(2)], "unchanged")
