"""The kinds of edits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EditKind(StrEnum):
    """What an edit is. Of a body's words one edit is noted, the gravest of typo, wording and substantive."""

    TYPO = "typo"
    WORDING = "wording"
    SUBSTANTIVE = "substantive"
    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATE = "date"
    CORRECTION_NOTICE = "correction-notice"
    EDITORS_NOTE = "editors-note"
    RETRACTION = "retraction"
    UPDATE_LABEL = "update-label"
    PAYWALLED = "paywalled"
    UNLOCKED = "unlocked"


@dataclass(frozen=True, slots=True)
class FoundEdit:
    """One edit: its kind, the field it is in, and the rule that decided.

    Attributes:
        field: `title`, `standfirst`, `byline_printed`, `published_at`, `text`, `notices` or `text_state`.
        rule: the rule's name, a colon, and what it found.
    """

    kind: EditKind
    field: str
    rule: str
