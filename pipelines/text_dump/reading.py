"""A dump as an extraction: header, boxes and chrome told from the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from lxml import etree

from pipelines.body.interview import MAX_QUESTION, MIN_QUESTIONS, make_blocks
from pipelines.body.passages import Passage
from pipelines.charset import decode_page
from pipelines.genre import judge_genre_of_text
from pipelines.metadata.language import detect_language
from pipelines.notices.page import iter_block_notices
from pipelines.rules import Rules
from pipelines.text_dump.boxes import take_boxes
from pipelines.text_dump.header import Header, read_header
from pipelines.text_dump.lines import CARD_DEPTH, MAXIMUM_LINES, Line, fold_line, read_lines
from storage.items import Block, BlockKind, Extraction, Metadata, PageKind, TextState
from storage.normal_form import text_of

_LONGEST_TAGLINE = 60
_LONGEST_HEADING = 200
_CREDITS = re.compile(r"\b(?:by|with|from|contributed|report\w*|edited|editing|photo\w*|via)\b|^[—–-]", re.IGNORECASE)
_FEWEST_PLAIN_QUESTIONS = 3


def read_text_dump(payload: bytes, rules: Rules) -> Extraction:
    """Read a plain-text dump of an article's page as it is.

    The title is what one line before a byline says, else None; no date, address or section is made up. Never raises:
    bytes that are no text give `PageKind.NOT_HTML` and an empty dump `PageKind.EMPTY`.
    """
    if b"\0" in payload[:4096] and not payload.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Extraction(kind=PageKind.NOT_HTML, kind_reason="no-text", text_state=TextState.NONE)
    printed = decode_page(payload, "text/plain")[0]
    lines, tabbed = read_lines(printed)
    header = read_header(lines, rules)
    text, related = take_boxes(header.rest, tabbed=tabbed)
    blocks = _make_blocks(_drop_taglines(text, rules, tabbed=tabbed), tabbed=tabbed)
    empty = not blocks
    state, reason = (TextState.NONE, None) if empty else _judge_text(printed)
    genre, genre_reason = (None, None) if empty else judge_genre_of_text(header.title, blocks)
    return Extraction(
        kind=PageKind.EMPTY if empty else PageKind.ARTICLE,
        kind_reason="no-text" if empty else None,
        genre=genre,
        genre_reason=genre_reason,
        metadata=_metadata(header, blocks, rules),
        byline_claims=[header.byline] if header.byline else [],
        date_claims=[header.date] if header.date else [],
        related=related,
        blocks=blocks,
        text_state=state,
        text_reason=reason,
        notices=list(iter_block_notices(blocks)),
    )


def _metadata(header: Header, blocks: Sequence[Block], rules: Rules) -> Metadata:
    return Metadata(
        title=header.title,
        title_source="dump" if header.title else None,
        standfirst=header.standfirst,
        language=detect_language(rules.language, text_of(blocks)),
    )


def _judge_text(printed: str) -> tuple[TextState, str]:
    """A dump does not say whether it is whole; one too long to be an article is read in part."""
    if printed.count("\n") > MAXIMUM_LINES:
        return TextState.PARTIAL, "too-many-lines"
    return TextState.UNKNOWN, "plain-text"


def _drop_taglines(lines: Sequence[Line], rules: Rules, *, tabbed: bool) -> list[Line]:
    """The lines without the rules' taglines and without the page's last chrome.

    In a tabbed dump a line without a tab after the last paragraph heads nothing: short, without the end of a sentence
    and no credit, it is the site's. Other text keeps its last line, which may be a sign-off.
    """
    known = {fold_line(line) for line in rules.taglines}
    kept = [line for line in lines if fold_line(line.text) not in known]
    if tabbed and any(line.depth > 0 for line in kept):
        while _is_tagline(kept[-1]):
            kept.pop()
    return kept


def _is_tagline(line: Line) -> bool:
    short = line.depth == 0 and len(line.text) <= _LONGEST_TAGLINE
    return short and not line.ends_sentence and not _CREDITS.search(line.text)


def _make_blocks(lines: Sequence[Line], *, tabbed: bool) -> list[Block]:
    asked = _find_questions(lines) if tabbed else _find_plain_questions(lines)
    question, other = etree.Element("h2"), etree.Element("p")
    passages = [
        Passage(question if index in asked else other, line.text, _kind(lines, index, tabbed=tabbed))
        for index, line in enumerate(lines)
    ]
    return make_blocks(passages, frozenset({question}) if asked else frozenset())


def _kind(lines: Sequence[Line], index: int, *, tabbed: bool) -> BlockKind:
    line = lines[index]
    short = len(line.text) <= _LONGEST_HEADING and not line.ends_sentence
    if tabbed:
        heads = line.depth >= CARD_DEPTH or (line.depth == 0 and (short or _is_question(line)))
    else:
        following = lines[index + 1] if index + 1 < len(lines) else None
        heads = short and following is not None and following.ends_sentence
    return BlockKind.HEADING if heads else BlockKind.PARAGRAPH


def _is_question(line: Line) -> bool:
    return line.asks and len(line.text) <= MAX_QUESTION


def _find_questions(lines: Sequence[Line]) -> set[int]:
    """The lines without a tab that ask, in a dump where half of those lines end in a question mark.

    In such an interview a line without a tab that ends another sentence asks too: "Tell us about the cast."
    """
    heads = [index for index, line in enumerate(lines) if line.depth == 0 and len(line.text) <= MAX_QUESTION]
    asking = [index for index in heads if lines[index].asks]
    if len(asking) < MIN_QUESTIONS or 2 * len(asking) < len(heads):
        return set()
    return {index for index in heads if index >= asking[0] and lines[index].ends_sentence}


def _find_plain_questions(lines: Sequence[Line]) -> set[int]:
    """The short paragraphs that ask and are answered by one that does not, where there are three of them at least."""
    answered = {
        index
        for index, (line, following) in enumerate(pairwise(lines))
        if _is_question(line) and not following.asks and len(line.text) < len(following.text)
    }
    return answered if len(answered) >= _FEWEST_PLAIN_QUESTIONS else set()
