"""The notices of a page: those in its body, and those that stand beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import etree

from pipelines.body.regions import look_at
from pipelines.document import Document
from pipelines.metadata.headline import names_elsewhere
from pipelines.notices.reading import LONGEST, Announced, parse_notice
from pipelines.printed_text import read_element
from storage.items import Block, BlockKind, Notice, NoticeKind

MAXIMUM_NOTICES = 50
"""Notices of a page that are kept; a page with more is a log of changes."""

_TELLING = (
    "correction", "corrected", "clarification", " note:", "amended", "lier version", "ious version", "retract",
    "been updated", "was updated",
)  # fmt: skip
_TELLING_IN = {
    "de": ("korrektur", "korrigiert", "redaktion"),
    "fr": ("rectificatif", "rédaction", "ndlr"),
    "es": ("corrección", "redacción", "fe de err"),
    "it": ("correzione", "rettifica", "redazione"),
    "nl": ("rectificatie", "correctie"),
    "sv": ("rättelse",),
    "da": ("rettelse",),
    "no": ("rettelse",),
    "ja": ("訂正", "編集部注"),
}
"""Words without which nothing beside the body is looked at; a labelled update beside it is its date line."""

_CAPITALS = ("UPDATED,", "UPDATE,", "UPDATED:", "UPDATE:", "PREVIOUSLY")

_CONTAINERS = ("p", "div", "aside", "li", "section", "footer", "small", "blockquote", "h2", "h3", "h4", "h5", "h6")
_INLINE = frozenset({"em", "i", "strong", "b", "span", "small", "u", "font"})
_LISTED = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE})
_MAXIMUM_ELEMENTS = 20_000
_MAXIMUM_CANDIDATES = 200
_FEW, _MANY, _BEGINNING = 3, 60, 40
_OUTSIDE = -1


def extract_notices(document: Document, blocks: Sequence[Block], *, language: str | None = None) -> list[Notice]:
    """The notices of a page in the order of the body, those outside it last; its tree is left as it is.

    Labelled updates outside the body are not told from date lines, and so not taken; but a label in capitals that
    stands alone above a block is one of that block's, whether or not the body has it.
    """
    inside = list(islice(iter_block_notices(blocks), MAXIMUM_NOTICES))
    taken = {notice.block for notice in inside}
    outside = list(islice(_iter_outside(document, blocks, language), MAXIMUM_NOTICES))
    found = [*inside, *(notice for notice in outside if notice.block is None or notice.block not in taken)]
    return sorted(found, key=lambda notice: len(blocks) if notice.block is None else notice.block)[:MAXIMUM_NOTICES]


def iter_block_notices(blocks: Sequence[Block]) -> Iterator[Notice]:
    """The notices that stand in a body. A label that stands alone heads the block after it, which is the notice."""
    heading: Announced | None = None
    for index, block in enumerate(blocks):
        found = parse_notice(block.text) if block.kind not in _LISTED else None
        if heading is not None and found is None and block.kind is not BlockKind.HEADING:
            found = heading
        heading = found if found and found.is_alone and found is not heading else None
        if found and heading is None:
            yield _notice(found, block.text, index)


def _iter_outside(document: Document, blocks: Sequence[Block], language: str | None) -> Iterator[Notice]:
    if not _is_told(document, language):
        return
    known = {block.text: index for index, block in enumerate(blocks)}
    for element in islice(_iter_candidates(document), _MAXIMUM_CANDIDATES):
        text = read_element(element)
        found = parse_notice(text)
        if found and found.is_alone:
            following = element.getnext()
            text = read_element(following) if following is not None and _is_small(following) else ""
        if found and text and _is_notice(found, text, known):
            yield _notice(found, text, known.setdefault(text, _OUTSIDE))


def _iter_candidates(document: Document) -> Iterator[etree._Element]:
    """The small elements that begin as a notice does."""
    for element in islice(document.tree.iter(*_CONTAINERS), _MAXIMUM_ELEMENTS):
        if parse_notice(_first_words(element)) and _is_small(element) and not _stands_elsewhere(element):
            yield element


def _is_small(element: etree._Element) -> bool:
    return sum(1 for _ in islice(element.iterdescendants(), _MANY)) < _MANY


def _is_notice(found: Announced, text: str, known: dict[str, int]) -> bool:
    """Whether what was found beside the body is a notice: an update only as a sentence, or a block's label."""
    if found.is_alone and text in known:
        return True
    is_new = len(text) <= LONGEST and text not in known and not any(text in other for other in known)
    is_sentence = found.label is None
    return is_new and (is_sentence or found.kind not in (NoticeKind.UPDATE, NoticeKind.PREVIOUSLY))


def _is_told(document: Document, language: str | None) -> bool:
    printed = etree.tostring(document.tree, method="text", encoding="unicode")
    if any(word in printed for word in _CAPITALS):
        return True
    printed = printed.lower()
    words = (*_TELLING, *_TELLING_IN.get((language or "")[:2], ()))
    return any(word in printed for word in words)


def _first_words(element: etree._Element) -> str:
    """The text that an element begins with, before any block in it."""
    said = element.text or ""
    for child in islice(element, _FEW):
        if len(said) >= _BEGINNING or child.tag not in _INLINE:
            break
        said += "".join(map(str, child.itertext())) + (child.tail or "")
    return said.strip()


def _stands_elsewhere(element: etree._Element) -> bool:
    """Whether the element is a link, not shown, or lies in a box of other stories, comments or the site's."""
    for node in (element, *element.iterancestors()):
        if node.tag in ("a", "nav") or look_at(node).is_hidden:
            return True
        if node.tag in ("body", "main", "article"):
            return False
        if names_elsewhere(f"{node.get('class') or ''} {node.get('id') or ''}"[:500]):
            return True
    return False


def _notice(found: Announced, text: str, block: int | None) -> Notice:
    return Notice(found.kind, text, found.label, found.time_printed, None if block == _OUTSIDE else block)
