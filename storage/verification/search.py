"""The search index: everything findable, and nothing else."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage import models
from storage.archive import Archive
from storage.database import plain_errors
from storage.overlays import is_shown
from storage.search import check_index
from storage.search.table import SearchDocumentRow
from storage.verification.findings import CheckResult


def check_search(archive: Archive, result: CheckResult) -> None:
    """Asks the index; SQLite takes that for writing, so a crawl's commits wait for it. Nothing is changed."""
    engine = archive.engine.execution_options(writes=True)
    with plain_errors(archive.engine.url), Session(engine) as session:
        shown = select(models.Article.id).where(
            models.Article.reading_id.is_not(None),
            models.Article.merged_into_id.is_(None),
            is_shown(models.Article.taken_down),
        )
        for problem in check_index(session, shown):
            result.find("search index", problem)
        result.count("articles", session.scalar(select(func.count()).select_from(SearchDocumentRow)) or 0)
        session.rollback()
