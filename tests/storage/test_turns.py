"""The turns of an interview, derived from blocks."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from storage.items import Block, BlockKind
from storage.turns import Answer, turns_of

Q, A, P, H = BlockKind.QUESTION, BlockKind.ANSWER, BlockKind.PARAGRAPH, BlockKind.HEADING


def test_what_stands_before_the_first_question_is_no_turn() -> None:
    (turn,) = turns_of([Block(P, "It rained."), Block(Q, "Why?"), Block(A, "It was May.")])
    assert (turn.question, turn.answers) == ("Why?", [Answer(None, "It was May.")])


def test_a_heading_ends_an_answer_and_a_caption_does_not() -> None:
    kinds = (Q, A, BlockKind.CAPTION, A, H, P)
    (turn,) = turns_of([Block(kind, f"{number}") for number, kind in enumerate(kinds)])
    assert [answer.text for answer in turn.answers] == ["1", "3"]


def test_lists_and_quotations_belong_to_the_answer() -> None:
    (turn,) = turns_of([Block(Q, "Why?"), Block(BlockKind.LIST_ITEM, "Rain", 1), Block(BlockKind.QUOTE, "Wind")])
    assert [answer.text for answer in turn.answers] == ["Rain", "Wind"]


def test_a_question_of_two_paragraphs_is_one() -> None:
    (turn,) = turns_of([Block(Q, "You left.", speaker="Bo"), Block(Q, "Why?"), Block(A, "Rain.")])
    assert (turn.speaker, turn.question) == ("Bo", "You left.\n\nWhy?")


def test_two_who_ask_one_after_the_other_have_a_turn_each() -> None:
    turns = turns_of([Block(Q, "Bo: Why?", speaker="Bo"), Block(Q, "Al: When?", speaker="Al"), Block(A, "Never.")])
    assert [(turn.speaker, turn.question, len(turn.answers)) for turn in turns] == [
        ("Bo", "Why?", 0),
        ("Al", "When?", 1),
    ]


def test_the_name_before_what_is_said_is_the_speaker_and_no_text() -> None:
    (turn,) = turns_of([Block(Q, "Why?"), Block(A, "Ida: Two things: rain and wind.", speaker="Ida")])
    assert turn.answers == [Answer("Ida", "Two things: rain and wind.")]


def test_what_stands_apart_is_in_no_answer() -> None:
    (turn,) = turns_of([Block(Q, "Why?"), Block(A, "Rain."), Block(A, "Correction: Wind.")], {2})
    assert [answer.text for answer in turn.answers] == ["Rain."]


@given(st.lists(st.builds(Block, st.sampled_from(BlockKind), st.text(max_size=5), speaker=st.none() | st.just("Bo"))))
@settings(max_examples=100, deadline=None)
def test_every_question_is_in_one_turn_and_no_answer_in_two(blocks: list[Block]) -> None:
    turns = turns_of(blocks)
    assert sum(len(turn.answers) for turn in turns) <= len(blocks)
    asked = [block for block in blocks if block.kind is Q]
    assert bool(turns) == bool(asked)
    assert sum(turn.question.count("\n\n") + 1 for turn in turns) >= len(turns)
