"""Cards set into the text without a heading: a picture or headline that leads to another story of the site."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.related.card_links import is_section
from pipelines.related.outline import Outline
from pipelines.related.page_map import HEADING_TAGS, PageMap
from pipelines.related.story_links import LinkReader, StoryLink, is_no_title, names_story

_CARD_TAGS = frozenset(("div", "article", "section", "aside", "a", "blockquote", "ul"))
_PRINTED = frozenset(("img", "picture", "article", "section", "aside")) | HEADING_TAGS
_PARAGRAPHS = frozenset(("p", "td", "figure", "figcaption", "table", "form", "dd"))
_MAXIMUM_TEXT = 600
_MAXIMUM_TEASER = 200
_MAXIMUM_STORIES = 4
_MINIMUM_WORDS = 4


def iter_bare_cards(page: PageMap, reader: LinkReader) -> Iterator[int]:
    """The elements between the paragraphs that hold nothing but links to stories of the site, each once."""
    text = page.text
    done = -1
    for link in page.outline.links_between(text.first, text.last):
        if link < done or page.is_claimed(link):
            continue
        root = _find_root(page, link)
        if root is None:
            continue
        done = page.outline.ends[root]
        if _is_card(page, reader, root):
            yield root


def _find_root(page: PageMap, link: int) -> int | None:
    """The largest element around a link that holds no paragraph of the article."""
    outline, root = page.outline, link
    for parent in outline.iter_parents(link):
        if outline.tags[parent] in _PARAGRAPHS:
            return None
        if outline.text(parent) > _MAXIMUM_TEXT or page.holds_paragraph(parent) or page.is_claimed(parent):
            break
        root = parent
    return root if outline.tags[root] in _CARD_TAGS and root > page.text.first else None


def _is_card(page: PageMap, reader: LinkReader, root: int) -> bool:
    outline = page.outline
    if outline.plain_text(root) > max(_MAXIMUM_TEASER, outline.linked_text(root)):
        return False
    tags = set(outline.tags[root : outline.ends[root]])
    if _PRINTED.isdisjoint(tags) or "h1" in tags or _has_text_beside(page, root):
        return False
    if "li" in tags and _is_list_of_its_own(page, root):
        return False
    links = outline.links_in(root)
    stories = {link: reader.find_story(link, outline.elements[link].get("href") or "") for link in links}
    stories = {link: story for link, story in stories.items() if not story or not _leads_to_section(outline, story)}
    known = {story.canonical_url for story in stories.values() if story and reader.is_on_host(story)}
    if not 0 < len(known) <= _MAXIMUM_STORIES or not all(map(names_story, known)):
        return False
    if any(story and not reader.is_on_host(story) for story in stories.values()):
        return False
    titles = [outline.read_text(link) for link, story in stories.items() if story]
    return any(len(title.split()) >= _MINIMUM_WORDS for title in titles) and not any(map(is_no_title, titles))


def _is_list_of_its_own(page: PageMap, root: int) -> bool:
    """Whether items say more than their links do, or a heading stands over them: a list of the text, or a widget."""
    outline = page.outline
    items = [place for place in range(root, outline.ends[root]) if outline.tags[place] == "li"]
    linked = [place for place in items if outline.has_links(place)]
    return any(map(outline.plain_text, linked)) or (bool(linked) and page.find_inner_heading(root) is not None)


def _leads_to_section(outline: Outline, story: StoryLink) -> bool:
    """Whether a link of a card only names the section of its story."""
    text = outline.read_text(story.place)
    return bool(text) and not names_story(story.canonical_url) and is_section(story.canonical_url, text)


def _has_text_beside(page: PageMap, root: int) -> bool:
    """Whether running text stands right before or behind an element in the same parent."""
    before = page.outline.elements[root].getprevious()
    parent = page.outline.elements[root].getparent()
    ahead = before.tail if before is not None else parent.text if parent is not None else None
    return bool((ahead or "").strip() or page.outline.read_tail(root))
