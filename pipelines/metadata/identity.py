"""Which article a page says it is: its declared address and the publisher's own id."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import parse_qs, urljoin, urlsplit

from pipelines.document import Document
from pipelines.elements import list_elements
from pipelines.rules import Rules
from pipelines.structured import find_canonical_links

_POST_CLASS = re.compile(r"(?:^|\s)post-(\d{1,20})(?=\s|$)")
_POST_SCOPES = ("article", "body", "main", "div")
_MAXIMUM_CLASSES = 1000


def extract_declared_canonical(document: Document) -> str | None:
    """The absolute address the page declares: `<link rel="canonical">` (RFC 6596), else og:url.

    A canonical that is no web address is passed over; og:url only counts when it has a path.
    """
    for printed in document.once(find_canonical_links):
        absolute = _absolute(document, printed)
        if absolute:
            return absolute
    weak = _absolute(document, document.meta("og:url") or "")
    return weak if weak and urlsplit(weak).path.strip("/") else None


def extract_post_id(document: Document, rules: Rules) -> str | None:
    """The publisher's own id of the article.

    In order: the rules' pattern on the page's address and on the declared one; the shortlink `?p=ID`; the article id
    metas; WordPress's class `post-ID`.
    """
    return (
        _id_by_rules(document, rules)
        or _id_of_shortlink(document)
        or document.meta("cxenseparse:articleid", "article_id", "article-id", "post_id", "parsely-post-id")
        or _id_of_class(document)
    )


def _id_by_rules(document: Document, rules: Rules) -> str | None:
    for url in (document.url, extract_declared_canonical(document) or ""):
        found = rules.post_id.search(url[:4000]) if rules.post_id else None
        if found and found.re.groups and found[1]:
            return str(found[1])
    return None


def _id_of_shortlink(document: Document) -> str | None:
    for href in _iter_shortlinks(document):
        try:
            given = parse_qs(urlsplit(href).query, max_num_fields=20).get("p", [""])[0]
        except ValueError:
            continue
        if given.isascii() and given.isdigit() and len(given) <= 20:
            return given
    return None


def _iter_shortlinks(document: Document) -> Iterator[str]:
    for link in list_elements(document, "link"):
        if "shortlink" in (link.get("rel") or "").lower().split():
            yield (link.get("href") or "")[:4000]


def _id_of_class(document: Document) -> str | None:
    for tag in _POST_SCOPES:
        classes = (element.get("class") for element in list_elements(document, tag))
        named = islice((names for names in classes if names and "post-" in names), _MAXIMUM_CLASSES)
        found = {match[1] for names in named if (match := _POST_CLASS.search(names))}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _absolute(document: Document, printed: str) -> str | None:
    try:
        absolute = urljoin(document.base, printed.strip()[:4000])
        parts = urlsplit(absolute)
    except ValueError:
        return None
    return absolute if printed.strip() and parts.scheme in ("http", "https") and parts.hostname else None
