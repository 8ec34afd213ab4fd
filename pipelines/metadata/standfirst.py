"""The standfirst: the sentence or two printed under the headline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from lxml import etree

from pipelines.agreement import titles_agree
from pipelines.document import Document
from pipelines.metadata.headline import stands_elsewhere
from pipelines.metadata.titles import find_headline
from pipelines.metadata.walk import Step, iter_steps
from pipelines.printed_text import read_element, read_printed
from pipelines.rules import Rules
from pipelines.selectors import select_text
from pipelines.structured import find_article_object, find_text

_NAMED = re.compile(
    r"(?:^|[\s_-])(?:standfirst|preamble|ingress|chapo|entradilla|bajada|vorspann|dek|deck|sub-?title|"
    r"sub-?head(?:line|ing|er)?|article-excerpt|"
    r"(?:article|post|entry|story|headline)[_-]*(?:summary|excerpt|lead|intro|teaser|description|lede))(?:$|[\s_-])"
)
_LEAD = re.compile(r"(?:^|[\s_-])(?:lead|lede|intro|summary|excerpt)(?=$|[\s_-])")
_TEXT_TAGS = frozenset({"p", "div", "h2", "h3", "h4", "span", "strong"})
_SHORTEST, _LONGEST = 20, 600
_SEARCHED = 60
_FEW = 2
"""Children of an element that may be a standfirst without being named so."""

_MANY = 2
"""Paragraphs beside each other that make a text rather than a standfirst."""


def extract_standfirst(document: Document, rules: Rules, title: str | None) -> str | None:
    """The printed standfirst: the rules' element, else one near the headline that is named so.

    An element named as a lead, or one that says what the page's description says, is a standfirst where it stands
    apart from the text. A description alone is none: most are an excerpt, written for search engines or a slogan, and
    what is not printed under the headline is no standfirst.
    """
    selected = select_text(document, rules.standfirst)
    headline = find_headline(document, rules)
    if selected or title is None or headline is None:
        return selected
    described = _find_descriptions(document)
    for element in _iter_following(headline):
        named, lead = _name_kinds((element.get("class") or "")[:500])
        if not (named or lead or _begins_like(element, described)):
            continue
        text = read_element(element)
        fits = _SHORTEST <= len(text) <= _LONGEST and not titles_agree(text, title) and not _is_linked(element, text)
        told = named or ((lead or text in described) and not _is_of_text(element))
        if fits and told and not stands_elsewhere(element):
            return text
    return None


@lru_cache(maxsize=4096)
def _name_kinds(names: str) -> tuple[bool, bool]:
    folded = names.lower()
    return bool(_NAMED.search(folded)), bool(_LEAD.search(folded))


def _begins_like(element: etree._Element, described: set[str]) -> bool:
    """Whether the text of a small element begins like a description; reads no more than its first words."""
    if element.tag not in _TEXT_TAGS or len(element) > _FEW:
        return False
    first = element.text if (element.text and not element.text.isspace()) or not len(element) else element[0].text
    words = (first or "").split(maxsplit=2)[:2]
    return bool(words) and any(text.startswith(" ".join(words)) for text in described)


def _find_descriptions(document: Document) -> set[str]:
    stated = (
        find_text(document.once(find_article_object), "description"),
        document.meta("og:description"),
        document.meta("description"),
    )
    return {read_printed(text) for text in stated if text}


def _iter_following(headline: etree._Element) -> Iterator[etree._Element]:
    inside = set(headline.iter())
    opened = (node for step, node in iter_steps(headline) if step is Step.OPEN)
    return (node for node in islice(opened, _SEARCHED) if node not in inside)


def _is_linked(element: etree._Element, text: str) -> bool:
    links = islice(element.iter("a"), 10)
    return sum(len(read_element(link)) for link in links) * 2 > len(text)


def _is_of_text(element: etree._Element) -> bool:
    """Whether `element` is one paragraph of many, and so of the text."""
    parent = element.getparent()
    return element.tag == "p" and parent is not None and len(parent.findall("p")) >= _MANY
