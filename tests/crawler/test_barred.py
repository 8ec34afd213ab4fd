"""What was purged is not fetched again, nor redirected to, nor imported."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.captures.exchange import Exchange as HttpExchange
from storage.captures.reader import iter_records
from storage.captures.writer import WarcWriter
from storage.purging.purge import Purged, purge
from tests.crawler.commands.running import Ended, backfile
from tests.crawler.site import ORIGIN, SLUG, Site, answer, feed_of, redirect, story
from tests.crawler.site_crawl import crawl_site, kept, make_due, outcomes

PURGED = "/story/kiln"
TITLE = "Kiln works adds kilns"
ROUTES = {PURGED: answer(story("Kiln")), "/story/loom": answer(story("Loom"))}


class Crawled:
    """A site crawled, one story of it purged, and the site crawled again with another address that leads there."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        with Site({**ROUTES, "/story/moved": redirect(PURGED)}) as site:
            site.announce(PURGED, "/story/loom")
            self.first = crawl_site(site, directory)
            self.purged = self._purge()
            asked = len(site.paths())
            make_due(directory)
            feed = feed_of([PURGED, "/story/loom", "/story/moved"]).replace(f"<title>{PURGED}<", f"<title>{TITLE}<")
            site.routes["/feed"] = answer(feed, content_type="application/rss+xml")
            self.again = crawl_site(site, directory)
            self.asked = site.paths()[asked:]
        self.had_title = self.has_title()
        self.purged_again = self._purge()
        self.imported = self._import(directory)
        self.dumped = self._import_dump(directory)
        self.outcomes = outcomes(directory)

    def _purge(self) -> Purged:
        archive = Archive(self.directory / "archive")
        try:
            return purge(archive, f"{ORIGIN}{PURGED}", actor="Ines Vale", reason="a court", now=datetime.now(UTC))
        finally:
            archive.close()

    def has_title(self) -> tuple[bool, bool]:
        """Whether the title is in the WARC files, and in the database."""
        files = [path for path in (self.directory / "archive").rglob("*") if path.is_file()]
        records = b"".join(gzip.decompress(path.read_bytes()) for path in files if path.name.endswith(".warc.gz"))
        rows = b"".join(path.read_bytes() for path in files if path.name.startswith("archive.db"))
        return TITLE.encode() in records, TITLE.encode() in rows

    def _import(self, directory: Path) -> Ended:
        """A capture of the story that somebody else made."""
        writer = WarcWriter(directory / "others", software="test", operator=None, min_free=0)
        writer.write_exchange(
            HttpExchange(
                method="GET",
                url=f"{ORIGIN}{PURGED}?utm_source=elsewhere",
                request_headers=(),
                http_version="HTTP/1.1",
                status=200,
                reason="OK",
                response_headers=((b"Content-Type", b"text/html"),),
                body=story("Kiln").encode(),
                captured_at=datetime(2026, 1, 2, tzinfo=UTC),
            )
        )
        writer.close()
        (path,) = (directory / "others").iterdir()
        where = ("--publications", str(directory / "titles"), "--archive", str(directory / "archive"))
        return backfile("import", "warc", path, "--publication", SLUG, *where)

    def _import_dump(self, directory: Path) -> Ended:
        """A dump of the story."""
        (directory / "kiln.txt").write_text("Kiln\n\nBy Ida Brand\n\nThe kiln was lit on Monday.\n")
        where = ("--publications", str(directory / "titles"), "--archive", str(directory / "archive"))
        url = f"{ORIGIN}{PURGED}"
        return backfile("import", "text", directory / "kiln.txt", "--publication", SLUG, "--url", url, *where)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    return Crawled(tmp_path_factory.mktemp("barred"))


def test_the_address_is_not_asked_again_nor_through_another(crawled: Crawled) -> None:
    assert crawled.first.code == crawled.again.code == 0
    assert "/story/moved" in crawled.asked
    assert PURGED not in crawled.asked
    assert crawled.outcomes[PURGED][0] == "barred"
    assert crawled.outcomes["/story/moved"][0] == "barred"
    assert crawled.outcomes["/story/loom"][0] == "unchanged"


def test_what_a_feed_brings_back_is_in_no_row_and_goes_when_the_purge_is_given_again(crawled: Crawled) -> None:
    assert crawled.had_title == (True, False)
    assert (crawled.purged_again.articles, crawled.purged_again.sources) == (crawled.purged.articles, 1)
    assert crawled.has_title() == (False, False)


def test_no_capture_of_it_is_kept(crawled: Crawled) -> None:
    assert kept(crawled.directory, f"{ORIGIN}{PURGED}") == []
    paths = (crawled.directory / "archive" / "warc").glob("*.warc.gz")
    targets = [record.target for path in paths for record in iter_records(path)]
    assert f"{ORIGIN}/story/loom" in targets
    assert not [target for target in targets if PURGED in target]


def test_an_import_of_it_is_refused(crawled: Crawled) -> None:
    assert crawled.imported.code == 2
    assert "backfile: nothing was imported: every page was left out, as the reasons say" in crawled.imported.said
    assert "1 barred" in crawled.imported.printed
    assert (
        "left out: 1 × was taken down for good, and is not to be fetched or imported again" in crawled.imported.printed
    )


def test_a_dump_of_it_is_refused_in_a_sentence(crawled: Crawled) -> None:
    assert crawled.dumped.code == 2
    assert "kiln.txt: was taken down for good, and is not to be fetched or imported again" in crawled.dumped.said
