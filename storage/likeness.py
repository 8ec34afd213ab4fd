"""How like the work of an article a page that was read is: what all evidence of identity is held against."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage import models
from storage.items import PageItem
from storage.readings import reading_values
from storage.titles import title_key

RUN = 4
"""Words of the runs that two texts are compared by."""

MOST_WORDS = 5_000
"""Words of a text that are compared."""

ONE_DAY = timedelta(hours=14)
"""Between two statements of one moment of publication in any zones; a daily column's are a day apart."""

_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a page and an article have in common.

    Attributes:
        text: share of runs of words, 0 to 1.
        title: whether both have the same one.
        day: whether both were published at about the same time; None where one says nothing of it.
    """

    text: float
    title: bool
    day: bool | None

    @property
    def is_same_text(self) -> bool:
        """The texts are one, but for an edit; of two days, in nearly every word, for reports may differ in a number."""
        return self.text >= (0.8 if self.day is not False else 0.97)

    @property
    def is_edited(self) -> bool:
        """The texts may be one after a larger edit, with what else the evidence says."""
        if self.day is False:
            return self.is_same_text
        return self.text >= 0.5 or (self.is_entitled and self.text >= 0.2)

    @property
    def is_of_one_day(self) -> bool:
        """The texts are much alike, and title and day of publication the same."""
        return self.text >= 0.5 and self.is_entitled

    @property
    def is_one_moment(self) -> bool:
        """The texts are much alike, and came out at one time, under whatever title."""
        return self.text >= 0.5 and self.day is True

    @property
    def is_entitled(self) -> bool:
        """Title and day are the same; titles alone come back, as those of columns do."""
        return self.title and self.day is True


def likeness_of(article: models.Article, item: PageItem) -> Likeness:
    """What a page that was read has in common with the article as it is shown."""
    shown = article.reading
    if shown is None:
        return Likeness(0.0, title=False, day=None)
    values = reading_values(item)
    title = title_key(item.title)
    return Likeness(
        1.0 if values["text_digest"] == shown.text_digest else resemblance(values["text"], shown.text),
        title=title is not None and title == title_key(shown.title),
        day=_is_one_day(values["published_at"], shown.published_at),
    )


def resemblance(one: str, other: str) -> float:
    """The share of the runs of four words that two texts have in common, 0 to 1 (Broder 1997: resemblance)."""
    a, b = _runs(one), _runs(other)
    return len(a & b) / len(a | b) if a and b else float(one == other)


def words_of(texts: Iterable[str]) -> set[str]:
    """The words of three letters and more in titles and in the names of addresses."""
    return {word for text in texts for word in _LETTERS.findall(_folded(text))}


def _runs(text: str) -> set[tuple[str, ...]]:
    words = [match[0] for match, _ in zip(_WORD.finditer(_folded(text)), range(MOST_WORDS), strict=False)]
    return set(zip(*(words[start:] for start in range(RUN)), strict=False)) or ({tuple(words)} if words else set())


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _is_one_day(one: datetime | None, other: datetime | None) -> bool | None:
    return abs(one - other) <= ONE_DAY if one is not None and other is not None else None
