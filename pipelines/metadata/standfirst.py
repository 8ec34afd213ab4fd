"""The standfirst: the sentence or two printed under the headline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pipelines.document import Document
from pipelines.metadata.headline import iter_headings, stands_elsewhere, titles_agree
from pipelines.printed_text import read_element
from pipelines.rules import Rules
from pipelines.selectors import select_text

_CLASS = re.compile(
    r"(?:^|[\s_-])(?:standfirst|dek|deck|sub-?title|sub-?head(?:line|ing|er)?|article-excerpt|"
    r"(?:article|post|entry|story|headline)[_-]*(?:summary|excerpt|lead|intro|teaser|description|lede))(?:$|[\s_-])",
    re.IGNORECASE,
)
_SHORTEST, _LONGEST = 20, 600
_SEARCHED = 60


def extract_standfirst(document: Document, rules: Rules, title: str | None) -> str | None:
    """The printed standfirst: the rules' element, else one that is named so and stands near the headline.

    A meta description is no source: most are an excerpt of the text, written for search engines or a slogan, and what
    is not printed under the headline is no standfirst.
    """
    selected = select_text(document, rules.standfirst)
    if selected or title is None:
        return selected
    for element in _iter_named(document, title):
        text = read_element(element)
        if _SHORTEST <= len(text) <= _LONGEST and not titles_agree(text, title):
            return text
    return None


def _iter_named(document: Document, title: str) -> Iterator[etree._Element]:
    for heading, text in iter_headings(document):
        if text != title:
            continue
        for count, element in enumerate(_iter_following(heading)):
            if count >= _SEARCHED:
                break
            if _CLASS.search(f"{element.get('class') or ''}"[:500]) and not stands_elsewhere(element):
                yield element
        return


def _iter_following(heading: etree._Element) -> Iterator[etree._Element]:
    node: etree._Element | None = heading
    for _ in range(6):
        if node is None or node.tag == "body":
            return
        for sibling in node.itersiblings():
            if isinstance(sibling.tag, str):
                yield from (element for element in sibling.iter() if isinstance(element.tag, str))
        node = node.getparent()
