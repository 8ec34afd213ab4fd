"""Search by SQLite's FTS5: an external-content table over `search_document`, kept up by triggers.

FTS5's `ascii` tokenizer takes every character beyond ASCII as part of a token and folds ASCII only, so that it leaves
our tokens whole (https://sqlite.org/fts5.html#ascii_tokenizer).
"""

from __future__ import annotations

import sqlite3

from sqlalchemy import Connection, Select, column, select, table, text
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DatabaseError

from storage.search.columns import DOCUMENTS
from storage.search.query import Query, Term

__all__ = ["create_index_objects", "drop_index_objects", "find_damage", "insert", "matching", "remake_index"]

_TABLE = """
CREATE VIRTUAL TABLE IF NOT EXISTS search_index USING fts5(
    tokens, words, content='search_document', content_rowid='article_id', tokenize="ascii tokenchars '.+#'"
)
"""
_REMOVE = (
    "INSERT INTO search_index (search_index, rowid, tokens, words)"
    " VALUES ('delete', old.article_id, old.tokens, old.words);"
)
_ADD = "INSERT INTO search_index (rowid, tokens, words) VALUES (new.article_id, new.tokens, new.words);"
_TRIGGERS = {
    "search_index_insert": f"AFTER INSERT ON search_document BEGIN {_ADD} END",
    "search_index_delete": f"AFTER DELETE ON search_document BEGIN {_REMOVE} END",
    "search_index_update": f"AFTER UPDATE ON search_document BEGIN {_REMOVE} {_ADD} END",
}
_INDEX = table("search_index", column("rowid"), column("search_index"))


def create_index_objects(connection: Connection) -> None:
    """Make the index and its triggers, and index the rows that are there; what exists is kept.

    Alembic's batch mode copies a table without its triggers: call this after each batch on `search_document`.
    """
    connection.execute(text(_TABLE))
    for name, definition in _TRIGGERS.items():
        connection.execute(text(f"CREATE TRIGGER IF NOT EXISTS {name} {definition}"))
    remake_index(connection)


def drop_index_objects(connection: Connection) -> None:
    """Remove the triggers and the index."""
    for name in _TRIGGERS:
        connection.execute(text(f"DROP TRIGGER IF EXISTS {name}"))
    connection.execute(text("DROP TABLE IF EXISTS search_index"))


def remake_index(connection: Connection) -> None:
    """Make the index again from `search_document`."""
    connection.execute(text("INSERT INTO search_index (search_index) VALUES ('rebuild')"))


def find_damage(connection: Connection) -> str | None:
    """Compare the index with `search_document`; return what is wrong. SQLite takes this for writing."""
    names = set(connection.scalars(text("SELECT name FROM sqlite_schema WHERE name LIKE 'search_index%'")))
    if missing := sorted({_INDEX.name, *_TRIGGERS} - names):
        return f"the index lacks {', '.join(missing)}"
    try:
        connection.execute(text("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)"))
    except DatabaseError as error:
        if not _says_corrupt(error):
            raise
        return "the index does not agree with search_document"
    return None


def _says_corrupt(error: DatabaseError) -> bool:
    """Tell whether FTS5 found damage (SQLITE_CORRUPT_VTAB), rather than that it could not look."""
    code = getattr(error.orig, "sqlite_errorcode", 0)
    return int(code) & 0xFF == sqlite3.SQLITE_CORRUPT


def matching(query: Query) -> Select[int]:
    """Select the ids of the articles that `query` finds."""
    rows = DOCUMENTS.c.article_id
    found = select(rows)
    if query.clauses:
        found = found.where(rows.in_(_rowids(_all_of(query.clauses))))
    if query.excluded:
        found = found.where(rows.not_in(_rowids(_any_of(query.excluded))))
    return found


def _rowids(expression: str) -> Select[int]:
    return select(_INDEX.c.rowid).where(_INDEX.c.search_index.op("MATCH")(expression))


def _all_of(clauses: tuple[tuple[Term, ...], ...]) -> str:
    return " AND ".join(_any_of(clause) for clause in clauses)


def _any_of(terms: tuple[Term, ...]) -> str:
    return f"({' OR '.join(_expression(term) for term in terms)})"


def _expression(term: Term) -> str:
    """Return the FTS5 expression of a term; no token holds a quotation mark."""
    parts = []
    if term.tokens:
        parts.append(f'tokens : "{" ".join(term.tokens)}"')
    if term.prefix:
        parts.append(f'words : "{term.prefix}" *')
    return f"({' AND '.join(parts)})"
