from __future__ import annotations

import io
import re
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator

from storage.captures.reader import iter_records, read_capture
from storage.captures.writer import WarcWriter
from storage.errors import CannotWrite, DiskFull
from storage.items import CaptureRole


def read_with_warcio(path: Path):
    """Every record as a second implementation sees it, its digests checked."""
    records = []
    with path.open("rb") as file:
        for record in ArchiveIterator(file, check_digests=True):
            content = record.raw_stream.read()
            assert record.digest_checker.passed is not False, record.digest_checker.problems
            records.append((record, content))
    return records


def get_only_file(directory: Path) -> Path:
    [path] = directory.iterdir()
    return path


def test_a_file_is_named_as_other_crawlers_name_theirs(tmp_path, make_writer, make_exchange):
    writer = make_writer(prefix="GAZETTE")
    writer.write_exchange(make_exchange())
    assert get_only_file(tmp_path).name.endswith(".warc.gz.open")
    writer.close()
    assert re.fullmatch(r"GAZETTE-[0-9]{17}-[0-9]{5}-[0-9]+~[A-Za-z0-9.-]+\.warc\.gz", get_only_file(tmp_path).name)


def test_a_writer_that_wrote_nothing_leaves_no_file(tmp_path, make_writer):
    writer = make_writer()
    writer.sync()
    writer.close()
    writer.close()
    assert list(tmp_path.iterdir()) == []


def test_closing_twice_and_writing_again_begins_another_file(tmp_path, make_writer, make_exchange):
    writer = make_writer()
    first = writer.write_exchange(make_exchange(0))
    writer.close()
    writer.close()
    second = writer.write_exchange(make_exchange(1))
    writer.close()
    assert first.address.file != second.address.file
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([first.address.file, second.address.file])


def test_warcio_reads_warcinfo_request_and_response(tmp_path, make_writer, make_exchange):
    writer = make_writer()
    capture = writer.write_exchange(make_exchange())
    writer.close()
    (info, about), (request, sent), (response, body) = read_with_warcio(tmp_path / capture.address.file)
    assert [r.rec_type for r in (info, request, response)] == ["warcinfo", "request", "response"]
    assert b"software: Backfile/0.1\r\n" in about
    assert b"robots: obey\r\n" in about
    assert b"conformsTo: " in about
    assert info.rec_headers["WARC-Filename"] == capture.address.file
    assert request.http_headers.protocol == "GET"
    assert request.http_headers.statusline == "/docks-0/?page=1&sort=a%20b HTTP/1.1"
    assert request.http_headers["Host"] == "harbour-gazette.test"
    assert sent == b""
    assert response.http_headers.statusline == "200 OK"
    assert body == make_exchange().body
    assert response.rec_headers["WARC-Date"] == request.rec_headers["WARC-Date"] == "2026-03-04T05:06:07.890123Z"
    assert response.rec_headers["WARC-IP-Address"] == "192.0.2.7"
    assert response.rec_headers["WARC-Concurrent-To"] == request.rec_headers["WARC-Record-ID"]
    assert request.rec_headers["WARC-Concurrent-To"] == response.rec_headers["WARC-Record-ID"]
    assert response.rec_headers["WARC-Warcinfo-ID"] == info.rec_headers["WARC-Record-ID"]
    assert response.rec_headers["WARC-Payload-Digest"] == f"sha256:{capture.payload_digest}"


def test_warcio_finds_records_at_the_addresses(tmp_path, make_writer, make_exchange):
    writer = make_writer()
    captures = [writer.write_exchange(make_exchange(number)) for number in range(3)]
    writer.close()
    with (tmp_path / captures[0].address.file).open("rb") as file:
        for capture in captures:
            file.seek(capture.address.offset)
            member = io.BytesIO(file.read(capture.address.length))
            [record] = list(ArchiveIterator(member))
            assert record.rec_headers["WARC-Record-ID"] == f"<{capture.record_id}>"


def test_fastwarc_verifies_block_and_payload_digests(tmp_path, make_writer, make_exchange):
    writer = make_writer()
    capture = writer.write_exchange(make_exchange())
    writer.write_resource(None, b"a dump", "text/plain", datetime(2026, 1, 1, tzinfo=UTC), "gazette", CaptureRole.PAGE)
    writer.close()
    path = tmp_path / capture.address.file
    blocks = [record.verify_block_digest() for record in FastIterator(str(path), parse_http=False)]
    payloads = [record.verify_payload_digest() for record in FastIterator(str(path)) if record.is_http]
    assert blocks == [True, True, True, True]
    assert payloads == [True, True]


def test_the_index_entry_can_be_made_again_from_the_file(tmp_path, make_writer, make_exchange):
    writer = make_writer()
    written = [
        writer.write_exchange(make_exchange(0)),
        writer.write_exchange(
            make_exchange(
                1,
                status=301,
                response_headers=((b"Location", b"../docks/"), (b"Last-Modified", b"Mon, 02 Mar 2026 10:00:00 GMT")),
                requested_url="https://harbour-gazette.test/first",
                truncated="length",
                role=CaptureRole.SOURCE,
            )
        ),
        writer.write_resource(None, b"a dump", None, datetime(2026, 1, 1, tzinfo=UTC), None, CaptureRole.PAGE),
    ]
    written.append(writer.write_exchange(make_exchange(9, body=make_exchange(0).body), known=written[0]))
    writer.close()
    summaries = list(iter_records(tmp_path / written[0].address.file))
    assert [summary.capture for summary in summaries if summary.capture] == written
    assert [summary.defect for summary in summaries] == [None] * 8
    assert {summary.run for summary in summaries if summary.kind == "response"} == {"run-1"}
    assert written[1].location == "https://harbour-gazette.test/docks/"
    assert written[2].url == f"urn:sha256:{written[2].payload_digest}"


def test_an_identical_payload_becomes_a_revisit(tmp_path, make_writer, make_exchange):
    writer = make_writer()
    first = writer.write_exchange(make_exchange(0))
    again = writer.write_exchange(make_exchange(5, body=make_exchange(0).body), known=first)
    writer.close()
    record, body = read_with_warcio(tmp_path / again.address.file)[-1]
    assert (again.record_type, record.rec_type, body) == ("revisit", "revisit", b"")
    assert record.rec_headers["WARC-Profile"].endswith("/1.1/revisit/identical-payload-digest")
    assert record.rec_headers["WARC-Truncated"] == "length"
    assert again.truncated is None
    assert record.rec_headers["WARC-Refers-To"] == f"<{first.record_id}>"
    assert record.rec_headers["WARC-Refers-To-Target-URI"] == first.url
    assert record.rec_headers["WARC-Refers-To-Date"] == "2026-03-04T05:06:07.890123Z"
    assert record.rec_headers["WARC-Payload-Digest"] == f"sha256:{first.payload_digest}"
    assert (again.payload_digest, again.payload_length) == (first.payload_digest, first.payload_length)


def test_a_304_becomes_a_revisit_of_what_it_confirms(tmp_path, make_writer, make_exchange):
    writer = make_writer()
    first = writer.write_exchange(make_exchange(0))
    again = writer.write_exchange(make_exchange(5, status=304, reason="Not Modified", body=b""), known=first)
    writer.close()
    record, _ = read_with_warcio(tmp_path / again.address.file)[-1]
    assert record.rec_headers["WARC-Profile"].endswith("/1.1/revisit/server-not-modified")
    assert (again.status, again.record_type, again.payload_digest) == (304, "revisit", first.payload_digest)


def test_no_revisit_of_another_role_payload_or_revisit_or_of_nothing(make_writer, make_exchange):
    writer = make_writer()
    first = writer.write_exchange(make_exchange(0))
    same = make_exchange(1, body=make_exchange(0).body)
    revisit = writer.write_exchange(same, known=first)
    empty = writer.write_exchange(make_exchange(2, body=b""))
    assert writer.write_exchange(replace(same, role=CaptureRole.SOURCE), known=first).record_type == "response"
    assert writer.write_exchange(make_exchange(3), known=first).record_type == "response"
    assert writer.write_exchange(replace(same, truncated="time"), known=first).record_type == "response"
    assert writer.write_exchange(same, known=revisit).record_type == "response"
    assert writer.write_exchange(make_exchange(2, body=b""), known=empty).record_type == "response"
    assert writer.write_exchange(make_exchange(2, status=304, body=b"")).record_type == "response"


@pytest.mark.parametrize("name", [b"Authorization", b"cookie", b"Proxy-Authorization", b"X-Api-Key", b"X-Auth-Token"])
def test_what_lets_somebody_in_is_redacted_in_requests(tmp_path, make_writer, make_exchange, name):
    writer = make_writer()
    exchange = make_exchange(
        url="https://reader:canary-1@harbour-gazette.test/a",
        request_headers=((name, b"canary-2"),),
        response_headers=((b"Set-Cookie", b"session=canary-3"),),
    )
    capture = writer.write_exchange(exchange)
    writer.close()
    path = tmp_path / capture.address.file
    (_, _), (request, _), (response, _) = read_with_warcio(path)
    assert request.http_headers[name.decode()] == "redacted"
    assert response.http_headers["Set-Cookie"] == "redacted"
    assert capture.url == "https://harbour-gazette.test/a"
    plain = b"".join(str(r.rec_headers).encode() + str(r.http_headers).encode() for r, _ in read_with_warcio(path))
    assert b"canary" not in plain


def test_set_cookie_of_a_request_without_secrets_is_kept(tmp_path, make_writer, make_exchange):
    writer = make_writer()
    headers = ((b"Set-Cookie", b"a=1"), (b"Set-Cookie", b"b=2; Path=/"))
    capture = writer.write_exchange(make_exchange(response_headers=headers))
    assert read_capture(tmp_path, capture.address).headers == headers


def test_headers_that_would_make_the_body_read_wrongly_are_renamed(tmp_path, make_writer, make_exchange):
    writer = make_writer()
    headers = ((b"Transfer-Encoding", b"chunked"), (b"Content-Length", b"999999"), (b"Content-Encoding", b"br"))
    capture = writer.write_exchange(make_exchange(response_headers=headers, truncated="disconnect"))
    writer.close()
    response, body = read_with_warcio(tmp_path / capture.address.file)[-1]
    assert [name for name, _ in response.http_headers.headers] == [
        "X-Backfile-Received-Transfer-Encoding",
        "X-Backfile-Received-Content-Length",
        "Content-Encoding",
    ]
    assert response.rec_headers["WARC-Truncated"] == "disconnect"
    assert body == make_exchange().body
    assert read_capture(tmp_path, capture.address).headers == headers


@pytest.mark.parametrize(("method", "status", "kept"), [("HEAD", 200, True), ("GET", 304, True), ("GET", 200, False)])
def test_content_length_of_an_answer_without_body_is_kept(tmp_path, make_writer, make_exchange, method, status, kept):
    writer = make_writer()
    exchange = make_exchange(method=method, status=status, body=b"", response_headers=((b"Content-Length", b"512"),))
    capture = writer.write_exchange(exchange)
    writer.close()
    response, _ = read_with_warcio(tmp_path / capture.address.file)[-1]
    assert (response.http_headers["Content-Length"] == "512") is kept


def test_a_later_protocol_is_named_beside_the_http_1_text(tmp_path, make_writer, make_exchange):
    writer = make_writer()
    capture = writer.write_exchange(make_exchange(http_version="h2", reason=""))
    writer.close()
    response, _ = read_with_warcio(tmp_path / capture.address.file)[-1]
    assert response.rec_headers["WARC-Protocol"] == "h2"
    assert (response.http_headers.protocol, response.http_headers.statusline) == ("HTTP/1.1", "200")


def test_a_line_end_in_a_value_begins_no_field(tmp_path, make_writer, make_exchange):
    writer = make_writer()
    exchange = make_exchange(
        url="https://harbour-gazette.test/a b\r\nWARC-Type: forged",
        publication="gazette\r\nBackfile-Run: forged",
        response_headers=((b"X-A", b"1\r\n\r\nforged"),),
    )
    capture = writer.write_exchange(exchange)
    writer.close()
    response, body = read_with_warcio(tmp_path / capture.address.file)[-1]
    assert capture.url == "https://harbour-gazette.test/a%20b%0D%0AWARC-Type:%20forged"
    assert response.rec_headers["Backfile-Run"] == "run-1"
    assert body == exchange.body


def test_files_rotate_when_they_are_large_enough(tmp_path, make_writer, make_exchange):
    writer = make_writer(rotate_at=4000)
    captures = [writer.write_exchange(make_exchange(number)) for number in range(12)]
    writer.close()
    files = sorted({capture.address.file for capture in captures})
    assert sorted(path.name for path in tmp_path.iterdir()) == files
    assert len(files) > 2
    assert all((tmp_path / name).stat().st_size < 4000 + 2000 for name in files)
    assert all(next(iter_records(tmp_path / name)).kind == "warcinfo" for name in files)
    assert [read_capture(tmp_path, c.address).body for c in captures] == [make_exchange(n).body for n in range(12)]


def test_an_exchange_larger_than_a_file_still_has_one(make_writer, make_exchange):
    writer = make_writer(rotate_at=1)
    assert len({writer.write_exchange(make_exchange(number)).address.file for number in range(3)}) == 3


def test_threads_share_a_writer(tmp_path, make_writer, make_exchange):
    writer = make_writer(rotate_at=20_000)
    captures = []

    def write(first: int) -> None:
        captures.extend(writer.write_exchange(make_exchange(number)) for number in range(first, first + 25))

    threads = [threading.Thread(target=write, args=(first,)) for first in (0, 100, 200, 300)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    writer.close()
    assert len(captures) == 100
    assert {read_capture(tmp_path, capture.address).url for capture in captures} == {c.url for c in captures}
    assert len({capture.url for capture in captures}) == 100


def test_writing_stops_before_the_disk_is_full(tmp_path, make_exchange):
    writer = WarcWriter(tmp_path, software="Backfile/0.1", operator=None, min_free=2**62)
    with pytest.raises(DiskFull, match="left free"):
        writer.write_exchange(make_exchange())
    assert list(tmp_path.iterdir()) == []


def test_a_moment_without_a_time_zone_is_refused(make_exchange):
    with pytest.raises(ValueError, match="time zone"):
        make_exchange(captured_at=datetime(2026, 1, 1))


def test_a_directory_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CannotWrite, match="cannot be made"):
        WarcWriter(tmp_path / "file" / "warc", software="Backfile/0.1", operator=None)
