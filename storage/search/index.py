"""The search index: one interface, a backend for each kind of database."""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Dialect, Integer, Select, column, delete, func, or_, select, table

from storage.search.analyser import ANALYSER
from storage.search.columns import DOCUMENTS
from storage.search.document import SearchDocument, indexed_form
from storage.search.query import Query

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_ARTICLES = table("article", column("id", Integer))
_BATCH = 500


def create_index_objects(connection: Connection) -> None:
    """Make what indexes the table `search_document`, which exists; a migration calls this."""
    _backend(connection.dialect).create_index_objects(connection)


def drop_index_objects(connection: Connection) -> None:
    """Remove what `create_index_objects` made; the table stays."""
    _backend(connection.dialect).drop_index_objects(connection)


def index_article(session: Session, article_id: int, document: SearchDocument) -> None:
    """Make an article findable by `document`, and no longer by what it was found by before."""
    form = indexed_form(document)
    values = {"article_id": article_id, "analyser": ANALYSER, "tokens": form.tokens, "words": form.words}
    session.execute(_upsert(session, values))


def remove_article(session: Session, article_id: int) -> None:
    """Make an article no longer findable."""
    session.execute(delete(DOCUMENTS).where(DOCUMENTS.c.article_id == article_id))


def matching(database: Session | Connection, query: Query) -> Select[int]:
    """Select the ids of the articles that `query` finds, for `Article.id.in_(…)` or a join; in no order."""
    bound = database if isinstance(database, Connection) else database.get_bind()
    return _selection(_backend(bound.dialect), query)


def check_index(session: Session, expected: Select[int] | None = None) -> list[str]:
    """Return what is wrong with the index, one sentence each; nothing when it is sound.

    `expected` selects the ids of the articles that shall be findable: all, where it is not given.
    """
    connection = session.connection()
    findings = [damage] if (damage := _backend(connection.dialect).find_damage(connection)) else []
    wanted = select(_ARTICLES.c.id) if expected is None else expected
    rows = DOCUMENTS.c.article_id
    counted = {
        "articles are not indexed": wanted.except_(select(rows)),
        "articles are indexed and should not be": select(rows).except_(wanted),
        "articles are indexed by another analyser": select(rows).where(DOCUMENTS.c.analyser != ANALYSER),
    }
    for finding, ids in counted.items():
        if number := session.scalar(select(func.count()).select_from(ids.subquery())):
            findings.append(f"{number} {finding}")
    return findings


def remake_index(session: Session) -> None:
    """Make the index again from the analysed text, so that no word of a removed article is left in it.

    SQLite keeps removed text in the file, and PostgreSQL in the table, until a VACUUM. On PostgreSQL searches wait.
    """
    connection = session.connection()
    _backend(connection.dialect).remake_index(connection)


def rebuild(session: Session, documents: Iterable[tuple[int, SearchDocument]]) -> int:
    """Index all `documents` anew and nothing else, and mend the index; return their number.

    It is one transaction, of the caller's. Others search what was there until it is committed, but for a damaged index
    on PostgreSQL: they wait.
    """
    connection = session.connection()
    backend = _backend(connection.dialect)
    if backend.find_damage(connection):
        backend.drop_index_objects(connection)
        backend.create_index_objects(connection)
    kept = set()
    for article_id, document in documents:
        index_article(session, article_id, document)
        kept.add(article_id)
    _remove_others(session, kept)
    return len(kept)


def _remove_others(session: Session, kept: set[int]) -> None:
    others = [row for row in session.scalars(select(DOCUMENTS.c.article_id)) if row not in kept]
    for start in range(0, len(others), _BATCH):
        batch = others[start : start + _BATCH]
        session.execute(delete(DOCUMENTS).where(DOCUMENTS.c.article_id.in_(batch)))


def _upsert(session: Session, values: dict[str, Any]) -> Any:
    """Return ON CONFLICT DO UPDATE; a row that is already so is not written, nor is its index."""
    insert = _backend(session.get_bind().dialect).insert(DOCUMENTS).values(**values)
    changes = {name: insert.excluded[name] for name in ("analyser", "tokens", "words")}
    differs = [DOCUMENTS.c[name].is_distinct_from(new) for name, new in changes.items()]
    return insert.on_conflict_do_update(index_elements=["article_id"], set_=changes, where=or_(*differs))


def _selection(backend: ModuleType, query: Query) -> Select[int]:
    found: Select[int] = backend.matching(query)
    return found


def _backend(dialect: Dialect) -> ModuleType:
    """Return the module for a kind of database; imported when needed, for SQLAlchemy's dialects are slow to import."""
    if dialect.name == "postgresql":
        from storage.search import postgresql

        return postgresql
    from storage.search import sqlite

    return sqlite
