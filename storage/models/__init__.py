"""The archive's tables.

Autoincrement keys stay inside; what leaves the archive is a publication's slug, an article's public id, a WARC
record's id. `article`, `reading`, `revision` and everything below them are only ever added to.
"""

from storage.models.articles import Article, Contributor, Extractor, Reading, Revision
from storage.models.base import Base
from storage.models.captures import Capture, WarcFile
from storage.models.ledger import Page, Publication, Run, Sighting, Source, Visit
from storage.models.related import Observation, RelatedStory

__all__ = [
    "Article",
    "Base",
    "Capture",
    "Contributor",
    "Extractor",
    "Observation",
    "Page",
    "Publication",
    "Reading",
    "RelatedStory",
    "Revision",
    "Run",
    "Sighting",
    "Source",
    "Visit",
    "WarcFile",
]
