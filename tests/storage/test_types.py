"""Columns keep the same on both databases, whatever a page held."""

from __future__ import annotations

from sqlalchemy import select

from storage import models
from storage.archive import Archive
from storage.types import storable
from tests.storage.builders import AT, writing

HOSTILE = "a\0b\ud83dc\N{GRINNING FACE}"
KEPT = "ab\N{REPLACEMENT CHARACTER}c\N{GRINNING FACE}"


def test_storable_text_loses_only_what_databases_refuse() -> None:
    assert storable(HOSTILE) == KEPT
    assert storable(KEPT) == KEPT


def test_both_databases_keep_hostile_text_and_json_alike(archive: Archive) -> None:
    with writing(archive) as session:
        session.add(models.Publication(slug="hostile", name=HOSTILE, timezone="UTC", added_at=AT))
        session.flush()
        report = {"said": [HOSTILE, {HOSTILE: 1}]}
        session.add(models.Run(publication="hostile", kind="crawl", started_at=AT, version="x", report=report))
    with archive.read() as session:
        assert session.scalars(select(models.Publication.name)).one() == KEPT
        assert session.scalars(select(models.Run.report)).one() == {"said": [KEPT, {KEPT: 1}]}


def test_hostile_text_is_found_as_it_is_kept(archive: Archive) -> None:
    with writing(archive) as session:
        session.add(models.Publication(slug="hostile", name=HOSTILE, timezone="UTC", added_at=AT))
        session.flush()
        found = session.scalars(select(models.Publication.slug).where(models.Publication.name == HOSTILE)).all()
    assert found == ["hostile"]
