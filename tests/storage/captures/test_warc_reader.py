from __future__ import annotations

import gzip
import io
import random
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from storage.captures.reader import Reference, iter_records, read_capture
from storage.captures.writer import WarcWriter
from storage.errors import BrokenRecord
from storage.items import CaptureRole, RecordAddress

TOKEN = st.text("!#$%&'*+-.^_`|~0123456789ABCabcXYZxyz", min_size=1, max_size=12).map(str.encode)
VALUE = st.binary(max_size=40).map(lambda raw: raw.translate(None, b"\r\n\x00").strip(b" \t"))
HEADERS = st.lists(st.tuples(TOKEN, VALUE), max_size=6).map(tuple)


@example(body=b"", headers=(), status=200, reason="", url=">", moment=datetime(2026, 1, 1, tzinfo=UTC))
@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    body=st.binary(max_size=600),
    headers=HEADERS,
    status=st.integers(100, 599).filter(lambda status: status != 304),
    reason=st.text("abc XYZ-'é", max_size=10).map(str.strip),
    url=st.text(max_size=30),
    moment=st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),
)
def test_any_response_reads_back_as_it_was(tmp_path, make_exchange, body, headers, status, reason, url, moment):
    writer = WarcWriter(tmp_path, software="Backfile/0.1", operator=None, min_free=0)
    exchange = make_exchange(
        body=body,
        response_headers=headers,
        status=status,
        reason=reason,
        url="https://harbour-gazette.test/" + url,
        captured_at=moment,
    )
    capture = writer.write_exchange(exchange)
    writer.close()
    response = read_capture(tmp_path, capture.address)
    assert (response.body, response.status, response.captured_at) == (body, status, moment)
    assert response.headers == response.payload_headers == headers
    assert response.reason.encode("latin-1").decode() == reason
    assert [summary.capture for summary in iter_records(tmp_path / capture.address.file)][2:] == [capture]


def test_a_revisit_is_followed_to_its_payload(tmp_path, make_writer, make_exchange):
    writer = make_writer()
    first = writer.write_exchange(make_exchange(0))
    again = writer.write_exchange(
        make_exchange(5, body=make_exchange(0).body, response_headers=((b"Age", b"7"),)), known=first
    )
    asked: list[Reference] = []
    response = read_capture(tmp_path, again.address, resolve=lambda it: asked.append(it) or first.address)
    assert asked == [Reference(first.record_id, first.url, first.captured_at, f"sha256:{first.payload_digest}")]
    assert response.body == make_exchange(0).body
    assert response.headers == ((b"Age", b"7"),)
    assert response.payload_headers == make_exchange(0).response_headers
    assert (response.record_type, response.captured_at) == ("revisit", again.captured_at)


def test_a_304_has_the_body_and_coding_of_what_it_confirms(tmp_path, make_writer, make_exchange):
    writer = make_writer()
    body = gzip.compress(b"<p>text</p>")
    first = writer.write_exchange(make_exchange(0, body=body, response_headers=((b"Content-Encoding", b"gzip"),)))
    again = writer.write_exchange(make_exchange(5, status=304, body=b"", response_headers=()), known=first)
    response = read_capture(tmp_path, again.address, resolve=lambda _: first.address)
    assert (response.status, response.body, response.headers) == (304, body, ())
    assert response.payload_headers == ((b"Content-Encoding", b"gzip"),)


def test_a_revisit_whose_payload_cannot_be_found_says_so(tmp_path, make_writer, make_exchange):
    writer = make_writer()
    first = writer.write_exchange(make_exchange(0))
    other = writer.write_exchange(make_exchange(1))
    again = writer.write_exchange(make_exchange(5, body=make_exchange(0).body), known=first)
    with pytest.raises(BrokenRecord, match="cannot be found"):
        read_capture(tmp_path, again.address)
    with pytest.raises(BrokenRecord, match="cannot be found"):
        read_capture(tmp_path, again.address, resolve=lambda _: None)
    with pytest.raises(BrokenRecord, match="does not hold its payload"):
        read_capture(tmp_path, again.address, resolve=lambda _: other.address)
    with pytest.raises(BrokenRecord, match="ring"):
        read_capture(tmp_path, again.address, resolve=lambda _: again.address)


def test_a_revisit_of_an_unknown_profile_is_not_interpreted(tmp_path, make_writer, make_exchange):
    writer = make_writer()
    first = writer.write_exchange(make_exchange(0))
    again = writer.write_exchange(make_exchange(5, body=make_exchange(0).body), known=first)
    writer.close()
    path = tmp_path / again.address.file
    data = path.read_bytes()
    record = gzip.decompress(data[again.address.offset :]).replace(b"identical-payload-digest", b"delta")
    path.write_bytes(data[: again.address.offset] + gzip.compress(record))
    last = list(iter_records(path))[-1]
    assert (last.kind, last.capture, last.defect) == ("revisit", None, None)
    with pytest.raises(BrokenRecord, match="no HTTP response"):
        read_capture(tmp_path, last.address, resolve=lambda _: first.address)


def test_the_payload_of_a_revisit_is_cut_where_its_original_is(tmp_path, make_writer, make_exchange):
    writer = make_writer()
    first = writer.write_exchange(make_exchange(0, truncated="time"))
    again = writer.write_exchange(make_exchange(5, status=304, body=b""), known=first)
    assert read_capture(tmp_path, first.address).truncated == "time"
    assert read_capture(tmp_path, again.address, resolve=lambda _: first.address).truncated == "time"


def test_a_resource_reads_back(tmp_path, make_writer):
    writer = make_writer()
    moment = datetime(2019, 5, 1, 8, tzinfo=UTC)
    capture = writer.write_resource(
        "file:///old/issue-7.html", b"<p>\xe9</p>", "text/html; charset=iso-8859-1", moment, "gazette", CaptureRole.PAGE
    )
    response = read_capture(tmp_path, capture.address)
    assert (response.url, response.body, response.status) == ("file:///old/issue-7.html", b"<p>\xe9</p>", 0)
    assert response.headers == ((b"Content-Type", b"text/html; charset=iso-8859-1"),)
    assert response.captured_at == moment


def test_the_title_that_an_import_was_given_reads_back(tmp_path, make_writer):
    writer, moment = make_writer(), datetime(2019, 5, 1, 8, tzinfo=UTC)
    capture = writer.write_resource(
        None, b"A dump", "text/plain", moment, "gazette", CaptureRole.PAGE, given_title="Für Élise: “Übung” 蓄"
    )
    assert read_capture(tmp_path, capture.address).given_title == "Für Élise: “Übung” 蓄"


def test_a_file_still_open_is_read_under_its_final_name(tmp_path, make_writer, make_exchange):
    capture = make_writer().write_exchange(make_exchange())
    assert not (tmp_path / capture.address.file).exists()
    assert read_capture(tmp_path, capture.address).body == make_exchange().body


@pytest.mark.parametrize("name", ["../secret", "/etc/hostname", "a/b", "", ".", "..", "a\x00b", "missing.warc.gz"])
def test_no_address_leads_out_of_the_directory(tmp_path, name):
    (tmp_path / "warc").mkdir()
    (tmp_path / "secret").write_bytes(gzip.compress(b"WARC/1.1\r\n\r\n"))
    with pytest.raises(BrokenRecord):
        read_capture(tmp_path / "warc", RecordAddress(name, 0, 10))


@pytest.mark.parametrize("move", [(0, 1), (1, 0), (1, -1), (-7, 0), (10**6, 0), (-(10**30), 0)])
def test_a_wrong_address_is_named_with_file_and_offset(tmp_path, make_writer, make_exchange, move):
    writer = make_writer()
    address = writer.write_exchange(make_exchange()).address
    writer.close()
    wrong = replace(address, offset=address.offset + move[0], length=address.length + move[1])
    with pytest.raises(BrokenRecord, match=rf"^{address.file}:{wrong.offset}: "):
        read_capture(tmp_path, wrong)


def test_an_altered_record_with_a_good_gzip_member_is_refused(tmp_path, make_writer, make_exchange):
    writer = make_writer()
    address = writer.write_exchange(make_exchange()).address
    writer.close()
    path = tmp_path / address.file
    data = path.read_bytes()
    record = gzip.decompress(data[address.offset :]).replace(b"Monday", b"Friday")
    altered = gzip.compress(record)
    path.write_bytes(data[: address.offset] + altered)
    with pytest.raises(BrokenRecord, match="block: sha256 is"):
        read_capture(tmp_path, replace(address, length=len(altered)))
    assert [bool(summary.defect) for summary in iter_records(path)] == [False, False, True]


def test_a_request_is_no_capture(tmp_path, make_writer, make_exchange):
    writer = make_writer()
    capture = writer.write_exchange(make_exchange())
    writer.close()
    info, request, _ = list(iter_records(tmp_path / capture.address.file))
    for summary in (info, request):
        with pytest.raises(BrokenRecord, match="no HTTP response"):
            read_capture(tmp_path, summary.address)


def test_a_record_over_the_limit_is_refused_and_the_next_one_read(tmp_path, make_writer, make_exchange):
    writer = make_writer()
    large = writer.write_exchange(make_exchange(0, body=bytes(5_000_000)))
    small = writer.write_exchange(make_exchange(1))
    writer.close()
    with pytest.raises(BrokenRecord, match="over the limit"):
        read_capture(tmp_path, large.address, limit=1_000_000)
    summaries = list(iter_records(tmp_path / large.address.file, limit=1_000_000))
    assert "over the limit" in (summaries[2].defect or "")
    assert [summary.capture for summary in summaries[3:]] == [None, small]


def test_the_scan_goes_on_after_damage(tmp_path, make_writer, make_exchange):
    writer = make_writer()
    captures = [writer.write_exchange(make_exchange(number)) for number in range(4)]
    writer.close()
    path = tmp_path / captures[0].address.file
    data = bytearray(path.read_bytes())
    data[captures[1].address.offset + 60] ^= 0xFF
    path.write_bytes(data)
    summaries = list(iter_records(path))
    assert [summary.capture for summary in summaries if summary.capture] == [captures[0], *captures[2:]]
    [broken] = [summary for summary in summaries if summary.defect]
    assert broken.address.offset == captures[1].address.offset


def test_damage_never_turns_a_body_into_records(tmp_path, make_writer, make_exchange):
    forger = make_writer(tmp_path / "forged")
    forged = forger.write_exchange(make_exchange(66))
    forger.close()
    copy = (tmp_path / "forged" / forged.address.file).read_bytes()
    noise = random.Random(1).randbytes(100_000)
    body = noise + copy + noise
    writer = make_writer(tmp_path / "ours")
    captures = [writer.write_exchange(make_exchange(n, body=body if n == 1 else b"short")) for n in range(3)]
    writer.close()
    path = tmp_path / "ours" / captures[0].address.file
    data = bytearray(path.read_bytes())
    assert copy in data, "the forged records do not lie in the file as they are"
    data[captures[1].address.offset] ^= 0xFF
    path.write_bytes(data)
    found = [summary.capture for summary in iter_records(path) if summary.capture]
    assert found == [captures[0], captures[2]]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.binary(max_size=400), packed=st.booleans())
def test_any_bytes_are_scanned_without_an_error(tmp_path, data, packed):
    path = tmp_path / "any.warc.gz"
    for content in (data, b"WARC/1.0\r\nContent-Length: 3\r\n\r\n" + data, b"WARC/1.1\r\n" + data):
        path.write_bytes(gzip.compress(content) if packed else content)
        assert all(summary.capture is None for summary in iter_records(path))


def write_foreign(path: Path, *, gzipped: bool, version: str) -> None:
    """A file as warcio writes it: SHA-1 in Base 32, chunked transfer coding kept, its own order of records."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=gzipped, warc_version=version)
    writer.write_record(writer.create_warcinfo_record(path.name, {"software": "other/1.0"}))
    headers = StatusAndHeaders("200 OK", [("Transfer-Encoding", "chunked"), ("ETag", "x")], protocol="HTTP/1.1")
    chunked = io.BytesIO(b"5\r\nquay \r\n4;a=b\r\nside\r\n0\r\n\r\n")
    response = writer.create_warc_record(
        "http://old.test/a", "response", payload=chunked, length=28, http_headers=headers,
        warc_headers_dict={"WARC-Date": "2014-02-03T04:05:06Z"},
    )  # fmt: skip
    sent = StatusAndHeaders("GET /a HTTP/1.1", [("Host", "old.test")], is_http_request=True)
    request = writer.create_warc_record("http://old.test/a", "request", http_headers=sent)
    writer.write_request_response_pair(request, response)
    digest = response.rec_headers["WARC-Payload-Digest"]
    writer.write_record(
        writer.create_revisit_record("http://old.test/b", digest, "http://old.test/a", "2014-02-03T04:05:06Z", headers)
    )
    writer.write_record(
        writer.create_warc_record(
            "dns:old.test", "response", payload=io.BytesIO(b"x"), length=1, warc_content_type="text/dns"
        )
    )
    writer.write_record(
        writer.create_warc_record("metadata://tool/log", "resource", payload=io.BytesIO(b"log"), length=3)
    )
    path.write_bytes(buffer.getvalue())


@pytest.mark.parametrize("version", ["1.0", "1.1"])
@pytest.mark.parametrize("gzipped", [True, False])
def test_files_of_other_writers_are_read(tmp_path, gzipped, version):
    path = tmp_path / ("foreign.warc.gz" if gzipped else "foreign.warc")
    write_foreign(path, gzipped=gzipped, version=version)
    summaries = list(iter_records(path))
    kinds = ["warcinfo", "response", "request", "revisit", "response", "resource"]
    assert [(summary.kind, summary.defect) for summary in summaries] == [(kind, None) for kind in kinds]
    captures = [summary.capture for summary in summaries if summary.capture]
    assert [(capture.url, capture.record_type) for capture in captures] == [
        ("http://old.test/a", "response"),
        ("http://old.test/b", "revisit"),
    ]
    assert captures[0].captured_at == datetime(2014, 2, 3, 4, 5, 6, tzinfo=UTC)
    assert captures[0].payload_length == len("quay side")
    assert captures[1].payload_digest == ""
    assert summaries[3].refers_to.captured_at == captures[0].captured_at
    response = read_capture(tmp_path, captures[1].address, resolve=lambda _: captures[0].address)
    assert response.body == b"quay side"


def test_a_file_in_one_gzip_member_is_named_so(tmp_path):
    path = tmp_path / "whole.warc.gz"
    write_foreign(path, gzipped=False, version="1.0")
    path.write_bytes(gzip.compress(path.read_bytes()))
    assert [summary.defect for summary in iter_records(path)] == ["several records in one gzip member"]


def test_the_package_imports_without_the_crawler_and_cheaply():
    listing = (
        "import sys, storage.captures; early = set(sys.modules); "
        "import storage.captures.writer; writing = set(sys.modules); "
        "import storage.captures.reader, storage.captures.repair, storage.captures.fixity, storage.captures.codings; "
        "print(sorted({'warcio', 'fastwarc', 'scrapy', 'twisted', 'sqlalchemy'} & early), "
        "sorted({'warcio', 'fastwarc', 'scrapy', 'twisted', 'sqlalchemy'} & writing), "
        "sorted({'warcio', 'scrapy', 'twisted', 'sqlalchemy', 'itemadapter'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True)
    assert done.stdout == "[] [] []\n"
