"""The columns that search reads and writes, without the mapped classes: a search starts faster than those are made."""

from __future__ import annotations

from sqlalchemy import Integer, Text, column, table

DOCUMENTS = table(
    "search_document",
    column("article_id", Integer),
    column("analyser", Integer),
    column("tokens", Text),
    column("words", Text),
)
"""The columns of `storage.search.table.SearchDocumentRow`; a test holds them together."""
