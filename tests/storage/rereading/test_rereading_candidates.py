"""Which captures are read again: those that articles rest on, once for each extractor."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from storage import models
from storage.archive import Archive
from storage.errors import NotFound
from storage.items import Capture
from storage.rereading import Selection, Span, candidates, iter_candidates, settle_reread
from tests.storage.builders import (
    PUBLICATION,
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

NOW = [Span(None, None, "backfile 1")]


@pytest.fixture
def captures(archive: Archive) -> list[Capture]:
    """Three pages, and a later visit of the first that showed other related stories alone."""
    with writing(archive) as session:
        begin(session)
        pages = announce_pages(session, [address(number) for number in range(3)])
    kept = []
    with warc_writer(archive) as warc:
        for number in range(3):
            capture = capture_page(warc, address(number), f"<p>{number}</p>".encode(), at=later(number))
            settle(archive, page_item(capture, page_id=pages[address(number)], title=f"Docks {number}"))
            kept.append(capture)
        again = capture_page(warc, address(0), b"<p>again</p>", at=later(9))
        item = page_item(again, page_id=pages[address(0)], title="Docks 0", related=[related_story(0, address(2))])
        settle(archive, item)
        unchanged = capture_page(warc, address(1), b"<p>as before</p>", at=later(10))
        settle(archive, page_item(unchanged, page_id=pages[address(1)], title="Docks 1"))
    return [*kept, again]


def found(archive: Archive, selection: Selection | None = None, spans: list[Span] = NOW) -> list[str]:
    candidates = iter_candidates(archive, selection or Selection(PUBLICATION), spans)
    return [candidate.capture.record_id for candidate in candidates]


def test_captures_that_articles_rest_on_come_up_until_they_are_read(
    archive: Archive, captures: list[Capture], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "AT_ONCE", 2)
    assert found(archive) == [capture.record_id for capture in captures]
    for number, capture in enumerate(captures):
        with writing(archive) as session:
            item = page_item(capture, title=f"Docks {number % 3}", extractor="backfile 1")
            settle_reread(session, item, now=later(100))
        assert found(archive) == [left.record_id for left in captures[number + 1 :]]
    assert found(archive, spans=[Span(None, None, "backfile 2")]) == [capture.record_id for capture in captures]


def test_what_is_no_article_now_is_not_read_again(archive: Archive, captures: list[Capture]) -> None:
    with writing(archive) as session:
        item = page_item(captures[1], extractor="backfile 1", outcome="soft-404", reason="says so")
        settle_reread(session, item, now=later(100))
    assert found(archive) == [captures[0].record_id, captures[2].record_id, captures[3].record_id]


def test_captures_of_an_article_that_is_taken_down_are_told_apart(archive: Archive, captures: list[Capture]) -> None:
    """Also through the article that it was merged into."""
    with writing(archive) as session:
        first, other, _ = session.scalars(select(models.Article).order_by(models.Article.id)).all()
        first.taken_down, other.merged_into_id = "redact", first.id
    told = {one.capture.record_id: one.is_taken_down for one in iter_candidates(archive, Selection(PUBLICATION), NOW)}
    assert told == {captures[number].record_id: number != 2 for number in range(4)}


def test_a_selection_bounds_them(archive: Archive, captures: list[Capture]) -> None:
    ids = [capture.record_id for capture in captures]
    assert found(archive, Selection(PUBLICATION, since=later(1))) == ids[1:]
    assert found(archive, Selection(PUBLICATION, until=later(1))) == ids[:1]
    assert found(archive, Selection("another")) == []
    candidates = {c.capture.record_id: c.article for c in iter_candidates(archive, Selection(PUBLICATION), NOW)}
    assert candidates[ids[0]] == candidates[ids[3]] != candidates[ids[1]]
    assert found(archive, Selection(PUBLICATION, article=candidates[ids[0]])) == [ids[0], ids[3]]
    with pytest.raises(NotFound):
        found(archive, Selection(PUBLICATION, article="aaaaaaaaaaaa"))


def test_each_span_has_its_extractor(archive: Archive, captures: list[Capture]) -> None:
    spans = [Span(None, later(2), "backfile 0"), Span(later(2), None, "backfile 1")]
    assert found(archive, spans=spans) == [captures[2].record_id, captures[3].record_id]
