"""A byline as words and separators."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.bylines.letters import begins_upper, is_initials
from pipelines.bylines.noise import BREAK
from pipelines.bylines.phrases import fold, word_set
from pipelines.bylines.words import name_parts
from pipelines.bylines.words.bodies import LEGAL_FORMS

AND = "and"
SENTENCE = "."
COLON = ":"
MARKS = frozenset({",", ";", "|", "/", "-", "(", ")", SENTENCE, COLON, BREAK})
"""Every separator that is not a word; `-` stands for any dash between blanks."""

_MARKS = (
    dict.fromkeys("，、", ",")
    | dict.fromkeys("；", ";")
    | dict.fromkeys("／", "/")
    | dict.fromkeys("｜•●·»«›*", "|")
    | dict.fromkeys("（[【", "(")
    | dict.fromkeys("）]】", ")")
    | dict.fromkeys("：", ":")
    | dict.fromkeys("–—―", "-")
)
_SPLITTING = re.escape(f",;|/():，、；／｜•●»«›（[【）]】：—―{BREAK}")
_PIECE = re.compile(rf"[{_SPLITTING}]|[^{_SPLITTING}]+")
_ABBREVIATIONS = frozenset(
    {"st", "ph", "esq", "dipl", "prof", "bros", "dept", "univ", "no", "vs", "assoc", "asst", "wm", "chas", "geo"}
)
_AND_WORDS = frozenset({"and", "und", "et", "og", "och", "ve", "oraz", "та", "en", "sowie"})
_HEBREW_BY = "מאת"
_HEBREW_NAMES = word_set("ורד ורה ויקטור ויקטוריה ולדימיר ולדיסלב ולרי ולריה ויטלי ויויאן ונסה")
"""Names that begin with the letter that is "and" as well."""

_LOWER_AND_WORDS = frozenset({"y", "e", "i", "и", "і", "й", "o", "ו", "و"})


def iter_tokens(text: str) -> Iterator[str]:
    """The words and separators of a cleaned byline, in order."""
    words = text.split()
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        if _is_bracketed_initials(word, following):
            yield word
            continue
        if _is_joined_hebrew(words, index):
            yield Joiner(word[0])
            yield word[1:]
            continue
        for piece in _PIECE.findall(word):
            joins = is_and(piece) and following and not (index and is_and(words[index - 1]))
            yield from [Joiner(piece)] if joins else _iter_piece(piece, following)


def _iter_piece(piece: str, following: str) -> Iterator[str]:
    mark = _MARKS.get(piece, piece)
    if mark in MARKS:
        yield mark
    elif piece.endswith(".") and _ends_sentence(piece, following):
        if piece.strip("."):
            yield piece.rstrip(".")
        yield SENTENCE
    elif piece.startswith(("-", "–")) and len(piece) > 1:
        yield "-"
        yield from filter(None, [piece.lstrip("-–")])
    else:
        yield piece


def _is_joined_hebrew(words: list[str], index: int) -> bool:
    """Whether "and" is the first letter of a word, behind a whole name and before a surname, as Hebrew writes it."""
    word = words[index]
    if word[0] != "ו" or len(word) < 3 or word in _HEBREW_NAMES:
        return False
    return (
        1 < index < len(words) - 1
        and words[index - 2] != _HEBREW_BY
        and all(before.isalpha() for before in words[index - 2 : index])
    )


class Joiner(str):
    """A word that joins names, as printed: "and", "&", "und"."""

    __slots__ = ()


def separator(token: str) -> str | None:
    """What a token separates with: itself, `AND` for any word that joins; None for a word of a name."""
    if token in MARKS:
        return token
    return AND if isinstance(token, Joiner) else None


def is_and(word: str) -> bool:
    """Whether the word joins two names, in the languages of `docs/bylines.md`."""
    return word in ("&", "+") or word in _LOWER_AND_WORDS or word.casefold() in _AND_WORDS


def _ends_sentence(word: str, following: str) -> bool:
    stem = word.rstrip(".")
    known = fold(stem)
    if not stem or "." in stem or known in _ABBREVIATIONS | LEGAL_FORMS | name_parts.SUFFIXES:
        return not stem
    if (known in name_parts.HONORIFICS and following) or is_initials(stem):
        return False
    return not following or (len(stem) > 2 and (begins_upper(following) or not any(map(str.isalnum, following))))


def _is_bracketed_initials(word: str, following: str) -> bool:
    """A name's middle in brackets, `Robert (R.J.) Roe`: what stands between a name's words belongs to it."""
    inner = word[1:-1]
    return (
        word.startswith("(") and word.endswith(")") and begins_upper(following) and inner.isascii()
        and (is_initials(inner) or (inner.isalpha() and inner.istitle() and len(inner) < 12))
    )  # fmt: skip
