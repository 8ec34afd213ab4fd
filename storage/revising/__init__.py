"""What a publisher changed between two readings: which fields, by edits of which kinds, and how it was decided.

Pure functions of two versions of an article; docs/revisions.md explains the rules.
"""

from storage.revising.changes import changed_fields, is_cut_down
from storage.revising.edits import classify
from storage.revising.kinds import EditKind, FoundEdit
from storage.revising.stealth import is_stealth
from storage.revising.version import Version, version_of

__all__ = ["EditKind", "FoundEdit", "Version", "changed_fields", "classify", "is_cut_down", "is_stealth", "version_of"]
