"""The text of a page as passages: one per paragraph, heading, list item, table row or caption."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from pipelines.body.regions import MENUS, Look, is_menu, is_short, is_unseen, look_at
from pipelines.body.tables import is_data_table, iter_rows
from storage.items import BlockKind
from storage.normal_form import normalise_text

Element = etree._Element

_LAYOUT = {"article", "aside", "body", "center", "div", "footer", "form", "header", "html", "main", "nav", "section"}
_PROSE = {"address", "blockquote", "details", "fieldset", "hr", "p", "pre", "summary", "hgroup", "noscript"}
_LISTS = {"dd", "dl", "dt", "figcaption", "figure", "li", "ol", "ul"}
_TABLES = {"table", "tbody", "td", "tfoot", "th", "thead", "tr"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(_LAYOUT | _PROSE | _LISTS | _TABLES | _HEADINGS.keys())

_MEDIA = {"audio", "canvas", "embed", "iframe", "map", "math", "object", "picture", "source", "video"}
_CONTROLS = {"button", "datalist", "input", "option", "select", "textarea"}
_UNREAD = frozenset(_MEDIA | _CONTROLS | MENUS | {"head", "noscript"})
_OFTEN_LEFT_OPEN = frozenset({"button", "object", "picture"})
_INLINE = frozenset({"i", "span"})
_BOLD = frozenset({"b", "strong"})

MIN_NOSCRIPT = 1000
"""Characters from which what is meant for readers without scripts is an article, and no request to allow them."""


@dataclass(slots=True)
class Passage:
    """A run of text that no block-level element interrupts.

    Attributes:
        element: the nearest block-level element around the text.
        text: in the normal form.
        kind: what the markup says of it; questions and answers are told apart later.
        level: a heading's rank, a list item's depth.
        linked: share of the characters that stand inside links, 0 to 1.
        bold: the bold text it starts with; all of it where it is bold throughout.
        furniture: the elements around it, outermost first, that look like boxes of the site.
        hidden: whether an element around it is not shown.
    """

    element: Element
    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int | None = None
    linked: float = 0.0
    bold: str = ""
    furniture: tuple[Element, ...] = ()
    hidden: bool = False


@dataclass(slots=True)
class _Run:
    """Text gathered since the last block boundary."""

    pieces: list[str] = field(default_factory=list)
    bold: list[str] = field(default_factory=list)
    linked: int = 0
    is_plain: bool = False
    breaks: int = 0

    def add(self, text: str, *, in_link: bool, in_bold: bool) -> None:
        self.pieces.append(text)
        self.breaks = 0
        if in_link:
            self.linked += len(text.strip())
        self.is_plain = self.is_plain or not in_bold
        if not self.is_plain:
            self.bold.append(text)


class _Reader:
    """One walk over the tree, linear in its elements."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._scopes = [Passage(root, "")]
        self._run = _Run()
        self._links = 0
        self._bolds = 0

    def read(self) -> Iterator[Passage]:
        walk = etree.iterwalk(self._root, events=("start", "end"))
        for event, element in walk:
            is_block = element.tag in _BLOCKS
            if is_block and self._run.pieces and (passage := self._finish()):
                yield passage
            if event == "end":
                self._leave(element, is_block=is_block)
            elif _is_unread(element):
                if is_block:
                    self._scopes.append(self._scopes[-1])
                walk.skip_subtree()
            elif element.tag == "table" and is_data_table(element):
                yield from self._read_table(element)
                walk.skip_subtree()
            elif element.tag == "br":
                if passage := self._break_line():
                    yield passage
            else:
                self._enter(element, is_block=is_block)
        if self._run.pieces and (passage := self._finish()):
            yield passage

    def _enter(self, element: Element, *, is_block: bool) -> None:
        if is_block:
            self._scopes.append(_narrow(self._scopes[-1], element))
        else:
            self._links += element.tag == "a"
            self._bolds += element.tag in _BOLD
        if text := element.text:
            self._add(text)

    def _leave(self, element: Element, *, is_block: bool) -> None:
        if is_block:
            self._scopes.pop()
        else:
            self._links -= element.tag == "a"
            self._bolds -= element.tag in _BOLD
        if (tail := element.tail) and element is not self._root:
            self._add(tail)

    def _break_line(self) -> Passage | None:
        self._run.pieces.append("\n")
        self._run.breaks += 1
        return self._finish() if self._run.breaks == 2 else None

    def _read_table(self, table: Element) -> Iterator[Passage]:
        scope = _narrow(self._scopes[-1], table)
        self._scopes.append(scope)
        for row, text in iter_rows(table):
            yield replace(scope, element=row, text=text, kind=BlockKind.TABLE)

    def _add(self, text: str) -> None:
        if not text.isspace():
            self._run.add(text, in_link=self._links > 0, in_bold=self._bolds > 0)
        elif self._run.pieces:
            self._run.pieces.append(text)

    def _finish(self) -> Passage | None:
        """What was gathered, as a passage; None where it is nothing but space."""
        run, self._run = self._run, _Run()
        text = normalise_text("".join(run.pieces))
        if not text:
            return None
        linked = min(run.linked / len(text), 1.0)
        bold = normalise_text("".join(run.bold)) if run.bold else ""
        scope = self._scopes[-1]
        return Passage(scope.element, text, scope.kind, scope.level, linked, bold, scope.furniture, hidden=scope.hidden)


def iter_passages(root: Element) -> Iterator[Passage]:
    """The passages below `root` in document order."""
    return _Reader(root).read()


def _is_unread(element: Element) -> bool:
    """Whether the text of `element` is none that readers see; a button that is never closed swallows the article.

    Some pages hold their article for readers without scripts, and have a script show it to all others.
    """
    if element.tag not in _UNREAD:
        return element.tag in _INLINE and is_unseen(element)
    if element.tag in MENUS:
        return is_menu(element)
    if element.tag == "noscript":
        return sum(map(len, element.itertext())) < MIN_NOSCRIPT
    return element.tag not in _OFTEN_LEFT_OPEN or next(element.iterdescendants("p"), None) is None


def _narrow(outer: Passage, element: Element) -> Passage:
    """The scope of what stands in `element`."""
    look = look_at(element)
    furniture = (*outer.furniture, element) if look.is_furniture else outer.furniture
    kind, level = _judge_kind(outer, element, look)
    return Passage(element, "", kind, level, furniture=furniture, hidden=outer.hidden or look.is_hidden)


def _judge_kind(outer: Passage, element: Element, look: Look) -> tuple[BlockKind, int | None]:
    tag = str(element.tag)
    if tag in _HEADINGS:
        return BlockKind.HEADING, _HEADINGS[tag]
    if tag in ("li", "dd", "dt"):
        depth = outer.level or 0 if outer.kind is BlockKind.LIST_ITEM else 0
        return BlockKind.LIST_ITEM, depth + 1
    if tag == "blockquote":
        return BlockKind.QUOTE, None
    if tag in ("figure", "figcaption") or (look.is_caption and is_short(element)):
        return BlockKind.CAPTION, None
    return outer.kind, outer.level
