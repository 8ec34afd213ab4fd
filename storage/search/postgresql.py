"""Search by PostgreSQL: one GIN index over the tokens and the words of `search_document`, as tsvectors.

The vectors are made by `array_to_tsvector`, which takes our tokens as they are; `to_tsvector` would split and stem them
again. They hold no positions, so that the limit of 16,383 of them does not matter: the index finds the articles that
hold all tokens of a phrase, and the stored sequence of tokens decides.

Only the index holds the vectors, and only it is to be asked for them: the function that makes them declares its high
cost, and no statistics are kept that would tell the planner of words so frequent that reading all rows seems better.
"""

from __future__ import annotations

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    cast,
    func,
    select,
    text,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR, insert

from storage.search.columns import DOCUMENTS
from storage.search.query import Query, Term

__all__ = ["create_index_objects", "drop_index_objects", "find_damage", "insert", "matching", "remake_index"]

_INDEX = "search_index"
_FUNCTION = "search_index_lexemes"
# In PL/pgSQL because the planner would inline a function in SQL, and its cost with it.
_FUNCTION_SOURCE = f"""
CREATE OR REPLACE FUNCTION {_FUNCTION}(tokens text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 10000
AS 'BEGIN RETURN array_to_tsvector(string_to_array(btrim(tokens), '' '')); END'
"""


def create_index_objects(connection: Connection) -> None:
    """Make the index and its function; an index that exists is kept."""
    connection.execute(text(_FUNCTION_SOURCE))
    columns = f"{_FUNCTION}(tokens), {_FUNCTION}(words)"
    connection.execute(text(f"CREATE INDEX IF NOT EXISTS {_INDEX} ON search_document USING gin ({columns})"))
    for number in (1, 2):
        connection.execute(text(f"ALTER INDEX {_INDEX} ALTER COLUMN {number} SET STATISTICS 0"))


def drop_index_objects(connection: Connection) -> None:
    """Remove the index and its function."""
    connection.execute(text(f"DROP INDEX IF EXISTS {_INDEX}"))
    connection.execute(text(f"DROP FUNCTION IF EXISTS {_FUNCTION}(text)"))


def remake_index(connection: Connection) -> None:
    """Make the index again from `search_document`; searches wait for it."""
    connection.execute(text(f"REINDEX INDEX {_INDEX}"))


def find_damage(connection: Connection) -> str | None:
    """Look for the index and whether PostgreSQL uses it; return what is wrong."""
    is_valid = connection.scalar(
        text("SELECT indisvalid AND indisready FROM pg_index WHERE indexrelid = to_regclass(:name)"), {"name": _INDEX}
    )
    if is_valid is None:
        return f"the index {_INDEX} is missing"
    return None if is_valid else f"the index {_INDEX} is not valid"


def matching(query: Query) -> Select[int]:
    """Select the ids of the articles that `query` finds.

    Every vector stands where the index answers for it: in a condition of AND alone. Elsewhere it would be made anew for
    each row. NOT IN is answered from a hash table; the planner would take an anti-join for small and nest its loops.
    """
    found = _holding(DOCUMENTS, tuple(clause[0] for clause in query.clauses if len(clause) == 1))
    for clause in query.clauses:
        if len(clause) > 1:
            found = found.where(DOCUMENTS.c.article_id.in_(_holding_any(clause)))
    if query.excluded:
        found = found.where(DOCUMENTS.c.article_id.not_in(_holding_any(query.excluded)))
    return found


def _holding_any(terms: tuple[Term, ...]) -> Select[int]:
    each = union_all(*(_holding(DOCUMENTS.alias(), (term,)) for term in terms)).subquery()
    return select(each.c.article_id)


def _holding(documents: FromClause, terms: tuple[Term, ...]) -> Select[int]:
    """Select the ids of the documents that hold all `terms`."""
    found = select(documents.c.article_id)
    if tokens := [f"'{token}'" for term in terms for token in term.tokens]:
        found = found.where(_match(documents.c.tokens, tokens))
    if prefixes := [f"'{term.prefix}':*" for term in terms if term.prefix]:
        found = found.where(_match(documents.c.words, prefixes))
    for term in terms:
        if len(term.tokens) > 1:
            found = found.where(func.strpos(documents.c.tokens, f" {' '.join(term.tokens)} ") > 0)
    return found


def _match(tokens: ColumnElement[str], operands: list[str]) -> ColumnElement[bool]:
    """Return the condition that `tokens` hold all operands; no token holds an apostrophe or a backslash."""
    query = " & ".join(dict.fromkeys(operands))
    vector: ColumnElement[str] = getattr(func, _FUNCTION)(tokens, type_=TSVECTOR)
    return vector.op("@@", is_comparison=True)(cast(query, TSQUERY))
