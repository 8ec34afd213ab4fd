"""Pages of an archive made before states were kept: since when each is in its state, and by what record."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert, select

from storage import models
from storage.archive import Archive
from storage.schema import upgrade
from tests.storage.builders import AT

DIGEST = "0" * 64
VISITS = {
    "live": ["archived", "unchanged", "not-found", "archived", "unchanged"],
    "gone": ["archived", "gone", "gone"],
    "new": ["archived"],
}


def add(connection: Any, model: type[models.Base], **values: Any) -> None:
    table = model.__table__
    assert isinstance(table, Table)
    connection.execute(insert(table).values(**values))


def at(number: int) -> datetime:
    return AT + timedelta(days=number)


def test_states_begin_where_the_visits_say(database_url: str, tmp_path: Path) -> None:
    archive = Archive(tmp_path, database_url)
    upgrade(archive.engine, lock_directory=archive.lock_directory, to="0002")
    with archive.engine.execution_options(writes=True).begin() as connection:
        add(connection, models.Publication, slug="kiln", name="Kiln", timezone="UTC", added_at=AT)
        add(connection, models.WarcFile, id=1, name="a.warc.gz", added_at=AT)
        for place, (name, outcomes) in enumerate(VISITS.items(), 1):
            add(
                connection, models.Page, id=place, publication="kiln", url=f"https://kiln.test/{name}",
                url_key=f"{place:064}", key_rules=1, announced_at=AT, outcome=outcomes[-1],
                visited_at=at(len(outcomes) - 1), visits=len(outcomes), failures=0,
            )  # fmt: skip
            for number, outcome in enumerate(outcomes):
                capture = place * 100 + number
                add(
                    connection, models.Capture, id=capture, record_id=f"urn:uuid:{capture}", record_type="response",
                    role="page", url=f"https://kiln.test/{name}", url_key=f"{place:064}", captured_at=at(number),
                    status=200, payload_digest=DIGEST, payload_length=1, warc_file_id=1, offset=capture, length=1,
                )  # fmt: skip
                add(
                    connection, models.Visit, page_id=place, capture_id=capture, visited_at=at(number), outcome=outcome
                )  # fmt: skip
    upgrade(archive.engine, lock_directory=archive.lock_directory)
    with archive.read() as session:
        pages = session.scalars(select(models.Page).order_by(models.Page.id)).all()
        assert [(page.since_at, page.evidence_id) for page in pages] == [(at(3), 104), (at(1), 202), (at(0), 300)]
    archive.close()
