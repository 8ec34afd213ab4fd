"""Stored captures read again by a newer extractor: which ones, what differs, and what is kept of it."""

from storage.rereading.candidates import Candidate, Selection, Span, iter_candidates
from storage.rereading.changes import Change, find_changes
from storage.rereading.settling import Reread, settle_reread

__all__ = [
    "Candidate",
    "Change",
    "Reread",
    "Selection",
    "Span",
    "find_changes",
    "iter_candidates",
    "settle_reread",
]
