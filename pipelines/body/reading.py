"""From a page's tree to its body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from pipelines.body.completeness import Evidence, find_declared_texts, judge_text
from pipelines.body.endings import drop_calls, drop_endings
from pipelines.body.fallback import MAX_LINKED, MIN_TEXT, read_declared_body, read_dense_text
from pipelines.body.interview import make_blocks
from pipelines.body.opening import drop_opening
from pipelines.body.passages import Passage, iter_passages
from pipelines.body.repetition import drop_repetitions
from pipelines.body.seed import EMPTY_SEED, parse_seed, read_seed
from pipelines.body.selection import Selection, select_passages
from pipelines.body.site_lines import drop_site_lines
from pipelines.document import Document
from pipelines.rules import Rules
from pipelines.selectors import drop, select
from storage.items import Block, BlockKind, TextState
from storage.normal_form import text_of

Element = etree._Element

MAX_ELEMENTS = 30_000
"""A page with more elements is not given to trafilatura, whose time grows faster than the page."""

MIN_SHARE = 0.5
"""Share of what may be text below which what trafilatura's own rules find is not enough."""

MIN_TEXT_LINE = 60
"""Characters from which a passage of any kind may be text."""

MIN_SELECTED = 400
"""Characters below which they are not, either."""

MIN_DECLARED_SHARE = 0.8
"""Share of the `articleBody` below which the page is looked through for the rest of it."""

MIN_RULED_SHARE = 0.5
"""Share of a ruled container's text that trafilatura must have kept for its opinion to count there."""


@dataclass(slots=True)
class Body:
    """The text of a page as typed blocks, and how much of the article it is.

    `text_reason` says why `text_state` is not complete, or by which fallback a complete text was read. `linked` is the
    share of the text's characters that stand inside links, 0 to 1; `text` is that of the blocks, in the normal form.
    """

    blocks: list[Block] = field(default_factory=list)
    text_state: TextState = TextState.NONE
    text_reason: str | None = None
    linked: float = 0.0
    text: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.text = text_of(self.blocks)


def extract_body(document: Document, rules: Rules, *, claimed: Iterable[str] = ()) -> Body:
    """The body of `document`, without what is `claimed` above it: bylines and authors' names as printed on the page.

    The boxes that `rules.remove` selects are taken out of the tree; those of related stories and furniture are out
    already. The same tree and rules give the same body.
    """
    has_paywall = bool(select(document.tree, rules.paywall))
    drop(document.tree, rules.remove)
    ruled = _find_ruled_container(document, rules)
    passages = list(iter_passages(document.tree if ruled is None else ruled))
    if not passages:
        return _read_declared(document, "no-text")
    selection, reason = _select(document, passages, is_ruled=ruled is not None)
    chosen = drop_opening(drop_site_lines(selection.passages, rules), document, claimed)
    chosen = drop_endings(drop_repetitions(chosen), document)
    if _is_menu(chosen):
        return _read_declared(document, "no-main-text")
    questions = frozenset(select(document.tree, rules.question))
    body = Body(make_blocks(chosen, questions))
    evidence = Evidence(
        body.text, selection.available, _measure_text(passages, chosen), selection.aftermath, has_paywall
    )
    state, why = judge_text(document, evidence)
    if state is TextState.STUB:
        chosen = drop_calls(chosen)
        body = Body(make_blocks(chosen, questions))
    body.text_state, body.text_reason, body.linked = state, why or reason, _share_linked(chosen)
    return body


def _is_menu(passages: Sequence[Passage]) -> bool:
    """Whether there is nothing, or a few links."""
    return sum(len(passage.text) for passage in passages) < MIN_TEXT and all(
        passage.linked > MAX_LINKED for passage in passages
    )


def _share_linked(passages: Sequence[Passage]) -> float:
    length = sum(len(passage.text) for passage in passages)
    return sum(passage.linked * len(passage.text) for passage in passages) / length


def _find_ruled_container(document: Document, rules: Rules) -> Element | None:
    """What the first selector of `rules.body` that finds anything finds; the element around it all where it is more."""
    for selector in rules.body:
        found = select(document.tree, (selector,))
        if found:
            return found[0] if len(found) == 1 else _common_ancestor(found)
    return None


def _common_ancestor(elements: Sequence[Element]) -> Element:
    shared = [elements[0], *elements[0].iterancestors()]
    for element in elements[1:]:
        around = {element, *element.iterancestors()}
        shared = [ancestor for ancestor in shared if ancestor in around]
    return shared[0]


def _select(document: Document, passages: Sequence[Passage], *, is_ruled: bool) -> tuple[Selection, str | None]:
    """The body by trafilatura, or by what stands in for it where it finds too little; and what that was."""
    selection = _select_by_trafilatura(document, passages)
    if is_ruled and selection.length < MIN_RULED_SHARE * sum(len(passage.text) for passage in passages):
        whole = parse_seed("\n".join(passage.text for passage in passages))
        return select_passages(passages, whole), "read-by-rule"
    if (repaired := _repair(document, passages, selection)) is not None:
        return repaired, "read-by-declared-text"
    if selection.length < MIN_SELECTED:
        dense = select_passages(passages, read_dense_text(passages))
        if dense.length > selection.length:
            return dense, "read-by-density"
    elif selection.length < MIN_SHARE * _measure_text(passages):
        return select_passages(passages, read_seed(document.tree, is_fast=False)), None
    return selection, None


def _select_by_trafilatura(document: Document, passages: Sequence[Passage]) -> Selection:
    """What trafilatura's own rules find."""
    is_readable = not _has_too_many_elements(document)
    return select_passages(passages, read_seed(document.tree, is_fast=True) if is_readable else EMPTY_SEED)


def _repair(document: Document, passages: Sequence[Passage], selection: Selection) -> Selection | None:
    """The passages that structured data gives as the text, where trafilatura's are much fewer and the page has more."""
    declared = max(find_declared_texts(document), key=len, default="")
    if selection.length >= MIN_DECLARED_SHARE * len(declared):
        return None
    repaired = select_passages(passages, parse_seed(declared))
    return repaired if repaired.length > selection.length else None


def _has_too_many_elements(document: Document) -> bool:
    """Whether more than `MAX_ELEMENTS` are left of those that were parsed."""
    if len(document.elements) <= MAX_ELEMENTS:
        return False
    return next(islice(document.tree.iter(), MAX_ELEMENTS, None), None) is not None


def _measure_text(passages: Sequence[Passage], chosen: Sequence[Passage] = ()) -> int:
    """Characters of what may be text: shown, of some length, no list of links, in no box of the site but the text's."""
    own = {box for passage in chosen for box in passage.furniture}
    shown = (p for p in passages if not p.hidden and own.issuperset(p.furniture) and p.linked <= MAX_LINKED)
    return sum(len(passage.text) for passage in shown if len(passage.text) >= MIN_TEXT_LINE)


def _read_declared(document: Document, reason: str) -> Body:
    """What structured data says the text is, where the page itself shows none for `reason`."""
    paragraphs = read_declared_body(document)
    if not paragraphs:
        return Body(text_reason="page-too-long" if document.cut else reason)
    blocks = [Block(BlockKind.PARAGRAPH, text) for text in paragraphs]
    return Body(blocks, TextState.PARTIAL, "read-from-structured-data")
