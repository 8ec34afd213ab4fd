"""An article as one reading has it, reduced to what a publisher edits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.items import DateRole, NoticeKind, Precision, TextState


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date that a page states, in UTC, and how much of it."""

    at: datetime
    precision: Precision


@dataclass(frozen=True, slots=True)
class StatedNotice:
    """A notice; `passage` is the index of the passage that it stands in, None beside the text."""

    kind: NoticeKind
    text: str
    label: str | None = None
    time_printed: str | None = None
    passage: int | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """An article at one time.

    Attributes:
        published: None where the page states no date of publication, only one of change.
        passages: the texts of the body's blocks, in order.
        is_cut: whether the page held back text that it had shown before.
    """

    title: str | None = None
    standfirst: str | None = None
    byline: str | None = None
    published: StatedDate | None = None
    modified: StatedDate | None = None
    passages: tuple[str, ...] = ()
    notices: tuple[StatedNotice, ...] = ()
    language: str | None = None
    text_state: TextState = TextState.COMPLETE
    is_cut: bool = False


def version_of(values: Mapping[str, Any]) -> Version:
    """The version that the columns of a reading hold."""
    stated = None if values["published_role"] == DateRole.MODIFIED else _date("published", values)
    return Version(
        title=values["title"],
        standfirst=values["standfirst"],
        byline=values["byline_printed"],
        published=stated,
        modified=_date("modified", values),
        passages=tuple(block["text"] for block in values["blocks"]),
        notices=tuple(_notice(notice) for notice in values["notices"]),
        language=values["language"],
        text_state=TextState(values["text_state"]),
    )


def _date(name: str, values: Mapping[str, Any]) -> StatedDate | None:
    at = values[f"{name}_at"]
    return StatedDate(at, Precision(values[f"{name}_precision"] or Precision.SECOND)) if at is not None else None


def _notice(said: Mapping[str, Any]) -> StatedNotice:
    return StatedNotice(
        NoticeKind(said["kind"]), said["text"], said.get("label"), said.get("time_printed"), said.get("block")
    )
