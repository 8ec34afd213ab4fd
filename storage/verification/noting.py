"""A check of the archive as an event of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from storage.archive import Archive
from storage.decisions import writing
from storage.events import EventKind, record_event
from storage.verification.findings import CheckResult


def note_check(archive: Archive, results: Sequence[CheckResult]) -> None:
    """Notes that an archive was checked: how much was looked at, and how many findings there were.

    Raises:
        ArchiveUnavailable: the database is damaged, or another process holds it.
        CannotWrite: it may only be read.
    """
    findings = sum(result.findings for result in results)
    details = {result.name: {"findings": result.findings, **result.counts} for result in results}
    with writing(archive) as session:
        outcome = "damaged" if findings else "sound"
        record_event(session, EventKind.FIXITY_CHECK, now=datetime.now(UTC), outcome=outcome, details=details)
