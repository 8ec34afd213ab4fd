"""Pages that no stage can read, and a stage at fault: the others are stored, and what is lost is said."""

from __future__ import annotations

import json
from pathlib import Path

from crawler import settings
from storage.outcomes import Outcome
from tests.crawler.site import Site, answer, story
from tests.crawler.site_crawl import crawl_site, leased, open_files, outcomes

SOUND = ["/story/kiln", "/story/clay"]


def hostile_page() -> str:
    """As many paragraphs as trafilatura is given, which take far longer than the deadline."""
    paragraph = "<p>Paragraph {} of a long report on the harbour, on its trade, and on what it cost in year {}.</p>"
    return f"<html><body><article>{''.join(paragraph.format(n, n) for n in range(29_000))}</article></body></html>"


def test_a_page_that_takes_too_long_is_left_for_another_day(tmp_path: Path) -> None:
    with Site({path: answer(story(path)) for path in SOUND}) as site:
        site.routes["/story/hostile"] = answer(hostile_page())
        site.announce("/story/hostile", *SOUND)
        ended = crawl_site(site, tmp_path, "--set", "BACKFILE_DEADLINE=2")
    found = outcomes(tmp_path)
    assert found["/story/hostile"][0] == Outcome.EXTRACTION_FAILED, found
    assert (found["/story/hostile"][1] or "").startswith("extraction-")
    assert Outcome.EXTRACTION_FAILED.is_transient
    assert {found[path][0] for path in SOUND} == {"archived"}
    assert (ended.code, ended.report["lost"], ended.said) == (0, 0, "")


def test_a_stage_that_raises_costs_its_page_only_and_the_run_says_so(tmp_path: Path) -> None:
    pipelines = json.dumps({**settings.ITEM_PIPELINES, "tests.crawler.stages.Faulty": 650})
    with Site({path: answer(story(path)) for path in (*SOUND, "/story/faulty")}) as site:
        site.announce("/story/faulty", *SOUND)
        ended = crawl_site(site, tmp_path, "--set", f"ITEM_PIPELINES={pipelines}")
        assert ended.code == 3
        assert ended.report["lost"] == 1
        assert "1 pages ended in no known state" in ended.said.splitlines()[-1]
        found = outcomes(tmp_path)
        assert found["/story/faulty"] == ("failed", "ZeroDivisionError: a stage divided by nothing")
        assert {found[path][0] for path in SOUND} == {"archived"}
        assert (leased(tmp_path), open_files(tmp_path)) == (0, [])
