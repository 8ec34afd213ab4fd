from lxml import html

from pipelines.body.interview import make_blocks
from pipelines.body.passages import iter_passages
from pipelines.selectors import select
from storage.items import Block


def blocks(markup: str, selected: str | None = None) -> list[Block]:
    root = html.fromstring(f"<div>{markup}</div>")
    questions = select(root, (selected,) if selected else ())
    return make_blocks(list(iter_passages(root)), frozenset(questions))


def kinds(found: list[Block]) -> list[str]:
    return [block.kind.value for block in found]


ANSWERS = ("We built it in a shed.", "Nobody paid us for it.", "Ask me again next year.")


def test_question_headings_make_an_interview() -> None:
    found = blocks(
        f"<p>Intro.</p><h2>Where did it start?</h2><p>{ANSWERS[0]}</p><p>More.</p><h2>Who paid?</h2><p>{ANSWERS[1]}</p>"
    )
    assert kinds(found) == ["paragraph", "question", "answer", "answer", "question", "answer"]
    assert [block.text for block in found][1] == "Where did it start?"


def test_a_single_question_heading_stays_a_heading() -> None:
    found = blocks(f"<p>Intro.</p><h2>Where did it start?</h2><p>{ANSWERS[0]}</p>")
    assert kinds(found) == ["paragraph", "heading", "paragraph"]
    assert found[1].level == 2


def test_two_questions_among_many_headings_are_a_feature() -> None:
    plain = "".join(f"<h2>Part {number}</h2><p>Text.</p>" for number in range(5))
    found = blocks(f"{plain}<h2>What now?</h2><p>Text.</p><h2>And then?</h2><p>Text.</p>")
    assert set(kinds(found)) == {"heading", "paragraph"}


def test_bold_paragraphs_that_ask_are_questions() -> None:
    found = blocks(
        f"<p><strong>Where did it start?</strong></p><p>{ANSWERS[0]}</p><p><b>“Who paid?”</b></p><p>{ANSWERS[1]}</p>"
    )
    assert kinds(found) == ["question", "answer", "question", "answer"]


def test_bold_question_and_answer_in_one_paragraph_are_two_blocks() -> None:
    found = blocks(f"<p><b>Where did it start?</b><br>{ANSWERS[0]}</p><p><b>Who paid?</b> {ANSWERS[1]}</p>")
    assert [(block.kind.value, block.text) for block in found] == [
        ("question", "Where did it start?"),
        ("answer", ANSWERS[0]),
        ("question", "Who paid?"),
        ("answer", ANSWERS[1]),
    ]


def test_turns_of_speakers_keep_their_text_and_name_who_speaks() -> None:
    found = blocks(
        f"<p>Port Weekly: Where did it start?</p><p>Ada Quist: {ANSWERS[0]}</p>"
        f"<p>Port Weekly: Who paid? Tell us.</p><p>Ada Quist: {ANSWERS[1]}</p><p>And later, too.</p>"
    )
    assert kinds(found) == ["question", "answer", "question", "answer", "answer"]
    assert [block.speaker for block in found] == ["Port Weekly", "Ada Quist", "Port Weekly", "Ada Quist", None]
    assert found[1].text == f"Ada Quist: {ANSWERS[0]}"


def test_a_colon_in_prose_is_no_speaker() -> None:
    found = blocks(
        "<p>Correction: this was wrong.</p><p>Note: is it right?</p><p>Correction: it is right?</p><p>Note: no.</p>"
    )
    assert len(found) == 4


def test_the_rules_say_what_a_question_is() -> None:
    markup = (
        f"<p class='q'>On the start.</p><p>{ANSWERS[0]}</p><p><em class='q'>On the money.</em></p><p>{ANSWERS[1]}</p>"
    )
    assert kinds(blocks(markup, ".q")) == ["question", "answer", "question", "answer"]


def test_other_headings_end_the_answers_and_lists_stay_lists() -> None:
    found = blocks(
        f"<h3>Where?</h3><p>{ANSWERS[0]}</p><ul><li>One shed.</li></ul><h3>Who?</h3><p>{ANSWERS[1]}</p>"
        "<h3>About the firm</h3><p>It is old.</p>"
    )
    assert kinds(found) == ["question", "answer", "list_item", "question", "answer", "heading", "paragraph"]


def ask_in_bold(*turns: str, tail: str = "") -> list[Block]:
    return blocks("".join(f"<p><strong>{turn}</strong></p><p>{ANSWERS[0]}</p>" for turn in turns) + tail)


def test_a_request_in_bold_among_bold_questions_asks_too() -> None:
    found = ask_in_bold("Where did it start?", "Tell me about the shed.", "Who paid?", "And now?")
    assert kinds(found) == ["question", "answer"] * 4


def test_bold_lines_that_no_paragraph_answers_or_that_end_as_labels_do_not_ask() -> None:
    tail = (
        f"<p><b>About the firm</b></p><p>It is old.</p><p><b>This talk was shortened.</b></p><p><b>{ANSWERS[1]}</b></p>"
    )
    found = ask_in_bold("Where did it start?", "Who paid?", "And now?", tail=tail)
    assert [block.text for block in found if block.kind.value == "question"] == [
        *("Where did it start?", "Who paid?", "And now?"),
    ]


def test_bold_paragraphs_before_the_first_question_or_among_two_do_not_ask() -> None:
    first = ask_in_bold("The firm is old.", "Where did it start?", "Who paid?", "And now?")
    assert kinds(first)[:3] == ["paragraph", "paragraph", "question"]
    few = ask_in_bold("Where did it start?", "Tell me about the shed.", "Who paid?")
    assert kinds(few).count("question") == 2
