"""A publication none of whose sources answers is no success, however often it is crawled."""

from __future__ import annotations

from pathlib import Path

from crawler.sample.server import SampleServer
from tests.crawler.crawling import crawl


def test_every_crawl_without_an_answering_source_fails(tmp_path: Path) -> None:
    server = SampleServer().start()
    server.stop()
    first, second = crawl(server, tmp_path), crawl(server, tmp_path)
    assert (first.code, second.code) == (69, 69)
    assert "none of its" in first.said
    assert second.said == first.said
