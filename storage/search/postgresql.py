"""Search by PostgreSQL: two generated tsvector columns of `search_document` and one GIN index over both.

The vectors are made by `array_to_tsvector`, which takes our tokens as they are; `to_tsvector` would split and stem them
again. They hold no positions, so that the limit of 16,383 of them does not matter: the index finds the articles that
hold all tokens of a phrase, and the stored sequence of tokens decides.
"""

from __future__ import annotations

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    Text,
    and_,
    cast,
    column,
    func,
    not_,
    or_,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from storage.search.query import Query, Term
from storage.search.table import SearchDocumentRow

_COLUMNS = {
    "search_index_tokens": "array_to_tsvector(string_to_array(btrim(tokens), ' '))",
    "search_index_words": "array_to_tsvector(string_to_array(words, ' '))",
}
_INDEX = "search_index"
_DOCUMENTS = table(
    SearchDocumentRow.__tablename__,
    column("article_id", Integer),
    column("tokens", Text),
    *(column(name, TSVECTOR) for name in _COLUMNS),
)


def create_index_objects(connection: Connection) -> None:
    """Make the generated columns and their index; what exists is kept."""
    for name, expression in _COLUMNS.items():
        connection.execute(
            text(
                f"ALTER TABLE search_document ADD COLUMN IF NOT EXISTS {name} tsvector"
                f" GENERATED ALWAYS AS ({expression}) STORED"
            )
        )
    names = ", ".join(_COLUMNS)
    connection.execute(text(f"CREATE INDEX IF NOT EXISTS {_INDEX} ON search_document USING gin ({names})"))


def drop_index_objects(connection: Connection) -> None:
    """Remove the index and the columns."""
    connection.execute(text(f"DROP INDEX IF EXISTS {_INDEX}"))
    for name in _COLUMNS:
        connection.execute(text(f"ALTER TABLE search_document DROP COLUMN IF EXISTS {name}"))


def remake_index(connection: Connection) -> None:
    """Make the index again from `search_document`; searches wait for it."""
    connection.execute(text(f"REINDEX INDEX {_INDEX}"))


def find_damage(connection: Connection) -> str | None:
    """Look for the index and whether PostgreSQL uses it; return what is wrong. The columns are always in step."""
    is_valid = connection.scalar(
        text("SELECT indisvalid AND indisready FROM pg_index WHERE indexrelid = to_regclass(:name)"), {"name": _INDEX}
    )
    if is_valid is None:
        return f"the index {_INDEX} is missing"
    return None if is_valid else f"the index {_INDEX} is not valid"


def matching(query: Query) -> Select[int]:
    """Select the ids of the articles that `query` finds."""
    found = select(_DOCUMENTS.c.article_id)
    for clause in query.clauses:
        found = found.where(or_(*(_holds(term) for term in clause)))
    for term in query.excluded:
        found = found.where(not_(_holds(term)))
    return found


def _holds(term: Term) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = []
    if term.tokens:
        conditions.append(_DOCUMENTS.c.search_index_tokens.op("@@")(_all_of(term.tokens)))
    if len(term.tokens) > 1:
        conditions.append(func.strpos(_DOCUMENTS.c.tokens, f" {' '.join(term.tokens)} ") > 0)
    if term.prefix:
        conditions.append(_DOCUMENTS.c.search_index_words.op("@@")(cast(f"'{term.prefix}':*", TSQUERY)))
    return and_(*conditions)


def _all_of(tokens: tuple[str, ...]) -> ColumnElement[str]:
    """Return the tsquery of all tokens; none holds an apostrophe or a backslash."""
    return cast(" & ".join(f"'{token}'" for token in dict.fromkeys(tokens)), TSQUERY)
