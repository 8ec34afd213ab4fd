"""The title of an article: what is printed over it, held against what the page says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from pipelines.agreement import agreement, titles_agree
from pipelines.document import Document
from pipelines.metadata.headline import Heading, iter_headings, read_main_headings
from pipelines.metadata.kicker import split_kicker
from pipelines.metadata.mastheads import SEPARATOR, masthead_names, remove_masthead
from pipelines.printed_text import read_element, read_printed
from pipelines.rules import Rules
from pipelines.selectors import select_elements, select_text
from pipelines.structured import find_article_object, find_text

_AGREEING = 0.6
_PREFERENCE = 0.1
_SHORTEST = 8
"""Characters of an only h1 that is taken against what the page declares."""

_PART = 0.4
"""An h1 that makes less of a declared title is its masthead or section, not the headline."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title and where it was read: `rules`, `h1`, `heading`, `json-ld`, `og:title`, `meta`, `title`.

    `kicker` is what an element of the printed heading says before the title.
    """

    text: str
    source: str
    kicker: str | None = None


def extract_title(document: Document, rules: Rules) -> Title | None:
    """The article's title.

    The rules' element wins; then the printed heading that agrees with what the page declares of itself; then the only
    h1, since the declared title is often another, written for search engines; then the declared titles by how often
    they agree among themselves.
    """
    selected = select_text(document, rules.title)
    if selected:
        return Title(selected, "rules")
    declared = document.once(declared_titles, rules)
    heading = document.once(_find_heading, rules)
    return _title_of(heading, declared) if heading else _best_declared(declared)


def find_headline(document: Document, rules: Rules) -> etree._Element | None:
    """The element the title is printed in; without one that agrees with the declared titles, the first h1."""
    return document.once(_find_headline, rules)


def _find_headline(document: Document, rules: Rules) -> etree._Element | None:
    for element, text in select_elements(document, rules.title):
        if text:
            return element
    found = document.once(_find_heading, rules)
    first = (element for element, _ in iter_headings(document) if element.tag == "h1")
    return found[0] if found else next(first, None)


def declared_titles(document: Document, rules: Rules) -> list[Title]:
    """The titles the page states for machines, without the masthead, most trusted first."""
    mastheads = document.once(masthead_names, rules)
    stated = (
        ("json-ld", find_text(document.once(find_article_object), "headline")),
        ("og:title", document.meta("og:title")),
        ("meta", document.meta("parsely-title", "sailthru.title", "dc.title", "twitter:title")),
        ("title", _head_title(document)),
    )
    read = [(source, remove_masthead(read_printed(text), mastheads, document.url)) for source, text in stated if text]
    return [Title(text, source) for source, text in read if text]


def _head_title(document: Document) -> str | None:
    element = document.tree.find("head/title")
    if element is None:
        element = document.tree.find(".//title")
    return read_element(element) if element is not None else None


def _find_heading(document: Document, rules: Rules) -> Heading | None:
    declared = document.once(declared_titles, rules)
    agreeing = _find_agreeing(document, declared)
    if agreeing and (agreeing[0].tag == "h1" or _repeats(agreeing[1], declared)):
        return agreeing
    return _find_only(document, rules) or agreeing


def _find_agreeing(document: Document, declared: list[Title]) -> Heading | None:
    first_parts = {SEPARATOR.split(title.text, maxsplit=1)[0].casefold() for title in declared}
    best, most = None, 0.0
    for element, text in iter_headings(document):
        score = max((agreement(text, title.text) for title in declared), default=0.0)
        if text.casefold() in first_parts:
            score = max(score, _AGREEING)
        score += _PREFERENCE if element.tag == "h1" else 0.0
        if score > most:
            best, most = (element, text), score
        if most >= 1:
            break
    return best if most >= _AGREEING else None


def _find_only(document: Document, rules: Rules) -> Heading | None:
    mastheads = document.once(masthead_names, rules)
    main = [heading for heading in document.once(read_main_headings) if heading[1].casefold() not in mastheads]
    if len({text for _, text in main}) != 1:
        return None
    declared = document.once(declared_titles, rules)
    text = main[0][1].casefold()
    if len(text) < _SHORTEST and text.isascii():
        return None
    named = any(text in title.text.casefold() and len(text) < len(title.text) * _PART for title in declared)
    return None if named else main[0]


def _repeats(text: str, declared: list[Title]) -> bool:
    return any(agreement(text, title.text) == 1 for title in declared)


def _title_of(heading: Heading, declared: list[Title]) -> Title:
    """The title printed in `heading`, or the declared one that a box named as the headline holds among more."""
    element, text = heading
    if element.tag != "h1":
        longer = (
            title for title in declared if len(title.text) * 1.25 < len(text) and agreement(text, title.text) >= 0.8
        )
        inner = next(longer, None)
        if inner:
            return inner
    own, kicker = split_kicker(element, text, [title.text for title in declared])
    return Title(own, "h1" if element.tag == "h1" else "heading", kicker)


def _best_declared(declared: list[Title]) -> Title | None:
    def votes(title: Title) -> int:
        return sum(titles_agree(title.text, other.text) for other in declared)

    return max(declared, key=votes, default=None)
