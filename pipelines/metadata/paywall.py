"""What a page declares of free access."""

from __future__ import annotations

from pipelines.document import Document
from pipelines.structured import find_article_object, iter_nodes

_WORDS = {"true": True, "yes": True, "1": True, "free": True, "false": False, "no": False, "0": False, "locked": False}
_WORDS |= {"metered": False, "paid": False, "premium": False, "y": True, "n": False}


def extract_paywalled(document: Document) -> bool | None:
    """Whether the page declares that its text is not free to all; None when it does not say.

    Read are schema.org's isAccessibleForFree, as a boolean or in any of the strings publishers write, of the article
    and else of any object of the page; Open Graph's `article:content_tier` (free, metered, locked); metas that tell
    free pages.
    """
    article = document.once(find_article_object)
    nodes = [article] if article else []
    for node in [*nodes, *iter_nodes(document)]:
        free = parse_free(node.get("isAccessibleForFree"))
        if free is not None:
            return not free
    tiers = map(parse_free, map(document.meta, ("article:content_tier", "cxenseparse:pmc-is_free")))
    tier = next((tier for tier in tiers if tier is not None), None)
    return None if tier is None else not tier


def parse_free(value: object) -> bool | None:
    """A declaration of free access as a boolean: True, "True", "false", or an address such as "http://schema.org/False"."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, bool):
        return value
    if not isinstance(value, str | int):
        return None
    return _WORDS.get(str(value)[:100].strip().rsplit("/", 1)[-1].lower())
