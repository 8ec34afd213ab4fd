"""One passage of a text as a notice."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.notices.labels import (
    BEGINS,
    CLARIFIES,
    CORRECTS,
    DAY_LABEL,
    FIRST_SIGNS,
    FIRST_WORDS,
    LABELLED,
    PREVIOUSLY,
    SENTENCE,
)
from storage.items import NoticeKind

LONGEST = 1500
"""Characters of a notice that is known by its words alone; one with a label may be as long as it likes."""

_BEGINNING = 200
_FEWEST_WORDS = 3
_HAS_DIGIT = re.compile(r"\d")
_UNSPACED = re.compile(r"[぀-ヿ一-鿿]")
_EDGES = " \t,()[]|/:*–—-（）："


@dataclass(frozen=True, slots=True)
class Announced:
    """How a passage announces a notice; `is_alone` where nothing follows the label, which then heads what follows."""

    kind: NoticeKind
    label: str | None = None
    time_printed: str | None = None
    is_alone: bool = False


def parse_notice(text: str) -> Announced | None:
    """What the first words of a passage announce; None where they are no notice.

    A label stands alone, or is parted from the text by a colon, a dash or a bracket, or by a time. One that is
    followed by a time and nothing else is a date line and no notice, but where a colon ends it, or for the kinds that
    date lines never have.
    """
    if not _may_begin(text):
        return None
    return _parse_label(text) or _parse_day_label(text) or _parse_sentence(text)


def _may_begin(text: str) -> bool:
    begun = BEGINS.match(text)
    if begun is None:
        return False
    word = begun[1]
    return word.lower() in FIRST_WORDS or word[0].isdecimal() or word.endswith("DAY") or word.startswith(FIRST_SIGNS)


def _parse_label(text: str) -> Announced | None:
    beginning = text[:_BEGINNING]
    for kind, pattern in (*LABELLED.items(), (NoticeKind.PREVIOUSLY, PREVIOUSLY)):
        found = pattern.match(beginning)
        if found is None:
            continue
        time = _find_time(found["time"])
        if not _has_words(text[found.start("rest") :]):
            is_heading = kind is not NoticeKind.UPDATE or text.rstrip(" *").endswith((":", "："))
            alone = is_heading and not found["rest"].strip(_EDGES + ".")
            return Announced(kind, found["label"], time, is_alone=True) if alone else None
        if _is_parted(found, time):
            return Announced(kind, found["label"], time)
        is_text = time is not None and (not _HAS_DIGIT.search(time) or any(mark in found["gap"] for mark in "*)]"))
        return Announced(kind, found["label"]) if is_text and _is_parted(found, None) else None
    return None


def _find_time(matched: str | None) -> str | None:
    """What was printed as a time; the number of an update is none."""
    time = (matched or "").strip(_EDGES)
    is_number = time.isdecimal() and len(time) < len("100")
    return time if time and not is_number else None


def _is_parted(found: re.Match[str], time: str | None) -> bool:
    """Whether something stands between label and text; with a time, after that time."""
    if time is None:
        marks = f"{found['gap'] or ''}{found['end'] or ''}".replace(" - ", "—")
        return any(mark in marks for mark in ":：—–*）)]|")
    between = found.string[found.end("time") : found.start("rest")]
    return any(mark in between for mark in ":：—–-)）].|")


def _parse_day_label(text: str) -> Announced | None:
    found = DAY_LABEL.match(text[:_BEGINNING])
    return Announced(NoticeKind.UPDATE, found["label"], found["label"]) if found else None


def _parse_sentence(text: str) -> Announced | None:
    if len(text) > LONGEST or not SENTENCE.match(text[:_BEGINNING]):
        return None
    if CLARIFIES.search(text):
        return Announced(NoticeKind.CLARIFICATION)
    return Announced(NoticeKind.CORRECTION if CORRECTS.search(text) else NoticeKind.UPDATE)


def _has_words(text: str) -> bool:
    return len(text.split()) >= _FEWEST_WORDS or len(_UNSPACED.findall(text[:100])) > 2 * _FEWEST_WORDS
