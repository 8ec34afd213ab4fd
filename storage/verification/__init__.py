"""Proof that an archive is whole (docs/verify.md).

findings      what a check reports
database      the database's own integrity
books         the coverage account and the leases
files         the WARC files, from their bytes
records       rows of the index against records, both ways
articles      articles, readings, revisions
search        the search index
"""

from storage.verification.findings import CheckResult, Finding
from storage.verification.verify import verify

__all__ = ["CheckResult", "Finding", "verify"]
