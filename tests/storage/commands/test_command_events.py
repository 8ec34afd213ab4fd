"""`backfile events`, and what is noted of captures, readings and checks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from storage import models
from storage.archive import Archive
from storage.decisions import decide, deciding
from storage.events import program
from storage.settlement import Visit, settle_page
from tests.storage.builders import (
    AT,
    PUBLICATION,
    address,
    announce_pages,
    begin,
    capture_page,
    dump,
    later,
    page_item,
    settle,
    warc_writer,
    writing,
)


@pytest.fixture
def visited(archive: Archive) -> tuple[Archive, str]:
    """An archive with an article visited twice and changed, and a page of another; gives the article's id."""
    with writing(archive) as session:
        begin(session)
        announce_pages(session, [address(1), address(2)])
    with warc_writer(archive) as warc:
        first = capture_page(warc, address(1))
        second = capture_page(warc, address(1), b"<p>Changed.</p>", at=later(5))
        other = capture_page(warc, address(2), at=later(7))
    settled = settle(archive, page_item(first, url=address(1)))
    settle(archive, page_item(second, url=address(1), title="Docks close"))
    settle(archive, page_item(other, url=address(2), title="Another"))
    return archive, settled.article or ""


def test_what_happened_to_an_article_is_listed(visited: tuple[Archive, str], backfile: Any) -> None:
    archive, article = visited
    lines = backfile("events", article, on=archive).out.splitlines()
    assert lines[0] == "at (UTC)\tkind\toutcome\tby\tarticle\treason\tevent"
    assert [tuple(line.split("\t")[:5]) for line in lines[1:]] == [
        ("2026-03-04 05:06:07", "capture", "200", program(), ""),
        ("2026-03-04 05:06:07", "extraction", "complete", program(), article),
        ("2026-03-04 10:06:07", "capture", "200", program(), ""),
        ("2026-03-04 10:06:07", "extraction", "complete", program(), article),
    ]
    assert len(backfile("events", on=archive).out.splitlines()) == 7
    assert len(backfile("events", "--since", "2026-03-05", on=archive).out.splitlines()) == 1
    assert len(backfile("events", "--limit", "1", on=archive).out.splitlines()) == 2


def test_events_are_chosen_by_kind(visited: tuple[Archive, str], backfile: Any) -> None:
    archive, article = visited
    with deciding(archive) as session:
        decide(session, kind="merge", actor="Ines Vale", reason="one story", now=AT, article=article)
    event = backfile("events", "--kind", "merge", "--json", on=archive).json()[0]
    assert (event["kind"], event["actor"], event["reason"], event["article"]) == (
        "merge",
        "Ines Vale",
        "one story",
        article,
    )
    assert backfile("events", "--publication", "nobody", on=archive).code == 1
    assert backfile("events", "--kind", "split", on=archive).out == "No event.\n"


def test_settling_twice_notes_once(visited: tuple[Archive, str]) -> None:
    archive, _ = visited
    with warc_writer(archive) as warc:
        capture = capture_page(warc, address(3), at=later(9))
    item = page_item(capture, url=address(3), title="Third")
    settle(archive, item)
    before = dump(archive)["event"]
    settle(archive, item)
    assert dump(archive)["event"] == before


def test_a_capture_that_another_extractor_read_is_noted_as_re_extracted(
    visited: tuple[Archive, str], backfile: Any
) -> None:
    archive, _ = visited
    with warc_writer(archive) as warc:
        capture = capture_page(warc, address(3), at=later(9))
    item = page_item(capture, url=address(3), title="Third")
    settle(archive, item)
    with writing(archive) as session:
        again = replace(item, extractor="backfile 1", title="Third one")
        settle_page(session, again, Visit(later(20)))
    noted = backfile("events", address(3), "--json", on=archive).json()
    assert [(event["kind"], (event["details"] or {}).get("extractor")) for event in noted] == [
        ("capture", None),
        ("extraction", "backfile 0"),
        ("re-extraction", "backfile 1"),
    ]
    assert {event["record_id"] for event in noted} == {capture.record_id}


def test_a_check_of_the_archive_is_noted_with_its_outcome(visited: tuple[Archive, str], backfile: Any) -> None:
    archive, _ = visited
    assert backfile("verify", on=archive).code == 0
    path = next(archive.warc_directory.glob("*.warc.gz"))
    path.write_bytes(path.read_bytes()[:-9])
    assert backfile("verify", on=archive).code == 4
    checks = backfile("events", "--kind", "fixity-check", "--json", on=archive).json()
    assert [check["outcome"] for check in checks] == ["sound", "damaged"]
    assert checks[0]["details"]["records"] == {"findings": 0, "rows": 3}
    assert checks[1]["details"]["WARC files"]["findings"] > 0


def test_no_event_holds_text_of_an_article(visited: tuple[Archive, str]) -> None:
    archive, _ = visited
    with archive.read() as session:
        texts = session.query(models.Reading.text, models.Reading.title).all()
    said = repr(dump(archive)["event"])
    assert texts
    assert not any(part in said for row in texts for part in row)
    assert PUBLICATION in said
