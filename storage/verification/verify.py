"""All checks of an archive, one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from storage.archive import Archive
from storage.errors import ArchiveUnavailable
from storage.verification.articles import check_articles
from storage.verification.books import check_books
from storage.verification.database import check_database
from storage.verification.files import check_files
from storage.verification.findings import CheckResult
from storage.verification.records import check_records
from storage.verification.search import check_search

CHECKS: dict[str, Callable[[Archive, CheckResult], None]] = {
    "database": check_database,
    "books": check_books,
    "WARC files": check_files,
    "records": check_records,
    "articles": check_articles,
    "search index": check_search,
}


def verify(archive: Archive) -> Iterator[CheckResult]:
    """Each check's result as soon as it is known. A crawl may go on meanwhile; nothing is changed.

    Raises:
        ArchiveUnavailable: the database does not answer.
    """
    is_damaged = False
    for name, check in CHECKS.items():
        result = CheckResult(name)
        try:
            check(archive, result)
        except ArchiveUnavailable as error:
            if not is_damaged:
                raise
            result.find("database", f"too damaged to go on: {error}")
        is_damaged = is_damaged or (check is check_database and result.findings > 0)
        yield result
