"""The page on security says what the code does."""

from __future__ import annotations

import re
import tomllib

from crawler import settings
from crawler.middlewares.robots import LONGEST
from crawler.publication import Crawl
from crawler.sources.announcement import MOST_ITEMS
from crawler.sources.sitemap import LARGEST, MOST_CHILDREN
from pipelines import document, pool, sanitise
from pipelines.workshop import LONGEST_PAYLOAD
from tests.docs.pages import DOCS, ROOT, bare, read, rows, sections

PAGE = DOCS / "security.md"
TEXT = read(PAGE)


def least_versions() -> dict[str, str]:
    project = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]
    found = (re.match(r"([\w.-]+)(?:\[\w+\])?>=([\d.]+)", wanted) for wanted in project["dependencies"])
    return {match[1]: match[2] for match in found if match}


def test_least_versions_are_those_of_the_project():
    stated = {bare(name): version for name, version, _ in rows(sections(PAGE)["Versions that mend advisories"])}
    assert stated
    assert stated == {name: version for name, version in least_versions().items() if name in stated}


def test_every_row_names_modules_that_exist():
    for section in ("What a site could try", "What we could do to others"):
        for _, _, modules in rows(sections(PAGE)[section]):
            named = re.findall(r"`([^`]+)`", modules)
            assert named
            assert [name for name in named if not (ROOT / name).is_file()] == []


def test_bounds_are_those_of_the_code():
    mib = 2**20
    assert f"cut at {settings.BACKFILE_MAX_BODY // mib} MiB" in TEXT
    assert settings.DOWNLOAD_MAXSIZE == LONGEST_PAYLOAD
    assert f"decoding stops at {LONGEST_PAYLOAD // mib} MiB" in TEXT
    assert f"an answer has {settings.DOWNLOAD_TIMEOUT} seconds" in TEXT
    assert settings.REDIRECT_MAX_TIMES == 10
    assert f"at most {LARGEST // mib} MiB, {MOST_ITEMS:,} addresses and {MOST_CHILDREN:,} further sitemaps" in TEXT
    assert f"up to {document.MAX_PAGE_BYTES // mib} MiB and {sanitise.MAX_DEPTH} elements deep" in TEXT
    assert f"{pool.DEADLINE:g} seconds and {pool.MEMORY // 2**30} GiB" in TEXT
    assert f"first {LONGEST // 2**10} KiB" in TEXT
    assert (Crawl().delay, Crawl().concurrency) == (5.0, 1)


def test_switches_are_as_the_page_says():
    off = ("TELNETCONSOLE_ENABLED", "REMOTE_CONTROL_ENABLED", "COOKIES_ENABLED", "HTTPCACHE_ENABLED")
    assert [name for name in off if getattr(settings, name)] == []
    assert settings.DOWNLOAD_VERIFY_CERTIFICATES
    assert settings.ROBOTSTXT_OBEY
    closed = {scheme for scheme, handler in settings.DOWNLOAD_HANDLERS.items() if handler is None}
    assert closed == {"file", "ftp", "data", "s3"}
