"""Short lines that begin as a byline does: "By …", "Von …", "Written by …", in an element of their own or not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pipelines.bylines import role_words
from pipelines.bylines.claims.lines import read_lines
from pipelines.bylines.claims.regions import Regions
from pipelines.bylines.claims.text_length import is_short
from pipelines.printed_text import fold_blanks, read_element
from storage.items import BylineClaim

Element = etree._Element

_LEAD = (
    r"(?i:(?:(?:guest )?(?:post|article|story|column|opinion|essay|review|interview) |written |words |posted "
    r"|researched |reported |contributed |(?:this )?(?:post|article|story|blog) was written )?by"
    r"|(?:(?:medically|technically|expert|fact)[ -])?(?:reviewed|checked) by|(?:edited|translated|photographs) by"
    r"|(?:eine? \w{3,20} )?von|par|por|di|door|av|af"
    r"|texte?(?: (?:und|and|et|[&+]) (?:photos?|fotos?|bilder))?(?: (?:von|by|de|par))?"
    r"|words|autor(?:in|en|innen)?|authors?|the author|auteurs?|autor[ae]s?|escrito por|redacción|автор)"
)
_LED = re.compile(rf"{_LEAD}(?!\w)\s*:?\s*(?=[^\W\d_a-zß-öø-ÿ]|dpa\b|$)")
_LEAD_ALONE = re.compile(rf"{_LEAD}\s*:?\s*$")
_LONGEST_LEAD = 60
_LONGEST = 160
"""Characters of such a line."""

_LONGEST_VALUE = 100
"""Characters of what stands behind a label."""

_BEFORE_LINES = frozenset({"br", "hr", "div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "time", "ul", "span", "img"})
"""Elements behind which a new line begins, so that no sentence goes on there."""

_EDGES = " |·•-–—\u00a0\t\r\n"


def iter_led_texts(element: Element, regions: Regions) -> Iterator[BylineClaim]:
    """Bylines that are no element's whole text: behind a label ("Autor:"), and between other elements."""
    label = (element.text or "")[: 4 * _LONGEST_LEAD].strip(_EDGES)
    if label and len(label) <= _LONGEST_LEAD and len(element) == 0 and _LEAD_ALONE.match(label):
        value = _find_value(element, regions)
        if value is not None and _LED.match(f"{label} {value}") and not _is_sentence(value):
            yield BylineClaim("by-text", f"{label} {value}")
    tail = element.tail
    if tail is None or tail.isspace() or element.tag not in _BEFORE_LINES:
        return
    tail = fold_blanks(tail)
    if (tail[:1].isupper() or element.tag == "time") and len(tail) <= _LONGEST and _is_led(tail):
        yield BylineClaim("by-text", tail)


def _find_value(label: Element, regions: Regions) -> str | None:
    """The text right behind a label, or the first line of the element behind it."""
    tail = fold_blanks(label.tail or "").strip(_EDGES)
    if any(map(str.isalpha, tail)):
        return tail if len(tail) <= _LONGEST_VALUE else None
    following = label.getnext()
    if following is None or following not in regions.order or not is_short(following, _LONGEST_VALUE):
        return None
    return next(iter(read_lines(following, regions)), None)


def find_led(element: Element) -> Element | None:
    """The element whose text begins as a byline does; its parent when only the lead is its own."""
    own = (element.text or "").strip()[:_LONGEST_LEAD]
    if not own or not _LED.match(own):
        return None
    if not is_short(element, _LONGEST):
        return None
    text = read_element(element)
    parent = element.getparent()
    if _LEAD_ALONE.match(text) and parent is not None and is_short(parent, _LONGEST):
        element, text = parent, read_element(parent)
    return element if len(text) <= _LONGEST and _is_led(text) else None


def _is_led(text: str) -> bool:
    return bool(_LED.match(text)) and not _LEAD_ALONE.match(text) and not _is_sentence(text)


def _is_sentence(text: str) -> bool:
    """Whether a line goes on in lower case to its end, as headlines and sentences do: "Von Rabatten profitieren"."""
    last = text.rsplit(maxsplit=1)[-1]
    prose = last.isalpha() and last.islower() and role_words.role_noun(last) is None
    return prose and "," not in text and len(text.split()) > 2
