"""Plain-text dumps of article pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.rules import NO_RULES, Rules
from pipelines.text_dump import read_text_dump
from storage.items import BlockKind, Extraction, Genre, PageKind, Precision, RelatedKind, TextState
from storage.normal_form import normalise_text
from storage.turns import turns_of

INTERVIEW = (Path(__file__).parent / "text_dump" / "interview.txt").read_bytes()

QUESTIONS = [
    "When did you know that you wanted to write for puppets?",
    "Where did the lighthouse come from?",
    "You built the set with Tamsin Oake. What was that like?",
    "Before the rehearsals began, did you give your daughter any counsel or a warning?",
    "What does it feel like to open your play in Kirkhaven?",
]


@pytest.fixture(scope="module")
def interview() -> Extraction:
    return read_text_dump(INTERVIEW, NO_RULES)


def texts(extraction: Extraction, kind: BlockKind) -> list[str]:
    return [block.text for block in extraction.blocks if block.kind is kind]


def test_byline_on_two_lines_is_one_name(interview: Extraction) -> None:
    (claim,) = interview.byline_claims
    assert claim.printed == "By Odalys Quennell"
    assert claim.names == ("Odalys Quennell",)
    assert claim.source == "printed"


def test_box_of_related_stories(interview: Extraction) -> None:
    first, second = interview.related
    assert first.kind is second.kind is RelatedKind.AUTOMATIC
    assert first.heading == second.heading == "Related Stories"
    assert (first.label, first.text) == ("VIP+", "Scenery Rental Now Feeling Pinch of Shorter Seasons")
    assert second.label is None
    assert second.text is not None
    assert second.text.startswith("Hal Pettibone Parodies")
    assert second.text.endswith("'The Chandelier Was an Entirely Different Lamp'")
    assert [(story.url, story.canonical_url) for story in interview.related] == [(None, None), (None, None)]
    assert [story.position for story in interview.related] == [0, 1]


def test_questions_stand_in_their_order(interview: Extraction) -> None:
    assert texts(interview, BlockKind.QUESTION) == QUESTIONS


def test_answers_follow_their_question(interview: Extraction) -> None:
    kinds = "".join(block.kind.value[0] for block in interview.blocks)
    assert kinds == "pppp" + "qaaaaa" + "qaa" + "qaa" + "qaaa" + "qa"


def test_an_interview_is_told_by_its_questions(interview: Extraction) -> None:
    turns = turns_of(interview.blocks)
    assert (interview.genre, interview.genre_reason) == (Genre.INTERVIEW, f"text: {len(turns)} questions")
    assert all(turn.answers for turn in turns)


def test_a_dump_has_notices_and_a_language() -> None:
    text = (
        "UPDATED, 3:15 PM: The harbour has been declared safe for the boats of the northern islands.\n\nIt was closed."
    )
    extraction = read_text_dump(text.encode(), NO_RULES)
    assert [(notice.label, notice.time_printed, notice.block) for notice in extraction.notices] == [
        ("UPDATED", "3:15 PM", 0)
    ]
    assert extraction.metadata.language == "en"


def test_text_begins_and_ends_with_the_article(interview: Extraction) -> None:
    assert interview.blocks[0].text.startswith("When the ferries stopped for the winter")
    assert interview.blocks[-1].text.endswith("that they laughed, it was a great thing.")


def test_furniture_is_no_text(interview: Extraction) -> None:
    body = "\n".join(block.text for block in interview.blocks)
    chrome = (
        "Related Stories",
        "VIP+",
        "Scenery Rental",
        "Hal Pettibone",
        "Popular on",
        "Journal of the Stage",
        "Odalys",
    )
    assert [word for word in chrome if word in body] == []


def test_nothing_is_made_up(interview: Extraction) -> None:
    assert interview.metadata.title is None
    assert interview.metadata.standfirst is None
    assert interview.date_claims == []
    assert interview.metadata.declared_canonical is None
    assert interview.metadata.section is None
    assert interview.metadata.tags == ()
    assert interview.metadata.paywalled is None
    assert interview.kind is PageKind.ARTICLE


def test_tagline_of_the_rules_is_dropped_wherever_it_stands() -> None:
    dump = b"Ledger of the Fair.\n\nThe fair opens on Monday in the old hall.\n\nledger of the fair\n"
    extraction = read_text_dump(dump, Rules(taglines=("Ledger of the Fair",)))
    assert texts(extraction, BlockKind.PARAGRAPH) == ["The fair opens on Monday in the old hall."]


@pytest.mark.parametrize("line", ["The Harbour Ledger", "THE HARBOUR LEDGER", "Ledger of the Fair."])
@pytest.mark.parametrize(("title", "standfirst"), [(None, None), ("A Lamp", None), ("A Lamp", "It is lit again")])
def test_publication_s_own_line_over_the_byline_is_no_title(
    line: str, title: str | None, standfirst: str | None
) -> None:
    rules = Rules(mastheads=("The Harbour Ledger",), taglines=("Ledger of the Fair",))
    over = [line, *filter(None, (title, standfirst))]
    dump = "\n\n".join([*over, "By Ada Brook", "The hall on the quay is dark tonight."])
    extraction = read_text_dump(dump.encode(), rules)
    assert (extraction.metadata.title, extraction.metadata.standfirst) == (title, standfirst)
    assert [block.text for block in extraction.blocks] == ["The hall on the quay is dark tonight."]


@pytest.mark.parametrize(
    "last", ["Additional reporting by Cato Brandt", "This interview was shortened.", "— Cato Brandt"]
)
def test_last_line_that_says_something_stays(last: str) -> None:
    extraction = read_text_dump(INTERVIEW + f"\n{last}".encode(), Rules(taglines=("The Journal of the Stage",)))
    assert extraction.blocks[-1].text == last


def test_request_in_an_interview_is_a_question() -> None:
    dump = INTERVIEW.replace(QUESTIONS[1].encode(), b"Tell us about the lighthouse.")
    asked = texts(read_text_dump(dump, NO_RULES), BlockKind.QUESTION)
    assert asked == [QUESTIONS[0], "Tell us about the lighthouse.", *QUESTIONS[2:]]


def test_subheading_of_a_tabbed_dump() -> None:
    paragraphs = [f"\tParagraph number {number} says what happened." for number in range(6)]
    dump = "\n\n".join([*paragraphs[:3], "What Comes Next", *paragraphs[3:]])
    extraction = read_text_dump(dump.encode(), NO_RULES)
    assert texts(extraction, BlockKind.HEADING) == ["What Comes Next"]
    assert len(texts(extraction, BlockKind.PARAGRAPH)) == 6


def test_furniture_box_loses_its_cards() -> None:
    dump = "\tFirst things happened.\n\n\t\t\t\t\tMost Popular\n\n\t\t\t\t\tA Card That Is Not Ours\n\n\tThen more things happened.\n"
    extraction = read_text_dump(dump.encode(), NO_RULES)
    assert [block.text for block in extraction.blocks] == ["First things happened.", "Then more things happened."]
    assert extraction.related == []


def test_title_standfirst_and_date_over_a_byline() -> None:
    dump = (
        "Harbour Fair Moves Indoors\n\nThe old hall gets a roof and the herons a home.\n\nBy Ada Brook and Cato Brandt\n\n"
        "March 3, 2025 4:10pm ET\n\nThe fair opens on Monday in the old hall.\n\nIt stays for a week.\n"
    )
    extraction = read_text_dump(dump.encode(), NO_RULES)
    assert extraction.metadata.title == "Harbour Fair Moves Indoors"
    assert extraction.metadata.title_source == "dump"
    assert extraction.metadata.standfirst == "The old hall gets a roof and the herons a home."
    assert extraction.byline_claims[0].printed == "By Ada Brook and Cato Brandt"
    assert extraction.byline_claims[0].names == ()
    (dated,) = extraction.date_claims
    assert dated.at.isoformat() == "2025-03-03T21:10:00+00:00"
    assert dated.precision is Precision.MINUTE
    assert [block.text for block in extraction.blocks] == [
        "The fair opens on Monday in the old hall.",
        "It stays for a week.",
    ]


def test_several_names_on_lines_of_their_own() -> None:
    dump = b"By \n\n\tAda Brook, \n\n\tIda Stern \n\n\tand \n\n\tCato Brandt\n\n\tThe fair opens on Monday in the hall.\n\n\tIt stays.\n"
    (claim,) = read_text_dump(dump, NO_RULES).byline_claims
    assert claim.names == ("Ada Brook", "Ida Stern", "Cato Brandt")
    assert claim.printed == "By Ada Brook, Ida Stern and Cato Brandt"


def test_sentence_that_begins_with_by_is_text() -> None:
    dump = b"By the end of the week the fair had sold every ticket it had.\n\nIt will come again.\n"
    extraction = read_text_dump(dump, NO_RULES)
    assert extraction.byline_claims == []
    assert len(extraction.blocks) == 2


def test_wrapped_paragraphs_are_joined() -> None:
    dump = (
        "The fair opens on Monday in the old hall by the harbour, and it\n"
        "stays for a week if the weather is kind to the boats outside it.\n"
        "\nNobody knows whether it will be.\n"
    )
    assert [block.text for block in read_text_dump(dump.encode(), NO_RULES).blocks] == [
        (
            "The fair opens on Monday in the old hall by the harbour, and it "
            "stays for a week if the weather is kind to the boats outside it."
        ),
        "Nobody knows whether it will be.",
    ]


def test_dump_without_tabs_is_read_by_its_blank_lines() -> None:
    extraction = read_text_dump(INTERVIEW.replace(b"\t", b""), Rules(taglines=("The Journal of the Stage",)))
    tabbed = read_text_dump(INTERVIEW, NO_RULES)
    assert extraction.blocks == tabbed.blocks
    assert extraction.related == tabbed.related


@pytest.mark.parametrize(
    ("payload", "kind"),
    [
        (b"", PageKind.EMPTY),
        (b" \n\t\n", PageKind.EMPTY),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00", PageKind.NOT_HTML),
        ("\ufeffEin Satz über Möwen.".encode("utf-16"), PageKind.ARTICLE),
        ("Ein Satz über Möwen.".encode("cp1252"), PageKind.ARTICLE),
    ],
)
def test_bytes_of_other_kinds(payload: bytes, kind: PageKind) -> None:
    extraction = read_text_dump(payload, NO_RULES)
    assert extraction.kind is kind
    assert [block.text for block in extraction.blocks] == (["Ein Satz über Möwen."] if kind is PageKind.ARTICLE else [])
    assert extraction.text_state is (TextState.UNKNOWN if kind is PageKind.ARTICLE else TextState.NONE)


@pytest.mark.parametrize(
    "hostile",
    [
        b"a" * 1_000_000,
        b"\t" * 1_000_000,
        b"\n" * 1_000_000,
        b"\tRelated\n\t\tx\n" * 60_000,
        b"By \n" * 250_000,
        b"?\n" * 400_000,
    ],
)
@pytest.mark.timeout(20)
def test_megabytes_are_read_in_seconds(hostile: bytes) -> None:
    assert isinstance(read_text_dump(hostile, NO_RULES), Extraction)


PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            ["\t", "\n", "\n\n", "\t\t\t\t\t", "By ", "Related Stories", "VIP+", "Popular on X", "? ", "and", ","]
        ),
        st.text(max_size=40),
    ),
    max_size=40,
)


@given(PIECES)
@settings(max_examples=150, deadline=None)
def test_every_block_stands_in_the_dump(pieces: list[str]) -> None:
    dump = "".join(pieces).encode("utf-8", "replace")
    folded = normalise_text(dump.decode("utf-8"))
    for block in read_text_dump(dump, NO_RULES).blocks:
        assert block.text
        assert normalise_text(block.text) in folded


@given(st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_any_bytes_give_an_extraction(payload: bytes) -> None:
    assert isinstance(read_text_dump(payload, NO_RULES), Extraction)
