"""The title of an article: what is printed over it, held against what the page says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from pipelines.document import Document
from pipelines.metadata.headline import agreement, iter_headings, titles_agree
from pipelines.metadata.selected import select_elements, select_text
from pipelines.printed_text import read_element, read_printed
from pipelines.rules import Rules
from pipelines.structured import find_article_object, find_text, iter_nodes, node_types

_SEPARATOR = re.compile(r"\s+[|·•»«‹›:—–-]+\s+|\s*[|»]\s*|:\s+")
_Heading = tuple[etree._Element, str]
_KICKER_MARKS = " |:–—-/•·"
_MAXIMUM_PARTS = 30
_AGREEING = 0.6
_PREFERENCE = 0.1
_ORGANISATIONS = {"organization", "newsmediaorganization", "website", "corporation"}


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

    The rules' element wins; then the printed heading that agrees with what the page declares of itself; then the
    declared titles by how often they agree among themselves; an only h1 last.
    """
    selected = select_text(document, rules.title)
    if selected:
        return Title(selected, "rules")
    declared = declared_titles(document, rules)
    headings = list(iter_headings(document))
    agreeing = _agreeing_heading(headings, declared)
    if agreeing:
        text, kicker = _split_kicker(*agreeing, declared)
        return Title(text, "h1" if agreeing[0].tag == "h1" else "heading", kicker)
    return _best_declared(declared) or _only_heading(headings)


def find_headline(document: Document, rules: Rules) -> etree._Element | None:
    """The element the title is printed in; without one that agrees with the declared titles, the first h1."""
    for element, text in select_elements(document, rules.title):
        if text:
            return element
    headings = list(iter_headings(document))
    agreeing = _agreeing_heading(headings, declared_titles(document, rules))
    first = (element for element, _ in headings if element.tag == "h1")
    return agreeing[0] if agreeing else next(first, None)


def declared_titles(document: Document, rules: Rules) -> list[Title]:
    """The titles the page states for machines, without the masthead, most trusted first."""
    mastheads = masthead_names(document, rules)
    stated = (
        ("json-ld", find_text(find_article_object(document), "headline")),
        ("og:title", document.meta("og:title")),
        ("meta", document.meta("parsely-title", "sailthru.title", "dc.title", "twitter:title")),
        ("title", _head_title(document)),
    )
    read = [(source, remove_masthead(read_printed(text), mastheads)) for source, text in stated if text]
    return [Title(text, source) for source, text in read if text]


def masthead_names(document: Document, rules: Rules) -> set[str]:
    """The publication's names in folded case: by the rules, og:site_name and the publisher of structured data."""
    names = [*rules.mastheads, document.meta("og:site_name", "application-name") or ""]
    for node in iter_nodes(document):
        names.append(find_text(node, "publisher") or "")
        if node_types(node) & _ORGANISATIONS:
            names.append(find_text(node, "name") or "")
    return {name.casefold().strip() for name in names if name.strip()}


def remove_masthead(title: str, mastheads: set[str]) -> str:
    """`title` without a part before or after it, set off by a dash, bar or the like, that is a masthead."""
    for _ in range(3):
        parts = list(_SEPARATOR.finditer(title))
        if parts and title[parts[-1].end() :].casefold().strip() in mastheads:
            title = title[: parts[-1].start()].rstrip()
        elif parts and title[: parts[0].start()].casefold().strip() in mastheads:
            title = title[parts[0].end() :].lstrip()
        else:
            break
    return title


def _head_title(document: Document) -> str | None:
    element = document.tree.find("head/title")
    if element is None:
        element = document.tree.find(".//title")
    return read_element(element) if element is not None else None


def _agreeing_heading(headings: list[_Heading], declared: list[Title]) -> _Heading | None:
    first_parts = {_SEPARATOR.split(title.text, maxsplit=1)[0].casefold() for title in declared}

    def score(heading: _Heading) -> float:
        element, text = heading
        best = max((agreement(text, title.text) for title in declared), default=0.0)
        if text.casefold() in first_parts:
            best = max(best, _AGREEING)
        return best + (_PREFERENCE if element.tag == "h1" else 0.0)

    best = max(headings, key=score, default=None)
    return best if best and score(best) >= _AGREEING else None


def _split_kicker(element: etree._Element, text: str, declared: list[Title]) -> tuple[str, str | None]:
    """The heading parted into title and kicker, where the page declares the one and an element holds the other.

    What stands after the title, and a date, is no kicker but no title either.
    """
    for title in declared:
        size = len(title.text)
        if size >= len(text) - 1:
            continue
        for rest, own in ((text[:-size], text[-size:]), (text[size:], text[:size])):
            kicker = rest.strip(_KICKER_MARKS)
            if own.casefold() == title.text.casefold() and kicker and _has_part(element, kicker):
                names = text.endswith(own) and not any(map(str.isdigit, kicker))
                return own, kicker if names else None
    return text, None


def _has_part(element: etree._Element, text: str) -> bool:
    parts = islice(element.iterdescendants(), _MAXIMUM_PARTS)
    return any(read_element(part).strip(_KICKER_MARKS) == text for part in parts if isinstance(part.tag, str))


def _best_declared(declared: list[Title]) -> Title | None:
    def votes(title: Title) -> int:
        return sum(titles_agree(title.text, other.text) for other in declared)

    return max(declared, key=votes, default=None)


def _only_heading(headings: list[_Heading]) -> Title | None:
    first = [text for element, text in headings if element.tag == "h1"]
    return Title(first[0], "h1") if len(first) == 1 else None
