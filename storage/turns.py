"""The turns of an interview: each question with what was answered, derived from a body's blocks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from storage.items import Block, BlockKind

_ANSWERING = frozenset({BlockKind.ANSWER, BlockKind.LIST_ITEM, BlockKind.QUOTE})
"""Kinds of blocks that an answer is made of; tables and captions stand beside it, anything else ends it."""

_BESIDE = frozenset({BlockKind.TABLE, BlockKind.CAPTION})


@dataclass(frozen=True, slots=True)
class Answer:
    """One paragraph, list item or quotation of an answer; `speaker` as printed, None where nobody is named anew."""

    speaker: str | None
    text: str


@dataclass(slots=True)
class Turn:
    """One question and what was answered to it, in order.

    Attributes:
        speaker: who asks, as printed.
        question: its text; a question of several paragraphs has an empty line between two.
        answers: none where the next question or a heading follows at once.
    """

    speaker: str | None
    question: str
    answers: list[Answer] = field(default_factory=list)


def turns_of(blocks: Sequence[Block], apart: Collection[int] = ()) -> list[Turn]:
    """The turns of a body, in order; none where it holds no questions.

    Args:
        blocks: of the body.
        apart: indices of blocks that belong to no answer, such as a correction after the last one.
    """
    turns: list[Turn] = []
    goes_on = False
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.QUESTION:
            _ask(turns, block, goes_on=goes_on)
            goes_on = True
        elif goes_on and index not in apart and block.kind in _ANSWERING:
            turns[-1].answers.append(Answer(block.speaker, said_in(block)))
        elif block.kind not in _BESIDE and index not in apart:
            goes_on = False
    return turns


def said_in(block: Block) -> str:
    """What is said in a block, without the speaker's name where that is printed before it."""
    name, colon, said = block.text.partition(":")
    return said.lstrip() if colon and block.speaker and name.strip() == block.speaker else block.text


def _ask(turns: list[Turn], block: Block, *, goes_on: bool) -> None:
    """A new turn; or one more paragraph of the question, when nobody else is named and nothing was answered yet."""
    if goes_on and not turns[-1].answers and block.speaker in (None, turns[-1].speaker):
        turns[-1].question += f"\n\n{said_in(block)}"
    else:
        turns.append(Turn(block.speaker, said_in(block)))
