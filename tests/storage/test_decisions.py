"""Decisions: an event and a record in the WARC files, both or neither."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from storage import models
from storage.archive import Archive
from storage.captures.fixity import check_file
from storage.captures.reader import iter_records
from storage.captures.writer import WarcWriter
from storage.decisions import LOCK, decide, deciding
from storage.errors import ArchiveBusy, CannotWrite, UsageError
from storage.events import EventKind, program
from storage.locks import exclusive
from storage.verification import verify
from tests.storage.builders import AT, PUBLICATION

SAID: dict[str, Any] = {"kind": EventKind.MERGE, "actor": "Ines Vale", "reason": "one story twice", "now": AT}


def recorded(archive: Archive) -> list[dict[str, Any]]:
    summaries = [summary for path in sorted(archive.warc_directory.glob("*.warc.gz")) for summary in iter_records(path)]
    return [dict(summary.decision) for summary in summaries if summary.decision is not None]


def events(archive: Archive) -> list[models.Event]:
    with archive.read() as session:
        return list(session.scalars(select(models.Event).order_by(models.Event.id)))


def findings(archive: Archive) -> list[str]:
    return [str(finding) for result in verify(archive) for finding in (*result.damage, *result.notes)]


def test_a_decision_is_an_event_and_a_metadata_record(archive: Archive) -> None:
    with deciding(archive) as session:
        decide(
            session, **SAID, article="abcdefghijkl", publication=PUBLICATION,
            details={"into": "b" * 12}, content={"title": "Docks"}, outcome="merged",
        )  # fmt: skip
    event = events(archive)[0]
    assert (event.kind, event.actor, event.reason, event.details) == (
        "merge", "Ines Vale", "one story twice", {"into": "b" * 12},
    )  # fmt: skip
    assert recorded(archive) == [
        {
            "id": event.public_id, "kind": "merge", "actor": "Ines Vale", "program": program(), "outcome": "merged",
            "decided_at": AT.astimezone(UTC).isoformat(), "reason": "one story twice", "publication": PUBLICATION,
            "article": "abcdefghijkl", "details": {"into": "b" * 12}, "content": {"title": "Docks"},
        }
    ]  # fmt: skip
    path = next(archive.warc_directory.glob("BACKFILE-DECISIONS-*.warc.gz"))
    assert [summary.kind for summary in iter_records(path)] == ["warcinfo", "metadata"]
    assert [summary.record_id for summary in iter_records(path)][1] == event.record_id
    assert check_file(path) == []
    assert findings(archive) == []


def test_several_decisions_share_a_file(archive: Archive) -> None:
    with deciding(archive) as session:
        first = decide(session, **SAID)
        decide(session, **SAID, undoes=first.public_id)
    assert [decision["id"] for decision in recorded(archive)] == [event.public_id for event in events(archive)]
    assert recorded(archive)[1]["undoes"] == first.public_id
    assert len(list(archive.warc_directory.iterdir())) == 1


def test_a_decision_that_fails_leaves_no_trace(archive: Archive) -> None:
    with pytest.raises(UsageError), deciding(archive) as session:
        decide(session, **SAID).public_id = decide(session, **{**SAID, "reason": ""}).public_id
    assert events(archive) == []
    assert list(archive.warc_directory.iterdir()) == []


def test_without_a_decision_nothing_is_written(archive: Archive) -> None:
    with deciding(archive):
        pass
    assert list(archive.warc_directory.iterdir()) == []


@pytest.mark.parametrize(("name", "option"), [("actor", "--by"), ("reason", "--reason")])
def test_a_decision_says_who_and_why(archive: Archive, name: str, option: str) -> None:
    with pytest.raises(UsageError, match=option), deciding(archive) as session:
        decide(session, **{**SAID, name: " \n"})
    assert events(archive) == []


@pytest.mark.parametrize("held", [LOCK, PUBLICATION])
def test_a_decision_waits_for_whoever_holds_what_it_needs(archive: Archive, held: str) -> None:
    with (
        exclusive(held, directory=archive.lock_directory, engine=archive.engine),
        pytest.raises(ArchiveBusy, match="being worked on by another process"),
        deciding(archive, holding=[PUBLICATION]),
    ):
        pytest.fail("nothing can be decided")


def test_a_record_that_cannot_be_written_ends_the_decision(archive: Archive) -> None:
    archive.warc_directory.rmdir()
    archive.warc_directory.touch()
    with pytest.raises(CannotWrite), deciding(archive) as session:
        decide(session, **SAID)
    assert events(archive) == []


class Killed(BaseException):
    """Stands for the end of the process."""


def test_a_decision_that_was_written_and_not_committed_lapses(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(_: WarcWriter) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(WarcWriter, "sync", die)
        with pytest.raises(Killed), deciding(archive) as session:
            decide(session, **SAID)
    lost = recorded(archive)[0]["id"]
    assert events(archive) == []
    assert any(f"the decision {lost} was not carried out" in finding for finding in findings(archive))
    with deciding(archive) as session:
        decide(session, **SAID)
    lapse, carried_out = events(archive)
    assert (lapse.kind, lapse.undoes) == ("lapse", lost)
    assert [decision["id"] for decision in recorded(archive)] == [lost, lapse.public_id, carried_out.public_id]
    assert findings(archive) == []
    with deciding(archive) as session:
        decide(session, **SAID)
    assert [event.kind for event in events(archive)] == ["lapse", "merge", "merge"]


def test_a_record_that_is_no_decision_of_ours_is_passed_over(archive: Archive, tmp_path: Path) -> None:
    writer = WarcWriter(tmp_path / "other", software="Backfile/test", operator=None, min_free=0)
    for block in (b"no JSON", b"[" * 100_000, b"[1]"):
        writer.write_decision("urn:uuid:" + "0" * 36, block, decided_at=AT, publication=None)
    writer.close()
    path = next((tmp_path / "other").iterdir())
    assert [(summary.kind, summary.decision) for summary in iter_records(path)][1:] == [("metadata", None)] * 3


def test_an_import_of_our_own_files_takes_no_decision(archive: Archive) -> None:
    from crawler.importing.originals import Originals
    from crawler.importing.warc import iter_records as iter_pages

    with deciding(archive) as session:
        decide(session, **SAID)
    (refused,) = iter_pages(archive.warc_directory.glob("*.warc.gz"), [], Originals())
    assert "is a decision about what another archive keeps" in str(refused)
