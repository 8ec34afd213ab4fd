"""Related stories: what an article points to, read from the page before its boilerplate goes."""

from __future__ import annotations

from pipelines.related.headings import HeadingKind, classify_heading, split_label
from pipelines.related.stories import RelatedBoxes, drop_boxes, extract_related, find_related_boxes

__all__ = [
    "HeadingKind",
    "RelatedBoxes",
    "classify_heading",
    "drop_boxes",
    "extract_related",
    "find_related_boxes",
    "split_label",
]
