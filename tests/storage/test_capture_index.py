"""The captures table gives back what was put in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import select

from storage import models
from storage.archive import Archive
from storage.capture_index import (
    LONGEST_URL,
    add_capture,
    as_item,
    find_answer,
    find_original,
    find_record,
    indexed_offsets,
    seal_file,
    sealed_files,
)
from storage.captures.reader import iter_records
from storage.items import CaptureRole
from storage.urls import url_key
from tests.storage.builders import AT, PUBLICATION, SITE, address, begin, capture_page, later, warc_writer, writing


def test_a_row_is_the_capture_and_what_its_record_says(archive: Archive) -> None:
    headers = ((b"Content-Type", b"text/html"), (b"ETag", b'"a"'), (b"Last-Modified", b"Wed, 04 Mar 2026 05:00:00 GMT"))
    with warc_writer(archive) as warc:
        written = [
            capture_page(warc, address(1), headers=headers),
            capture_page(
                warc, address(2), b"", status=302, headers=((b"Location", b"/2026/"),), requested_url=address(3)
            ),
            capture_page(warc, address(4), b"cut", truncated="length", role=CaptureRole.SOURCE),
        ]
        written.append(capture_page(warc, address(1), b"", status=304, at=later(1), known=written[0]))
    with writing(archive) as session:
        begin(session)
        for capture in written:
            add_capture(session, capture, run_id=None)
    with archive.read() as session:
        assert [find_record(session, capture.record_id) for capture in written] == written
        of_one_url = select(models.Capture).where(models.Capture.url_key == url_key(f"{address(1)}#top"))
        assert [as_item(row) for row in session.scalars(of_one_url)] == [written[0], written[3]]
        assert find_record(session, "urn:uuid:none") is None
    (path,) = archive.warc_directory.glob("*.warc.gz")
    assert [summary.capture for summary in iter_records(path) if summary.capture] == written


def test_a_capture_is_added_once(archive: Archive) -> None:
    with warc_writer(archive) as warc:
        capture = capture_page(warc, address(1))
    with writing(archive) as session:
        begin(session)
        ids = {add_capture(session, capture, run_id=None).id for _ in range(3)}
        assert len(ids) == 1
        assert indexed_offsets(session, capture.address.file) == {capture.address.offset}
        assert indexed_offsets(session, "other.warc.gz") == set()


def test_an_endless_url_is_cut_in_the_index_alone(archive: Archive) -> None:
    url = f"{SITE}/?q={'a' * 20_000}"
    with warc_writer(archive) as warc:
        capture = capture_page(warc, url)
    with writing(archive) as session:
        begin(session)
        add_capture(session, capture, run_id=None)
        found = find_record(session, capture.record_id)
    assert found == replace(capture, url=url[:LONGEST_URL])


def test_the_original_of_a_payload_is_whole_oldest_and_of_the_same_role(archive: Archive) -> None:
    body = b"<p>Docks reopen</p>"
    with warc_writer(archive) as warc:
        cut = capture_page(warc, address(1), body, truncated="length")
        source = capture_page(warc, address(1), body, role=CaptureRole.SOURCE)
        first, second = capture_page(warc, address(1), body), capture_page(warc, address(2), body)
        revisit = capture_page(warc, address(1), body, known=first)
    assert revisit.record_type == "revisit"
    with writing(archive) as session:
        begin(session)
        for capture in (cut, source, revisit):
            add_capture(session, capture, run_id=None)
        assert find_original(session, first.payload_digest, CaptureRole.PAGE) is None
        for capture in (first, second):
            add_capture(session, capture, run_id=None)
        assert find_original(session, first.payload_digest, CaptureRole.PAGE) == first
        assert find_original(session, first.payload_digest, CaptureRole.SOURCE) == source


def test_an_empty_payload_and_a_304_are_no_originals(archive: Archive) -> None:
    with warc_writer(archive) as warc:
        empty = capture_page(warc, address(1), b"", status=302)
        odd = capture_page(warc, address(1), b"<p>Not modified</p>", status=304)
    with writing(archive) as session:
        begin(session)
        for capture in (empty, odd):
            assert add_capture(session, capture, run_id=None).record_type == "response"
            assert find_original(session, capture.payload_digest, CaptureRole.PAGE) is None


def test_the_answer_that_validators_came_from_is_the_first_since_then(archive: Archive) -> None:
    headers = ((b"ETag", b'"a"'),)
    with warc_writer(archive) as warc:
        before, first, second = (
            capture_page(warc, address(1), b"<p>%d" % hour, at=later(hour), headers=headers) for hour in (0, 2, 3)
        )
        others = [
            capture_page(warc, address(1), b"<p>tag", at=later(2), headers=((b"ETag", b'"b"'),)),
            capture_page(warc, address(1), b"<p>date", at=later(2), headers=(*headers, (b"Last-Modified", b"today"))),
            capture_page(warc, address(1), b"<p>role", at=later(2), headers=headers, role=CaptureRole.SOURCE),
            capture_page(warc, address(1), b"<p>cut", at=later(2), headers=headers, truncated="length"),
            capture_page(warc, address(1), b"", status=304, at=later(2), headers=headers, known=before),
        ]
    asked: dict[str, Any] = {"url": address(1), "publication": PUBLICATION, "role": CaptureRole.PAGE}
    with writing(archive) as session:
        begin(session)
        for capture in (before, *others, second, first):
            add_capture(session, capture, run_id=None)
        assert find_answer(session, **asked, since=later(1), etag='"a"', last_modified=None) == first
        assert find_answer(session, **asked, since=later(4), etag='"a"', last_modified=None) is None
        assert find_answer(session, **asked, since=None, etag='"a"', last_modified=None) is None
        assert find_answer(session, **asked, since=later(1), etag=None, last_modified=None) is None


def test_a_file_is_sealed_once(archive: Archive) -> None:
    with writing(archive) as session:
        seal_file(session, "a.warc.gz", size=10, digest="0" * 64, now=AT)
        seal_file(session, "a.warc.gz", size=11, digest="1" * 64, now=later(1))
        assert sealed_files(session) == {"a.warc.gz"}
