"""What a rebuild takes away, what it leaves, and what it refuses."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import func, select

from storage import models
from storage.archive import Archive
from storage.errors import UsageError
from storage.rebuilding import begin_rebuild, end_rebuild, refuse_half_rebuilt
from tests.storage.builders import (
    PUBLICATION,
    address,
    begin,
    capture_page,
    get_article,
    get_page,
    later,
    page_item,
    related_story,
    settle,
    warc_writer,
    writing,
)

MADE = (
    models.Article, models.Reading, models.Contributor, models.Revision, models.Edit, models.Observation,
    models.RelatedStory, models.Alias, models.Fingerprint, models.FingerprintBand,
)  # fmt: skip


@pytest.fixture
def article(archive: Archive) -> str:
    """One article that was edited; another publication has one too."""
    found = ""
    for slug, url in (("another", address(9)), (PUBLICATION, address(1))):
        with writing(archive) as session:
            begin(session, slug)
        with warc_writer(archive) as warc:
            for number, text in enumerate(("The docks are closed.", "The docks reopened on Monday.")):
                capture = capture_page(warc, url, text.encode(), at=later(number), publication=slug)
                item = page_item(capture, url=url, paragraphs=[text], related=[related_story(0, address(2))])
                found = settle(archive, item).article or ""
    return found


def count(archive: Archive) -> dict[str, int]:
    with archive.read() as session:
        counted = {table.__tablename__: session.scalar(select(func.count()).select_from(table)) for table in MADE}
    return {name: number or 0 for name, number in counted.items()}


def test_what_was_made_of_captures_goes_and_visits_stay(archive: Archive, article: str) -> None:
    before = count(archive)
    with writing(archive) as session:
        assert begin_rebuild(session, PUBLICATION) == 0
    assert count(archive) == {name: number // 2 for name, number in before.items()}
    with archive.read() as session:
        pages = session.execute(select(models.Page.publication, models.Page.outcome, models.Page.article_id)).all()
        assert [(slug, outcome, bool(number)) for slug, outcome, number in pages] == [
            ("another", "archived", True),
            (PUBLICATION, "archived", False),
        ]
        assert session.scalar(select(func.count(models.Visit.id))) == 4
        assert session.scalar(select(func.count(models.Event.id))) == 8


def test_it_is_taken_away_once(archive: Archive, article: str) -> None:
    with writing(archive) as session:
        begin_rebuild(session, PUBLICATION)
        session.get_one(models.Publication, PUBLICATION).rebuilt_to = 3
    with writing(archive) as session:
        assert begin_rebuild(session, PUBLICATION) == 3
        with pytest.raises(UsageError, match="was not finished"):
            refuse_half_rebuilt(session, PUBLICATION)
        refuse_half_rebuilt(session, "another")
        end_rebuild(session, PUBLICATION)
        refuse_half_rebuilt(session, PUBLICATION)


def test_an_article_that_somebody_decided_on_keeps_its_row(archive: Archive, article: str) -> None:
    with writing(archive) as session:
        row = get_article(session, article)
        session.add(
            models.Correction(
                article_id=row.id,
                field="title",
                value={"title": "Docks"},
                reason="r",
                actor="a",
                made_at=later(5),
                event="e",
            )
        )
    with writing(archive) as session:
        begin_rebuild(session, PUBLICATION)
    with archive.read() as session:
        left = get_article(session, article)
        assert (left.reading_id, left.observation_id, left.revisions) == (None, None, [])
        assert len(left.corrections) == 1


def test_pages_keep_the_ids_of_their_addresses(archive: Archive, article: str) -> None:
    with writing(archive) as session:
        get_page(session, address(1)).post_id = "70"
        begin_rebuild(session, PUBLICATION, post_id_of=lambda url, _: re.findall(r"\d+", url)[-1])
    with archive.read() as session:
        found = session.execute(select(models.Page.url, models.Page.post_id)).all()
        assert {(url, post_id) for url, post_id in found} == {(address(9), None), (address(1), "1")}
