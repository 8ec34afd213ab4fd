"""What travels from stage to stage.

Plain dataclasses: they pickle to worker processes, are read through ItemAdapter in the item pipelines, and import
nothing that is slow to start.
"""

from storage.items.bylines import AUTHOR_CREDITS, BylineClaim, Contributor, ContributorKind
from storage.items.captures import Capture, CaptureRole, RecordAddress, Sighting, SourceKind, Validators
from storage.items.dates import DateClaim, DateRole, Precision
from storage.items.extraction import NO_METADATA, Extraction, Genre, LeadImage, Metadata, PageKind
from storage.items.page import PageItem
from storage.items.related import RelatedKind, RelatedStory
from storage.items.text import Block, BlockKind, Notice, NoticeKind, TextState

__all__ = [
    "AUTHOR_CREDITS",
    "NO_METADATA",
    "Block",
    "BlockKind",
    "BylineClaim",
    "Capture",
    "CaptureRole",
    "Contributor",
    "ContributorKind",
    "DateClaim",
    "DateRole",
    "Extraction",
    "Genre",
    "LeadImage",
    "Metadata",
    "Notice",
    "NoticeKind",
    "PageItem",
    "PageKind",
    "Precision",
    "RecordAddress",
    "RelatedKind",
    "RelatedStory",
    "Sighting",
    "SourceKind",
    "TextState",
    "Validators",
]
