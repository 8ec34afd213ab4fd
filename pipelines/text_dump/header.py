"""What stands over the text of a dump: title, standfirst, byline, date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.dates.printed import find_printed_date
from pipelines.rules import Rules
from pipelines.text_dump.lines import Line, fold_line
from storage.items import BylineClaim, DateClaim, DateRole

SEARCHED = 8
"""A byline stands in the first lines or nowhere."""

_PREPOSITION = re.compile(r"(?:written\s)?(?:by|von|par|por|di|door|av|af):?", re.IGNORECASE)
_BYLINE = re.compile(r"(?:Written )?(?:By|BY|by|Von|Par|Por|Door|Av|Af):? [^\W\d_a-z]")
_JOINER = re.compile(r"(?:and|und|et|y|e|en|och|og|&|,)", re.IGNORECASE)
_SEVERAL = re.compile(r",|&|;|\s(?:and|und|et|y|och|og)\s", re.IGNORECASE)
_LONGEST_NAME, _LONGEST_BYLINE, _LONGEST_TITLE, _LONGEST_DATE = 60, 120, 300, 60


@dataclass(frozen=True, slots=True)
class Header:
    """What stands over the text, and the lines left when it is taken away."""

    rest: Sequence[Line]
    title: str | None = None
    standfirst: str | None = None
    byline: BylineClaim | None = None
    date: DateClaim | None = None


def read_header(lines: Sequence[Line], rules: Rules) -> Header:
    """The byline in the first lines, and what it tells of the lines before it; nothing where no byline is printed.

    One line before a byline is the title, a second the standfirst; three are no header and stay text. The publication's
    own name is neither, and no text. A line that is a date and nothing else, before the byline or after it, dates the
    article.
    """
    names = {fold_line(name) for name in (*rules.mastheads, *rules.taglines)}
    for start in range(min(SEARCHED, len(lines))):
        byline, end = _read_byline(lines, start)
        if byline:
            dates = [claim for line in lines[: end + 1] if (claim := _read_date(line, rules))]
            said = [line for line in lines[:start] if fold_line(line.text) not in names]
            before = [line for line in said if not _read_date(line, rules)]
            rest = [line for line in lines[end : end + 1] if not _read_date(line, rules)] + list(lines[end + 1 :])
            return _head(before, rest, byline, dates[0] if dates else None)
    return Header(lines)


def _head(before: list[Line], rest: list[Line], byline: BylineClaim, date: DateClaim | None) -> Header:
    if len(before) > 2 or any(len(line.text) > _LONGEST_TITLE for line in before):
        return Header(before + rest, byline=byline, date=date)
    title, standfirst = [*(line.text for line in before), None, None][:2]
    return Header(rest, title, standfirst, byline, date)


def _read_byline(lines: Sequence[Line], start: int) -> tuple[BylineClaim | None, int]:
    line = lines[start]
    if _PREPOSITION.fullmatch(line.text[:_LONGEST_BYLINE]):
        names, end = _read_names(lines, start + 1)
        return (_claim(line.text, names), end) if names else (None, start)
    short = len(line.text) <= _LONGEST_BYLINE and not line.ends_sentence
    if short and _BYLINE.match(line.text):
        return BylineClaim("printed", line.text), start + 1
    return None, start


def _read_names(lines: Sequence[Line], start: int) -> tuple[list[str], int]:
    """The names after a "By" of its own line: one a line, more where a comma or an "and" says so."""
    names: list[str] = []
    index = start
    for index in range(start, min(start + 2 * SEARCHED, len(lines))):
        text = lines[index].text
        goes_on = not names or names[-1].endswith(",") or _JOINER.fullmatch(names[-1]) or _JOINER.fullmatch(text)
        if len(text) > _LONGEST_NAME or (lines[index].ends_sentence and not text.endswith(".")) or not goes_on:
            return names, index
        names.append(text)
    return names, index + 1 if names else start


def _claim(preposition: str, names: list[str]) -> BylineClaim:
    alone = [name.strip(" ,") for name in names if not _JOINER.fullmatch(name)]
    printed = f"{preposition} {' '.join(names)}".replace(" ,", ",")
    return BylineClaim("printed", printed, () if any(_SEVERAL.search(name) for name in alone) else tuple(alone))


def _read_date(line: Line, rules: Rules) -> DateClaim | None:
    if len(line.text) > _LONGEST_DATE:
        return None
    found = find_printed_date(line.text, timezone=rules.timezone)
    if found is None or found.start > 0 or found.end < len(line.text):
        return None
    return DateClaim("printed", DateRole.PUBLISHED, line.text, found.at, found.precision, found.offset)
