"""Section fronts: pages that list articles."""

from __future__ import annotations

from collections.abc import Callable

from crawler.sources.announcement import MOST_ITEMS, Announcement, plain_title, too_long, web_link
from pipelines.document import parse_document
from pipelines.selectors import select
from storage.items import Sighting, SourceKind
from storage.sources import ListedSource


def parse_section(
    body: bytes,
    url: str,
    *,
    content_type: str | None,
    accepts: Callable[[str], bool],
    links: tuple[str, ...] = (),
    next_page: tuple[str, ...] = (),
) -> Announcement:
    """The article links of a front, and its next page.

    A front without a single article link is a problem: the site has changed, or what came is no front. Of one with
    more than are read, those that stand first count.
    """
    document = parse_document(body, url, content_type)
    found: dict[str, Sighting] = {}
    problem = None
    for anchor in select(document.tree, links or ("a[href]",)):
        link = web_link(document.base, anchor.get("href"))
        if not link or link in found or not accepts(link):
            continue
        if len(found) == MOST_ITEMS:
            problem = too_long(MOST_ITEMS)
            break
        found[link] = Sighting(url=link, title=plain_title("".join(map(str, anchor.itertext()))))
    following = (web_link(document.base, a.get("href")) for a in select(document.tree, next_page))
    child = next((link for link in following if link and link != url), None)
    return Announcement(
        sightings=tuple(found.values()),
        children=(ListedSource(SourceKind.SECTION, child),) if child else (),
        problem=problem if found else "no-article-links",
    )
