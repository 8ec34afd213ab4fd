"""What the words over a box of links, or before a link, say of it."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from pipelines.related import heading_patterns, phrases
from pipelines.related.heading_patterns import compile_patterns

MAXIMUM_HEADING = 80
"""Characters; a longer text heads nothing."""

_MAXIMUM_WORDS = 9


class HeadingKind(StrEnum):
    """What a heading announces."""

    RELATED = "related"
    FURNITURE = "furniture"
    TAGS = "tags"
    READ_MORE = "read_more"
    NONE = "none"


_OUTER = re.compile(r"^\W+|\W+$")


def _fold_letters(text: str) -> str:
    """`text` in lower case and without accents, so that `À lire aussi` and `A LIRE AUSSI` are one."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    parts = (piece for piece in unicodedata.normalize("NFKD", folded) if not "\u0300" <= piece <= "\u036f")
    return unicodedata.normalize("NFC", "".join(parts)).replace("ł", "l").replace("ø", "o").replace("æ", "ae")


_PHRASES = {
    _fold_letters(phrase): kind
    for kind, table in (
        (HeadingKind.READ_MORE, phrases.READ_MORE),
        (HeadingKind.FURNITURE, phrases.FURNITURE),
        (HeadingKind.TAGS, phrases.TAGS),
        (HeadingKind.FURNITURE, phrases.MORE),
        (HeadingKind.RELATED, phrases.RELATED),
    )
    for phrase in phrases.read_phrases(table)
}

_PATTERNS = tuple(
    (kind, compile_patterns(patterns))
    for kind, patterns in (
        (HeadingKind.TAGS, heading_patterns.TAGS),
        (HeadingKind.READ_MORE, heading_patterns.READ_MORE),
        (HeadingKind.FURNITURE, (*heading_patterns.MORE, *heading_patterns.FURNITURE)),
        (HeadingKind.RELATED, heading_patterns.RELATED),
    )
)

_NEXT = re.compile(r"(?:what to )?read (?:this )?next")
_MORE_PHRASES = frozenset(map(_fold_letters, phrases.read_phrases(phrases.MORE)))
_MORE_PATTERN = compile_patterns(heading_patterns.MORE)
_SUGGESTION = compile_patterns(heading_patterns.SUGGESTIONS)

_BADGES = (
    r"[A-Z]{2,8}\+|Pro\+|Exclusive|EXCLUSIVE|Premium|PREMIUM|Subscribers? only|Subscriber exclusive|Members? only"
    r"|Sponsored|SPONSORED|Partner content|Podcast|PODCAST|Video|VIDEO|Watch|WATCH|Opinion|OPINION|Analysis|ANALYSIS"
)
_PLUS_BADGE = re.compile(r"\s*(VIP\+|Pro\+|PRO\+)\s*[:|–—-]?\s*(?=\S)")
_WORD_BADGE = re.compile(rf"\s*({_BADGES})\s*[:|]\s*(?=\S)")
_BARE_BADGE = re.compile(rf"\s*(?:{_BADGES}|[A-Z][A-Za-z]{{0,7}}\+)\s*")


@lru_cache(maxsize=4096)
def classify_heading(text: str) -> HeadingKind:
    """What `text` announces when it stands over a box of links or before a link; NONE for any other text."""
    words = _fold(text)
    exact = _PHRASES.get(words)
    if exact:
        return exact
    if not words or words.count(" ") >= _MAXIMUM_WORDS or _ends_sentence(text):
        return HeadingKind.NONE
    for kind, pattern in _PATTERNS:
        if pattern.match(words):
            return kind
    return HeadingKind.NONE


def _ends_sentence(text: str) -> bool:
    """Whether `text` ends in one full stop or a question mark; dots that only trail off end no sentence."""
    last = text.rstrip()[-2:]
    return last.endswith("?") or (last.endswith(".") and last != ".." and not last[0].isspace())


def is_unspecific(text: str) -> bool:
    """Whether `text` only says that there are more stories: furniture unless the names around say otherwise."""
    words = _fold(text)
    return words in _MORE_PHRASES or bool(_MORE_PATTERN.match(words))


def is_suggestion(text: str) -> bool:
    """Whether `text` announces what readers may like: furniture, unless it is a line of the text like any other."""
    return _SUGGESTION.match(_fold(text)) is not None


def is_next(text: str) -> bool:
    """Whether `text` announces what to read next, which over one story is the next one of the site."""
    return _NEXT.fullmatch(_fold(text)) is not None


def find_phrase(text: str) -> HeadingKind | None:
    """What `text` announces if it is one of the phrases that are nothing but headings."""
    return _PHRASES.get(_fold(text))


def _fold(text: str) -> str:
    """`text` in lower case, without punctuation at the ends; "" where it is too long for a heading."""
    if len(text) > 3 * MAXIMUM_HEADING:
        return ""
    words = _fold_letters(" ".join(text.replace("’", "'").replace("‘", "'").split()))
    if not (words[:1].isalnum() and words[-1:].isalnum()):
        words = _OUTER.sub("", words)
    return words if len(words) <= MAXIMUM_HEADING else ""


def split_heading(text: str) -> tuple[str | None, str]:
    """`text` parted into a leading label that announces a related story (`Related: `), or None, and the rest."""
    head, colon, rest = text.partition(":")
    if colon and rest.strip() and classify_heading(head) in {HeadingKind.RELATED, HeadingKind.READ_MORE}:
        return head.strip() + ":", rest.strip()
    return None, text.strip()


def split_label(text: str) -> tuple[str | None, str]:
    """`text` of a card parted into its badge (`VIP+`, `Exclusive:`), or None, and the title.

    A word that a title may begin with is a badge only before a colon or a bar, or when it stands alone.
    """
    badge = _PLUS_BADGE.match(text) or _WORD_BADGE.match(text)
    if badge:
        return badge[1], text[badge.end() :].strip()
    return (text.strip(), "") if is_badge(text) else (None, text.strip())


def is_badge(text: str) -> bool:
    """Whether all of `text` is a badge, such as `VIP+`, any other masthead's letters with a plus, or `Exclusive`."""
    return bool(_BARE_BADGE.fullmatch(text))
