"""What stands above the first paragraph of a text without being part of it: headline, standfirst, byline and date."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from lxml import etree

from pipelines.body.endings import author_names
from pipelines.body.passages import Passage
from pipelines.body.site_lines import fold
from pipelines.dates.printed import iter_printed_dates
from pipelines.document import Document
from storage.items import BlockKind, Precision

LEAD = 80
"""Width from which the first paragraph counts as the start of the text: characters, those of syllables twice."""

REACH = 12
"""Passages at the top that are compared with the claims and read for dates at most."""

MANY = 40
"""Claims, `time` elements, and passages below a standfirst, that are compared at most."""

MIN_CREDIT = 7
"""Letters of claims from which a line may have other letters beside them."""

MAX_BESIDE = 12
"""Letters beside the claims in a line at most: By, Written by, and."""

MAX_LABEL = 4
"""Words beside each date of a line at most: what happened then, and the day of the week."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.]\d\d(?!\d)")
_CREDIT_LINE = re.compile(
    r"(?:by\s+\S|(?:published|updated|posted|last updated|first published)\b|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day,? "
    r"|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z.]{0,7}"
    r" \d{1,2},? \d{4}|\d{1,2} (?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z.]{0,7},? \d{4})",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_SYLLABLES = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_SENTENCE_END = re.compile(r"[.!?。！？؟।…][\"'”’»」』)\]]{0,3}$")


def drop_opening(passages: list[Passage], document: Document, claimed: Iterable[str] = ()) -> list[Passage]:
    """`passages` without title, standfirst and credit lines above the first paragraph of the text.

    That is the first long one; where none is long, the first that ends as a sentence does. `claimed` are bylines and
    authors' names as printed on the page.
    """
    titles, descriptions = _titles(document), _descriptions(document)
    names = author_names(document)
    printed = _join_parts(claimed)
    times = _printed_times(document)

    def repeats(index: int) -> bool:
        text = fold(passages[index].text)
        return text in titles or (text in descriptions and _stands_apart(passages, index))

    def is_credit(index: int) -> bool:
        passage = passages[index]
        if _is_credit(passage, names):
            return True
        if index >= REACH or _width(passage.text) >= LEAD:
            return False
        return fold(passage.text) in times or _is_dated(passage) or _is_printed(passage.text, printed)

    start = _find_start(passages, repeats)
    if start is None:
        start = _find_sentence(passages, lambda index: repeats(index) or is_credit(index))
    above = [p for i, p in enumerate(passages[:start]) if not repeats(i) and not is_credit(i)]
    return above + passages[start:]


def _find_start(passages: Sequence[Passage], is_other: Callable[[int], bool]) -> int | None:
    return next((i for i, p in enumerate(passages) if _width(p.text) >= LEAD and not is_other(i)), None)


def _find_sentence(passages: Sequence[Passage], is_other: Callable[[int], bool]) -> int:
    """Index of the first paragraph that ends as a sentence does; 0 where none does."""
    return next((i for i, p in enumerate(passages) if _ends_sentence(p) and not is_other(i)), 0)


def _ends_sentence(passage: Passage) -> bool:
    return passage.kind is not BlockKind.HEADING and _SENTENCE_END.search(passage.text) is not None


def _width(text: str) -> int:
    """Characters of `text`; a Chinese, Japanese or Korean one says as much as two."""
    return len(text) + (0 if text.isascii() else len(_SYLLABLES.findall(text)))


def _stands_apart(passages: list[Passage], index: int) -> bool:
    """Whether a passage is no paragraph beside the next: descriptions are often the first paragraph's own words."""
    here = passages[index].element
    after = passages[index + 1 : index + 1 + MANY]
    prose = [p.element for p in after if _width(p.text) >= LEAD] or [p.element for p in after if _ends_sentence(p)]
    if not prose or _is_credit(after[0], ()):
        return True
    following = prose[0]
    return here.tag != following.tag or here.getparent() is not following.getparent()


def _is_credit(passage: Passage, names: Sequence[str]) -> bool:
    """Whether a short line above the text says who wrote it, or when."""
    if _width(passage.text) >= LEAD:
        return False
    if _CREDIT_LINE.match(passage.text) or (_YEAR.search(passage.text) and _CLOCK.search(passage.text)):
        return True
    folded = passage.text.casefold()
    return any(name in folded for name in names)


def _titles(document: Document) -> set[str]:
    texts = [_element_text(element) for element in document.tree.iter("h1", "title")]
    texts += [content for key, content in document.metas if key in {"og:title", "twitter:title", "title"}]
    texts += [str(data.get("headline") or "") for data in document.json_ld]
    return {fold(text) for text in texts} - {""}


def _descriptions(document: Document) -> set[str]:
    keys = {"og:description", "description", "twitter:description"}
    texts = [content for key, content in document.metas if key in keys]
    texts += [str(data.get("description") or "") for data in document.json_ld]
    return {fold(text) for text in texts} - {""}


def _element_text(element: etree._Element) -> str:
    return " ".join(map(str, element.itertext()))


def _is_dated(passage: Passage) -> bool:
    """Whether a line gives a day and says little more than what happened on it."""
    dates = list(iter_printed_dates(passage.text))
    if not dates or any(date.precision in (Precision.YEAR, Precision.MONTH) for date in dates):
        return False
    rest, end = "", 0
    for date in dates:
        rest, end = f"{rest}{passage.text[end : date.start]} ", max(end, date.end)
    beside = len(_WORD.findall(rest + passage.text[end:]))
    is_line = passage.kind is not BlockKind.HEADING and not _ends_sentence(passage)
    return beside == 0 or (is_line and beside <= MAX_LABEL * len(dates))


def _is_printed(text: str, parts: Sequence[str]) -> bool:
    """Whether a line is made of claims, and of a word or two that joins them."""
    letters = rest = _join(text)
    for part in parts:
        rest = rest.replace(part, "")
    taken = len(letters) - len(rest)
    return taken > 0 and (not rest or (taken >= MIN_CREDIT and len(rest) <= MAX_BESIDE))


def _join_parts(claimed: Iterable[str]) -> list[str]:
    """The lines of all claims without blanks, the longest first."""
    parts = {_join(line) for claim in islice(claimed, MANY) for line in claim[:400].split("\n")}
    return sorted(parts - {""}, key=lambda part: (-len(part), part))[:MANY]


def _join(text: str) -> str:
    return fold(text).replace(" ", "")


def _printed_times(document: Document) -> set[str]:
    """What stands in the page's first `time` elements: a date, in whatever language and however short."""
    texts = (" ".join(map(str, islice(time.itertext(), 8))) for time in islice(document.tree.iter("time"), MANY))
    return {fold(text) for text in texts if len(text) < LEAD} - {""}
