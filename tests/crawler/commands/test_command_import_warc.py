"""`backfile import warc` on files as several crawlers write them."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.sample.expected import articles
from crawler.sample.site import Site
from storage import models
from storage.captures.exchange import Exchange
from storage.captures.reader import iter_records
from storage.captures.writer import WarcWriter
from tests.command_line import Run
from tests.crawler.commands.running import backfile, opened, warc_bytes

DAY = "2026-07-01T08:00:00Z"
PAGES = [article for article in articles() if not article.fault and article.path.startswith("/2026/stage/")][:8]


def body_of(url: str) -> bytes:
    return Site(1).answer(urlsplit(url).path).body


class File:
    """A WARC file being put together by warcio."""

    def __init__(self, path: Path, *, version: str = "1.0", gzipped: bool = True, day: str = DAY) -> None:
        self.path = path
        self._day = day
        self._buffer = io.BytesIO()
        self._writer = WARCWriter(self._buffer, gzip=gzipped, warc_version=version)

    def add(self, kind: str, url: str, body: bytes = b"", status: str = "200 OK", **headers: str) -> None:
        """A record; an HTTP one with the headers given."""
        fields = {"WARC-Date": self._day, "WARC-IP-Address": "192.0.2.7"}
        http = None
        if kind == "request":
            http = StatusAndHeaders("GET / HTTP/1.1", [("Host", "quartercall.example")], is_http_request=True)
        elif kind == "response":
            sent = {"Content-Type": "text/html; charset=UTF-8", **headers}
            http = StatusAndHeaders(status, list(sent.items()), protocol="HTTP/1.1")
        record = self._writer.create_warc_record(
            url, kind, payload=io.BytesIO(body), http_headers=http, warc_headers_dict=fields
        )
        self._writer.write_record(record)
        record.raw_stream.close()

    def close(self, *, whole: bool = False) -> Path:
        """Writes it out, compressed as a whole where that is asked for."""
        data = self._buffer.getvalue()
        self.path.write_bytes(gzip.compress(data) if whole else data)
        return self.path


def write_wget(path: Path, url: str) -> Path:
    file = File(path)
    file.add("request", f"<{url}>")
    file.add("response", f"<{url}>", body_of(url))
    file.add("metadata", "metadata://gnu.org/software/wget/warc/MANIFEST.txt", b"<urn:uuid:0>")
    return file.close()


def write_heritrix(path: Path, url: str) -> Path:
    file = File(path)
    file.add("resource", "dns:quartercall.example", b"20260701080000\nquartercall.example. 60 IN A 192.0.2.7\n")
    file.add("response", url, gzip.compress(body_of(url)), **{"Content-Encoding": "gzip"})
    file.add("request", url)
    file.add("response", "http://quartercall.example/robots.txt", b"User-agent: *\n", **{"Content-Type": "text/plain"})
    file.add("response", "http://quartercall.example/plus/gone-13000001/", b"<p>Gone</p>", "404 Not Found")
    file.add("response", "http://elsewhere.example/a-13000002/", b"<p>Not ours</p>")
    return file.close()


def write_common_crawl(path: Path, url: str) -> Path:
    file = File(path)
    file.add("request", url)
    file.add("response", url, body_of(url), **{"X-Crawler-Content-Encoding": "gzip"})
    file.add("metadata", url, b"fetchTimeMs: 7\r\n")
    return file.close()


def write_plain(path: Path, url: str) -> Path:
    file = File(path, version="1.1", gzipped=False)
    file.add("response", url, body_of(url))
    return file.close()


def write_whole(path: Path, url: str) -> Path:
    file = File(path, version="1.1", gzipped=False)
    file.add("request", url)
    file.add("response", url, body_of(url))
    return file.close(whole=True)


def write_ours(path: Path, url: str) -> Path:
    directory = path.parent / "ours"
    writer = WarcWriter(directory, software="test", operator=None, min_free=0)
    exchange = Exchange(
        method="GET",
        url=url,
        request_headers=[(b"User-Agent", b"Backfile/0 (test)"), (b"Accept-Language", b"en-CA")],
        http_version="HTTP/1.1",
        status=200,
        reason="Fine",
        response_headers=[(b"Content-Type", b"text/html"), (b"ETag", b'"abc"'), (b"X-Twice", b"1"), (b"X-Twice", b"2")],
        body=body_of(url),
        captured_at=datetime(2026, 7, 1, 8, 0, 0, 123456, tzinfo=UTC),
        ip="192.0.2.7",
        requested_url="http://quartercall.example/plus/asked-13000003/",
        run="77",
    )
    writer.write_exchange(exchange)
    writer.write_resource(
        None,
        b"By Ada Brook\n\nThe hall is dark tonight.\n",
        "text/plain",
        exchange.captured_at,
        "sample",
        exchange.role,
    )
    writer.close()
    (written,) = directory.glob("*.warc.gz")
    return written


def write_broken(path: Path, url: str, lost: str) -> Path:
    """A record altered in its middle, a good one, and one that was cut."""
    file = File(path)
    file.add("response", lost, body_of(lost))
    first = file._buffer.tell()
    file.add("response", url, body_of(url))
    data = bytearray(file._buffer.getvalue())
    data[first // 2] ^= 0xFF
    file.add("response", lost, body_of(lost))
    data += file._buffer.getvalue()[len(data) : -40]
    path.write_bytes(data)
    return path


class Imports:
    """All the files in one import, then again, then one of them for a publication that it has nothing of."""

    def __init__(self, directory: Path) -> None:
        self.archive = directory / "archive"
        writers = (write_wget, write_heritrix, write_common_crawl, write_plain, write_whole, write_ours)
        urls = [page.url for page in PAGES]
        self.urls = {write.__name__: url for write, url in zip(writers, urls, strict=False)}
        self.files = [
            write(directory / f"{write.__name__}.warc.gz", url) for write, url in zip(writers, urls, strict=False)
        ]
        self.lost = urls[7]
        self.urls["write_broken"] = urls[6]
        self.files.append(write_broken(directory / "broken.warc.gz", urls[6], self.lost))
        (directory / "notes.warc").write_bytes(b"These are notes.\n")
        self.files.append(directory / "notes.warc")
        self.first = backfile("import", "warc", *self.files, "--archive", self.archive, "--json", afresh=True)
        self.size = warc_bytes(self.archive)
        self.again = backfile("import", "warc", *self.files[:6], "--archive", self.archive, "--json")
        self.size_again = warc_bytes(self.archive)
        self.none = backfile("import", "warc", self.files[0], "--publication", "wwd", "--archive", directory / "none")


@pytest.fixture(scope="module")
def imports(tmp_path_factory: pytest.TempPathFactory) -> Imports:
    return Imports(tmp_path_factory.mktemp("import-warc"))


@pytest.fixture
def session(imports: Imports) -> Iterator[Session]:
    with opened(imports.archive) as session:
        yield session


def test_pages_of_every_writer_are_articles(imports: Imports, session: Session) -> None:
    found = set(session.scalars(select(models.Article.url)))
    assert found == {*imports.urls.values(), None}


def test_articles_are_read_as_they_are_when_crawled(imports: Imports, session: Session) -> None:
    titles = {
        article.url: article.reading.title for article in session.scalars(select(models.Article)) if article.reading
    }
    expected = {page.url: page.title for page in PAGES}
    assert {url: title for url, title in titles.items() if url} == {
        url: title for url, title in expected.items() if url in imports.urls.values()
    }


def test_what_is_no_page_is_counted_by_reason(imports: Imports) -> None:
    assert imports.first.answer["left_out"] == {
        "is no HTML": 1,
        "answers HTTP 404": 1,
        "has a URL that is no article of any publication": 1,
        "is damaged": 2,
        "is no WARC file": 1,
    }


def test_damage_is_named_and_stops_nothing(imports: Imports) -> None:
    assert imports.first.code == 4
    damaged = [named["file"] for named in imports.first.answer["named"] if named["reason"] == "is damaged"]
    assert damaged[0] == "broken.warc.gz:0"
    assert len(damaged) == 2


def test_a_copy_keeps_what_its_record_said(imports: Imports, session: Session) -> None:
    url = imports.urls["write_ours"]
    capture = session.scalars(select(models.Capture).where(models.Capture.url == url)).one()
    assert capture.captured_at == datetime(2026, 7, 1, 8, 0, 0, 123456, tzinfo=UTC)
    assert (capture.status, capture.content_type, capture.etag) == (200, "text/html", '"abc"')
    assert capture.requested_url == "http://quartercall.example/plus/asked-13000003/"
    (copy,) = (
        r for r in iter_records(imports.archive / "warc" / capture.warc_file.name) if r.record_id == capture.record_id
    )
    assert (copy.defect, copy.run) == (None, str(capture.run_id))


def test_a_copy_keeps_status_line_and_headers_to_the_byte(imports: Imports) -> None:
    copied = b"".join(gzip.decompress(p.read_bytes()) for p in (imports.archive / "warc").glob("*.warc.gz"))
    assert b'HTTP/1.1 200 Fine\r\nContent-Type: text/html\r\nETag: "abc"\r\nX-Twice: 1\r\nX-Twice: 2\r\n' in copied
    assert b"User-Agent: Backfile/0 (test)\r\nAccept-Language: en-CA\r\n" in copied


def test_a_coded_body_is_kept_coded(imports: Imports, session: Session) -> None:
    url = imports.urls["write_heritrix"]
    capture = session.scalars(select(models.Capture).where(models.Capture.url == url)).one()
    assert capture.payload_length < len(body_of(url))


def test_importing_again_changes_nothing(imports: Imports) -> None:
    assert imports.again.code == 0, imports.again.said
    (run,) = imports.again.answer["runs"]
    assert run["report"]["visited"] == {"unchanged": 7}
    assert imports.size_again == imports.size


def test_a_file_without_pages_of_a_publication_makes_no_archive(imports: Imports) -> None:
    assert imports.none.code == 2
    assert "1 × has a URL that is no article of wwd, such as write_wget.warc.gz:" in imports.none.printed
    assert imports.none.sentences == ["backfile: nothing was imported: every page was left out, as the reasons say"]
    assert not (imports.archive.parent / "none").exists()


def test_a_record_of_the_future_is_left_out(tmp_path: Path, backfile_here: Run) -> None:
    file = File(tmp_path / "to-come.warc.gz", day="3019-01-01T00:00:00Z")
    file.add("response", PAGES[0].url, body_of(PAGES[0].url))
    done = backfile_here("import", "warc", file.close(), "--archive", tmp_path / "archive")
    assert done.code == 2
    assert "left out: 1 × is dated in the future, such as to-come.warc.gz:" in done.out


def test_damage_is_the_exit_code_where_nothing_was_imported(
    imports: Imports, tmp_path: Path, backfile_here: Run
) -> None:
    broken = imports.files[6]
    done = backfile_here("import", "warc", broken, "--publication", "wwd", "--archive", tmp_path / "archive")
    assert done.code == 4
    assert "backfile: broken.warc.gz:0: is damaged" in done.err
