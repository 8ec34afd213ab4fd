"""What a card prints of its story: the title, and the badge or label beside it."""

from __future__ import annotations

import re

from pipelines.related.box import Box
from pipelines.related.headings import HeadingKind, classify_heading, is_badge
from pipelines.related.marks import read_words
from pipelines.related.outline import Outline

TITLE_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
MAXIMUM_BADGE = 40
"""Characters of a badge, a category or a name."""
MINIMUM_TITLE = 3
"""Words of a title."""
_ANNOUNCING = frozenset((HeadingKind.RELATED, HeadingKind.READ_MORE))
_SHORTEST_TITLE = 6
_LONGEST_CALL = 80
_SHORT_TITLE = 14
_TITLE_NAMES = re.compile(r" (?:\w+ )?(?:title|headline|hed|heading|caption)s? | js headline ")
_BADGE_NAMES = re.compile(
    r" (?:badge|label|kicker|vip|eyebrow|flag|rubric|premium|overline|pretitle|roofline|dachzeile|topline) "
)
UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
"""Letters of scripts that put no blanks between words."""
WORD = re.compile(r"\w+")
_MONTH = (
    r"(?:jan|feb|fév|mar|mär|apr|avr|abr|ma[iyj]|jui?n|juil|jul|aug|août|ago|sep|set|oct|okt|ott|out|nov|de[czs]|déc|dic"
    r"|ene|gen|mag|giu|lug)[^\W\d]{0,7}"
)
_DATE = re.compile(
    rf"\W*(?:{_MONTH}\W{{1,2}}\d\d?(?:st|nd|rd|th)?|\d\d?(?:st|nd|rd|th)?\W{{1,2}}(?:de )?{_MONTH})"
    r"\W{1,2}(?:de )?(?:19|20)\d\d\W*",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"\W*(?:(?:load|show|see|view|browse|discover|explore) (?:all|more)|cargar|cargar m[aá]s|ver (?:m[aá]s|tod[oa]s?)"
    r"|mostrar|carregar mais|voir (?:plus|tous)|afficher plus|charger plus|alle|mehr (?:laden|anzeigen|ähnliche))\b"
    r"(?: [\w'’-]+){0,4}\W*",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\W*(?:more (?:on|about)|mehr (?:zu[mr]?|über)|mere? om|meer over|plus (?:d['’]infos )?sur|más sobre|mais sobre"
    r"|altro su)\b(?:\W{1,3}[\w'’]+){1,4}\W*",
    re.IGNORECASE,
)
_PAID = re.compile(
    r"\W*(?:ad|advertisement|advertorial|anzeige|werbung|(?:paid|sponsored|promoted|partner|branded)(?: \w+)?"
    r"|publicidad|publicité|pubblicità|publicidade|contenu sponsorisé|contenido patrocinado|reklam[ea]?|pr)\W*",
    re.IGNORECASE,
)


def find_headline(outline: Outline, box: Box, root: int) -> str | None:
    """The first heading element of a card that reads like a title."""
    for place in range(root, outline.ends[root]):
        if outline.tags[place] in TITLE_TAGS and place != box.heading_place:
            title = outline.read_text(place)
            if is_title(title):
                return title
    return None


def read_link_title(outline: Outline, link: int) -> str:
    """The title in a link: its headline where it holds one, else all its text."""
    named = ""
    for place in range(link + 1, outline.ends[link]):
        if outline.tags[place] in TITLE_TAGS:
            return _without_announcement(outline, place)
        if not named and _TITLE_NAMES.search(read_words(outline.names[place])):
            named = outline.read_text(place)
    return named if is_title(named) else _without_badges(outline, link)


def _without_announcement(outline: Outline, headline: int) -> str:
    """A headline without words at its start, such as `See also`, that are an element of their own."""
    text = outline.read_text(headline)
    for place in outline.iter_children(headline):
        announcement = outline.read_text(place) if outline.text(place) <= MAXIMUM_BADGE else ""
        if announcement and text.startswith(announcement) and classify_heading(announcement) in _ANNOUNCING:
            return text[len(announcement) :].lstrip(" :") or text
    return text


def _without_badges(outline: Outline, title: int) -> str:
    text = outline.read_text(title)
    for place in range(title + 1, outline.ends[title]):
        if outline.text(place) > MAXIMUM_BADGE:
            continue
        badge = outline.read_text(place)
        if text.startswith(badge) and _is_beside_title(outline, place, badge):
            text = text[len(badge) :].strip()
    return text


def _is_beside_title(outline: Outline, place: int, text: str) -> bool:
    if is_badge(text) or _BADGE_NAMES.search(read_words(outline.names[place])):
        return True
    return classify_heading(text) in _ANNOUNCING


def is_title(text: str) -> bool:
    """Whether a text reads like a title: some words, and no call such as Read more or Show all."""
    if len(text) < _SHORTEST_TITLE or is_call(text) or _DATE.fullmatch(text):
        return False
    words = len(WORD.findall(text))
    return words >= MINIMUM_TITLE or (words > 1 and len(text) >= _SHORT_TITLE) or not text.isascii()


def is_call(text: str) -> bool:
    """Whether a text asks to read on or to see all, and names no story."""
    if classify_heading(text) is HeadingKind.READ_MORE:
        return True
    return len(text) <= _LONGEST_CALL and _CALL.fullmatch(text) is not None


def find_badge(outline: Outline, box: Box, root: int, title: str) -> str | None:
    """A short text of the card that is named a badge or reads like one."""
    for place in range(root, outline.ends[root]):
        if place == box.heading_place or not 0 < outline.text(place) <= MAXIMUM_BADGE:
            continue
        text = outline.read_text(place)
        if text and text != title and (_BADGE_NAMES.search(read_words(outline.names[place])) or is_badge(text)):
            return text
    return None


def names_payment(text: str) -> bool:
    """Whether a text says no more than that what it stands over is paid for."""
    return _PAID.fullmatch(text) is not None


def is_paid(outline: Outline, root: int) -> bool:
    """Whether a short text of the card says that it is paid for."""
    return any(
        names_payment(outline.read_text(place))
        for place in range(root, outline.ends[root])
        if 0 < outline.text(place) <= MAXIMUM_BADGE
    )


def names_subject(text: str) -> bool:
    """Whether a link says that it leads to more on a subject of a few words, and so to the list of its stories."""
    return len(text) <= _LONGEST_CALL and _SUBJECT.fullmatch(text) is not None
