import copy

import pytest
from lxml import etree

from pipelines.body import Body, extract_body
from pipelines.document import parse_document
from pipelines.rules import NO_RULES, Rules
from storage.items import Block, BlockKind, TextState
from storage.normal_form import text_of

SENTENCES = (
    "The harbour board of Nordhaven approved a second container terminal on Tuesday after a debate of nine hours.",
    "Construction is to begin next spring, and the first ships are expected to berth there three years later.",
    "Two of the eleven members voted against the plan because the dredging, they said, had not been costed.",
    "The port handled 1.4 million containers last year, a tenth more than in the year before it.",
    "Hauliers welcomed the decision, although the road to the site has one lane and floods every winter.",
    "A spokeswoman for the ministry said that money for the road would be found in the coming budget.",
)
PROSE = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
PROSE_TEXT = "\n\n".join(SENTENCES)


def page(body: str, head: str = "") -> str:
    return (
        f"<html><head><title>Nordhaven to build | Port Weekly</title>{head}</head><body>"
        "<header><nav><ul><li><a href='/a'>News</a></li><li><a href='/b'>Ships</a></li></ul></nav></header>"
        f"<main><article><h1>Nordhaven to build</h1><div class='article-text'>{body}</div></article></main>"
        "<footer><p>Port Weekly is published by Harbour Media.</p></footer></body></html>"
    )


def read(markup: str, rules: Rules = NO_RULES) -> Body:
    return extract_body(parse_document(markup.encode(), "https://weekly.example/story", "text/html"), rules)


def kinds(body: Body) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in body.blocks]


def test_paragraphs_are_kept_in_order_and_the_site_is_not() -> None:
    body = read(page(PROSE))
    assert kinds(body) == [("paragraph", sentence) for sentence in SENTENCES]
    assert (body.text_state, body.text_reason) == (TextState.COMPLETE, None)


def test_every_kind_of_block_is_told_apart() -> None:
    body = read(
        page(
            f"<p>{SENTENCES[0]}</p><h2>What comes next</h2><p>{SENTENCES[1]}</p>"
            "<ul><li>The quay is to be nine hundred metres long.<ul><li>Half of it is for barges only.</li></ul></li></ul>"
            f"<p>{SENTENCES[2]}</p><blockquote><p>We have waited for this quay since my father drove a lorry here.</p></blockquote>"
            f"<p>{SENTENCES[3]}</p><table><tr><th>Year</th><th>Containers</th></tr><tr><td>2022</td><td>1,270,000</td></tr>"
            f"<tr><td>2023</td><td>1,400,000</td></tr></table><p>{SENTENCES[4]}</p>"
        )
    )
    assert body.blocks == [
        Block(BlockKind.PARAGRAPH, SENTENCES[0]),
        Block(BlockKind.HEADING, "What comes next", 2),
        Block(BlockKind.PARAGRAPH, SENTENCES[1]),
        Block(BlockKind.LIST_ITEM, "The quay is to be nine hundred metres long.", 1),
        Block(BlockKind.LIST_ITEM, "Half of it is for barges only.", 2),
        Block(BlockKind.PARAGRAPH, SENTENCES[2]),
        Block(BlockKind.QUOTE, "We have waited for this quay since my father drove a lorry here."),
        Block(BlockKind.PARAGRAPH, SENTENCES[3]),
        Block(BlockKind.TABLE, "Year | Containers"),
        Block(BlockKind.TABLE, "2022 | 1,270,000"),
        Block(BlockKind.TABLE, "2023 | 1,400,000"),
        Block(BlockKind.PARAGRAPH, SENTENCES[4]),
    ]


def test_headings_between_paragraphs_are_not_lost() -> None:
    headings = ["Cost", "Why now?", "Road", "Vote"]
    body = read(page("".join(f"<h3>{h}</h3><p>{s}</p>" for h, s in zip(headings, SENTENCES, strict=False))))
    assert [block.text for block in body.blocks if block.kind is BlockKind.HEADING] == headings


def test_text_that_stands_in_no_paragraph_is_read() -> None:
    divided = "".join(f"{sentence}<br><br>" for sentence in SENTENCES)
    assert [block.text for block in read(page(divided)).blocks] == list(SENTENCES)


def test_box_inside_a_paragraph_loses_no_sentence() -> None:
    body = read(
        page(f"{PROSE}<p>The quay will be <section class='trending-in-article'>Trending</section> long and deep.</p>")
    )
    text = text_of(body.blocks)
    assert "The quay will be" in text
    assert "long and deep." in text
    assert "Trending" not in text


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for Port Weekly newsletters and never miss a ship.",
        "Popular on Port Weekly",
        "Sorry, but the video could not be played.",
        "Related Stories",
        "Advertisement",
        "© 2024 Harbour Media. All rights reserved.",
        "The post Nordhaven to build appeared first on Port Weekly.",
    ],
)
def test_lines_of_the_site_leave_the_text(line: str) -> None:
    body = read(
        page(f"<p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p><p>{line}</p><p>{SENTENCES[2]}</p><p>{SENTENCES[3]}</p>")
    )
    assert [block.text for block in body.blocks] == list(SENTENCES[:4])


def test_repeated_headline_standfirst_and_date_line_leave_the_text() -> None:
    head = "<meta name='description' content='A second terminal, at last.'>"
    body = read(page(f"<p>Nordhaven to build</p><p>A second terminal, at last.</p><p>May 4, 2024</p>{PROSE}", head))
    assert [block.text for block in body.blocks] == list(SENTENCES)


def test_first_paragraph_that_is_also_the_description_stays() -> None:
    head = f"<meta name='description' content='{SENTENCES[0]}'>"
    body = read(page(PROSE, head))
    assert [block.text for block in body.blocks] == list(SENTENCES)


def test_taglines_of_the_rules_leave_the_text() -> None:
    body = read(page(f"{PROSE}<p>The business of the sea</p>"), Rules(taglines=("The Business of the Sea",)))
    assert [block.text for block in body.blocks] == list(SENTENCES)


def test_rules_narrow_and_remove() -> None:
    box = "<div class='factbox'><p>Nordhaven was founded in 1312 and burned down twice, in 1420 and in 1689, before the war.</p></div>"
    markup = page(f"<div class='long'>{PROSE}{box}</div><div class='tail'><p>{SENTENCES[0]} Also in print.</p></div>")
    body = read(markup, Rules(body=("div.long",), remove=("div.factbox",)))
    assert [block.text for block in body.blocks] == list(SENTENCES)


def test_ruled_container_is_read_where_trafilatura_looks_elsewhere() -> None:
    short = "".join(
        f"<div class='l'>{name} beat {name}s, 4–{score}</div>" for score, name in enumerate(["Reds", "Blues", "Greens"])
    )
    markup = page(f"{PROSE}").replace("</main>", f"</main><div class='scores'>{short}</div>")
    body = read(markup, Rules(body=("div.scores",)))
    assert [block.text for block in body.blocks] == [
        "Reds beat Redss, 4–0",
        "Blues beat Bluess, 4–1",
        "Greens beat Greenss, 4–2",
    ]


def test_unclosed_button_does_not_swallow_the_article() -> None:
    markup = page(PROSE).replace("<main>", "<div><button class='menu'>Menu<main>").replace("</main>", "</main></div>")
    assert [block.text for block in read(markup).blocks] == list(SENTENCES)


def test_the_tree_is_read_and_not_changed() -> None:
    document = parse_document(page(PROSE).encode(), "", "text/html")
    before = etree.tostring(copy.copy(document.tree))
    first = extract_body(document, NO_RULES)
    assert etree.tostring(document.tree) == before
    assert extract_body(document, NO_RULES) == first


def test_nothing_to_read_has_a_reason() -> None:
    assert read("<html><body></body></html>") == Body([], TextState.NONE, "no-text")
    links = "<ul><li><a href='/'>Home</a></li></ul>"
    assert read(f"<html><body><nav>{links}</nav></body></html>") == Body([], TextState.NONE, "no-text")
    assert read(f"<html><body><div>{links}</div></body></html>") == Body([], TextState.NONE, "no-main-text")


@pytest.mark.parametrize("tag", ["nav", "footer"])
def test_menu_that_is_never_closed_does_not_swallow_the_article(tag: str) -> None:
    markup = page(PROSE).replace("<main>", f"<{tag}><ul><li><a href='/'>Home</a></li></ul><main>")
    assert [block.text for block in read(markup).blocks] == list(SENTENCES)


def test_text_of_structured_data_stands_in_for_a_page_without_any() -> None:
    body = f'{{"@type": "NewsArticle", "articleBody": "{SENTENCES[0]}\\n\\n{SENTENCES[1]}"}}'
    found = read(f"<html><head><script type='application/ld+json'>{body}</script></head><body><p> </p></body></html>")
    assert [block.text for block in found.blocks] == list(SENTENCES[:2])
    assert (found.text_state, found.text_reason) == (TextState.PARTIAL, "read-from-structured-data")


@pytest.mark.parametrize(
    ("markup", "rules", "state", "reason"),
    [
        (
            page(f"{PROSE}<div class='gate'>Log in</div>"),
            Rules(paywall=("div.gate",)),
            TextState.STUB,
            "paywall-element",
        ),
        (page(f"{PROSE}<p>Subscribe now to continue reading.</p>"), NO_RULES, TextState.STUB, "paywall-call"),
        (page(f"{PROSE}<div>Already a subscriber? Log in</div>"), NO_RULES, TextState.STUB, "paywall-call"),
        (
            page(
                f"<p>{SENTENCES[0]} {SENTENCES[1]} {SENTENCES[2].rstrip('.')} …</p>",
                '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>',
            ),
            NO_RULES,
            TextState.STUB,
            "short-and-not-free",
        ),
        (
            page(
                f"<p>{SENTENCES[0]} {SENTENCES[1]} {SENTENCES[2]}</p>",
                '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>',
            ),
            NO_RULES,
            TextState.UNKNOWN,
            "short-and-not-free",
        ),
        (
            page(
                PROSE,
                f'<script type="application/ld+json">{{"@type": "Article", "wordCount": {len(PROSE_TEXT)}}}</script>',
            ),
            NO_RULES,
            TextState.COMPLETE,
            None,
        ),
        (
            page(PROSE, '<script type="application/ld+json">{"@type": "NewsArticle", "wordCount": "900"}</script>'),
            NO_RULES,
            TextState.PARTIAL,
            "shorter-than-declared",
        ),
        (
            page(
                PROSE * 3,
                '<script type="application/ld+json">{"@type": "Article", "isAccessibleForFree": false}</script>',
            ),
            NO_RULES,
            TextState.COMPLETE,
            None,
        ),
    ],
)
def test_state_of_the_text(markup: str, rules: Rules, state: TextState, reason: str | None) -> None:
    body = read(markup, rules)
    assert (body.text_state, body.text_reason) == (state, reason)
    assert text_of(body.blocks)


def test_prose_inside_a_box_of_the_site_is_read_where_there_is_no_other() -> None:
    markup = f"<html><body><aside class='popup newsletter'>{PROSE}</aside></body></html>"
    assert [block.text for block in read(markup).blocks] == list(SENTENCES)


@pytest.mark.parametrize(
    "heading", ["<h3><a href='/x'>Quay opens early</a></h3>", "<p><b><a href='/x'>Quay opens early</a></b></p>"]
)
def test_linked_headings_of_a_round_up_stay(heading: str) -> None:
    body = read(page(f"<p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p>{heading}<p>{SENTENCES[2]}</p><p>{SENTENCES[3]}</p>"))
    assert [block.text for block in body.blocks] == [*SENTENCES[:2], "Quay opens early", *SENTENCES[2:4]]
