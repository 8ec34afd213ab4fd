"""Passages as typed blocks: questions and answers where the text is an interview.

A text is an interview when it has two questions at least. A question is what the publication's rules say; or a heading
of rank 2 or lower or an all-bold paragraph that ends in a question mark; or the turn of a speaker most of whose turns
do; and, among three all-bold paragraphs that ask, one more that ends as a sentence does and that a paragraph answers:
Tell me about it. Question headings count only where they are half of all headings: two among ten belong to a feature.
A single one stays a heading.
What follows a question is its answer, up to the next question or another heading; lists, tables, quotes and captions
keep their kind.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml import etree

from pipelines.body.passages import Passage
from storage.items import Block, BlockKind

MIN_QUESTIONS = 2
MIN_BOLD_QUESTIONS = 3
"""All-bold paragraphs that ask from which another one asks without a question mark."""

MIN_HEADING_SHARE = 0.5
MAX_QUESTION = 600
"""Characters of a bold paragraph or heading that can be a question."""

_ENDS_ASKING = re.compile(r"[?？؟;][\"'”’»)\]]{0,3}$")
_ENDS_TELLING = re.compile(r"[.!:…。！][\"'”’»)\]]{0,3}$")
_SPEAKER = re.compile(r"([^\W\d_][\w.’'\- ]{0,38}[\w.]|Q|A)\s?:\s")
_ASKS_INSIDE = re.compile(r"[?？؟]")


@dataclass(frozen=True, slots=True)
class _Turn:
    passage: Passage
    speaker: str | None
    asks: bool


def make_blocks(passages: Sequence[Passage], questions: frozenset[etree._Element] = frozenset()) -> list[Block]:
    """The blocks of a body.

    Args:
        passages: of the body, in order.
        questions: the elements that `rules.question` selects.
    """
    split = [part for passage in passages for part in _split_bold_question(passage)]
    turns = [_Turn(passage, _find_speaker(passage), _asks(passage, questions)) for passage in split]
    turns = _judge_bold(_judge_speakers(_judge_headings(turns, questions)))
    if sum(turn.asks for turn in turns) < MIN_QUESTIONS:
        return [_make_block(passage) for passage in passages]
    return _pair(turns)


def _split_bold_question(passage: Passage) -> list[Passage]:
    """A paragraph whose bold start is a question and whose rest is the answer, as two."""
    bold, rest = passage.bold, passage.text[len(passage.bold) :].strip()
    if passage.kind is not BlockKind.PARAGRAPH or not rest or not _ENDS_ASKING.search(bold):
        return [passage]
    if not passage.text.startswith(bold):
        return [passage]
    return [replace(passage, text=bold), replace(passage, text=rest, bold="")]


def _asks(passage: Passage, questions: frozenset[etree._Element]) -> bool:
    if _is_selected(passage, questions):
        return True
    if len(passage.text) > MAX_QUESTION or not _ENDS_ASKING.search(passage.text):
        return False
    return passage.level != 1 if passage.kind is BlockKind.HEADING else _is_bold(passage)


def _is_selected(passage: Passage, questions: frozenset[etree._Element]) -> bool:
    """Whether a rule selects the passage's element, one around it, or an inline one that starts it."""
    if not questions:
        return False
    if passage.element in questions or any(a in questions for a in passage.element.iterancestors()):
        return True
    inline = (element for element in passage.element.iterdescendants() if element in questions)
    return any(passage.text.startswith(" ".join("".join(map(str, element.itertext())).split())) for element in inline)


def _find_speaker(passage: Passage) -> str | None:
    match = _SPEAKER.match(passage.text)
    return match[1] if match and passage.kind is BlockKind.PARAGRAPH else None


def _judge_headings(turns: list[_Turn], questions: frozenset[etree._Element]) -> list[_Turn]:
    headings = [turn for turn in turns if turn.passage.kind is BlockKind.HEADING]
    asking = sum(turn.asks for turn in headings)
    if questions or asking >= MIN_HEADING_SHARE * len(headings):
        return turns
    return [replace(turn, asks=False) if turn.passage.kind is BlockKind.HEADING else turn for turn in turns]


def _judge_speakers(turns: list[_Turn]) -> list[_Turn]:
    """Turns in which two speakers at least alternate, the asking one marked."""
    spoken: defaultdict[str, list[bool]] = defaultdict(list)
    for turn in turns:
        if turn.speaker:
            spoken[turn.speaker].append(bool(_ASKS_INSIDE.search(turn.passage.text)))
    speakers = {name for name, asked in spoken.items() if len(asked) >= MIN_QUESTIONS}
    asking = {name for name in speakers if 2 * sum(spoken[name]) > len(spoken[name])}
    if len(speakers) < 2 or not asking or asking == speakers:
        asking = set()
    judged = []
    for turn in turns:
        known = turn.speaker if turn.speaker in speakers else None
        judged.append(replace(turn, speaker=known, asks=turn.asks or known in asking))
    return judged


def _judge_bold(turns: list[_Turn]) -> list[_Turn]:
    """Turns in which a request in bold asks, too, where at least three bold questions do."""
    bold = [_is_bold(turn.passage) for turn in turns]
    asking = [i for i, turn in enumerate(turns) if bold[i] and turn.asks]
    if len(asking) < MIN_BOLD_QUESTIONS:
        return turns
    judged = list(turns)
    for i in range(asking[0] + 1, len(turns) - 1):
        is_answered = not bold[i + 1] and turns[i + 1].passage.kind is BlockKind.PARAGRAPH
        if bold[i] and is_answered and _ENDS_TELLING.search(turns[i].passage.text):
            judged[i] = replace(turns[i], asks=True)
    return judged


def _is_bold(passage: Passage) -> bool:
    """Whether a passage is a paragraph of a question's length, bold throughout."""
    is_short = len(passage.text) <= MAX_QUESTION
    return is_short and passage.kind is BlockKind.PARAGRAPH and passage.bold == passage.text


def _pair(turns: list[_Turn]) -> list[Block]:
    blocks = []
    answering = False
    for turn in turns:
        block = _make_block(turn.passage)
        if turn.asks:
            answering = True
            block = replace(block, kind=BlockKind.QUESTION, level=None, speaker=turn.speaker)
        elif block.kind is BlockKind.HEADING:
            answering = False
        elif answering and block.kind is BlockKind.PARAGRAPH:
            block = replace(block, kind=BlockKind.ANSWER, speaker=turn.speaker)
        blocks.append(block)
    return blocks


def _make_block(passage: Passage) -> Block:
    return Block(passage.kind, passage.text, passage.level)
