"""What stands in, above and below a text without being part of it."""

import pytest

from pipelines.body import Body, extract_body
from pipelines.document import parse_document
from pipelines.rules import NO_RULES

TEXT = (
    "The mill at Ostervik was sold on Monday to a grain trader from the coast, who has no plans for it yet.",
    "It had ground barley for two hundred years, and for the last thirty of them nobody paid for the repairs.",
    "The price was not given, though the land register will show it before the end of the coming month.",
    "The miller's daughter said that she would keep the stones, which weigh as much as a small lorry does.",
    "The village wants the pond, and the council has asked the state whether it may have it for a crown.",
    "A decision on that is expected in the spring, when the surveyor is back from his work on the railway.",
)


def page(body: str, head: str = "") -> str:
    return (
        f"<html><head><title>Mill sold | Grain Weekly</title>{head}</head><body><main><article><h1>Mill sold</h1>"
        f'<div class="story">{body}</div></article></main></body></html>'
    )


def read(body: str, head: str = "") -> Body:
    markup = page(body, head)
    return extract_body(parse_document(markup.encode(), "https://grain.example/mill", "text/html"), NO_RULES)


def texts_of(body: Body) -> list[str]:
    return [block.text for block in body.blocks]


STORY = "".join(f"<p>{text}</p>" for text in TEXT)


@pytest.mark.parametrize(
    "ending",
    [
        "<p>Reporting by Ada Quist in Ostervik; editing by Bo Lund</p>",
        "<p>(Reporting by Ada Quist; Writing by Bo Lund)</p>",
        "<p>Editing by Bo Lund.</p>",
        "<h3>About the author</h3><p>Ada Quist has written of mills for ten years and lives in one.</p>",
        "<p>Disclaimer: This article is no advice to buy a mill.</p>",
        "<p>Like this story? Share it with a friend!</p>",
        "<h2>More stories</h2><p>Bridge sold to a trader.</p><p>Pond to be drained.</p>",
        "<h2>What comes next</h2>",
        (
            "<h3><a href='/a'>Bridge sold</a></h3><p>Nobody knows to whom.</p><h3><a href='/b'>Pond dry</a></h3>"
            "<p>So is the race.</p>"
        ),
    ],
)
def test_endings_leave_the_text(ending: str) -> None:
    assert texts_of(read(STORY + ending)) == list(TEXT)


def test_biography_that_starts_with_the_author_leaves_the_text() -> None:
    biography = "<p>Ada Quist writes of mills, weirs and the people who mend them, mostly from a boat.</p>"
    assert texts_of(read(STORY + biography, '<meta name="author" content="Ada Quist">')) == list(TEXT)
    assert texts_of(read(STORY + biography)) != list(TEXT)


def test_turn_of_a_speaker_who_is_the_author_stays() -> None:
    turn = "Ada Quist: And that is how the mill was lost, by a letter that came a week too late for all."
    found = texts_of(read(f"{STORY}<p>{turn}</p>", '<meta name="author" content="Ada Quist">'))
    assert found == [*TEXT, turn]


def test_section_in_the_middle_of_the_text_is_not_cut_off() -> None:
    start, end = TEXT[:3], TEXT[3:]
    middle = "<h2>Follow us</h2><p>said the miller, and they did, down to the water and over the weir to the barn.</p>"
    body = read("".join(f"<p>{t}</p>" for t in start) + middle + "".join(f"<p>{t}</p>" for t in end))
    assert texts_of(body)[-3:] == list(end)


@pytest.mark.parametrize(
    "caption",
    [
        '<div class="article-image-caption">The mill, seen from the pond in the spring of last year by the keeper.</div>',
        "<p>The mill, seen from the pond in the spring. Photo: Bo Lund / Grain Pictures</p>",
        "<p>The mill and its pond in the spring of last year (Bo Lund/Getty Images)</p>",
        "<p>Source: Board of Mills</p>",
    ],
)
def test_captions_leave_the_text(caption: str) -> None:
    assert texts_of(read(f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p>{caption}<p>{TEXT[2]}</p><p>{TEXT[3]}</p>")) == list(
        TEXT[:4]
    )


def test_captions_of_a_gallery_are_its_text() -> None:
    pictures = "".join(
        f"<figure><img src='{n}.jpg'><figcaption>{text}</figcaption></figure>" for n, text in enumerate(TEXT)
    )
    assert texts_of(read(pictures)) == list(TEXT)


def test_pull_quote_is_read_once() -> None:
    quote = f"<blockquote><p>{TEXT[3]}</p></blockquote>"
    body = read("".join(f"<p>{text}</p>" for text in TEXT[:3]) + quote + "".join(f"<p>{text}</p>" for text in TEXT[3:]))
    assert texts_of(body) == list(TEXT)


def test_lines_that_return_in_a_text_stay() -> None:
    refrain = "And the wheel goes round, and the water goes down, and nobody has paid for the mending of it."
    body = read("".join(f"<p>{text}</p><p>{refrain}</p>" for text in TEXT))
    assert texts_of(body).count(refrain) == len(TEXT)


def test_table_of_contents_is_not_read_and_its_headings_are() -> None:
    headings = ["The sale", "The stones", "The pond"]
    contents = "".join(f"<li>{heading}</li>" for heading in headings)
    parts = "".join(
        f"<h2>{h}</h2><p>{a}</p><p>{b}</p>" for h, a, b in zip(headings, TEXT[::2], TEXT[1::2], strict=True)
    )
    body = read(f"<p>{TEXT[0]} So it went.</p><p>Table of contents</p><ul>{contents}</ul>{parts}")
    assert [text for text in texts_of(body) if text not in TEXT] == [f"{TEXT[0]} So it went.", *headings]


@pytest.mark.parametrize("label", ["Read also:", "Lees ook:", "Leggi anche:", "Les også:", "Czytaj więcej"])
def test_lines_that_announce_a_link_leave_the_text(label: str) -> None:
    line = f"<p>{label} <a href='/bridge'>Bridge over the mill race was sold to a trader</a></p>"
    body = read(f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p>{line}<p>{TEXT[2]}</p><p>{TEXT[3]}</p>")
    assert texts_of(body) == list(TEXT[:4])


def test_what_only_assistive_software_reads_and_names_of_icons_leave_the_text() -> None:
    hidden = '<span class="visually-hidden">, opens new tab</span>'
    clipped = '<span style="clip:rect(0 0 0 0);position:absolute">, opens new tab</span>'
    icon = '<i class="material-icons">chevron_right</i>'
    body = read(f"<p>{TEXT[0]}{hidden}</p><p>{TEXT[1]}{clipped}</p><p>{icon}{TEXT[2]}</p><p>{TEXT[3]}</p>")
    assert texts_of(body) == list(TEXT[:4])


def test_author_and_time_above_the_text_leave_it() -> None:
    above = "<p>Ada Quist, Ostervik</p><p>Uppdaterad 2024-05-04 15:59</p>"
    assert texts_of(read(above + STORY, '<meta name="author" content="Ada Quist">')) == list(TEXT)
