"""Runs migrations on the engine that `storage.schema` hands over."""

from __future__ import annotations

from typing import Any

from alembic import context

from storage.models import Base
from storage.search.table import SearchDocumentRow as _  # noqa: F401 - its table belongs to the metadata

UNMANAGED = ("search_index",)


def _include(_object: Any, name: str | None, kind: str, _reflected: bool, _compare_to: Any) -> bool:
    """Leaves out what the search backends make: FTS5's shadow tables, the tsvector and its index."""
    return not (kind in {"table", "column", "index"} and (name or "").startswith(UNMANAGED))


def run_migrations() -> None:
    """One transaction for all of them, so that a failed upgrade changes nothing."""
    engine = context.config.attributes["engine"].execution_options(writes=True)
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            include_object=_include,
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run_migrations()
