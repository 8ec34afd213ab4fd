"""`backfile import warc` on revisit records, as wget, Heritrix and others write them: each is a visit of its page."""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select

from crawler.sample.expected import articles
from crawler.sample.site import Site
from storage import models
from storage.archive import Archive
from tests.crawler.commands.running import Ended, backfile
from tests.storage.builders import dump

PAGES = [article for article in articles() if not article.fault and article.path.startswith("/2026/stage/")][:4]
SAME = "http://netpreserve.org/warc/{}/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/{}/revisit/server-not-modified"
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8\r\n\r\n"


def body_of(url: str) -> bytes:
    return Site(1).answer(urlsplit(url).path).body


def sha1(data: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def record(kind: str, block: bytes, version: str = "1.1", **fields: str) -> bytes:
    """A record in a gzip member; `_` in a field's name stands for `-`."""
    lines = [f"WARC/{version}", f"WARC-Type: {kind}", *(f"{n.replace('_', '-')}: {v}" for n, v in fields.items())]
    head = "\r\n".join([*lines, f"Content-Length: {len(block)}", "", ""])
    return gzip.compress(head.encode() + block + b"\r\n\r\n")


def named(number: int, url: str, at: str) -> dict[str, str]:
    return {
        "WARC_Record_ID": f"<urn:uuid:00000000-0000-4000-8000-{number:012}>",
        "WARC_Target_URI": url,
        "WARC_Date": f"2026-07-{at}Z",
        "Content_Type": "application/http; msgtype=response",
    }


def response(number: int, url: str, at: str, body: bytes, version: str = "1.1") -> bytes:
    return record("response", OK + body, version, **named(number, url, at), WARC_Payload_Digest=sha1(body))


def wget_revisit(number: int, url: str, at: str, body: bytes, original: int) -> bytes:
    """By the id of a record and the digest of its payload; the digest of its block is that of nothing."""
    return record(
        "revisit",
        OK,
        "1.0",
        **named(number, f"<{url}>", at),
        WARC_Refers_To=f"<urn:uuid:00000000-0000-4000-8000-{original:012}>",
        WARC_Profile=SAME.format("1.0"),
        WARC_Truncated="length",
        WARC_Block_Digest=sha1(b""),
        WARC_Payload_Digest=sha1(body),
    )


def heritrix_revisit(number: int, url: str, at: str, body: bytes, refers_to: tuple[str, str]) -> bytes:
    """By URL and time."""
    return record(
        "revisit",
        OK,
        **named(number, url, at),
        WARC_Refers_To_Target_URI=refers_to[0],
        WARC_Refers_To_Date=f"2026-07-{refers_to[1]}Z",
        WARC_Profile=SAME.format("1.1"),
        WARC_Payload_Digest=sha1(body),
    )


def not_modified(number: int, url: str, at: str, **refers_to: str) -> bytes:
    return record(
        "revisit",
        b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n',
        "1.1" if refers_to else "1.0",
        **named(number, url, at),
        **refers_to,
        WARC_Profile=NOT_MODIFIED.format("1.1" if refers_to else "1.0"),
    )


def not_modified_response(number: int, url: str, at: str) -> bytes:
    """A 304 that refers to nothing."""
    return record("response", b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n', **named(number, url, at))


def decision() -> bytes:
    fields = named(90, "", "09T08:00:00")
    del fields["WARC_Target_URI"]
    return record("metadata", b"{}", **fields, Backfile_Role="decision")


def write_files(directory: Path) -> list[Path]:
    """Two files, the second of which refers to the first: pages seen again, unchanged, edited and edited back."""
    plain, renewed, edited, lost = (page.url for page in PAGES)
    before = body_of(edited)
    after = before.replace(b"share a stage crew", b"share a stage crew and all its ropes")
    assert after != before
    first = [
        response(1, f"<{plain}>", "01T08:00:00", body_of(plain), "1.0"),
        response(2, renewed, "01T08:00:00", body_of(renewed)),
        response(3, edited, "01T08:00:00", before),
        response(4, edited, "02T08:00:00", after),
    ]
    second = [
        wget_revisit(5, plain, "03T08:00:00", body_of(plain), 1),
        heritrix_revisit(6, renewed, "03T08:00:00", body_of(renewed), (renewed, "01T08:00:00")),
        not_modified(7, renewed, "04T08:00:00"),
        heritrix_revisit(8, edited, "03T08:00:00", before, (edited, "01T08:00:00")),
        not_modified_response(10, plain, "05T08:00:00"),
        not_modified(
            11,
            renewed,
            "06T08:00:00",
            WARC_Refers_To="<urn:uuid:00000000-0000-4000-8000-000000000010>",
            WARC_Refers_To_Target_URI=plain,
            WARC_Refers_To_Date="2026-07-05T08:00:00Z",
        ),
        wget_revisit(9, lost, "03T08:00:00", b"which nobody has", 77),
        decision(),
    ]
    paths = [directory / "first.warc.gz", directory / "second.warc.gz"]
    for path, records in zip(paths, (first, second), strict=True):
        path.write_bytes(b"".join(records))
    return paths


def import_warc(archive: Archive, *files: Path) -> Ended:
    at = ("--archive", archive.directory, "--database-url", archive.database_url, "--json")
    return backfile("import", "warc", *files, "--publication", "sample", *at)


def visits_of(archive: Archive, url: str) -> list[Any]:
    """When the page was seen, as which kind of record, and what that came to."""
    with archive.read() as session:
        rows = session.execute(
            select(models.Capture.captured_at, models.Capture.record_type, models.Capture.status, models.Visit.outcome)
            .join(models.Visit, models.Visit.capture_id == models.Capture.id)
            .join(models.Page, models.Page.id == models.Visit.page_id)
            .where(models.Page.url == url)
            .order_by(models.Capture.captured_at)
        )
        return [(at.day, *rest) for at, *rest in rows]


def revisions_of(archive: Archive, url: str) -> list[int]:
    with archive.read() as session:
        article = session.scalars(select(models.Article).where(models.Article.url == url)).one()
        return [revision.seen_at.day for revision in article.revisions]


def rows_of(archive: Archive) -> dict[str, Any]:
    """Every row, but of the runs themselves."""
    return {name: rows for name, rows in dump(archive).items() if name != "run"}


def test_a_revisit_is_a_visit(new_archive: Callable[[], Archive], tmp_path: Path) -> None:
    archive = new_archive()
    files = write_files(tmp_path)
    first = import_warc(archive, *files)
    assert first.code == 0, first.said
    plain, renewed, edited, _ = (page.url for page in PAGES)
    assert visits_of(archive, plain) == [
        (1, "response", 200, "archived"),
        (3, "revisit", 200, "unchanged"),
        (5, "revisit", 304, "unchanged"),
    ]
    assert visits_of(archive, renewed) == [
        (1, "response", 200, "archived"),
        (3, "revisit", 200, "unchanged"),
        (4, "revisit", 304, "unchanged"),
        (6, "revisit", 304, "unchanged"),
    ]
    assert visits_of(archive, edited) == [
        (1, "response", 200, "archived"),
        (2, "response", 200, "archived"),
        (3, "revisit", 200, "archived"),
    ]
    assert revisions_of(archive, edited) == [1, 2, 3]
    assert revisions_of(archive, renewed) == [1]
    assert first.answer["left_out"] == {
        "is a revisit of a record that is neither in the files nor in the archive": 1,
        "is a decision about what another archive keeps": 1,
    }
    rows, size = rows_of(archive), sum(path.stat().st_size for path in archive.warc_directory.iterdir())
    again = import_warc(archive, *files)
    assert again.code == 0, again.said
    assert rows_of(archive) == rows
    assert sum(path.stat().st_size for path in archive.warc_directory.iterdir()) == size


def test_what_a_revisit_refers_to_may_be_in_the_archive(new_archive: Callable[[], Archive], tmp_path: Path) -> None:
    archive = new_archive()
    first, second = write_files(tmp_path)
    for file in (first, second):
        imported = import_warc(archive, file)
        assert imported.code == 0, imported.said
    plain, renewed, edited, _ = (page.url for page in PAGES)
    assert [day for day, *_ in visits_of(archive, plain)] == [1, 3, 5]
    assert [day for day, *_ in visits_of(archive, renewed)] == [1, 3, 4, 6]
    assert revisions_of(archive, edited) == [1, 2, 3]


def test_a_304_that_confirms_an_older_page_is_read(new_archive: Callable[[], Archive], tmp_path: Path) -> None:
    archive = new_archive()
    url = PAGES[2].url
    before = body_of(url)
    after = before.replace(b"share a stage crew", b"share a stage crew and all its ropes")
    days = {"WARC_Refers_To_Target_URI": url, "WARC_Refers_To_Date": "2026-07-01T08:00:00Z"}
    later = {**days, "WARC_Refers_To_Date": "2026-07-02T08:00:00Z"}
    coded = gzip.compress(before, mtime=0)
    head = OK.replace(b"charset=UTF-8", b"charset=UTF-8\r\nContent-Encoding: gzip")
    records = [
        record("response", head + coded, **named(1, url, "01T08:00:00"), WARC_Payload_Digest=sha1(coded)),
        response(2, url, "02T08:00:00", after),
        not_modified(3, url, "03T08:00:00", **days),
        not_modified(4, url, "04T08:00:00", **days),
        not_modified(5, url, "05T08:00:00", **later),
        not_modified(6, url, "06T08:00:00"),
    ]
    (tmp_path / "old.warc.gz").write_bytes(b"".join(records))
    imported = import_warc(archive, tmp_path / "old.warc.gz")
    assert imported.code == 0, imported.said
    expected = ["archived", "archived", "archived", "unchanged", "archived", "unchanged"]
    assert [outcome for *_, outcome in visits_of(archive, url)] == expected
    assert revisions_of(archive, url) == [1, 2, 3, 5]
    rebuilt = backfile(
        "rebuild", "--yes", "--json", "--archive", archive.directory, "--database-url", archive.database_url
    )
    assert rebuilt.code == 0, rebuilt.said
    assert [outcome for *_, outcome in visits_of(archive, url)] == expected
    assert revisions_of(archive, url) == [1, 2, 3, 5]
