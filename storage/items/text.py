"""The text, block by block, and what the publication says about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """The kinds of blocks a body is made of."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUESTION = "question"
    ANSWER = "answer"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    TABLE = "table"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a body, its text in the normal form of `storage.normal_form`.

    `level` is a heading's rank 1–6 or a list item's depth from 1; `speaker` is who speaks in a question or an answer,
    as printed.
    """

    kind: BlockKind
    text: str
    level: int | None = None
    speaker: str | None = None


class TextState(StrEnum):
    """How much of the article's text a reading has."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    STUB = "stub"
    NONE = "none"
    UNKNOWN = "unknown"


class NoticeKind(StrEnum):
    """What a publication says about the text itself; `PREVIOUSLY` heads an earlier state of it that was left below."""

    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    EDITORS_NOTE = "editors-note"
    UPDATE = "update"
    PREVIOUSLY = "previously"
    RETRACTION = "retraction"


@dataclass(frozen=True, slots=True)
class Notice:
    """A correction, update or the like; the text keeps it too.

    Attributes:
        text: as printed, in the normal form of `storage.normal_form`.
        label: the words that announce it, as printed, such as `Correction` or `UPDATED`.
        time_printed: the date or time beside the label, as printed.
        block: index of the body's block that it stands in; None when it stands outside the body.
    """

    kind: NoticeKind
    text: str
    label: str | None = None
    time_printed: str | None = None
    block: int | None = None
