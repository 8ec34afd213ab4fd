"""Bylines as a reader of the page sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pipelines.bylines import role_words
from pipelines.bylines.claims.lines import read_lines
from pipelines.bylines.claims.regions import Regions
from pipelines.bylines.claims.roles import find_role_beside
from pipelines.bylines.claims.text_length import is_short
from pipelines.document import Document
from pipelines.printed_text import read_element
from pipelines.rules import Rules
from pipelines.selectors import select
from storage.items import BylineClaim

Element = etree._Element

_BYLINE_MARK = re.compile(
    r"by-?line|(?:^|[\s_-])by(?:$|[\s_-])|written-?by|posted-?by|c-tagline|(?:^|[\s_-])p?-?author(?:$|\s)",
    re.IGNORECASE,
)
_AUTHOR_MARK = re.compile(
    r"(?:^|[\s_-])(?:\w{0,12}authors?|autor(?:en|es|in)?|auteurs?|writers?|contributors?|reporters?|journalists?"
    r"|redakteur)(?:$|[\s_-]|names?|link|info|list|s?wrap)",
    re.IGNORECASE,
)
_AUTHOR_PATH = re.compile(
    r"/(?:authors?|autor(?:en|es|in)?|auteurs?|autore|profiles?|people|staff|contributors?|writers?|journalists?"
    r"|reporters?|columnists?|redakteure?|editors?|signature|journaliste)/[^/?#]",
    re.IGNORECASE,
)
_PROFILE_QUERY = re.compile(r"[?&](?:author|author_name|autor)=", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"^(?:https?:)?//(?:www\.)?(?:twitter|x|facebook|instagram|linkedin|youtube|t|bsky|scholar\.google)\.",
    re.IGNORECASE,
)
_LEAD = (
    "(?i:written by|words by|story by|posted by|by|von|par|por|di|door|av|af|text|words|autor(?:in)?|authors?"
    "|the author|auteur|escrito por|redacción|автор)"
)
_LED = re.compile(rf"{_LEAD}(?!\w)\s*:?\s*(?=[^\W\d_a-zß-öø-ÿ]|dpa\b|$)")
_LEAD_ALONE = re.compile(rf"{_LEAD}\s*:?\s*$")
_LEADS_AWAY = re.compile(
    r"(?:view|see|read|show|all|more|other|articles?|posts?|stories|search|browse|alle|mehr|weitere|zeige|zur|voir|tous|ver|más"
    r"|todos|follow|latest|recent)\s[^,;|]{0,60}\b(?:by|from|of|von|de|par|posts|articles|stories|author|artikel|beiträge)\b"
    r"|articles? by|posts? by|folge\s|entfolgen",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:view|see|show|read) (?:all|more|bio|profile)(?: (?:posts|articles|stories|bio|profile))?\W*$", re.IGNORECASE
)
"""A link to more about the author, or by them."""

_MOST_LINES = 25
_SENTENCE = 8
_LONGEST = 300
"""Characters of a byline's element; what is longer is a box about the author, or text."""

_LONGEST_LED = 160
_MOST = 12
"""Claims of one source that are kept."""

_MOST_ELEMENTS = 300
"""Elements of one source that are looked at, nearest to the headline first."""

_NEAR = 300
"""Elements behind the headline in which a line that begins with "By" is a byline."""

_BEFORE = 80
"""Elements before the headline among which a byline may stand."""

_SOURCES = ("printed", "rel-author", "itemprop", "by-text", "author-link", "author-class", "author-box")
_EXPLICIT = frozenset({"printed", "rel-author", "itemprop"})


def extract_visible_claims(document: Document, rules: Rules, regions: Regions) -> list[BylineClaim]:
    """The visible claims, source by source; within one, nearest to the headline first."""
    claims = [_claim("printed", [element], regions) for element in select(document.tree, rules.byline)]
    for source, elements in _find_elements(regions).items():
        nearest = sorted(elements, key=regions.distance)[:_MOST_ELEMENTS]
        claims += [_claim(source, group, regions) for group in _group(_outermost(nearest)[: 4 * _MOST])[:_MOST]]
    return [claim for claim in claims if claim.printed]


def _find_elements(regions: Regions) -> dict[str, list[Element]]:
    found: dict[str, list[Element]] = {source: [] for source in _SOURCES}
    for element in regions.elements:
        if regions.is_read(element) and element.tag not in ("html", "body", "head", "link", "meta", "input", "img"):
            near = -_BEFORE <= regions.order[element] - regions.headline <= _NEAR
            for source in _sources(element):
                boxed = element in regions.doubtful and not (near and source in _EXPLICIT)
                far = source == "printed" and not near
                found["author-box" if boxed else "author-class" if far else source].append(element)
            led = (
                _find_led(element)
                if near and regions.order[element] > regions.headline and element not in regions.doubtful
                else None
            )
            if led is not None:
                found["by-text"].append(led)
    return found


def _sources(element: Element) -> Iterator[str]:
    marks = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-testid') or ''}"[:500]
    if element.tag == "byline" or _BYLINE_MARK.search(marks):
        yield "printed"
    elif _AUTHOR_MARK.search(marks):
        yield "author-class"
    if "author" in (element.get("rel") or "").lower().split():
        yield "rel-author"
    if {"author", "creator"} & set((element.get("itemprop") or "").lower().split()):
        yield "itemprop"
    if element.tag == "a" and _is_author_link(element.get("href") or ""):
        yield "author-link"


def _is_author_link(href: str) -> bool:
    if _ELSEWHERE.match(href):
        return False
    return bool(_AUTHOR_PATH.search(href[:500]) or _PROFILE_QUERY.search(href[:500]))


def _find_led(element: Element) -> Element | None:
    """The element whose text begins as a byline does, near the headline; its parent when only the lead is its own."""
    own = (element.text or "").strip()[:60]
    if not own or not _LED.match(own):
        return None
    if not is_short(element, _LONGEST_LED):
        return None
    text = read_element(element)
    parent = element.getparent()
    if _LEAD_ALONE.match(text) and parent is not None and is_short(parent, _LONGEST_LED):
        element, text = parent, read_element(parent)
    if not _LED.match(text) or len(text) > _LONGEST_LED or _LEAD_ALONE.match(text):
        return None
    return None if _is_sentence(text) else element


def _is_sentence(text: str) -> bool:
    """Whether a line goes on in lower case to its end, as headlines and sentences do: "Von Rabatten profitieren"."""
    last = text.rsplit(maxsplit=1)[-1]
    prose = last.isalpha() and last.islower() and role_words.role_noun(last) is None
    return prose and "," not in text and len(text.split()) > 2


def _outermost(elements: list[Element]) -> list[Element]:
    """Without long elements, and without those inside others of the list."""
    short = {element for element in elements if is_short(element, _LONGEST)}
    kept: dict[Element, None] = {}
    for element in elements:
        if element in short and not any(ancestor in short for ancestor in element.iterancestors()):
            kept[element] = None
    return list(kept)


def _group(elements: list[Element]) -> list[list[Element]]:
    """Elements of one parent, or of parents that are siblings of one kind, are one byline."""
    groups: dict[Element, list[Element]] = {}
    for element in elements:
        parent = element.getparent()
        above = parent.getparent() if parent is not None else None
        key = next((one for one in (parent, above) if one is not None and one in groups), parent)
        groups.setdefault(element if key is None else key, []).append(element)
        if above is not None and parent is not None and len(parent) == 1:
            groups.setdefault(above, groups[element if key is None else key])
    unique: dict[int, list[Element]] = {id(group): group for group in groups.values()}
    return list(unique.values())


def _cut(lines: list[str]) -> list[str]:
    """The lines before the first that leads elsewhere; none of a long list, which is no byline."""
    end = next((at for at, line in enumerate(lines) if _LEADS_AWAY.match(line) or _is_prose(line)), len(lines))
    return lines[:end] if end <= _MOST_LINES else []


def _is_prose(line: str) -> bool:
    """Whether a line is a sentence about somebody: eight words and more, most of them in lower case."""
    words = line.split()
    return len(words) >= _SENTENCE and 2 * sum(word[:1].islower() for word in words) > len(words)


def _claim(source: str, elements: list[Element], regions: Regions) -> BylineClaim:
    read = [line for element in elements for line in read_lines(element, regions)]
    lines = _cut([line for line in read if not _MORE.match(line)])
    named = [pair for element in elements for pair in _iter_linked(element, regions)]
    role = find_role_beside(elements[-1], regions) if len(elements) == 1 and len(named) < 2 else None
    return BylineClaim(
        source,
        "\n".join(dict.fromkeys(lines)),
        names=tuple(name for name, _ in named),
        urls=tuple(url for _, url in named),
        roles=(role,) if role else (),
    )


def _iter_linked(element: Element, regions: Regions) -> Iterator[tuple[str, str | None]]:
    """(name, address) of each link to an author in a byline."""
    for link in element.iter("a"):
        if regions.is_unread_in(link, element):
            continue
        if _is_author_link(link.get("href") or "") or "author" in (link.get("rel") or ""):
            name = next(iter(read_lines(link, regions)), "")
            if name and len(name) < 100 and not (_LEADS_AWAY.match(name) or _MORE.match(name)):
                yield name, link.get("href")
