"""What a purge finds: the words in every charset, packing and place, and nothing that others have too."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from sqlalchemy import select

from storage import models
from storage.archive import Archive
from storage.capture_index import add_capture, list_captures
from storage.items import CaptureRole
from storage.purging.purge import purge
from tests.storage.builders import (
    PUBLICATION,
    SITE,
    address,
    begin,
    capture_page,
    later,
    page_item,
    settle,
    warc_writer,
    writing,
)
from tests.storage.purging.harbour import PASSAGE, SAID, TITLE, is_clean, is_sound

ACCENTED = PASSAGE.replace("keeper", "kéeper")
XML = '<?xml version="1.0" encoding="{0}"?><rss><item><description>{1}</description></item></rss>'
NOTHING_ELSE = {"title": "Docks reopen", "paragraphs": ("The docks reopened.",), "byline": None}
INVITATION = "Sign up for our newsletter and never miss what happens along the coast."
FOLLOW = "Follow us elsewhere"
SHORT = "Sign up for our newsletter"

BODIES = {
    "cp1252 as its prologue says": (XML.format("windows-1252", ACCENTED).encode("cp1252"), "application/rss+xml"),
    "latin-1 as the header says": (ACCENTED.encode("latin-1"), "text/xml; charset=ISO-8859-1"),
    "utf-16 with a mark": (XML.format("utf-16", ACCENTED).encode("utf-16"), "text/xml"),
    "utf-16 without one": (XML.format("utf-16", ACCENTED).encode("utf-16-le"), "text/xml"),
    "cp1252 that nobody declares": (ACCENTED.encode("cp1252"), "text/html; charset=utf-8"),
    "gzip as a file": (gzip.compress(f"<urlset><title>{TITLE}</title></urlset>".encode(), mtime=0), "application/gzip"),
    "an attribute": (f'<meta name="description" content="{PASSAGE}">'.encode(), "text/html"),
    "escapes in a script": (
        ("<script>data = " + json.dumps({"html": f"<p>{PASSAGE.replace(' of', ' — of')}</p>"}) + "</script>").encode(),
        "text/html",
    ),
    "what stands far down": (b"<p>Before.</p>" * 40_000 + PASSAGE.encode(), "text/html"),
}


def archived(archive: Archive, number: int, *paragraphs: str, title: str = TITLE, body: bytes | None = None) -> str:
    """An article at an address of its own; gives its id."""
    with warc_writer(archive) as warc:
        page = body or f"<h1>{title}</h1>{''.join(f'<p>{text}</p>' for text in paragraphs)}".encode()
        capture = capture_page(warc, address(number), page, at=later(number))
    return settle(archive, page_item(capture, url=address(number), title=title, paragraphs=paragraphs)).article or ""


def indexed(archive: Archive, url: str, body: bytes, content_type: str, **options: Any) -> None:
    """A capture that is in the index and makes no article."""
    with warc_writer(archive) as warc:
        capture = capture_page(warc, url, body, headers=((b"Content-Type", content_type.encode()),), **options)
    with writing(archive) as session:
        add_capture(session, capture, run_id=None)


@pytest.fixture
def begun(archive: Archive) -> Archive:
    with writing(archive) as session:
        begin(session)
    archived(archive, 2, "The docks reopened.", title="Docks reopen")
    return archive


def urls(archive: Archive) -> set[str]:
    with archive.read() as session:
        return set(session.scalars(select(models.Capture.url)))


def test_the_words_are_found_in_every_charset_and_packing(begun: Archive) -> None:
    article = archived(begun, 1, ACCENTED)
    for number, (body, content_type) in enumerate(BODIES.values()):
        indexed(begun, f"{SITE}/feed-{number}", body, content_type, role=CaptureRole.SOURCE)
    done = purge(begun, article, **SAID)
    left = urls(begun)
    assert [name for number, name in enumerate(BODIES) if f"{SITE}/feed-{number}" in left] == []
    assert (done.sources, done.unread) == (len(BODIES), ())
    assert is_clean(begun)
    assert is_sound(begun)


def test_pages_that_are_no_article_go_when_they_carry_the_words(begun: Archive) -> None:
    """One that is an article and quotes it stays."""
    article = archived(begun, 1, PASSAGE)
    archived(begun, 3, "They wrote it thus.", PASSAGE, "And so say we.", title="A quote")
    front, print_page, about = f"{SITE}/harbour/", f"{SITE}/story-1/print", f"{SITE}/about"
    with warc_writer(begun) as warc:
        for url, text in ((front, PASSAGE), (print_page, TITLE), (about, "We are a paper.")):
            capture = capture_page(warc, url, f"<p>{text}</p>".encode())
            settle(begun, page_item(capture, url=url, outcome="no-text", reason="no text was found"))
    assert purge(begun, article, **SAID).articles == (article,)
    assert urls(begun) == {address(2), address(3), about}
    assert is_sound(begun)


def test_what_other_addresses_answered_goes_too(begun: Archive) -> None:
    """Even where nothing was read there, so that no word of it is known."""
    article = archived(begun, 1, PASSAGE)
    with warc_writer(begun) as warc:
        refused = capture_page(
            warc, f"{SITE}/m/1", b"<p>An earlier barnacle.</p>", at=later(20), requested_url=address(1)
        )
        other = capture_page(warc, address(2), b"<p>Docks!</p>", at=later(21), requested_url=address(1))
    settle(begun, page_item(refused, url=address(1), outcome="no-text"))
    settle(begun, page_item(other, url=address(1), outcome="no-text"))
    purge(begun, article, **SAID)
    assert urls(begun) == {address(2)}
    with begun.read() as session:
        assert len(session.scalars(select(models.Capture).where(models.Capture.url == address(2))).all()) == 2
    assert is_clean(begun)
    assert is_sound(begun)


def test_what_a_killed_process_left_without_a_row_goes_too(begun: Archive) -> None:
    article = archived(begun, 1, PASSAGE)
    with warc_writer(begun) as warc:
        feed = capture_page(warc, f"{SITE}/feed", PASSAGE.encode(), role=CaptureRole.SOURCE)
        capture_page(warc, f"{SITE}/feed", PASSAGE.encode(), at=later(2), role=CaptureRole.SOURCE, known=feed)
        capture_page(warc, f"{SITE}/m/1", b"<p>A barnacle.</p>", requested_url=address(1))
        capture_page(warc, address(3), b"<p>The lighthouse.</p>")
    purge(begun, article, **SAID)
    assert is_clean(begun)
    assert b"lighthouse" in b"".join(gzip_read(path) for path in begun.warc_directory.glob("*.warc.gz"))
    assert is_sound(begun)


def test_a_304_goes_with_what_it_confirms(begun: Archive) -> None:
    article = archived(begun, 1, PASSAGE)
    feed, ferries = f"{SITE}/feed", f"{SITE}/ferries"
    with begun.read() as session:
        pages = [list_captures(session, url=address(n), publication=PUBLICATION, limit=1)[0] for n in (1, 2)]
    with warc_writer(begun) as warc:
        sources = [
            capture_page(warc, url, body, role=CaptureRole.SOURCE)
            for url, body in ((feed, PASSAGE.encode()), (ferries, b"<rss>Ferries</rss>"))
        ]
        again = [
            capture_page(warc, one.url, b"", status=304, at=later(30), role=one.role, known=one)
            for one in (*pages, *sources)
        ]
    with writing(begun) as session:
        for capture in (*sources, *again):
            add_capture(session, capture, run_id=None)
    done = purge(begun, article, **SAID)
    assert (done.captures, done.sources) == (4, 2)
    with begun.read() as session:
        left = session.scalars(select(models.Capture.url).where(models.Capture.status == 304))
        assert set(left) == {address(2), ferries}
    assert is_clean(begun)
    assert is_sound(begun)


def gzip_read(path: Any) -> bytes:
    return gzip.decompress(path.read_bytes())


def test_what_many_articles_have_takes_nothing_along_nor_does_a_short_line(begun: Archive) -> None:
    article = archived(begun, 1, PASSAGE, INVITATION, FOLLOW, SHORT, title="Thimbles")
    for number in (4, 5):
        archived(begun, number, f"Ferry number {number} sails again.", INVITATION, FOLLOW, title="The ferry")
    front, about, feed = f"{SITE}/harbour/", f"{SITE}/about", f"{SITE}/feed"
    indexed(begun, front, f"<p>{INVITATION}</p><p>{FOLLOW}</p>".encode(), "text/html")
    indexed(begun, about, f"<p>{FOLLOW}</p>".encode(), "text/html", status=404)
    indexed(begun, f"{feed}/2", SHORT.encode(), "text/xml", role=CaptureRole.SOURCE)
    indexed(begun, feed, f"<item>{INVITATION}</item>".encode(), "text/xml", role=CaptureRole.SOURCE)
    done = purge(begun, article, **SAID)
    assert (done.captures, done.sources) == (1, 0)
    assert urls(begun) == {address(2), address(4), address(5), front, about, feed, f"{feed}/2"}
    assert is_clean(begun)
