"""Events: noted once, and never changed or deleted."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from datetime import UTC
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from storage import models
from storage.archive import Archive
from storage.events import EventKind, key_of, program, record_event
from tests.storage.builders import AT, writing


def test_an_event_names_who_did_it_and_with_what(archive: Archive) -> None:
    with writing(archive) as session:
        public_id = record_event(
            session, EventKind.FIXITY_CHECK, now=AT, actor="Ines Vale", outcome="sound", details={"findings": 0}
        )
        event = session.scalars(select(models.Event)).one()
    assert (event.public_id, event.kind, event.happened_at) == (public_id, "fixity-check", AT.astimezone(UTC))
    assert (event.actor, event.program, event.outcome, event.details) == (
        "Ines Vale",
        program(),
        "sound",
        {"findings": 0},
    )


def test_the_same_event_is_noted_once(archive: Archive) -> None:
    key = key_of(EventKind.CAPTURE, "urn:uuid:1")
    with writing(archive) as session:
        first = record_event(session, EventKind.CAPTURE, now=AT, key=key, record_id="urn:uuid:1")
    with writing(archive) as session:
        again = record_event(session, EventKind.CAPTURE, now=AT, key=key, record_id="urn:uuid:1")
        assert first == again == key
        assert len(session.scalars(select(models.Event)).all()) == 1
    assert key != key_of(EventKind.CAPTURE, "urn:uuid:2") != key_of(EventKind.EXTRACTION, "urn:uuid:2")


@pytest.mark.parametrize("change", [update(models.Event).values(reason="another"), delete(models.Event)])
def test_the_database_refuses_to_change_or_delete_an_event(archive: Archive, change: object) -> None:
    with writing(archive) as session:
        record_event(session, EventKind.FIXITY_CHECK, now=AT)
    with pytest.raises(DBAPIError, match="never changed or deleted"), writing(archive) as session:
        session.execute(change)  # type: ignore[call-overload]
    with archive.read() as session:
        assert session.scalars(select(models.Event.reason)).all() == [None]


def test_only_the_details_are_changed_by_a_purge_and_it_says_so(archive: Archive) -> None:
    with writing(archive) as session:
        record_event(session, EventKind.PERSON_MERGE, now=AT, details={"name": "Orla Quillwort"})
        session.execute(update(models.Event).values(details={"purged": "an event"}))
    for change in ({"details": {"name": None}}, {"reason": "x", "details": {"purged": "y"}}, {"reason": "x"}):
        with pytest.raises(DBAPIError, match="never changed or deleted"), writing(archive) as session:
            session.execute(update(models.Event).values(change))
    with archive.read() as session:
        assert session.scalars(select(models.Event.details)).all() == [{"purged": "an event"}]


def test_postgresql_refuses_to_empty_the_table_of_events(
    lend_postgresql: Callable[[], AbstractContextManager[str]], tmp_path: Path
) -> None:
    with (
        lend_postgresql() as url,
        closing(Archive(tmp_path, url)) as archive,
        pytest.raises(DBAPIError, match="never changed or deleted"),
        writing(archive) as session,
    ):
        session.execute(text("TRUNCATE event"))
