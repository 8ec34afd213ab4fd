"""Where on a page an element stands: order, headline, and regions whose names are not the article's authors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property

from lxml import etree

from pipelines.bylines.claims.text_length import is_short
from pipelines.printed_text import read_element

Element = etree._Element

_STRANGE_TAGS = frozenset({"figure", "figcaption", "form", "select", "template", "noscript"})
_DOUBTFUL_TAGS = frozenset({"aside", "nav", "button"})
_STRANGE = re.compile(
    r"(?:^|[_-])(?:comments?|commentlist|disqus|respond|reply|replies|related|recommend\w*|trending|popular|newsletter"
    r"|most-?(?:read|viewed|popular)|more-?(?:from|stories|news|posts|articles|by)|site-?(?:header|footer)|navbar|menu"
    r"|promos?|teasers?|recirc\w*|read-?(?:next|more)|see-?also|up-?next|captions?|(?:photo|image|picture)-?credits?"
    r"|gallery|carousel|slider|swiper|advert\w*|sponsor\w*|outbrain|taboola|breadcrumbs?|pagination|testimonials?"
    r"|pullquote|next-?post|prev-?post|adjacent\w*|recent-?\w*|you-?may\w*|latest-?(?:posts|news|stories|articles)"
    r"|author[_-]{0,2}(?:posts|latest)|popular-?\w*|copyright|page-?footer|global-?footer)(?:$|[_-])",
    re.IGNORECASE,
)
_DOUBTFUL = re.compile(
    r"(?:^|[_-])(?:sidebar|side-?bar|widgets?|footer|popover-?target|popup|modal|tooltip|bio|biography"
    r"|author-?(?:details?|box|bio|about|description|card|profile)|about-?(?:the-?)?authors?)(?:$|[_-])",
    re.IGNORECASE,
)
_MODIFIER = re.compile(r"(?:has|hasnt|no|not|with|without|is|js|u|elementor)[_-]", re.IGNORECASE)
_POSTS = "(?:posts|stories|articles|news|work|writing)"
_LATEST = re.compile(
    rf"(?:the )?(?:latest|more|most recent|recent|other)(?: {_POSTS})?(?: (?:from|by) .{{1,80}})?:?$"
    rf"|.{{1,80}}['’]s? (?:latest|most recent|recent|other) {_POSTS}:?$",
    re.IGNORECASE,
)
"""What stands over the list of an author's posts, as themes hang it under the name."""

_LISTS = frozenset({"ul", "ol"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6", "p"})
_LONGEST_HEADING = 120
_FAR = 10**9


class Regions:
    """A reading of one tree's layout, made once.

    Attributes:
        strange: elements in captions, comments, cards of other stories, menus: never read.
        doubtful: elements in boxes about the author and beside the text: read when nothing else names the author.
        boxes: elements in boxes that the publication's rules take for no part of the article: a byline's element is
            read without them, while one of them may hold the byline.
    """

    def __init__(self, tree: Element, boxes: Iterable[Element] = ()) -> None:
        self.elements: list[Element] = [element for element in tree.iter() if isinstance(element.tag, str)]
        self.order = {element: index for index, element in enumerate(self.elements)}
        kept = self._find_kept()
        self.strange = self._find_below(_is_strange, kept)
        self.doubtful = self._find_below(_is_doubtful, kept)
        self.boxes = self._find_below(frozenset(boxes).__contains__, kept)

    @cached_property
    def headline(self) -> int:
        """The position of the first headline, -1 where there is none."""
        found = (self.order[element] for element in self.elements if element.tag == "h1" and self.is_read(element))
        return next(found, -1)

    def is_read(self, element: Element) -> bool:
        """Whether the element stands in no strange region."""
        return element not in self.strange

    def is_unread_in(self, element: Element, root: Element) -> bool:
        """Whether a part of a byline's element is not read: boxes about the author hang below their names."""
        return element in self.strange or any(
            element in region and root not in region for region in (self.doubtful, self.boxes)
        )

    def distance(self, element: Element) -> int:
        """How far behind the headline an element stands; one before it counts as a little farther."""
        behind = self.order.get(element, _FAR) - self.headline
        return behind if behind >= 0 else 60 - behind

    def _find_kept(self) -> set[Element]:
        """The headlines and all that holds one: no region of other stories holds the article's headline."""
        kept: set[Element] = set()
        for heading in (element for element in self.elements if element.tag == "h1"):
            node: Element | None = heading
            while node is not None and node not in kept:
                kept.add(node)
                node = node.getparent()
        return kept

    def _find_below(self, is_root: Callable[[Element], bool], kept: set[Element]) -> set[Element]:
        found: set[Element] = set()
        for element in self.elements:
            parent = element.getparent()
            if (parent is not None and parent in found) or (element not in kept and is_root(element)):
                found.add(element)
        return found


def _is_strange(element: Element) -> bool:
    if element.tag == "footer":
        return not any(ancestor.tag in ("article", "main") for ancestor in element.iterancestors())
    if element.tag in _STRANGE_TAGS or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return _is_marked(element, _STRANGE) or _is_of_latest_posts(element)


def _is_of_latest_posts(element: Element) -> bool:
    """Whether the element is the list of an author's latest posts, or the heading over it."""
    if element.tag in _LISTS:
        heading = element.getprevious()
    else:
        following = element.getnext() if element.tag in _HEADINGS else None
        heading = element if following is not None and following.tag in _LISTS else None
    if heading is None or heading.tag not in _HEADINGS or not is_short(heading, _LONGEST_HEADING):
        return False
    return _LATEST.match(read_element(heading)) is not None


def _is_doubtful(element: Element) -> bool:
    if element.tag in _DOUBTFUL_TAGS:
        return element.tag != "button" or "author" not in (element.get("class") or "")
    return _is_marked(element, _DOUBTFUL)


def _is_marked(element: Element, pattern: re.Pattern[str]) -> bool:
    """Whether a class or the id says so; what only modifies a box (`has-bio`, `row--with-menu`) does not."""
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"[:1000].split()
    names = (mark.split("--")[0] for mark in marks if not _MODIFIER.match(mark))
    return any(pattern.search(name) for name in names)
