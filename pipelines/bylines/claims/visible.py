"""Bylines as a reader of the page sees them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from pipelines.bylines.claims.author_boxes import extract_box_claims
from pipelines.bylines.claims.author_links import is_author_link, is_more, leads_away
from pipelines.bylines.claims.cards import Cards, drop_series
from pipelines.bylines.claims.led_lines import find_led, iter_led_texts
from pipelines.bylines.claims.lines import read_lines
from pipelines.bylines.claims.marks import AUTHOR, BYLINE
from pipelines.bylines.claims.name_lines import extract_name_lines
from pipelines.bylines.claims.posted_lines import iter_posted
from pipelines.bylines.claims.regions import Regions
from pipelines.bylines.claims.roles import find_role_beside
from pipelines.bylines.claims.text_length import is_short
from pipelines.bylines.noise import drop_dates
from pipelines.bylines.phrases import fold, word_set
from pipelines.bylines.role_words import is_modifier, role_noun
from pipelines.bylines.tokens import is_and
from pipelines.document import Document
from pipelines.rules import Rules
from pipelines.selectors import select
from storage.items import BylineClaim

Element = etree._Element

_MOST_LINES = 10
_SENTENCE = 8
_LONGEST = 300
"""Characters of a byline's element; what is longer is a box about the author, or text."""

_MOST = 12
"""Claims of one source that are kept."""

_MOST_ELEMENTS = 300
"""Elements of one source that are looked at, nearest to the headline first."""

_NEAR = 300
"""Elements behind the headline in which a line that begins with "By" is a byline."""

_BEFORE = 80
"""Elements before the headline among which a byline may stand."""

_LINES_BEFORE = 20
"""Elements before the headline among which a line that begins with "By" may stand."""

_SOURCES = ("printed", "rel-author", "itemprop", "by-text", "author-link", "author-class", "author-box")
_EXPLICIT = frozenset({"printed", "rel-author", "itemprop"})
_INLINE = frozenset({"a", "b", "em", "i", "span", "strong"})
_PAGE_TAGS = frozenset({"html", "body"})
_BESIDE_NAMES = word_set(
    """by von par por di da door av af with for in at on from and of the de del du la der die für bei read min minutes
    posted published written updated reported ago last words text mit avec con"""
)
"""Words in lower case that stand beside the links of a byline."""

_CREATORS = frozenset({"author", "creator"})


def extract_visible_claims(document: Document, rules: Rules, regions: Regions) -> list[BylineClaim]:
    """The visible claims, source by source; within one, nearest to the headline first."""
    claims = [_claim("printed", [element], regions) for element in select(document.tree, rules.byline)]
    cards = Cards(document, regions)
    for source, elements in _find_elements(regions).items():
        nearest = sorted(elements, key=regions.distance)[:_MOST_ELEMENTS]
        own = [element for element in _outermost(nearest, regions) if not cards.hold(element)]
        groups = drop_series(_group(own[: 4 * _MOST]), regions)
        claims += [_claim(source, group, regions) for group in groups[:_MOST]]
    said = {" ".join(claim.printed.split()) for claim in claims}
    claims += [claim for claim in _led_texts(regions) if claim.printed not in said]
    claims += [*extract_box_claims(regions), *extract_name_lines(regions)]
    return [claim for claim in claims if claim.printed]


def _led_texts(regions: Regions) -> list[BylineClaim]:
    """Bylines behind a label, and between elements, near the headline."""
    near = regions.behind_headline(_NEAR)
    led = [claim for element in near if element not in regions.doubtful for claim in iter_led_texts(element, regions)]
    return [*led[:_MOST], *islice(iter_posted(near, regions), _MOST)]


def _find_elements(regions: Regions) -> dict[str, list[Element]]:
    found: dict[str, list[Element]] = {source: [] for source in _SOURCES}
    for element, sources in _find_named(regions).items():
        near = -_BEFORE <= regions.order[element] - regions.headline <= _NEAR
        for source in sources:
            boxed = element in regions.doubtful and not (near and source in _EXPLICIT)
            far = source == "printed" and not near
            found["author-box" if boxed else "author-class" if far else source].append(element)
    near_elements = [*regions.behind_headline(_NEAR), *regions.before_headline(_LINES_BEFORE)]
    led = (find_led(element) for element in near_elements if element not in regions.doubtful)
    found["by-text"] = [element for element in led if element is not None]
    return found


def _find_named(regions: Regions) -> dict[Element, list[str]]:
    """The elements that say by mark, relation, property or address that they name an author, and as what."""
    named: dict[Element, list[str]] = {}
    for element, marks in regions.marks.items():
        if marks & (BYLINE | AUTHOR) and element.tag not in _PAGE_TAGS:
            named[element] = ["printed" if marks & BYLINE else "author-class"]
    for element in regions.declared:
        if "author" in (element.get("rel") or "").lower().split():
            named.setdefault(element, []).append("rel-author")
        if not _CREATORS.isdisjoint((element.get("itemprop") or "").lower().split()):
            named.setdefault(element, []).append("itemprop")
    for link in regions.links:
        if is_author_link(link.get("href") or "") and not _is_in_prose(link):
            named.setdefault(link, []).append("author-link")
    return dict(sorted(named.items(), key=lambda one: regions.order[one[0]]))


def _is_in_prose(link: Element) -> bool:
    """Whether a link stands in a paragraph of text, as one to somebody whom the text is about does.

    Beside the links of a byline stand leads, roles and dates alone.
    """
    parent = link.getparent()
    while parent is not None and parent.tag in _INLINE:
        parent = parent.getparent()
    if parent is None or parent.tag != "p":
        return False
    return not is_short(parent, _LONGEST) or any(map(_is_of_sentence, _words_beside_links(parent)))


def _words_beside_links(paragraph: Element) -> list[str]:
    beside = [paragraph.text, *(node.text for node in paragraph.iter(*_INLINE - {"a"}))]
    beside += [node.tail for node in paragraph.iterdescendants()]
    return drop_dates(" ".join(filter(None, beside))).split()


def _is_of_sentence(word: str) -> bool:
    """Whether a word in lower case leads nobody in and is no part of a role."""
    folded = fold(word)
    if not folded.isalpha() or not word[:1].islower() or folded in _BESIDE_NAMES or is_and(word):
        return False
    return role_noun(word) is None and not is_modifier(word)


def _outermost(elements: list[Element], regions: Regions) -> list[Element]:
    """Without long elements, without those of which nothing is read, and without those inside others of the list."""
    short = {element for element in elements if is_short(element, _LONGEST) and _is_read(element, regions)}
    kept: dict[Element, None] = {}
    for element in elements:
        if element in short and not any(ancestor in short for ancestor in element.iterancestors()):
            kept[element] = None
    return list(kept)


def _is_read(element: Element, regions: Regions) -> bool:
    """Whether any of an element's text is read: it may all stand in a box about the author that it holds."""
    return element in regions.doubtful or regions.doubtful.isdisjoint(element) or bool(read_lines(element, regions))


def _group(elements: list[Element]) -> list[list[Element]]:
    """Elements of one parent are one byline."""
    groups: dict[Element, list[Element]] = {}
    for element in elements:
        parent = element.getparent()
        groups.setdefault(element if parent is None else parent, []).append(element)
    return list(groups.values())


def _cut(lines: list[str]) -> list[str]:
    """The lines before the first that leads elsewhere; none of a long list, which is no byline."""
    end = next((at for at, line in enumerate(lines) if leads_away(line) or _is_prose(line)), len(lines))
    return lines[:end] if end <= _MOST_LINES else []


def _is_prose(line: str) -> bool:
    """Whether a line is a sentence about somebody: eight words and more, most of them in lower case."""
    words = line.split()
    return len(words) >= _SENTENCE and 2 * sum(word[:1].islower() for word in words) > len(words)


def _claim(source: str, elements: list[Element], regions: Regions) -> BylineClaim:
    read = [line for element in elements for line in read_lines(element, regions)]
    lines = _cut([line for line in read if not is_more(line)])
    named = [pair for element in elements for pair in _iter_linked(element, regions)]
    role = find_role_beside(elements[-1], regions) if len(elements) == 1 and len(named) < 2 else None
    return BylineClaim(
        source,
        "\n".join(_without_repeats(lines)),
        names=tuple(name for name, _ in named),
        urls=tuple(url for _, url in named),
        roles=(role,) if role else (),
    )


def _without_repeats(lines: list[str]) -> list[str]:
    """Each line once; a whole name that ends the line before it is a popover's heading."""
    kept: list[str] = []
    for line in lines:
        if line not in kept and not (kept and " " in line and kept[-1].endswith(f" {line}")):
            kept.append(line)
    return kept


def _iter_linked(element: Element, regions: Regions) -> Iterator[tuple[str, str | None]]:
    """(name, address) of each link to an author in a byline."""
    for link in element.iter("a"):
        if regions.is_unread_in(link, element):
            continue
        if is_author_link(link.get("href") or "") or "author" in (link.get("rel") or ""):
            name = next(iter(read_lines(link, regions)), "")
            if name and len(name) < 100 and not (leads_away(name) or is_more(name)):
                yield name, link.get("href")
