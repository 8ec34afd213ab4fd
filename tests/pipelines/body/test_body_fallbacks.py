import json

from lxml.html import fromstring

from pipelines.body import Body, extract_body
from pipelines.body.passages import iter_passages
from pipelines.body.seed import parse_seed
from pipelines.body.selection import select_passages
from pipelines.document import parse_document
from pipelines.rules import NO_RULES
from storage.items import TextState

QUARTERS = ("north", "south", "east", "west", "old", "new", "upper", "lower")
SENTENCES = [
    f"The council of the {quarter} quarter voted on Monday for {number} more market stalls, as the traders had asked."
    for number, quarter in enumerate(QUARTERS, start=3)
]
TEXT = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)


def read(body: str, head: str = "") -> Body:
    markup = f"<html><head><title>More stalls</title>{head}</head><body><h1>More stalls</h1>{body}</body></html>"
    return extract_body(parse_document(markup.encode(), "https://weekly.example/story", "text/html"), NO_RULES)


def texts(body: Body) -> list[str]:
    return [block.text for block in body.blocks]


def test_long_paragraphs_are_taken_where_the_rules_find_next_to_nothing() -> None:
    paragraphs = [f"<p>{sentence}</p>" for sentence in SENTENCES]
    found = read(f"<article>{''.join(paragraphs[:3])}</article><div>{''.join(paragraphs[3:])}</div>")
    assert texts(found) == SENTENCES
    assert (found.text_state, found.text_reason) == (TextState.COMPLETE, "read-by-density")


def test_a_short_text_that_is_all_there_is_stays_the_rules_own() -> None:
    found = read(f"<article><p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p></article>")
    assert texts(found) == SENTENCES[:2]
    assert found.text_reason is None


def test_the_declared_text_is_sought_on_the_page_before_all_else() -> None:
    declared = json.dumps({"@type": "NewsArticle", "articleBody": "\n".join(SENTENCES)})
    comments = f"<div class='menu-text'>{TEXT}</div><p>{'Stalls are a matter of taste, a reader says. ' * 9}</p>"
    script = f'<script type="application/ld+json">{declared}</script>'
    found = read(f"<article><p>{SENTENCES[0]}</p></article>{comments}", script)
    assert texts(found) == SENTENCES
    assert found.text_reason == "read-by-declared-text"


def make_sentence(number: int) -> str:
    """A sentence that shares no four words in a row with another number's."""
    return " ".join(f"{word}{number}" for word in ("Stall", "keeper", "rent", "council", "square", "awning") * 3) + "."


def test_a_text_of_which_trafilatura_found_less_than_half_goes_on_to_the_end_of_its_container() -> None:
    sentences = [make_sentence(number) for number in range(12)]
    table = "<table><tr><th>Stalls</th><th>Rent</th></tr><tr><td>2</td><td>20</td></tr></table>"
    parts = [f"<p>{sentence}</p>" for sentence in sentences]
    passages = list(iter_passages(fromstring(f"<div>{''.join(parts[:5])}{table}{''.join(parts[5:])}</div>")))
    for found, kept in ((5, len(passages)), (2, 2), (8, 10)):
        selection = select_passages(passages, parse_seed("\n".join(sentences[:found])))
        assert [one.text for one in selection.passages] == [one.text for one in passages[:kept]]
