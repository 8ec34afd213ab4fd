"""Full-text search: the same articles for the same query on SQLite and PostgreSQL.

One analyser (`analyser`) makes tokens of articles and of queries; the databases index these tokens and nothing of their
own making.
"""

from storage.search.analyser import ANALYSER, analyse, fold, name_key
from storage.search.document import SearchDocument
from storage.search.index import (
    check_index,
    create_index_objects,
    drop_index_objects,
    index_article,
    matching,
    rebuild,
    remake_index,
    remove_article,
)
from storage.search.query import Query, Term, parse_query
from storage.search.snippets import Piece, highlight

__all__ = [
    "ANALYSER",
    "Piece",
    "Query",
    "SearchDocument",
    "Term",
    "analyse",
    "check_index",
    "create_index_objects",
    "drop_index_objects",
    "fold",
    "highlight",
    "index_article",
    "matching",
    "name_key",
    "parse_query",
    "rebuild",
    "remake_index",
    "remove_article",
]
