"""An interrupt that comes while a crawl is made, before Scrapy listens for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

SCRIPT = """
import os, signal, sys
from pathlib import Path
from crawler.definitions import load
from crawler.process import CrawlOptions, crawl
from crawler.spiders.publication import PublicationSpider

class Late(PublicationSpider):
    @classmethod
    def from_crawler(cls, *given, **named):
        os.kill(os.getpid(), signal.SIGINT)
        return super().from_crawler(*given, **named)

ended, code = crawl([load("sample")], CrawlOptions(Path(sys.argv[1])), spider_of=Late.of)
print(code, *(crawled.problem for crawled in ended))
"""


def test_an_interrupt_while_the_crawl_is_made_ends_it_in_a_sentence(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path / "archive")], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert "Traceback" not in done.stderr
    assert done.stdout.strip() == "130 the run ended without a report; run the command again"
