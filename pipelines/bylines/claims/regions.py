"""Where on a page an element stands: order, headline, and regions whose names are not the article's authors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from lxml import etree

from pipelines.bylines.claim_reading import fold_name
from pipelines.bylines.claims.marks import DOUBTFUL, STRANGE, read_marks
from pipelines.bylines.claims.text_length import is_short
from pipelines.printed_text import read_element

Element = etree._Element

_STRANGE_TAGS = frozenset({"figure", "figcaption", "form", "select", "template"})
_COMMENTS = ("/Comment", "/UserComments")
"""Ends of the itemtypes that schema.org has for a reader's comment."""

_UNSEEN_TAGS = frozenset({"head", "link", "meta", "input", "img", "option", "path", "iframe", "source"})
_ARTICLES = frozenset({"article", "main"})
_DOUBTFUL_TAGS = frozenset({"aside", "nav", "button"})
_POSTS = "(?:posts|stories|articles|news|work|writing)"
_LATEST = re.compile(
    rf"(?:the )?(?:latest|more|most recent|recent|other)(?: {_POSTS})?(?: (?:from|by) .{{1,80}})?:?$"
    rf"|.{{1,80}}['’]s? (?:latest|most recent|recent|other) {_POSTS}:?$",
    re.IGNORECASE,
)
"""What stands over the list of an author's posts, as themes hang it under the name."""

_LISTS = frozenset({"ul", "ol"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6", "p"})
_LONGEST_SUBSTITUTE = 500
"""Characters for readers without scripts that stand for a picture or a counter; some sites give the text so."""

_TELLING_TAGS = _UNSEEN_TAGS | _STRANGE_TAGS | _DOUBTFUL_TAGS | _LISTS | _HEADINGS | {"noscript", "footer"}
"""Elements that may be strange or doubtful by their tag."""

_HEADLINES = frozenset({"h1", "h2", "h3"})
_SHORTEST_TITLE = 15
_LONGEST_TITLE = 300
"""Letters of a headline that a page's title is searched for."""

_LONGEST_HEADING = 120
_FAR = 10**9


class Regions:
    """A reading of one tree's layout, made once. What is strange is left out with all that is below it.

    Attributes:
        elements: the elements that are read, in document order.
        marks: what each of them is called, where that says anything.
        declared: those that have a `rel` or an `itemprop`.
        links: those that lead somewhere.
        doubtful: elements in boxes about the author and beside the text: read when nothing else names the author.
        boxes: elements in boxes that the publication's rules take for no part of the article: a byline's element is
            read without them, while one of them may hold the byline.
    """

    def __init__(self, tree: Element, boxes: Iterable[Element] = ()) -> None:
        self.elements: list[Element] = []
        self.marks: dict[Element, int] = {}
        self.declared: list[Element] = []
        self.links: list[Element] = []
        self.doubtful: set[Element] = set()
        self.boxes: set[Element] = set()
        self._title = _read_title(tree)
        self._kept = _find_kept(tree)
        self._walk(tree, frozenset(boxes))
        self.order = {element: index for index, element in enumerate(self.elements)}

    @cached_property
    def headline(self) -> int:
        """The position of the headline: the first that the title repeats, else the first h1, else -1."""
        first = -1
        for index, element in enumerate(self.elements):
            if element.tag in _HEADLINES:
                text = fold_name(read_element(element)[:_LONGEST_TITLE])
                if len(text) >= _SHORTEST_TITLE and text in self._title:
                    return index
                if first < 0 and element.tag == "h1":
                    first = index
        return first

    def behind_headline(self, count: int) -> list[Element]:
        """The next elements behind the headline; from the page's beginning where there is none."""
        return self.elements[self.headline + 1 : self.headline + 1 + count]

    def before_headline(self, count: int) -> list[Element]:
        """The last elements before the headline; none where there is none."""
        end = max(0, self.headline)
        return self.elements[max(0, end - count) : end]

    def holds_headline(self, element: Element) -> bool:
        """Whether a headline stands in the element, or is it."""
        return element in self._kept

    def is_unread_in(self, element: Element, root: Element) -> bool:
        """Whether a part of a byline's element is not read: boxes about the author hang below their names."""
        return element not in self.order or any(
            element in region and root not in region for region in (self.doubtful, self.boxes)
        )

    def distance(self, element: Element) -> int:
        """How far behind the headline an element stands; one before it counts as a little farther."""
        behind = self.order.get(element, _FAR) - self.headline
        return behind if behind >= 0 else 60 - behind

    def _walk(self, tree: Element, boxes: frozenset[Element]) -> None:
        """Go through the elements in order. Each region is kept as the element behind it, at which it ends."""
        skipped = beside = boxed = article = None
        for element in tree.iter("*"):
            if skipped is not None and element is not skipped:
                continue
            skipped = None
            beside = None if beside is element else beside
            boxed = None if boxed is element else boxed
            article = None if article is element else article
            tag = element.tag
            attributes: dict[str, str] = dict(element.items())  # type: ignore[arg-type]
            marks = read_marks(attributes) if attributes else 0
            if _may_be_apart(tag, attributes, marks) and element not in self._kept:
                if _is_strange(element, attributes, marks, in_article=article is not None):
                    skipped = _find_end(element, tree)
                    continue
                if beside is None and _is_doubtful(element, marks):
                    beside = _find_end(element, tree)
            if boxes and boxed is None and element in boxes and element not in self._kept:
                boxed = _find_end(element, tree)
            if article is None and tag in _ARTICLES:
                article = _find_end(element, tree)
            self.elements.append(element)
            if attributes:
                self._note(element, tag, attributes, marks)
            if beside is not None:
                self.doubtful.add(element)
            if boxed is not None:
                self.boxes.add(element)

    def _note(self, element: Element, tag: str, attributes: Mapping[str, str], marks: int) -> None:
        if marks:
            self.marks[element] = marks
        if "rel" in attributes or "itemprop" in attributes:
            self.declared.append(element)
        if tag == "a" and "href" in attributes:
            self.links.append(element)


def _may_be_apart(tag: str, attributes: Mapping[str, str], marks: int) -> bool:
    """Whether an element may be strange or doubtful; most are told at once to be neither."""
    return (
        tag in _TELLING_TAGS
        or bool(marks & (STRANGE | DOUBTFUL))
        or "hidden" in attributes
        or "aria-hidden" in attributes
        or "itemscope" in attributes
    )


def _find_end(element: Element, tree: Element) -> Element:
    """The first element behind another and all that is in it; the root, which never comes again, where none is."""
    node: Element | None = element
    while node is not None:
        following = node.getnext()
        if following is not None:
            return following
        node = node.getparent()
    return tree


def _read_title(tree: Element) -> str:
    title = next(tree.iter("title"), None)
    return fold_name("" if title is None else (title.text or "")[: 2 * _LONGEST_TITLE])


def _find_kept(tree: Element) -> set[Element]:
    """The headlines and all that holds one: no region of other stories holds the article's headline."""
    kept: set[Element] = set()
    for heading in tree.iter("h1"):
        node: Element | None = heading
        while node is not None and node not in kept:
            kept.add(node)
            node = node.getparent()
    return kept


def _is_strange(element: Element, attributes: Mapping[str, str], marks: int, *, in_article: bool) -> bool:
    tag = element.tag
    if tag in _UNSEEN_TAGS or tag in _STRANGE_TAGS:
        return True
    if tag == "noscript":
        return is_short(element, _LONGEST_SUBSTITUTE)
    if tag == "footer":
        return not in_article
    if "itemscope" in attributes and attributes.get("itemtype", "").rstrip("/").endswith(_COMMENTS):
        return True
    if marks & STRANGE or "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    return (tag in _LISTS or tag in _HEADINGS) and _is_of_latest_posts(element)


def _is_of_latest_posts(element: Element) -> bool:
    """Whether the element is the list of an author's latest posts, or the heading over it."""
    if element.tag in _LISTS:
        heading = element.getprevious()
    else:
        following = element.getnext()
        heading = element if following is not None and following.tag in _LISTS else None
    if heading is None or heading.tag not in _HEADINGS or not is_short(heading, _LONGEST_HEADING):
        return False
    return _LATEST.match(read_element(heading)) is not None


def _is_doubtful(element: Element, marks: int) -> bool:
    if element.tag in _DOUBTFUL_TAGS:
        return element.tag != "button" or "author" not in (element.get("class") or "")
    return bool(marks & DOUBTFUL)
