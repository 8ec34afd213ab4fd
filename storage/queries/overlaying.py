"""What people put in place of what was read, looked up for many articles at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from storage.overlays import Overlay, overlay_of
from storage.paging import iter_pages
from storage.queries.columns import CORRECTIONS, TAKEDOWNS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def find_overlays(database: Session | Connection, article_ids: Sequence[int]) -> dict[int, Overlay]:
    """What holds for each article; those for which nothing does are left out."""
    corrections, removals = (_rows(database, table, article_ids) for table in (CORRECTIONS, TAKEDOWNS))
    return {id_: overlay_of(corrections[id_], removals[id_]) for id_ in {*corrections, *removals}}


def _rows(database: Session | Connection, table: Any, article_ids: Sequence[int]) -> defaultdict[int, list[Any]]:
    rows = defaultdict(list)
    query = select(table).order_by(table.c.id)
    for some in iter_pages(article_ids):
        for row in database.execute(query.where(table.c.article_id.in_(some))):
            rows[row.article_id].append(row)
    return rows
