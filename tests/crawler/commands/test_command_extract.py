"""`backfile extract`: the article in a file as JSON, and nothing stored."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from crawler.sample.expected import articles, expected_outcomes
from crawler.sample.site import Site
from tests.command_line import Run
from tests.crawler.commands.running import Ended, backfile

PAGE = next(page for page in articles() if page.post_id == 13004101)
DUMP = Path(__file__).parents[2] / "pipelines" / "text_dump" / "interview.txt"


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Ended:
    directory = tmp_path_factory.mktemp("extract")
    path = directory / "page.html.gz"
    path.write_bytes(gzip.compress(Site(1).answer(urlsplit(PAGE.url).path).body))
    words = ("extract", path, "--url", PAGE.url, "--captured-at", "2026-07-01T08:00")
    ended = backfile(*words, cwd=directory, afresh=True)
    assert [found.name for found in directory.iterdir()] == ["page.html.gz"]
    return ended


def test_a_page_is_read_by_the_rules_of_its_publication(extracted: Ended) -> None:
    assert (extracted.code, extracted.said) == (0, "")
    article = extracted.answer
    assert article["publication"] == "sample"
    assert article["title"] == PAGE.title
    assert [person["name"] for person in article["contributors"]] == [person.name for person in PAGE.contributors]
    assert [story["text"] for story in article["related"]] == [story.text for story in PAGE.related]
    assert article["published_at"] is not None


def test_what_only_an_archive_gives_is_null(extracted: Ended) -> None:
    article = extracted.answer
    assert (article["id"], article["archived_at"], article["revisions"]) == (None, None, [])
    assert article["capture"]["record_id"] is article["capture"]["address"] is None
    assert article["captured_at"].startswith("2026-07-01T12:00:00")


def test_a_dump_needs_no_url(backfile_here: Run) -> None:
    article = backfile_here("extract", DUMP, "--publication", "variety").json()
    assert (article["url"], article["title"], article["canonical_url"], article["captured_at"]) == (None,) * 4
    assert [block["kind"] for block in article["blocks"]].count("question") == 5


def test_a_page_that_would_not_be_archived_is_printed_and_said(tmp_path: Path, backfile_here: Run) -> None:
    url = next(url for url, outcome in expected_outcomes().items() if outcome == "soft-404")
    path = tmp_path / "lost.html"
    path.write_bytes(Site(1).answer(urlsplit(url).path).body)
    done = backfile_here("extract", path, "--url", "https://unknown.example/lost")
    assert done.code == 1
    assert json.loads(done.out)["publication"] is None
    assert done.err.startswith(f"backfile: {path} would not be archived: soft-404")


def test_the_quick_commands_stand_without_scrapy() -> None:
    code = (
        "import sys\n"
        "import crawler.commands.extract, crawler.commands.publications, crawler.commands.importing\n"
        "print(sorted({'scrapy', 'twisted', 'trafilatura'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=240)
    assert done.stdout.strip() == "[]"
