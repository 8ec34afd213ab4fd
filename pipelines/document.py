"""A page as a tree: decoded once, sanitised once, parsed once, and read by every extractor."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast
from urllib.parse import urljoin

from lxml import etree, html

from pipelines.charset import REPLACEMENT, decode_page
from pipelines.json_ld import extract_json_ld
from pipelines.sanitise import flatten_markup, sanitise_markup, sanitise_text
from pipelines.sniffing import find_refusal
from storage.items import PageKind

MAX_PAGE_BYTES = 8 * 1024 * 1024
"""What lies beyond is not read; the text of such a page counts as partial."""


Element = etree._Element
Found = TypeVar("Found")


@dataclass(slots=True)
class Document:
    """One parsed page.

    Attributes:
        tree: the root `<html>` element. Extractors that remove nodes do so in the order of `pipelines.extract`.
            Scripts, styles, drawings and comments are already out.
        url: absolute address the page was captured at; "" when unknown.
        base: what relative links are joined to: `<base href>` where there is one, else `url`.
        json_ld: every JSON-LD object found, `@graph` and lists flattened, in document order, nested ones left inside.
        metas: (name-or-property-or-itemprop in lower case, content) of every meta element, in order.
        encoding: the charset the bytes were decoded with.
        replaced: how many characters of the page could not be decoded (U+FFFD).
        cut: whether the page was longer than `MAX_PAGE_BYTES`.
        refusal: EMPTY or NOT_HTML where there is no page to read, its tree then being empty; else None.
        refusal_reason: what the bytes are instead.
        markup: the page's source as it was parsed, for what scripts hold.
        elements: every element of the tree as parsed; lxml makes an element anew each time that a walk meets it, unless
            something holds it, and a page is walked by every reader.
    """

    tree: html.HtmlElement
    url: str
    base: str
    json_ld: list[dict[str, Any]] = field(default_factory=list)
    metas: list[tuple[str, str]] = field(default_factory=list)
    encoding: str = "utf-8"
    replaced: int = 0
    cut: bool = False
    refusal: PageKind | None = None
    refusal_reason: str | None = None
    markup: str = field(default="", repr=False)
    elements: list[Element] = field(default_factory=list, repr=False, compare=False)
    _known: dict[object, object] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, find: Callable[..., Found], *arguments: Hashable) -> Found:
        """What `find(self, *arguments)` found when first asked: the same again, though the tree has changed since."""
        key = (find, *arguments)
        if key not in self._known:
            self._known[key] = find(self, *arguments)
        return cast("Found", self._known[key])

    def meta(self, *names: str) -> str | None:
        """The first non-empty content of the first of `names` that the page has."""
        for name in names:
            for key, content in self.metas:
                if key == name and content.strip():
                    return content.strip()
        return None


def parse_document(payload: bytes, url: str, content_type: str | None) -> Document:
    """The page in `payload`; any bytes give a Document.

    Args:
        payload: the body with its content coding undone.
        url: absolute, or "".
        content_type: the Content-Type header as received, if any; bytes that contradict it are believed.
    """
    refusal, reason = find_refusal(payload, content_type)
    if refusal:
        return Document(_empty_tree(), url, url, refusal=refusal, refusal_reason=reason)
    text, encoding = decode_page(payload[:MAX_PAGE_BYTES], content_type)
    markup = sanitise_markup(text)
    tree = _parse_tree(markup)
    document = Document(tree, url, _find_base(tree, url), encoding=encoding, markup=markup)
    document.json_ld = extract_json_ld(tree)
    document.metas = extract_metas(tree)
    document.replaced = text.count(REPLACEMENT)
    document.cut = len(payload) > MAX_PAGE_BYTES
    _drop_invisible(tree)
    document.elements = list(tree.iter())
    return document


def extract_metas(tree: Element) -> list[tuple[str, str]]:
    """(key in lower case, content) of every meta element that has both; one element may have several keys.

    The content may stand in `value`, which no standard knows and some publishers write.
    """
    metas = []
    for meta in tree.iter("meta"):
        content = meta.get("content", meta.get("value"))
        if content is None:
            continue
        keys = {(meta.get(name) or "").strip().lower(): None for name in ("name", "property", "itemprop")}
        metas += [(key, content) for key in keys if key]
    return metas


def _parse_tree(markup: str) -> html.HtmlElement:
    parser = _make_parser()
    tree = _parse_with(parser, markup)
    if any("depth" in entry.message for entry in parser.error_log):
        tree = _parse_with(_make_parser(is_deep=True), flatten_markup(markup))
    return tree


def _make_parser(*, is_deep: bool = False) -> html.HTMLParser:
    """One with a single class of elements: lxml.html asks a Python function for the class of each that it makes."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=is_deep)
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
    return parser


def _parse_with(parser: html.HTMLParser, markup: str) -> html.HtmlElement:
    try:
        root = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return _empty_tree()
    return root


def _empty_tree() -> html.HtmlElement:
    return html.document_fromstring("<html><head></head><body></body></html>")


def _find_base(tree: Element, url: str) -> str:
    href = next((base.get("href") or "" for base in tree.iter("base") if base.get("href")), "")
    try:
        return urljoin(url, sanitise_text(href).strip())
    except ValueError:
        return url


def _drop_invisible(tree: html.HtmlElement) -> None:
    etree.strip_elements(tree, "script", "style", "svg", "template", with_tail=False)
