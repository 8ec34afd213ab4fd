"""What people decide about what is kept: each decision is an event and a metadata record in the WARC files.

So the database can be made again from the WARC files alone. The record is on the device before the event is committed;
one that a killed process left without an event lapses with the next decision.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import models
from storage.adoption import DECISIONS, list_unsealed_decisions, measure_indexed, seal_files
from storage.archive import Archive
from storage.canonical_json import canonical_json
from storage.captures.reader import iter_records
from storage.captures.record import new_record_id
from storage.captures.repair import repair_directory
from storage.captures.writer import WarcWriter
from storage.database import plain_errors
from storage.errors import ArchiveBusy, UsageError
from storage.events import EventKind, program
from storage.locks import exclusive
from storage.purging.replacing import finish_replacing

LOCK = "record_of_decisions"
LONGEST = 2000
"""Characters of a name or a reason."""

_PENDING = "backfile decisions"


@dataclass(frozen=True, slots=True)
class _Record:
    record_id: str
    decided_at: datetime
    publication: str | None
    decision: Mapping[str, Any]


@contextmanager
def deciding(archive: Archive, *, holding: Iterable[str] = ()) -> Iterator[Session]:
    """A session in which `decide` may be called; at the end its decisions are written, synced and committed together.

    When the body raises, nothing is decided.

    Args:
        archive: one that is there.
        holding: names of further locks, such as a publication's slug, which its crawl holds.

    Raises:
        ArchiveBusy: another process decides, or holds one of the locks.
        CannotWrite: a WARC file cannot be written.
        DiskFull: there is no room for one.
    """
    with exclusive(LOCK, *holding, directory=archive.lock_directory, engine=archive.engine):
        finish_replacing(archive)
        repair_directory(archive.warc_directory)
        with writing(archive) as session, _recording(archive, session) as pending:
            session.info[_PENDING] = pending
            _lapse_unknown(archive, session)
            yield session
        finish_replacing(archive)
        _seal(archive)


def decide(
    session: Session,
    *,
    kind: EventKind | str,
    actor: str,
    reason: str,
    now: datetime,
    article: str | None = None,
    publication: str | None = None,
    details: dict[str, Any] | None = None,
    content: dict[str, Any] | None = None,
    undoes: str | None = None,
    outcome: str | None = None,
) -> models.Event:
    """Notes a decision; the caller carries it out in the same session, which is one of `deciding`.

    Args:
        session: of `deciding`.
        kind: what was decided.
        actor: who decided.
        reason: why, in a sentence.
        now: when.
        article: a public id.
        publication: a slug.
        details: what is needed to do it again, and to undo it; no text of an article.
        content: what holds such text; it stands in the WARC record alone, which a purge can remove.
        undoes: the event that this one undoes.
        outcome: the form of the decision, such as a level.

    Raises:
        UsageError: there is no actor or no reason.
    """
    pending: list[_Record] = session.info[_PENDING]
    event = models.Event(
        public_id=str(uuid.uuid4()),
        kind=str(kind),
        happened_at=now.astimezone(UTC),
        actor=_require("--by", actor, "who decides"),
        program=program(),
        publication=publication,
        article=article,
        record_id=new_record_id(),
        outcome=outcome,
        reason=_require("--reason", reason, "why"),
        details=details,
        undoes=undoes,
    )
    session.add(event)
    session.flush()
    pending.append(_Record(event.record_id or "", event.happened_at, publication, _decision(event, content)))
    return event


def restate(session: Session, event: models.Event) -> None:
    """Writes the record of an earlier decision again as its event is now; the caller sees to the one there was.

    Args:
        session: of `deciding`.
        event: of a decision.
    """
    pending: list[_Record] = session.info[_PENDING]
    pending.append(_Record(event.record_id or "", event.happened_at, event.publication, _decision(event, None)))


def finish_purges(archive: Archive) -> None:
    """Sets right what a purge that was killed left; another process that decides does so itself."""
    with suppress(ArchiveBusy), exclusive(LOCK, directory=archive.lock_directory, engine=archive.engine):
        finish_replacing(archive)


@contextmanager
def writing(archive: Archive) -> Iterator[Session]:
    """A session that is committed at the end, or not at all.

    Raises:
        ArchiveBusy: another process writes to the database for too long.
    """
    engine = archive.engine.execution_options(writes=True)
    with plain_errors(engine.url), Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def _recording(archive: Archive, session: Session) -> Iterator[list[_Record]]:
    """Collects records, and writes them once the body has done all its work, before the commit."""
    pending: list[_Record] = []
    yield pending
    session.flush()
    if not pending:
        return
    warc = WarcWriter(archive.warc_directory, software=program(), operator=None, prefix=DECISIONS, min_free=0)
    try:
        for record in pending:
            block = canonical_json(record.decision).encode("utf-8", "replace")
            warc.write_decision(record.record_id, block, decided_at=record.decided_at, publication=record.publication)
        warc.sync()
    finally:
        warc.close()


def _require(option: str, value: str, what: str) -> str:
    said = " ".join(value.split())[:LONGEST]
    if not said:
        raise UsageError(f"{option} is empty: say {what}")
    return said


def _decision(event: models.Event, content: dict[str, Any] | None) -> dict[str, Any]:
    """The decision as its record holds it; canonical JSON, keys without a value left out."""
    values = {
        "id": event.public_id,
        "kind": event.kind,
        "decided_at": event.happened_at,
        "actor": event.actor,
        "program": event.program,
        "publication": event.publication,
        "article": event.article,
        "outcome": event.outcome,
        "reason": event.reason,
        "details": event.details,
        "content": content,
        "undoes": event.undoes,
    }
    return {name: value for name, value in values.items() if value is not None}


def _lapse_unknown(archive: Archive, session: Session) -> None:
    """Decisions that were written and never committed were not carried out: a rebuild must not do so either."""
    for file in list_unsealed_decisions(session, archive.warc_directory):
        for summary in iter_records(file.path):
            named = str((summary.decision or {}).get("id", ""))
            if named and not session.scalar(select(models.Event.id).where(models.Event.public_id == named)):
                _lapse(session, named)


def _lapse(session: Session, named: str) -> None:
    done = select(models.Event.id).where(models.Event.undoes == named, models.Event.kind == EventKind.LAPSE)
    if session.scalar(done) is None:
        reason = "it was written and not carried out, for the program ended in between"
        decide(session, kind=EventKind.LAPSE, actor=program(), reason=reason, undoes=named, now=datetime.now(UTC))


def _seal(archive: Archive) -> None:
    with archive.read() as session:
        files = list_unsealed_decisions(session, archive.warc_directory)
    sealable = measure_indexed(files)
    with writing(archive) as session:
        seal_files(session, sealable, now=datetime.now(UTC))
