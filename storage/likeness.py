"""How like the work of an article a page that was read is: what all evidence of identity is held against."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from storage import models
from storage.copies import wording
from storage.items import Extraction, PageItem
from storage.normal_form import text_digest, text_of
from storage.titles import title_key

RUN = 4
"""Words of the runs that two texts are compared by."""

ONE_DAY = timedelta(hours=14)
"""Between two statements of one moment of publication in any zones; a daily column's are a day apart."""

_LETTERS = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a page and an article, or two articles, have in common.

    Attributes:
        text: share of runs of words, 0 to 1; 0 of texts that are too short to tell, unless title and day are the same.
        title: whether both have the same one.
        day: whether both were published at about the same time; None where one says nothing of it.
        part: share of the shorter text's runs that the longer one has, 0 to 1; 0 of such texts under two titles.
        has_words: whether one title has all the words of the other.
    """

    text: float
    title: bool
    day: bool | None
    part: float = 0.0
    has_words: bool = False

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
    def is_moved(self) -> bool:
        """The texts are one after an edit, under a title with the same words: other reports come from one mould."""
        return self.is_same_text or (self.is_edited and self.has_words)

    @property
    def is_akin(self) -> bool:
        """The texts may be one after a larger edit and under a new date, where strong evidence says that they are."""
        return self.text >= 0.5 or (self.title and self.text >= 0.2)

    @property
    def is_part(self) -> bool:
        """One text is the other, or a piece of it, as the head that a paywall leaves is."""
        return self.part >= 0.8

    @property
    def is_grown(self) -> bool:
        """One text is the other and more, and both came out at one time: a first report, and the story it became."""
        return self.is_part and self.day is True

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


@dataclass(frozen=True, slots=True)
class _Told:
    """What is compared of a story."""

    text: str
    digest: str
    title: str | None
    words: frozenset[str]
    published_at: datetime | None


def likeness_of(article: models.Article, item: PageItem) -> Likeness:
    """What a page that was read has in common with the article as it is shown."""
    text = text_of((item.extraction or Extraction()).blocks)
    published_at = item.published.at if item.published else None
    return _compare(
        _told_by(article), _Told(text, text_digest(text), title_key(item.title), _words_in(item.title), published_at)
    )


def likeness_between(one: models.Article, other: models.Article) -> Likeness:
    """What two articles have in common as they are shown."""
    return _compare(_told_by(one), _told_by(other))


def _told_by(article: models.Article) -> _Told | None:
    shown = article.reading
    if shown is None:
        return None
    return _Told(shown.text, shown.text_digest, title_key(shown.title), _words_in(shown.title), shown.published_at)


def _compare(one: _Told | None, other: _Told | None) -> Likeness:
    if one is None or other is None:
        return Likeness(0.0, title=False, day=None)
    share, part = (1.0, 1.0) if one.digest == other.digest else _shares(one.text, other.text)
    found = Likeness(
        share,
        title=one.title is not None and one.title == other.title,
        day=_is_one_day(one.published_at, other.published_at),
        part=part,
        has_words=len(one.words & other.words) == min(len(one.words), len(other.words)) > 0,
    )
    is_telling = found.is_entitled or all(map(_is_telling, (one.text, other.text)))
    return found if is_telling else replace(found, text=0.0, part=part if found.title else 0.0)


def _is_telling(text: str) -> bool:
    """Whether a text tells by itself which story it is; shorter ones are captions, and one for many pages."""
    return len(wording.words_of(text)) >= wording.FEWEST_WORDS


def resemblance(one: str, other: str) -> float:
    """The share of the runs of four words that two texts have in common, 0 to 1 (Broder 1997: resemblance)."""
    return _shares(one, other)[0]


def _shares(one: str, other: str) -> tuple[float, float]:
    """Broder's resemblance of two texts, and the containment of the shorter in the longer."""
    a, b = _runs(one), _runs(other)
    if not a or not b:
        return (float(one == other),) * 2
    common = len(a & b)
    return common / len(a | b), common / min(len(a), len(b))


def words_of(texts: Iterable[str]) -> set[str]:
    """The words of three letters and more in titles and in the names of addresses."""
    return {word for text in texts for word in _LETTERS.findall(_folded(text))}


def _words_in(title: str | None) -> frozenset[str]:
    return frozenset(words_of([title or ""]))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = wording.words_of(text)
    return set(zip(*(words[start:] for start in range(RUN)), strict=False)) or ({tuple(words)} if words else set())


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _is_one_day(one: datetime | None, other: datetime | None) -> bool | None:
    return abs(one - other) <= ONE_DAY if one is not None and other is not None else None
