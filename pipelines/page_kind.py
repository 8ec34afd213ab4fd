"""What a page turned out to be: an article, an index of articles, an error page sent with status 200, or a wall."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipelines.body import Body
from pipelines.document import Document
from pipelines.elements import list_elements
from pipelines.printed_text import fold_blanks
from pipelines.walls import find_wall
from storage.items import Metadata, PageKind

MAX_SOFT_404 = 1500
"""Characters: a page with more text is an article, even one whose title says 404."""

MANY_LINKS = 50
"""Links that an index has at least."""

MOSTLY = 0.5
"""Share of its text inside links above which a page of many links is an index."""

SHORT = 300
"""Characters of text below which a page of many links is an index."""

_NOT_FOUND = re.compile(
    r"\W{0,5}(?:(?:error |http )?404(?:\W{0,5}$|\s?[-–—|:.!]|\s(?:page|error|not))"
    r"|(?:(?:oops|sorry|error)\W{1,5})?(?:the |this |that )?(?:page|article|story|content|url)"
    r"(?: you (?:are|were) looking for| (?:you )?requested)?"
    r" (?:not found|(?:was|is|could|can) ?not(?: be)? found|can(?:no|['’])t be found"
    r"|is(?: no longer|n['’]t| not) available|no longer (?:available|exists)"
    r"|does(?: not|n['’]t) exist|(?:has been|was) (?:removed|deleted))"
    r"|not found\W{0,5}(?:$|[-–—|])|nothing (?:was )?found\b|(?:die )?seite (?:wurde )?nicht gefunden"
    r"|page (?:introuvable|non trouvée)|página no encontrada|pagina non trovata|pagina niet gevonden)",
    re.IGNORECASE,
)
_INDEX_TYPES = frozenset({"CollectionPage", "SearchResultsPage", "ItemList", "ProfilePage", "Blog"})


@dataclass(frozen=True, slots=True)
class Signs:
    """What is counted on a page before its boxes are taken out."""

    links: int
    headline: str


def read_signs(document: Document) -> Signs:
    """The signs of `document`, whose tree is left as it is."""
    links = sum(1 for link in list_elements(document, "a") if link.get("href"))
    heading = next((fold_blanks(" ".join(map(str, h1.itertext()))) for h1 in list_elements(document, "h1")), "")
    return Signs(links, heading)


def judge_kind(
    document: Document, metadata: Metadata, signs: Signs, body: Body, *, dated: bool
) -> tuple[PageKind, str | None]:
    """The kind of a page, with its reason where it is no article.

    Args:
        document: the page, its boxes taken out or not.
        metadata: what it says of itself.
        signs: counted before the boxes went.
        body: its text.
        dated: whether it claims a date of publication, its address aside.
    """
    length = len(body.text)
    titles = (metadata.title or "", signs.headline, document.meta("og:title") or "")
    if not dated and length < MAX_SOFT_404 and any(_NOT_FOUND.match(title[:200]) for title in titles):
        return PageKind.SOFT_404, "title-says-not-found"
    declared = _declares_article(document)
    said = _iter_titles(document, titles)
    if (wall := find_wall(document.markup, titles=said, text=body.text, is_article=declared or dated)) is not None:
        return PageKind.WALL, wall
    if declared:
        return PageKind.ARTICLE, None
    has_text = length >= SHORT and body.linked <= MOSTLY and (dated or signs.links < MANY_LINKS)
    if _is_front_page(document, metadata, has_text=has_text):
        return PageKind.INDEX, "front-page"
    if not dated and not _INDEX_TYPES.isdisjoint(_types(document)):
        return PageKind.INDEX, "declared-index"
    if not dated and signs.links >= MANY_LINKS and (body.linked > MOSTLY or length < SHORT):
        return PageKind.INDEX, "mostly-links"
    return PageKind.ARTICLE, None


def _declares_article(document: Document) -> bool:
    if (document.meta("og:type") or "").lower() == "article":
        return True
    return any(name.endswith(("Article", "BlogPosting", "Review")) for name in _types(document))


def _iter_titles(document: Document, titles: tuple[str, ...]) -> Iterator[str]:
    """What the page's own title element says, read only where it is asked for, then `titles`."""
    yield next((" ".join(title.itertext()) for title in document.tree.iter("title")), "").strip()
    yield from titles


def _is_front_page(document: Document, metadata: Metadata, *, has_text: bool) -> bool:
    """Whether the page is the first page of its host.

    Where it only says so, an article's text at another address outweighs that: there are sites whose every page
    declares the front page.
    """
    if _is_front(document.url):
        return True
    return _is_front(metadata.declared_canonical or "") and not (document.url and has_text)


def _is_front(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.netloc) and parts.path in {"", "/", "/index.html", "/home"} and not parts.query


def _types(document: Document) -> set[str]:
    found: set[str] = set()
    for data in document.json_ld:
        kinds = data.get("@type")
        found.update(kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str))
    return found
