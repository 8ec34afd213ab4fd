"""What the words over a box of links, or before a link, say of it."""

from __future__ import annotations

import re
from enum import StrEnum

from pipelines.related import phrases

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


_ENDS = ' \t\r\n\u00a0:：.…!»«›‹>→➤▶►•|–—-_*#[](){}【】「」■●▼▽◆"“”„'
_SPACES = re.compile(r"\s+")


_PHRASES = {
    phrase.casefold(): kind
    for kind, table in (
        (HeadingKind.READ_MORE, phrases.READ_MORE),
        (HeadingKind.FURNITURE, phrases.FURNITURE),
        (HeadingKind.TAGS, phrases.TAGS),
        (HeadingKind.RELATED, phrases.RELATED),
    )
    for phrase in phrases.read_phrases(table)
}

_PATTERNS = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"(?:related|more|explore) (?:topics?|tags?|themes?|keywords?|companies|people|subjects)\b", "tags"),
        (r"(?:related|relevant) (?:\w+ ){0,2}(?:forums?|jobs?|events?|products?|sponsors?|courses)$", "furniture"),
        (r"(?:most|popular|trending|latest|newest|recent|recommended|sponsored|promoted|featured|hot)", "furniture"),
        (r"(?:top|must[- ]reads?|best of|today's|this week's|today on|the latest|recently) ", "furniture"),
        (r"more (?:\w+ ){0,3}(?:from|in|by|for) ", "furniture"),
        (r"(?:you (?:may|might|will)|you'll) .{0,20}(?:like|enjoy|interest)", "furniture"),
        (r"(?:sign up|subscribe|join our|get the|follow) ", "furniture"),
        (r"(?:popular|trending|watch) (?:on|in|now|at) ", "furniture"),
        (r"(?:meistgelesen|meistgeklickt|neueste|aktuelle|beliebte|empfohlene|anzeige)", "furniture"),
        (r"das könnte (?:sie|dich|ihnen|dir) ", "furniture"),
        (r"(?:lo|los|las|le|les|i|as|os) (?:más|plus|più|mais) ", "furniture"),
        (r"(?:te|le|ti|também|também te|anche) .{0,10}(?:puede|podría|potrebbe|pode) interes", "furniture"),
        (r"(?:últimas|ultimas|ultime|dernières|derniers|senaste|seneste|siste|laatste) ", "furniture"),
        (r"related(?: [\w&'-]+){1,3}$", "related"),
        (r"more (?:on|about) ", "related"),
        (r"(?:similar|other related|further|additional) (?:articles|stories|posts|news|reading|coverage)", "related"),
        (r"(?:mehr|weitere \w+|artikel|lesen sie(?: \w+){0,2}) (?:zum|zu diesem) thema", "related"),
        (r"lesen sie (?:hier |auch |dazu |hierzu )", "related"),
        (r"read more (?:on|from|about|of) ", "read_more"),
        (r"(?:関連|相关|相關|관련)", "related"),
    )
)  # fmt: skip

_ANY_PATTERN = re.compile("|".join(pattern.pattern for pattern, _ in _PATTERNS))

_BADGES = (
    r"VIP\+|STAT\+|Pro\+|PRO\+|Exclusive|EXCLUSIVE|Premium|PREMIUM|Subscribers? only|Subscriber exclusive|Members? only"
    r"|Sponsored|SPONSORED|Partner content|Podcast|PODCAST|Video|VIDEO|Watch|WATCH|Opinion|OPINION|Analysis|ANALYSIS"
)
_PLUS_BADGE = re.compile(r"\s*(VIP\+|STAT\+|Pro\+|PRO\+)\s*[:|–—-]?\s*(?=\S)")
_WORD_BADGE = re.compile(rf"\s*({_BADGES})\s*[:|]\s*(?=\S)")
_BARE_BADGE = re.compile(rf"\s*(?:{_BADGES}|[A-Z][A-Za-z]{{0,7}}\+)\s*")


def classify_heading(text: str) -> HeadingKind:
    """What `text` announces when it stands over a box of links or before a link; NONE for any other text."""
    exact = find_phrase(text)
    if exact:
        return exact
    words = _fold(text)
    if not words or text.rstrip().endswith((".", "?")) or words.count(" ") >= _MAXIMUM_WORDS:
        return HeadingKind.NONE
    for pattern, kind in _PATTERNS if _ANY_PATTERN.match(words) else ():
        if pattern.match(words):
            return HeadingKind(kind)
    return HeadingKind.NONE


def find_phrase(text: str) -> HeadingKind | None:
    """What `text` announces if it is one of the phrases that are nothing but headings."""
    return _PHRASES.get(_fold(text))


def _fold(text: str) -> str:
    """`text` in lower case, without punctuation at the ends; "" where it is too long for a heading."""
    if len(text) > 3 * MAXIMUM_HEADING:
        return ""
    words = _SPACES.sub(" ", text.replace("’", "'").replace("‘", "'")).casefold().strip(_ENDS)
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
