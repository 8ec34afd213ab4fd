"""Texts that stand in several places of a page."""

import json

import pytest
from lxml import html

from pipelines.body import Body, extract_body
from pipelines.body.passages import iter_passages
from pipelines.body.twins import find_twins
from pipelines.document import parse_document
from pipelines.rules import NO_RULES
from storage.items import BlockKind, TextState

SUBJECTS = ("The pilot", "A tug master", "The harbour board", "One of the crane drivers", "The lock keeper's widow")
VERBS = ("remembered", "wrote down", "denied", "was asked about", "had long forgotten")
MATTERS = (
    "the night on which the outer gate would not close and the water stood in the cellars",
    "a letter from the ministry that promised a road, two bridges and a school for the island",
    "how the first barge came up the river without lights, with forty tonnes of wet barley in it",
)


def prose(first: int, last: int) -> list[str]:
    """Paragraphs of a feature, no two alike."""
    return [
        f"{SUBJECTS[n % 5]} {VERBS[n // 5 % 5]} {MATTERS[n % 3]}, and that was in the year {1900 + n}."
        for n in range(first, last)
    ]


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def chunk(texts: list[str]) -> str:
    return f'<div class="row"><div class="column body-text">{paragraphs(texts)}</div></div>'


def page(body: str, head: str = "") -> str:
    return (
        f"<html><head><title>The gate | Port Weekly</title>{head}</head><body><header><h1>The gate</h1></header>"
        f"<main><article>{body}</article></main><footer><p>Port Weekly is published by Harbour Media.</p></footer>"
        "</body></html>"
    )


def read(markup: str) -> Body:
    return extract_body(parse_document(markup.encode(), "https://weekly.example/gate", "text/html"), NO_RULES)


def texts_of(body: Body) -> list[str]:
    return [block.text for block in body.blocks]


def test_long_feature_in_several_containers_is_read_whole() -> None:
    parts = [prose(0, 20), prose(20, 45), prose(45, 75)]
    advertising = '<div class="ad-slot"><span>Advertisement</span></div>'
    body = read(page(advertising.join(chunk(part) for part in parts)))
    assert texts_of(body) == [text for part in parts for text in part]
    assert body.text_state is TextState.COMPLETE


def test_feature_of_which_less_than_half_is_on_the_page_is_flagged() -> None:
    declared = json.dumps({"@type": "NewsArticle", "wordCount": 4896})
    head = f'<script type="application/ld+json">{declared}</script>'
    body = read(page(chunk(prose(0, 75)), head))
    assert texts_of(body) == prose(0, 75)
    assert (body.text_state, body.text_reason) == (TextState.PARTIAL, "shorter-than-declared")


def test_text_that_structured_data_has_whole_is_found_on_the_page() -> None:
    first, rest = prose(0, 12), prose(12, 40)
    boxes = "".join(f'<section class="part-{n}"><p>{text}</p></section>' for n, text in enumerate(rest))
    declared = json.dumps({"@type": "NewsArticle", "articleBody": "\n\n".join(first + rest)})
    head = f'<script type="application/ld+json">{declared}</script>'
    body = read(page(f'<div class="article-body">{paragraphs(first)}</div><div>{boxes}</div>', head))
    assert texts_of(body) == first + rest
    assert body.text_state is TextState.COMPLETE


def test_paragraphs_of_another_story_are_no_part_of_a_split_text() -> None:
    one, other = (f"<article>{chunk(texts)}</article>" for texts in (prose(0, 20), prose(30, 50)))
    passages = list(iter_passages(html.fromstring(f"<body><main>{one}{other}</main></body>")))
    found = find_twins(passages, passages[:10], frozenset())
    assert [twin.text for twin in found] == prose(10, 20)


def test_introduction_above_the_container_is_text() -> None:
    introduction, text = prose(0, 1), prose(1, 20)
    body = read(page(f'<p class="intro">{introduction[0]}</p><div class="article-body">{paragraphs(text)}</div>'))
    assert texts_of(body) == introduction + text


def test_text_around_a_list_is_no_part_of_the_list() -> None:
    items = prose(2, 20)
    listed = "".join(f"<li>{item}</li>" for item in items)
    before, after = prose(0, 2), prose(20, 22)
    body = read(page(f'<div class="article-body">{paragraphs(before)}<ol>{listed}</ol>{paragraphs(after)}</div>'))
    assert texts_of(body) == before + items + after


def test_what_readers_unfold_is_text_and_a_gate_is_not() -> None:
    shown, folded = prose(0, 8), prose(8, 14)
    panel = f'<div style="display:none">{paragraphs(folded)}</div>'
    gate = '<div style="display:none"><p>Register or sign in to unlock this article and many others of ours.</p></div>'
    start, end = paragraphs(shown[:4]), paragraphs(shown[4:])
    assert texts_of(read(page(f'<div class="t">{start}{panel}{end}</div>'))) == shown[:4] + folded + shown[4:]
    assert texts_of(read(page(f'<div class="t">{start}{gate}{end}</div>'))) == shown


@pytest.mark.parametrize("lines", [2, 3])
def test_linked_lines_are_items_of_a_round_up_where_there_are_enough(lines: int) -> None:
    texts = prose(0, 6)
    heads = [f"Gate number {n} is opened" for n in range(lines)]
    rows = [f"<p><a href='/gates/{n}'>{head}</a></p><p>{texts[n]}</p>" for n, head in enumerate(heads)]
    body = read(page(f'<div class="t">{"".join(rows)}{paragraphs(texts[lines:])}</div>'))
    found = [text for text in texts_of(body) if text in heads]
    assert found == (heads if lines > 2 else [])


def test_blocks_of_both_parts_keep_their_kinds() -> None:
    first = chunk(prose(0, 15)) + chunk(prose(15, 20)).replace("<p>", "<h2>Low water</h2><p>", 1)
    body = read(page(first + chunk(prose(20, 40))))
    kinds = [block.kind for block in body.blocks]
    assert kinds.count(BlockKind.HEADING) == 1
    assert kinds.index(BlockKind.HEADING) == 15
