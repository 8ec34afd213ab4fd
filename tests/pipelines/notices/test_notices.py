"""Corrections, updates and the like: told from prose and date lines, with label, time and place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.document import parse_document
from pipelines.notices import extract_notices
from pipelines.notices.reading import parse_notice
from storage.items import Block, BlockKind, Notice, NoticeKind

K = NoticeKind


@pytest.mark.parametrize(
    ("text", "kind", "label", "time"),
    [
        ("Correction: The crane lifts forty tons.", K.CORRECTION, "Correction", None),
        ("Correction, Oct. 5, 2026: The crane lifts forty tons.", K.CORRECTION, "Correction", "Oct. 5, 2026"),
        ("CORRECTION (5 October 2026, 3 p.m.) — The crane lifts forty tons.", K.CORRECTION, "CORRECTION", "5 October 2026, 3 p.m."),
        ("Correction (Oct. 5). The crane lifts forty tons.", K.CORRECTION, "Correction", "Oct. 5"),
        ("[Clarification: The quay is leased, not sold.]", K.CLARIFICATION, "Clarification", None),
        ("Editor’s note: The writer owns a boat.", K.EDITORS_NOTE, "Editor’s note", None),
        ("UPDATED, 3:15 PM: The quay has reopened.", K.UPDATE, "UPDATED", "3:15 PM"),
        ("2ND UPDATE, Tuesday 4:20 PM PT: The quay has reopened.", K.UPDATE, "2ND UPDATE", "Tuesday 4:20 PM PT"),
        ("Update #2: The quay has reopened.", K.UPDATE, "Update #2", None),
        ("**Update** As of 7 April the quay is open.", K.UPDATE, "Update", None),
        ("UPDATE — US cranes are on their way.", K.UPDATE, "UPDATE", None),
        ("SUNDAY AM UPDATE: The ferry carried most.", K.UPDATE, "SUNDAY AM UPDATE", "SUNDAY AM UPDATE"),
        ("Refresh for updates: The vote is under way.", K.UPDATE, "Refresh for updates", None),
        ("PREVIOUSLY, 1 PM: The quay will reopen.", K.PREVIOUSLY, "PREVIOUSLY", "1 PM"),
        ("Retraction: We withdraw this report.", K.RETRACTION, "Retraction", None),
        ("Korrektur, 15. März 2026: Der Kran hebt mehr.", K.CORRECTION, "Korrektur", "15. März 2026"),
        ("Anm. d. Red.: Der Kran hebt mehr.", K.EDITORS_NOTE, "Anm. d. Red.", None),
        ("Mise à jour, 12h30 : Le quai est ouvert.", K.UPDATE, "Mise à jour", "12h30"),
        ("（追記 2026/4/14：波止場は本日から再開されました）", K.UPDATE, "追記", "2026/4/14"),
        ("This story was amended on 8 May. An earlier version had the crane lift less.", K.CORRECTION, None, None),
        ("An earlier version of this article gave the wrong tonnage.", K.CORRECTION, None, None),
        ("This article has been updated with the harbour's answer.", K.UPDATE, None, None),
        ("This story has been updated to clarify who owns the quay.", K.CLARIFICATION, None, None),
        ("In einer früheren Version dieses Artikels hob der Kran weniger.", K.CORRECTION, None, None),
    ],
)  # fmt: skip
def test_a_notice_is_told_by_its_first_words(text: str, kind: NoticeKind, label: str | None, time: str | None) -> None:
    found = parse_notice(text)
    assert found is not None
    assert (found.kind, found.label, found.time_printed, found.is_alone) == (kind, label, time, False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Updated: 5 October 2026",
        "UPDATED 16:47 EST / OCTOBER 5 2026",
        "Last updated on October 5, 2026 by Mira Holt",
        "Updated: October 5, 2026If you are loading a crane, begin at the quay.",
        "Update your cranes often: it pays.",
        "Updates keep the crane safe.",
        "Corrections and clarifications are listed on another page",
        "Correction fluid is banned on the quay: it stains.",
        "Earlier this year the quay closed.",
        "This article originally appeared in the Tide.",
        "This article was written on the quay.",
        "This interview has been edited and condensed.",
        "The earlier version of the crane was slower.",
    ],
)
def test_prose_and_date_lines_are_no_notices(text: str) -> None:
    assert parse_notice(text) is None


def paragraphs(*texts: str) -> list[Block]:
    return [Block(BlockKind.PARAGRAPH, text) for text in texts]


def notices(markup: str, blocks: list[Block]) -> list[Notice]:
    return extract_notices(parse_document(markup.encode(), "https://tide.example/a", "text/html"), blocks)


def test_a_notice_says_in_which_block_it_stands() -> None:
    text = "Correction, 5 October 2026: The crane lifts forty tons."
    found = notices("<p>x", paragraphs("UPDATED, 9 AM: The quay is open.", "It was closed.", text))
    assert [(one.kind, one.block, one.text) for one in found] == [
        (K.UPDATE, 0, "UPDATED, 9 AM: The quay is open."),
        (K.CORRECTION, 2, text),
    ]


def test_a_label_alone_heads_the_block_after_it() -> None:
    blocks = [Block(BlockKind.HEADING, "Correction", 3), *paragraphs("The crane lifts forty tons, not four.", "End.")]
    (found,) = notices("<p>x", blocks)
    assert found == Notice(K.CORRECTION, "The crane lifts forty tons, not four.", "Correction", None, 1)


@pytest.mark.parametrize("has_label", [True, False])
def test_a_label_in_capitals_heads_a_block_though_the_body_lacks_it(*, has_label: bool) -> None:
    label, text = "UPDATED, 10:55 PM:", "The quay has been declared safe."
    blocks = paragraphs(*([label] if has_label else []), text, "An earlier report follows.")
    (found,) = notices(f"<div><p><b>{label}</b></p><p>{text}</p><p>An earlier report follows.</p></div>", blocks)
    assert found == Notice(K.UPDATE, text, "UPDATED", "10:55 PM", 1 if has_label else 0)


def test_notices_come_in_the_order_of_the_body() -> None:
    texts = ("Ropes are up.", "The quay is open.", "Correction: The crane lifts more.")
    markup = "<p>UPDATED, 9 AM:</p><p>Ropes are up.</p><p>PREVIOUSLY:</p><p>The quay is open.</p>"
    assert [(one.kind, one.block) for one in notices(markup, paragraphs(*texts))] == [
        (K.UPDATE, 0),
        (K.PREVIOUSLY, 1),
        (K.CORRECTION, 2),
    ]


def test_a_label_alone_at_the_end_is_nothing() -> None:
    assert notices("<p>x", [Block(BlockKind.HEADING, "Correction", 3)]) == []


def test_a_list_item_is_no_notice() -> None:
    assert notices("<p>x", [Block(BlockKind.LIST_ITEM, "Update: replace the rope and oil it.", 1)]) == []


OUTSIDE = "This article was amended on 8 May. An earlier version gave the wrong tonnage."


@pytest.mark.parametrize(
    "markup",
    [
        f"<footer><p>{OUTSIDE}</p></footer>",
        f"<footer><p><span>•</span> {OUTSIDE}</p></footer>",
        f"<div><div class='note'><em>{OUTSIDE}</em></div></div>",
        f"<aside>{OUTSIDE}</aside>",
        f"<h4>Correction</h4><p>{OUTSIDE}</p>",
    ],
)
def test_a_notice_outside_the_body_is_found_once(markup: str) -> None:
    (found,) = notices(f"<h1>Quay</h1><p>The quay is open.</p>{markup}", paragraphs("The quay is open."))
    assert (found.kind, found.block) == (K.CORRECTION, None)
    assert found.text.endswith(OUTSIDE)


@pytest.mark.parametrize(
    "markup",
    [
        f"<div class=comments><p>{OUTSIDE}</p></div>",
        f"<div class=related><p>{OUTSIDE}</p></div>",
        f"<nav><p>{OUTSIDE}</p></nav>",
        f"<p hidden>{OUTSIDE}</p>",
        f"<li><a href=/c><p>{OUTSIDE}</p></a></li>",
        "<footer><a href=/c>Corrections</a><p>Corrections</p></footer>",
        "<p>Updated: the quay is open again and more</p>",
        "<p>Read our corrections policy.</p>",
    ],
)
def test_what_is_not_about_this_text_is_no_notice(markup: str) -> None:
    assert notices(f"<h1>Quay</h1><p>The quay is open.</p>{markup}", paragraphs("The quay is open.")) == []


def test_a_sentence_on_an_update_is_a_notice_beside_the_text_too() -> None:
    said = "This story has been updated with the harbour master's answer."
    page = f"<h1>Quay</h1><p>The quay is open.</p><footer><em>{said}</em></footer>"
    (found,) = notices(page, paragraphs("The quay is open."))
    assert (found.kind, found.label, found.text, found.block) == (K.UPDATE, None, said, None)


def test_a_notice_in_the_body_is_not_found_again_outside() -> None:
    (found,) = notices(f"<p>The quay is open.</p><p>{OUTSIDE}</p>", paragraphs("The quay is open.", OUTSIDE))
    assert found.block == 1


@given(st.text(max_size=300) | st.text(alphabet="Update Correction:.,()123 PMay*[]–\n", max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read(text: str) -> None:
    found = parse_notice(text)
    if found and found.label:
        assert found.label in text
    if found and found.time_printed:
        assert found.time_printed in text


@pytest.mark.timeout(60)
def test_a_page_full_of_notices_ends() -> None:
    texts = [f"Correction: The crane number {number} lifts forty tons." for number in range(5_000)]
    body = paragraphs(*(f"{text} And so on." for text in texts))
    assert len(notices("".join(f"<p>{text}</p>" for text in texts), body)) == 50
    nested = "<div>Correction: The crane lifts. " * 150 + "<b>x</b>" * 50_000
    assert len(notices(nested, paragraphs("The crane lifts."))) <= 50


@pytest.mark.timeout(60)
@pytest.mark.parametrize("unit", ["1", "1,", "May ", "on (", "Update ", "(", "*[", "12:", "AM ET "])
def test_long_runs_end(unit: str) -> None:
    found = parse_notice(f"Update, {unit * 100_000}")
    assert found is None or found.kind is NoticeKind.UPDATE
    assert parse_notice("this article was " + unit * 100_000) is None


@given(
    st.lists(
        st.sampled_from([OUTSIDE, "Correction", "Update: yes it is", "<p>", "<div>", "</div>", "<em>"]), max_size=12
    )
)
@settings(max_examples=60, deadline=None)
def test_any_markup_gives_notices(parts: list[str]) -> None:
    blocks = paragraphs(*(part for part in parts if "<" not in part))
    for notice in notices(f"<html>{''.join(parts)}", blocks):
        assert notice.block is None or notice.text == blocks[notice.block].text
