"""The archive's tables.

Autoincrement keys stay inside; what leaves the archive is a publication's slug, an article's public id, a WARC
record's id. `article`, `reading`, `revision` and everything below them are only ever added to.
"""

from storage.models.aliases import Alias
from storage.models.articles import Article, Contributor, Edit, Extractor, Reading, Revision
from storage.models.base import Base
from storage.models.captures import Capture, WarcFile
from storage.models.copies import CopyLink, CopyMember, Fingerprint, FingerprintBand
from storage.models.decisions import BarredUrl, Correction, OverlaidName, Takedown
from storage.models.events import Event
from storage.models.ledger import Page, Publication, Run, Sighting, Source, Visit
from storage.models.people import NameForm, Person, PersonForm
from storage.models.related import Observation, RelatedStory
from storage.models.targets import TARGET_ID

__all__ = [
    "TARGET_ID",
    "Alias",
    "Article",
    "BarredUrl",
    "Base",
    "Capture",
    "Contributor",
    "CopyLink",
    "CopyMember",
    "Correction",
    "Edit",
    "Event",
    "Extractor",
    "Fingerprint",
    "FingerprintBand",
    "NameForm",
    "Observation",
    "OverlaidName",
    "Page",
    "Person",
    "PersonForm",
    "Publication",
    "Reading",
    "RelatedStory",
    "Revision",
    "Run",
    "Sighting",
    "Source",
    "Takedown",
    "Visit",
    "WarcFile",
]
