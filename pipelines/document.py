"""A page as a tree: decoded once, sanitised once, parsed once, and read by every extractor."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lxml import etree, html


@dataclass(slots=True)
class Document:
    """One parsed page.

    Attributes:
        tree: the root `<html>` element. Extractors that remove nodes do so in the order of `pipelines.extract`.
        url: absolute address the page was captured at; "" when unknown.
        base: what relative links are joined to: `<base href>` where there is one, else `url`.
        json_ld: every JSON-LD object found, `@graph` and lists flattened, in document order, nested ones left inside.
        metas: (name-or-property-or-itemprop in lower case, content) of every meta element, in order.
        encoding: the charset the bytes were decoded with.
    """

    tree: html.HtmlElement
    url: str
    base: str
    json_ld: list[dict[str, Any]] = field(default_factory=list)
    metas: list[tuple[str, str]] = field(default_factory=list)
    encoding: str = "utf-8"

    def meta(self, *names: str) -> str | None:
        """The first non-empty content of the first of `names` that the page has."""
        for name in names:
            for key, content in self.metas:
                if key == name and content.strip():
                    return content.strip()
        return None


Element = etree._Element
