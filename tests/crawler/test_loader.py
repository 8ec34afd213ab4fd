"""Publications as Scrapy finds them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from scrapy.settings import Settings

from crawler.loader import PublicationLoader

ROOT = Path(__file__).parents[2]


def test_a_title_is_a_spider() -> None:
    loader = PublicationLoader.from_settings(Settings())
    assert loader.load("variety").name == "variety"
    assert {"variety", "sample"} <= set(loader.list())


def test_the_sample_is_one_where_it_is_served() -> None:
    loader = PublicationLoader.from_settings(Settings({"BACKFILE_ROUTES": {"quartercall.example": "127.0.0.1:8080"}}))
    assert loader.load("sample").name == "sample"


@pytest.mark.parametrize("directory", [None, "nowhere"])
def test_what_is_no_title_is_said_as_scrapy_says_it(directory: str | None) -> None:
    with pytest.raises(KeyError, match="there is no"):
        PublicationLoader.from_settings(Settings({"BACKFILE_PUBLICATIONS": directory})).load("nosuch")


def test_scrapy_refuses_the_sample_that_nothing_serves(tmp_path: Path) -> None:
    scrapy = (sys.executable, "-m", "scrapy", "crawl", "sample", "-s", f"BACKFILE_ARCHIVE={tmp_path / 'archive'}")
    done = subprocess.run(scrapy, capture_output=True, text=True, timeout=240, check=False, cwd=ROOT)
    assert done.returncode == 2
    assert done.stderr.endswith("`backfile crawl sample` serves it on loopback\n")
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "archive").exists()
