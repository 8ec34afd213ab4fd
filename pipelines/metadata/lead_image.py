"""The picture an article is shown with, its caption and its credit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from pipelines.document import Document
from pipelines.metadata.captions import part_credit, read_caption
from pipelines.metadata.headline import stands_elsewhere
from pipelines.metadata.titles import find_headline
from pipelines.metadata.walk import Step, iter_steps, step_back
from pipelines.rules import Rules
from pipelines.structured import Node, find_article_object, find_text
from storage.items import LeadImage

BEFORE, AFTER = 60, 160
"""How many elements before and after the headline are searched for the printed picture."""

_EMBLEM = re.compile(
    r"(?:^|[/_.-])(?:logos?|default|placeholder|fallback|favicon|icons?|(?:gr)?avatars?|spacer|blank|pixel|sprite|"
    r"og[_-]?image[_-]default|social[_-]?share|author[_-]?photo)(?:[/_.-]|$)",
    re.IGNORECASE,
)
_NO_PICTURE = re.compile(r"avatar|author|logo|byline|icon|headshot|profile|advert|sponsor|emoji", re.IGNORECASE)
_FRAME = re.compile(
    r"(?:^|[\s_-])(?:figure|image|photo|picture|media|lead|hero|featured|thumbnail|wp-caption)", re.IGNORECASE
)
_SOURCES = ("data-lazy-src", "data-src", "data-original", "data-url", "src")
_SIZE = re.compile(r"[wh]?\d{2,4}x\d{2,4}|\d{1,4}")
_FILE_WORD = re.compile(r"[a-z0-9]{5,}", re.IGNORECASE)


def extract_lead_image(document: Document, rules: Rules) -> LeadImage | None:
    """The article's picture: as JSON-LD and Open Graph declare it, else the one printed by the headline.

    Caption and credit are those of the printed picture where it is the declared one or none is declared, else what
    JSON-LD says of it. Logos and placeholders are no pictures of an article.
    """
    stated = list(_iter_stated(document))
    declared = _first_picture(document, [*(url for url, _ in stated), *_iter_metas(document)])
    for picture, url in _iter_printed(document, rules):
        if declared is None or _same_file(url, declared):
            caption, credit = read_caption(_find_frame(picture))
            return LeadImage(declared or url, caption, credit)
    if declared is None:
        return None
    node = next((node for url, node in stated if node and _absolute(document, url) == declared), None)
    caption, credit = part_credit(find_text(node, "caption"), find_text(node, "creditText", "copyrightHolder"))
    return LeadImage(declared, caption, credit or find_text(node, "copyrightNotice"))


def _iter_stated(document: Document) -> Iterator[tuple[str, Node | None]]:
    """Addresses of the article's `image` in JSON-LD, each with its object: in place, or elsewhere under its @id."""
    article = document.once(find_article_object) or {}
    value = article.get("image") or article.get("thumbnailUrl")
    for one in value[:10] if isinstance(value, list) else [value]:
        if isinstance(one, str):
            yield one, None
        elif isinstance(one, dict):
            name = one.get("@id")
            whole = (
                one
                if set(one) - {"@id", "@type"}
                else next((node for node in document.json_ld if name and node.get("@id") == name), one)
            )
            url = find_text(whole, "url", "contentUrl")
            if url:
                yield url, whole


def _iter_metas(document: Document) -> Iterator[str]:
    for name in ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"):
        url = document.meta(name)
        if url:
            yield url


def _first_picture(document: Document, urls: list[str]) -> str | None:
    absolute = (_absolute(document, url) for url in urls)
    return next((url for url in absolute if url and not _is_emblem(url)), None)


def _absolute(document: Document, url: str) -> str | None:
    try:
        absolute = urljoin(document.base, url.strip()[:4000])
        parts = urlsplit(absolute)
    except ValueError:
        return None
    return absolute if parts.scheme in ("http", "https") and parts.hostname and parts.path.strip("/") else None


def _is_emblem(url: str) -> bool:
    return bool(_EMBLEM.search(url.split("?", maxsplit=1)[0][-300:])) or url.split("?", maxsplit=1)[0].lower().endswith(
        ".svg"
    )


def _iter_printed(document: Document, rules: Rules) -> Iterator[tuple[etree._Element, str]]:
    headline = find_headline(document, rules)
    if headline is None:
        return
    left = BEFORE + AFTER
    for step, node in iter_steps(step_back(headline, BEFORE)):
        if step is not Step.OPEN:
            continue
        left -= 1
        if left < 0:
            return
        if node.tag == "img" and _is_framed(node) and not stands_elsewhere(node):
            url = _absolute(document, next(filter(None, map(node.get, _SOURCES)), ""))
            if url and not _is_emblem(url):
                yield node, url


def _is_framed(picture: etree._Element) -> bool:
    frame = _find_frame(picture)
    names = f"{picture.get('class') or ''} {picture.get('alt') or ''} {frame.get('class') or ''}"[:300]
    width = picture.get("width") or ""
    small = width.isdecimal() and len(width) < 5 and int(width) < 150
    return frame is not picture and not small and not _NO_PICTURE.search(names)


def _find_frame(picture: etree._Element) -> etree._Element:
    """The outermost of the four boxes around a picture that is a figure or named as one, else the picture itself."""
    found = picture
    node = picture.getparent()
    for _ in range(4):
        if node is None or node.tag in ("body", "main", "article", "header", "section"):
            break
        if node.tag == "figure":
            return node
        if _FRAME.search(f"{node.get('class') or ''}"[:300]):
            found = node
        node = node.getparent()
    return found


def _same_file(one: str, other: str) -> bool:
    """Whether two addresses are sizes of one picture: their file names share most of their longer words."""
    left, right = _file_words(one), _file_words(other)
    shared = left & right
    return bool(shared) and sum(map(len, shared)) * 2 >= min(sum(map(len, left)), sum(map(len, right)))


def _file_words(url: str) -> set[str]:
    for name in reversed(unquote(urlsplit(url).path).rstrip("/")[-600:].rsplit("/", 2)[-2:]):
        words = {word.lower() for word in _FILE_WORD.findall(name) if not _SIZE.fullmatch(word)}
        if words:
            return words
    return set()
