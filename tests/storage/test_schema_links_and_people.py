"""Links and names of an archive made before: worked out after the upgrade, and as they were after going back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, insert, select, table, text, update
from sqlalchemy import column as named

from storage import models
from storage.archive import Archive
from storage.schema import alembic_config, upgrade
from storage.titles import title_key
from storage.urls import url_key
from tests.storage.test_schema_upgrade import AT, DIGEST, ROWS, table_of

LATER = datetime(2025, 5, 5, tzinfo=UTC)
RIMS, SPOKES = "https://wheelwright.test/rims", "https://wheelwright.test/spokes"
LINKS = (
    {"position": 0, "url": RIMS, "url_key": url_key(RIMS), "target_id": 6},
    {"position": 1, "url": SPOKES, "url_key": url_key(SPOKES), "target_id": None},
    {"position": 2, "text": "Rims of ash", "title_key": title_key("Rims of ash"), "target_id": 6},
    {"position": 3, "text": "Rims of elm", "title_key": title_key("Rims of elm"), "target_id": None},
)
OLD_LINKS = table("related_story", *(named(name) for name in ("id", "observation_id", "kind", "position", "url", "url_key", "text", "title_key", "target_id")))  # fmt: skip


@pytest.fixture
def old(database_url: str, tmp_path: Path) -> Iterator[Archive]:
    """An archive at the first schema: one article, that points to itself, by its address and by its title, and to others."""
    archive = Archive(tmp_path, database_url)
    upgrade(archive.engine, lock_directory=archive.lock_directory, to="0001")
    with archive.engine.execution_options(writes=True).begin() as connection:
        for model, values in ROWS:
            connection.execute(insert(table_of(model)).values(values))
        connection.execute(update(table_of(models.Article)).values(reading_id=7, title_key=title_key("Rims of ash")))
        _add_pages_and_links(connection)
    yield archive
    archive.close()


def _add_pages_and_links(connection: Connection) -> None:
    page = {"publication": "wheelwright", "url": RIMS, "url_key": url_key(RIMS), "key_rules": 1, "announced_at": AT}
    connection.execute(insert(table_of(models.Page)).values(id=1, **page, article_id=6, visits=1, failures=0))
    seen = {"article_id": 6, "capture_id": 5, "extractor_id": 4, "observed_at": AT, "digest": DIGEST}
    connection.execute(insert(table_of(models.Observation)).values(id=1, **seen))
    for number, link in enumerate(LINKS, 1):
        connection.execute(insert(OLD_LINKS).values(id=number, observation_id=1, kind="editorial", **link))


def targets(archive: Archive) -> list[Any]:
    with archive.engine.connect() as connection:
        return list(connection.scalars(select(OLD_LINKS.c.target_id).order_by(OLD_LINKS.c.position)))


def test_links_lead_where_they_led(old: Archive) -> None:
    upgrade(old.engine, lock_directory=old.lock_directory)
    with old.read() as session:
        story = models.RelatedStory
        assert (
            list(session.scalars(select(story.leads_to).select_from(story).order_by(story.position)))
            == ["abcdefghijkl", None] * 2
        )
        assert session.scalars(select(models.Reading.title_key)).all() == [title_key("Rims of ash")]


def test_every_name_is_a_name_form(old: Archive) -> None:
    upgrade(old.engine, lock_directory=old.lock_directory)
    with old.read() as session:
        (form,) = session.scalars(select(models.NameForm))
        assert (form.name, form.name_key) == ("Ode Rask", "ode rask")
        assert session.scalars(select(models.Contributor.name_form_id)).all() == [form.id]


def test_going_back_loses_no_link(old: Archive) -> None:
    before = targets(old)
    assert before == [6, None, 6, None]
    upgrade(old.engine, lock_directory=old.lock_directory)
    command.downgrade(alembic_config(old.engine), "0002")
    assert targets(old) == before
    with old.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM contributor")) == 1


def test_a_link_by_a_title_that_was_given_up_is_kept_both_ways(old: Archive) -> None:
    with old.engine.execution_options(writes=True).begin() as connection:
        connection.execute(update(table_of(models.Article)).values(title_key=title_key("Rims of oak")))
    upgrade(old.engine, lock_directory=old.lock_directory)
    with old.read() as session:
        story = models.RelatedStory
        assert session.scalar(select(story.leads_to).select_from(story).where(story.position == 2)) == "abcdefghijkl"
    command.downgrade(alembic_config(old.engine), "0002")
    assert targets(old) == [6, None, 6, None]
