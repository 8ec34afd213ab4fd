"""A list of stories that closes the text: the last paragraph ends with a colon, and a list of links follows it."""

from __future__ import annotations

from pipelines.related.page_map import PageMap
from pipelines.related.story_links import LinkReader

_LISTS = frozenset(("ul", "ol"))
_MAXIMUM_ITEMS = 12
_MINIMUM_WORDS = 3


def find_closing_list(page: PageMap, reader: LinkReader) -> int | None:
    """The list right after the last paragraph, where each item is little but the linked title of an own story."""
    outline, last = page.outline, page.text.last
    if not page.text.paragraphs or not outline.read_text(last).endswith(":"):
        return None
    place = next(outline.iter_following(last), None)
    if place is None or outline.tags[place] not in _LISTS or page.is_claimed(place):
        return None
    items = list(outline.iter_children(place))
    return place if 1 < len(items) <= _MAXIMUM_ITEMS and all(_is_title(page, reader, item) for item in items) else None


def _is_title(page: PageMap, reader: LinkReader, item: int) -> bool:
    links = page.outline.links_in(item)
    if len(links) != 1 or page.outline.plain_text(item) > page.outline.linked_text(item):
        return False
    story = reader.find_story(links[0], page.outline.elements[links[0]].get("href") or "")
    words = len(page.outline.read_text(links[0]).split())
    return words >= _MINIMUM_WORDS and story is not None and reader.is_on_site(story)
