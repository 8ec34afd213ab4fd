"""Stories, copies, cards and menus that stand beside the text of a page."""

import pytest

from pipelines.body import Body, extract_body
from pipelines.body.passages import iter_passages
from pipelines.body.seed import parse_seed
from pipelines.body.selection import select_passages
from pipelines.document import parse_document
from pipelines.rules import NO_RULES

SUBJECTS = ("The lighthouse keeper", "Her deputy", "The pilots' guild", "A retired dredger captain", "The council")
VERBS = ("described", "wrote to the paper about", "would not discuss", "laughed about", "had photographed")
MATTERS = (
    "the winter in which the lamp was lit by hand and nobody slept for eleven nights",
    "a plan to move the breakwater by ninety metres, drawn on the back of a menu",
    "what the divers brought up when the old mooring chains were at last cut through",
)


def prose(first: int, last: int) -> list[str]:
    return [
        f"{SUBJECTS[n % 5]} {VERBS[n // 5 % 5]} {MATTERS[n % 3]}, as file number {2000 + n} shows."
        for n in range(first, last)
    ]


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def page(body: str) -> str:
    return f"<html><head><title>The lamp</title></head><body>{body}</body></html>"


def texts_of(markup: str) -> list[str]:
    document = parse_document(markup.encode(), "https://coast.example/lamp", "text/html")
    body: Body = extract_body(document, NO_RULES)
    return [block.text for block in body.blocks]


def story(headline: str, texts: list[str], rank: int = 1) -> str:
    return f'<article><h{rank}>{headline}</h{rank}><div class="text">{paragraphs(texts)}</div></article>'


def test_story_appended_below_the_first_is_left_out() -> None:
    first, second = prose(0, 10), prose(10, 24)
    assert texts_of(page(f"<main>{story('The lamp', first)}{story('The chains', second)}</main>")) == first


def test_articles_without_headlines_of_their_own_are_parts_of_one_text() -> None:
    parts = [prose(0, 10), prose(10, 20)]
    shown = f"<main><h1>The lamp</h1>{''.join(f'<article>{paragraphs(part)}</article>' for part in parts)}</main>"
    assert texts_of(page(shown)) == parts[0] + parts[1]


def test_short_box_with_a_headline_does_not_hide_the_story_below_it() -> None:
    text = prose(0, 12)
    shown = texts_of(page(f"<main>{story('Today', prose(30, 31))}{story('The lamp', text)}</main>"))
    assert set(text) <= set(shown)


@pytest.mark.parametrize("copies", [1, 2])
def test_further_copies_of_the_text_are_left_out(copies: int) -> None:
    text = prose(0, 12)
    copy = f"<div>{' '.join(text)}</div>" * copies
    assert texts_of(page(f"<main><h1>The lamp</h1><div>{paragraphs(text)}</div>{copy}</main>")) == text


def test_long_last_paragraph_with_words_of_its_own_stays() -> None:
    text = [*prose(0, 6), " ".join(prose(20, 27))]
    assert texts_of(page(f"<main><h1>The lamp</h1><div>{paragraphs(text)}</div></main>")) == text


def card(number: int) -> str:
    return f'<li><a href="/story-{number}"><div><p>{prose(40 + number, 41 + number)[0]}</p></div></a></li>'


@pytest.mark.parametrize("count", [1, 4])
def test_prose_set_inside_a_link_is_the_card_of_another_story(count: int) -> None:
    text = prose(0, 12)
    cards = "".join(map(card, range(count)))
    assert texts_of(page(f"<main><h1>The lamp</h1><div>{paragraphs(text)}</div><ul>{cards}</ul></main>")) == text


def test_text_in_a_link_that_is_never_closed_stays() -> None:
    text = prose(0, 12)
    shown = texts_of(page(f'<main><h1>The lamp</h1><a href="/top"><div>{paragraphs(text)}</div></a></main>'))
    assert shown == text


def test_menu_is_not_text_though_trafilatura_kept_more_of_it_than_of_the_text() -> None:
    items = [f"Tide tables of the district called number {n}" for n in range(40)]
    menu = "".join(f'<li><a href="/{n}">{item}</a></li>' for n, item in enumerate(items))
    text = prose(0, 5)
    markup = page(f'<div class="menu"><ul>{menu}</ul></div><div>{paragraphs(text)}</div>')
    passages = list(iter_passages(parse_document(markup.encode(), "", "text/html").tree))
    selection = select_passages(passages, parse_seed("\n".join(items + text)))
    assert [passage.text for passage in selection.passages] == text


def test_box_of_breaking_news_is_left_out() -> None:
    text, news = prose(0, 8), prose(50, 53)
    box = f'<div class="breaking-news"><ul>{"".join(f"<li>{line}</li>" for line in news)}</ul></div>'
    assert texts_of(page(f"<main>{box}<h1>The lamp</h1><div>{paragraphs(text)}</div></main>")) == text


def test_article_for_readers_without_scripts_is_read() -> None:
    text = prose(0, 12)
    assert texts_of(page(f"<main><h1>The lamp</h1><noscript><div>{paragraphs(text)}</div></noscript></main>")) == text


def test_request_to_allow_scripts_is_not_read() -> None:
    text = prose(0, 8)
    request = "<noscript><p>Please allow scripts, or the tide tables on this page will stay empty.</p></noscript>"
    assert texts_of(page(f"<main><h1>The lamp</h1>{request}<div>{paragraphs(text)}</div></main>")) == text


def test_article_given_once_more_for_readers_without_scripts_is_read_once() -> None:
    text = prose(0, 12)
    again = f"<noscript>{paragraphs(prose(12, 30))}</noscript>"
    shown = texts_of(
        page(f"<main><h1>The lamp</h1><div>{paragraphs(text)}{paragraphs(prose(30, 50))}</div>{again}</main>")
    )
    assert shown == text + prose(30, 50)
