"""An archive made at an earlier schema is whole after the upgrade."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Table, insert, inspect, select, update

from storage import models
from storage.archive import Archive
from storage.article_json import article_json
from storage.errors import WrongSchema
from storage.schema import HEAD, check_version, find_version, upgrade

AT = datetime(2025, 4, 5, 6, 7, 8, tzinfo=UTC)
DIGEST = "0" * 64
BLOCKS = [
    {"kind": "question", "text": "Who bends the rims?", "level": None, "speaker": None},
    {"kind": "answer", "text": "Two brothers from Orla.", "level": None, "speaker": None},
]
ROWS: list[tuple[type[models.Base], dict[str, Any]]] = [
    (models.Publication, {"slug": "wheelwright", "name": "The Wheelwright", "timezone": "UTC", "added_at": AT}),
    (models.WarcFile, {"id": 3, "name": "old.warc.gz", "added_at": AT, "size": 900}),
    (models.Extractor, {"id": 4, "identity": "backfile 0.1", "added_at": AT}),
    (
        models.Capture,
        {
            "id": 5, "publication": "wheelwright", "record_id": "urn:uuid:1", "record_type": "response", "role": "page",
            "url": "https://wheelwright.test/rims", "url_key": DIGEST, "captured_at": AT, "status": 200,
            "payload_digest": DIGEST, "payload_length": 9, "warc_file_id": 3, "offset": 0, "length": 900,
        },
    ),
    (
        models.Article,
        {
            "id": 6, "public_id": "abcdefghijkl", "publication": "wheelwright", "url": "https://wheelwright.test/rims",
            "url_key": DIGEST, "text_digest": DIGEST, "archived_at": AT,
        },
    ),
    (
        models.Reading,
        {
            "id": 7, "article_id": 6, "capture_id": 5, "extractor_id": 4, "read_at": AT, "digest": DIGEST,
            "title": "Rims of ash", "byline_claims": [{"source": "sign-off", "printed": "Reporting by Ode Rask"}],
            "tags": ["Ash"], "published_at": AT, "published_precision": "day", "date_claims": [], "blocks": BLOCKS,
            "text": "Who bends the rims?\n\nTwo brothers from Orla.", "text_digest": DIGEST, "text_state": "complete",
            "paywalled": False,
        },
    ),
    (models.Contributor, {"id": 8, "reading_id": 7, "position": 0, "name": "Ode Rask", "name_key": "ode rask", "kind": "person"}),
    (models.Revision, {"id": 9, "article_id": 6, "number": 1, "reading_id": 7, "seen_at": AT, "changed": ["title"]}),
]  # fmt: skip


@pytest.fixture
def old(database_url: str, tmp_path: Path) -> Iterator[Archive]:
    """An archive made at the first schema, with an article in it."""
    archive = Archive(tmp_path, database_url)
    upgrade(archive.engine, lock_directory=archive.lock_directory, to="0001")
    with archive.engine.execution_options(writes=True).begin() as connection:
        for model, values in ROWS:
            connection.execute(insert(table_of(model)).values(values))
        connection.execute(update(table_of(models.Article)).values(reading_id=7))
    yield archive
    archive.close()


def table_of(model: type[models.Base]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table


def columns(archive: Archive) -> dict[str, list[str]]:
    return {model.__tablename__: [c["name"] for c in inspect(archive.engine).get_columns(model.__tablename__)] for model, _ in ROWS}  # fmt: skip


def rows(connection: Connection, names: dict[str, list[str]]) -> dict[str, list[tuple[Any, ...]]]:
    return {
        model.__tablename__: [
            tuple(row)
            for row in connection.execute(select(*(table_of(model).c[n] for n in names[model.__tablename__])))
        ]
        for model, _ in ROWS
    }


def test_rows_of_the_first_schema_are_whole_after_the_upgrade(old: Archive) -> None:
    names = columns(old)
    assert "genre" not in names["reading"]
    with old.engine.connect() as connection:
        before = rows(connection, names)
    assert all(len(found) == 1 for found in before.values())
    with pytest.raises(WrongSchema, match="at schema 0001, older than"):
        check_version(old.engine)
    upgrade(old.engine, lock_directory=old.lock_directory)
    assert find_version(old.engine) == HEAD
    with old.engine.connect() as connection:
        assert rows(connection, names) == before


def test_an_article_of_the_first_schema_is_shown_with_the_fields_of_today(old: Archive) -> None:
    upgrade(old.engine, lock_directory=old.lock_directory)
    with old.read() as session:
        article = article_json(session, session.scalars(select(models.Article)).one())
    assert (article["id"], article["title"], article["tags"]) == ("abcdefghijkl", "Rims of ash", ["Ash"])
    assert (article["genre"], article["genre_reason"], article["lead_image"], article["notices"]) == (
        None,
        None,
        None,
        [],
    )
    assert article["sign_offs"] == ["Reporting by Ode Rask"]
    assert [turn["question"] for turn in article["turns"]] == ["Who bends the rims?"]
    assert [who["name"] for who in article["contributors"]] == ["Ode Rask"]


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        (["modified"], "modified"),
        (["modified", "published"], "published"),
        (["published"], "published"),
        ([], "published"),
    ],
)
def test_a_date_of_change_that_stood_in_for_one_of_publication_is_told(
    old: Archive, roles: list[str], expected: str
) -> None:
    claims = [{"source": "meta:published", "role": role, "printed": "then"} for role in roles]
    with old.engine.execution_options(writes=True).begin() as connection:
        connection.execute(update(table_of(models.Reading)).values(date_claims=claims))
    upgrade(old.engine, lock_directory=old.lock_directory)
    with old.read() as session:
        assert session.scalars(select(models.Reading.published_role)).all() == [expected]
