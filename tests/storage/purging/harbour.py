"""An archive with an article that is to go, and the means to see whether any byte of it is left."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from storage.adoption import list_unsealed, measure_indexed, seal_files
from storage.archive import Archive
from storage.capture_index import add_capture
from storage.captures.writer import WarcWriter
from storage.items import CaptureRole
from storage.verification import verify
from tests.storage.builders import (
    AT,
    SITE,
    address,
    announce_pages,
    begin,
    capture_page,
    later,
    page_item,
    related_story,
    settle,
    warc_writer,
    writing,
)

PHRASE = "quillwort barnacle thimble"
PASSAGE = f"The {PHRASE} of Port Ansel was seen by nobody but the keeper's own daughter."
WORDS = (PHRASE, "quillwort", "barnacl", "thimbl")
TITLE = "Quillwort sinks at the thimble quay"
PAGE = f"<html><h1>{TITLE}</h1><p>{PASSAGE}</p></html>".encode()
FEED = f"<rss><item><title>Other</title><description>&lt;p&gt;{PASSAGE}&lt;/p&gt;</description></item></rss>".encode()
WORDPRESS = json.dumps([{"content": {"rendered": f"<p>{PASSAGE}</p>"}}]).encode()
SITEMAP = b"<urlset><url><loc>https://harbour-gazette.test/2026/story-2/</loc></url></urlset>"
SAID: dict[str, Any] = {"actor": "Ines Vale", "reason": "a judge ordered it", "now": later(500)}


def fill_harbour(archive: Archive) -> str:
    """Archives an article that is to go and others that stay; gives its id.

    It was captured twice, the second time unchanged, and is in a feed and an answer in JSON, each captured twice.
    """
    with writing(archive) as session:
        begin(session)
        announce_pages(session, [address(1), address(2), address(3)])
    with warc_writer(archive) as warc:
        first = capture_page(warc, address(1), gzip.compress(PAGE, mtime=0), headers=((b"Content-Encoding", b"gzip"),))
        other = capture_page(warc, address(2), b"<p>The docks reopened.</p>")
        sources = list(_capture_sources(warc))
    with warc_writer(archive) as warc:
        again = capture_page(
            warc,
            address(1),
            gzip.compress(PAGE, mtime=0),
            at=later(9),
            known=first,
            headers=((b"Content-Encoding", b"gzip"),),
        )
        edited = capture_page(warc, address(1), PAGE + b"<p>More.</p>", at=later(12))
        missing = capture_page(warc, address(1), b"not here", at=later(13), status=404)
        elsewhere = capture_page(warc, address(3), b"not here", at=later(14), status=404, known=missing)
    settled = settle(archive, _item(first))
    settle(archive, page_item(other, url=address(2), related=[related_story(0, address(1), "A quay")]))
    settle(archive, _item(again))
    settle(archive, _item(edited, "More."))
    with writing(archive) as session:
        for capture in (*sources, missing, elsewhere):
            add_capture(session, capture, run_id=None)
        seal_files(session, measure_indexed(list_unsealed(session, archive.warc_directory)), now=AT)
    assert elsewhere.record_type == again.record_type == "revisit"
    return settled.article or ""


def _capture_sources(warc: WarcWriter) -> Iterator[Any]:
    for name, body in (("feed", FEED), ("posts", WORDPRESS), ("sitemap", SITEMAP)):
        known = None
        for hours in (1, 2):
            known = (
                capture_page(warc, f"{SITE}/{name}", body, at=later(hours), role=CaptureRole.SOURCE, known=known)
                if known is None or known.record_type != "revisit"
                else known
            )
            yield known


def _item(capture: Any, *more: str) -> Any:
    return page_item(capture, url=address(1), title=TITLE, paragraphs=(PASSAGE, *more), byline="Orla Quillwort")


def is_sound(archive: Archive) -> bool:
    """Whether no check finds damage."""
    found = [str(finding) for result in verify(archive) for finding in result.damage]
    assert found == []
    return True


def kept(archive: Archive) -> bytes:
    """Every byte of the archive's directory, what is compressed unpacked, and a dump of the database."""
    files = [path for path in archive.directory.rglob("*") if path.is_file()]
    pieces = [path.read_bytes() for path in files]
    pieces += [_unpacked(path) for path in files if ".warc.gz" in path.name]
    if archive.engine.dialect.name == "postgresql":
        pieces.append(_pg_dump(archive))
    return b"\n".join(pieces).lower()


def _unpacked(path: Path) -> bytes:
    """The records, and the bodies in them that are compressed themselves."""
    data = gzip.decompress(path.read_bytes())
    bodies = [part for part in data.split(b"\r\n\r\n") if part.startswith(b"\x1f\x8b")]
    return b"\n".join([data, *(gzip.decompress(body) for body in bodies)])


def _pg_dump(archive: Archive) -> bytes:
    """All rows as text, by the server itself: what pg_dump would write."""
    with archive.engine.connect() as connection:
        tables = connection.exec_driver_sql(
            "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
        ).scalars().all()  # fmt: skip
        rows = [connection.exec_driver_sql(f"SELECT t::text FROM {table} t").scalars().all() for table in tables]
    return "\n".join(line for table in rows for line in table).encode()


def is_clean(archive: Archive) -> bool:
    """Whether nothing of the article is left, in whatever charset."""
    everything = kept(archive)
    assert b"docks reopened" in everything
    return not any(word.encode(charset) in everything for word in WORDS for charset in ("ascii", "utf-16-le"))
